"""What is seen of a large picture before it is read: its small copy, or as much as is read so far."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image as Pillow

import core.io.first_look
import workers.opening
from core.base.arrays import Bytes
from core.base.errors import ReadError
from core.base.parallel import never_cancelled
from core.pipeline import levels
from tests.core.pipeline.test_levels import written
from tests.reading import HERE
from workers.mailbox import Mailbox
from workers.opening import open_file


def opened(path: Path) -> tuple[list[Bytes], Bytes]:
    """The looks, and the picture as it is shown at last."""
    looks: list[Bytes] = []
    found = open_file(path, HERE, None, never_cancelled, looks=Mailbox(looks.append))
    return looks, found.levels[0]


@pytest.fixture
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of these tests are larger than memory, and a look is due at every window."""
    monkeypatch.setattr(core.io.first_look, "LARGE", 5_000)
    monkeypatch.setattr(workers.opening, "goes_in_tiles", lambda _: True)
    monkeypatch.setattr(levels, "MOST_PIXELS", 7_000)
    monkeypatch.setattr(levels, "_SECONDS_A_LOOK", 0.0)


@pytest.mark.usefixtures("_large")
def test_without_a_copy_what_is_read_is_seen_and_the_rest_is_empty(tmp_path, monkeypatch) -> None:
    path = written(tmp_path / "a.tif")
    monkeypatch.setattr("core.io.tile_file._WINDOW_PIXELS", 64 * 64)
    looks, shown = opened(path)
    assert len(looks) == 20  # 5 × 4 windows of 64 × 64 pixels
    opaque = [int(np.count_nonzero(look[..., 3])) for look in looks]
    assert opaque == sorted(opaque)
    assert 0 < opaque[0] < opaque[-1] == shown[..., 3].size
    first = looks[0][..., 3] > 0
    assert first[0, 0]
    assert not first[-1, -1]
    np.testing.assert_array_equal(looks[0][first], shown[first])
    np.testing.assert_array_equal(looks[-1], shown)


@pytest.mark.usefixtures("_large")
def test_the_copy_that_a_file_holds_is_seen_once_and_whole(tmp_path) -> None:
    path = written(tmp_path / "a.tif")
    with rasterio.open(path, "r+") as file:
        file.build_overviews([2], rasterio.enums.Resampling.nearest)
    (look,), _shown = opened(path)
    assert look.shape == (102, 151, 4)
    assert look[..., 3].all()


def test_a_picture_of_ordinary_size_has_no_look(tmp_path) -> None:
    Pillow.fromarray(np.full((6, 8, 3), 9, np.uint8)).save(tmp_path / "a.jpg")
    assert opened(tmp_path / "a.jpg")[0] == []


@pytest.mark.usefixtures("_large")
def test_a_damaged_file_is_said_once_by_whoever_reads_it(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(workers.opening, "goes_in_tiles", lambda _: False)
    pixels = np.random.RandomState(0).randint(0, 255, (90, 90, 3)).astype(np.uint8)
    Pillow.fromarray(pixels).save(tmp_path / "a.jpg")
    (tmp_path / "a.jpg").write_bytes((tmp_path / "a.jpg").read_bytes()[:2000])
    with pytest.raises(ReadError, match="cut short"):
        opened(tmp_path / "a.jpg")
