"""Small pictures of a segmentation."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.prepared.prepare import prepare
from core.cluster.replay import Miniature
from core.image.image import Image

TWO = np.array([[10.0, 20, 30], [200, 210, 220]])


def halves(width: int, height: int, dtype: type = np.uint8) -> np.ndarray:
    pixels = np.empty((height, width, 3), dtype)
    pixels[:, : width // 2], pixels[:, width // 2 :] = TWO
    return pixels


@pytest.mark.parametrize(("width", "height"), [(2, 1), (60, 40), (900, 300), (3000, 2)])
def test_has_the_shape_of_the_picture_and_the_colours_of_the_clusters(width: int, height: int) -> None:
    small = Miniature(prepare(Image(halves(width, height)), "rgb"), 120).segmented(TWO)
    assert max(small.shape[:2]) == min(120, max(width, height))
    assert small.shape[1] / small.shape[0] == pytest.approx(width / height, rel=0.5) or small.shape[0] == 1
    assert small[0, 0].tolist() == [30, 20, 10, 255]
    assert small[-1, -1].tolist() == [220, 210, 200, 255]
    assert not small.flags.writeable


def test_no_data_is_transparent_even_where_its_colour_occurs_nowhere_else() -> None:
    pixels, valid = halves(20, 10), np.ones((10, 20), bool)
    pixels[:5], valid[:5] = 255, False
    small = Miniature(prepare(Image(pixels, valid), "rgb")).segmented(TWO)
    assert (small[:5] == 0).all()
    assert (small[5:, :, 3] == 255).all()


def test_sixteen_bits_are_shown_as_elsewhere() -> None:
    grey = np.array([[[100]] * 3 + [[60000]] * 3], np.uint16)
    small = Miniature(prepare(Image(grey), "gray")).segmented(np.array([[100.0], [60000.0]]))
    assert small[0, 0].tolist() == [0, 0, 0, 255]
    assert small[0, -1].tolist() == [255] * 4


def test_bands_are_shown_in_the_colours_of_the_picture() -> None:
    pixels = np.zeros((30, 40, 5), np.float32)
    pixels[:, 20:] = 1000
    pixels[0, 0] = np.nan
    small = Miniature(prepare(Image(pixels), "bands")).segmented(np.array([[0.0] * 5, [1000.0] * 5]))
    assert small[0, 0].tolist() == [0] * 4
    assert small[5, 5].tolist() == [0, 0, 0, 255]
    assert small[5, -5].tolist() == [255] * 4


@pytest.mark.parametrize(
    ("longer", "shorter", "looked", "shown"),
    [
        # Three pixels for one that is shown; then every second one.
        (300, 90, (300, 90), (100, 30)),
        (301, 90, (151, 45), (100, 30)),
        (601, 90, (201, 30), (100, 15)),
        # Two thirds of 100 are 67; of a line something is left.
        (150, 100, (150, 100), (100, 67)),
        (3000, 2, (300, 1), (100, 1)),
        # Nothing is made larger.
        (100, 70, (100, 70), (100, 70)),
        (70, 40, (70, 40), (70, 40)),
    ],
)
def test_wide_or_tall_it_is_looked_at_closely_enough_and_no_larger_than_asked(longer, shorter, looked, shown):
    for turned in (1, -1):
        pixels = np.zeros((longer, shorter)[::turned], np.uint8)
        small = Miniature(prepare(Image(pixels[..., None]), "gray"), 100)
        assert small._shape == looked[::turned]
        assert small.segmented(np.array([[0.0]])).shape[:2] == shown[::turned]


def test_it_is_224_pixels_long_unless_told() -> None:
    pixels = np.zeros((10, 300, 1), np.uint8)
    assert Miniature(prepare(Image(pixels), "gray")).segmented(np.array([[0.0]])).shape[:2] == (7, 224)


def test_bands_have_the_nearest_centroid_and_the_mean_colour_of_what_is_shown() -> None:
    """400 is nearer to 0; nothing is near −5000; what is hidden would make the mean lighter."""
    pixels = np.array([0, 400, 1000, 1000], np.float64)[None, :, None] * np.ones(2)
    valid = np.array([[True, True, True, False]])
    prepared = prepare(Image(pixels, valid), "bands")
    rgb = prepared.rgb[0, :, 0].astype(int)
    assert (rgb[0], rgb[2]) == (0, 255)
    found = Miniature(prepared).segmented(np.array([[0.0, 0], [1000, 1000], [-5000, -5000]]))
    mean = (2 * (rgb[0] + rgb[1]) + 2) // 4
    assert found[0, :, 0].tolist() == [mean, mean, 255, 0]
    assert found[0, :, 3].tolist() == [255, 255, 255, 0]
    every = Miniature(prepare(Image(pixels), "bands")).segmented(np.array([[600.0, 600]]))
    assert len(np.unique(every[0, :, 0])) == 1
