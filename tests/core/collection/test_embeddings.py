"""What each embedding says of a picture: literal cases, and that pictures of any kind have vectors."""

from __future__ import annotations

import pickle
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from core.base.errors import FloeError
from core.base.hashing import sha256_of
from core.collection.collection import Row
from core.collection.embed import compute
from core.collection.embedding import choose, embeddings
from core.collection.frame import Frame, seen_there
from core.collection.learned import learned_vectors, standardised
from tests.reading import HERE


def saved(path: Path, pixels: np.ndarray) -> Path:
    PillowImage.fromarray(pixels).save(path)
    return path


def vector(path: Path, name: str, **options: str) -> np.ndarray:
    found = compute(HERE, Row(path, sha256_of(path)), choose(name, options).made(HERE))
    assert found.vector.dtype == np.float32
    return found.vector


def test_those_that_there_are() -> None:
    assert list(embeddings()) == [
        *("autoencoder", "deep-autoencoder", "efficientnet", "gan", "histogram", "network", "pixels")
    ]


def test_pixels_are_means_of_parts(tmp_path: Path) -> None:
    pixels = np.zeros((4, 8), np.uint8)
    pixels[:2, :4], pixels[2:, 4:] = 255, 51
    path = saved(tmp_path / "a.png", pixels)
    assert vector(path, "pixels", size="2").tolist() == pytest.approx([1.0, 0.0, 0.0, 0.2])
    assert len(vector(path, "pixels", size="2", colours="rgb")) == 2 * 2 * 3
    assert len(vector(path, "pixels")) == 16 * 16


def test_a_histogram_has_the_length_1_and_shares_between_bins(tmp_path: Path) -> None:
    white = vector(saved(tmp_path / "w.png", np.full((5, 5, 3), 255, np.uint8)), "histogram", bins="3")
    black = vector(saved(tmp_path / "b.png", np.zeros((5, 5, 3), np.uint8)), "histogram", bins="3")
    # L* = 100 and 0, a* = b* = 0: the last and the first bin of L*, the middle ones of the others.
    assert np.flatnonzero(white > 0.01).tolist() == [2 * 9 + 4]
    assert np.flatnonzero(black > 0.01).tolist() == [4]
    half = np.zeros((128, 128, 3), np.uint8)
    half[:64] = 255
    both = vector(saved(tmp_path / "h.png", half), "histogram", bins="3")
    assert both[[4, 22]] == pytest.approx([np.sqrt(0.5)] * 2, abs=0.02)
    assert np.linalg.norm(both) == pytest.approx(1.0)


def test_no_data_counts_as_the_mean_of_the_rest(tmp_path: Path) -> None:
    pixels = np.zeros((4, 4, 4), np.uint8)
    pixels[:2] = (200, 100, 50, 255)
    path = saved(tmp_path / "a.png", pixels)
    assert vector(path, "pixels", size="1", colours="rgb") * 255 == pytest.approx([200, 100, 50])
    pixels[..., 3] = 0
    pixels[0, 0, 0] = 1  # some colour below, or the transparency would be taken for none
    with pytest.raises(FloeError, match="all of it is no data"):
        vector(saved(tmp_path / "b.png", pixels), "pixels")


def test_what_is_seen_of_a_picture(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", np.full((40, 400, 3), 90, np.uint8))
    seen = seen_there(path, Frame(3, 5))
    assert (seen.width, seen.height, seen.picture.shape) == (400, 40, (3, 5, 3))
    assert seen.small.shape == (16, 16, 3)
    assert int(seen.small.min()) == int(seen.small.max()) == 90
    assert seen.thumbnail.startswith(b"\xff\xd8")
    (tmp_path / "t.jpg").write_bytes(seen.thumbnail)
    with PillowImage.open(tmp_path / "t.jpg") as picture:
        assert picture.size == (160, 16)


def test_sixteen_bits_and_floats_have_vectors(tmp_path: Path) -> None:
    import tifffile

    ramp = np.linspace(0, 1, 64).reshape(8, 8)
    for name, values in (("a", (ramp * 65535).astype(np.uint16)), ("b", ramp.astype(np.float32))):
        tifffile.imwrite(tmp_path / f"{name}.tif", values)
        found = vector(tmp_path / f"{name}.tif", "pixels", size="2")
        assert found[0] < found[1] < found[2] < found[3]


def test_a_picture_that_was_changed_meanwhile(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", np.zeros((4, 4), np.uint8))
    with pytest.raises(FloeError, match="its content has changed meanwhile"):
        compute(HERE, Row(path, "0" * 64), choose("pixels").made(HERE))


def test_other_options_are_other_vectors() -> None:
    chosen = [choose("pixels"), choose("pixels", {"size": "8"}), choose("pixels", {"colours": "rgb"})]
    meant = {each.made(HERE).meant for each in (*chosen, choose("histogram"), choose("pixels"))}
    assert len(meant) == 4
    assert choose("pixels", {"size": "8"}).options_json == {"size": 8, "colours": "grey"}


@pytest.mark.parametrize("name", ["autoencoder", "deep-autoencoder", "gan"])
def test_what_learns_sees_whole_pictures(name: str) -> None:
    pytest.importorskip("jax", reason="networks that learn need the extra learn")
    chosen = choose(name, {"steps": "2"})
    assert chosen.made(HERE).frame == Frame(32, 32)
    assert chosen.embedding.lesson is not None
    lesson = chosen.embedding.lesson(chosen.options, 3)
    assert pickle.loads(pickle.dumps(lesson)) == lesson
    assert (lesson.steps, lesson.seed) == (2, 3)


def test_a_network_learns_the_same_again_and_tells_light_from_dark() -> None:
    """The one without convolutions, which costs least."""
    pytest.importorskip("jax", reason="networks that learn need the extra learn")
    chosen = choose("deep-autoencoder", {"steps": "8"})
    assert chosen.embedding.lesson is not None
    frames = np.repeat(np.array([[0.1], [0.9]], np.float32), 32 * 32 * 3, axis=1)[np.arange(130) % 2]
    frames += np.random.default_rng(2).normal(0, 0.02, frames.shape).astype(np.float32)
    vectors, again, other = (
        learned_vectors(chosen.embedding.lesson(chosen.options, seed), frames) for seed in (0, 0, 1)
    )
    assert (vectors.shape, vectors.dtype) == ((130, 32), np.float32)
    np.testing.assert_array_equal(vectors, again)
    assert (vectors != other).any()
    middles = vectors[::2].mean(axis=0), vectors[1::2].mean(axis=0)
    spread = np.linalg.norm(vectors[::2] - middles[0], axis=1).max()
    assert np.linalg.norm(middles[0] - middles[1]) > 2 * spread


def test_frames_are_standardised_in_one_copy() -> None:
    frames = np.zeros((2, 512, 512, 3), np.float32)
    frames[1] = 1, 0.5, 0
    tracemalloc.start()
    try:
        found = standardised(frames)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    np.testing.assert_array_equal(found[:, 0, 0], [[-1, -1, 0], [1, 1, 0]])
    assert most < 1.5 * frames.nbytes
