"""What surfaces look like, by hand and against its definition: colours, texture, bins, squares of pixels."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage
from skimage.color import rgb2lab

from core.base.parallel import never_cancelled
from core.cluster.superpixels import surfaces as module
from core.cluster.superpixels.border_maps import border_strength
from core.cluster.superpixels.planes import WHOLE, Effort, gauss
from core.cluster.superpixels.surfaces import BINS, SCALED, STEPS, find_surfaces
from core.cluster.superpixels.textons import find_textons

ALONE = Effort(1, never_cancelled)


def noise(size: tuple[int, int]) -> NDArray[np.uint8]:
    return np.random.RandomState(6).randint(0, 256, (*size, 3)).astype(np.uint8)


def smoothed(planes: NDArray[np.float64], sigma: float) -> NDArray[np.float64]:
    for axis in (1, 0):
        planes = ndimage.correlate1d(planes, gauss(sigma) / WHOLE, axis, mode="nearest")
    return planes


def test_planes_are_lab_twice_smoothed_and_how_far_it_varies():
    rgb = noise((13, 9))
    found = find_surfaces(rgb, None, 1, ALONE)
    assert (found.side, SCALED, BINS) == (1, (3, 9), (40, 24))
    lab = found.planes[..., :3] / STEPS
    np.testing.assert_allclose(lab, rgb2lab(rgb), atol=0.02)
    far = smoothed(lab, 4.0)
    varied = np.sqrt((smoothed(lab**2, 4.0) - far**2).clip(0))
    expected = np.concatenate((smoothed(lab, 2.0), far, varied), axis=2)
    np.testing.assert_allclose(found.planes[..., 3:] / STEPS, expected, atol=0.01)
    assert abs(np.median(found.planes[..., 3:] - expected * STEPS)) < 0.2
    assert found.planes.dtype == np.int32


def test_nothing_varies_in_one_colour():
    """What rounding leaves below zero has no root."""
    for colour in range(0, 256, 5):
        rgb = np.full((4, 5, 3), (colour, 255 - colour, colour // 2), np.uint8)
        found = find_surfaces(rgb, None, 1, ALONE)
        np.testing.assert_allclose(found.planes[..., 9:] / STEPS, 0, atol=0.1)


def test_bins_of_colours_and_textons_are_numbered_through():
    rgb = noise((12, 11))
    found = find_surfaces(rgb, None, 1, ALONE)
    lab = found.planes[..., :3] / STEPS
    # 18 bins from −90 to 90, then 22 from −110 to 110.
    for axis, (most, bins, before) in ((1, (90, 18, 0)), (2, (110, 22, 18))):
        place = ((lab[..., axis] + most) * (bins - 1) / (2 * most)).clip(0, bins - 1)
        at = np.minimum(place.astype(int), bins - 2)
        np.testing.assert_array_equal(found.bins[..., 2 * axis - 2], at + before)
        np.testing.assert_allclose(found.bins[..., 2 * axis - 1], 256 * (1 - (place - at)), atol=0.6)
    light = lab.astype(np.float32)
    textons = find_textons(light[..., 0], None, ALONE)
    np.testing.assert_array_equal(found.textons, textons + 40)
    np.testing.assert_array_equal(found.strength, border_strength(light, textons, None, ALONE))


def test_no_data_looks_like_the_nearest_data():
    rgb, valid = noise((9, 8)), np.ones((9, 8), np.bool_)
    valid[:, 5:] = False
    one = rgb.copy()
    one[:, 5:] = 255
    found, other = find_surfaces(rgb, valid, 1, ALONE), find_surfaces(one, valid, 1, ALONE)
    for plane in ("planes", "textons", "bins", "strength"):
        np.testing.assert_array_equal(getattr(found, plane), getattr(other, plane))
    np.testing.assert_array_equal(found.planes[:, 5:, :3], found.planes[:, [4, 4, 4], :3])
    steps = np.arange(6, dtype=np.int32).reshape(2, 3, 1)
    there = np.array([[True, False, False], [False, False, True]])
    assert module._filled(steps, there)[..., 0].tolist() == [[0, 0, 5], [0, 5, 5]]


@pytest.mark.parametrize("threads", [1, 3])
def test_squares_have_the_mean_of_their_valid_pixels_halves_up(threads):
    rgb = np.zeros((3, 5, 3), np.uint8)
    rgb[:2, :2, 0] = [[1, 2], [3, 4]]
    rgb[:2, 2:4, 1] = [[1, 1], [1, 2]]
    rgb[2, 4] = 255
    effort = Effort(threads, never_cancelled)
    found, there = module._shrunk(rgb, None, 2, effort)
    assert there is None
    # 2½ and 1¼.
    assert found.tolist() == [[[3, 0, 0], [0, 1, 0], [0, 0, 0]], [[0, 0, 0], [0, 0, 0], [255, 255, 255]]]
    valid = np.ones((3, 5), np.bool_)
    valid[0, :3] = valid[2, 4] = valid[1, 0] = False
    found, there = module._shrunk(rgb, valid, 2, effort)
    # 4 alone, and 1⅓.
    assert found.tolist() == [[[4, 0, 0], [0, 1, 0], [0, 0, 0]], [[0, 0, 0], [0, 0, 0], [0, 0, 0]]]
    assert there.tolist() == [[True, True, True], [True, True, False]]
    assert module._shrunk(rgb[:, :4].copy(), None, 2, effort)[0].tolist() == [
        [[3, 0, 0], [0, 1, 0]],
        [[0, 0, 0], [0, 0, 0]],
    ]
    found, there = module._shrunk(rgb[:1].copy(), np.array([[True, False, True, True, False]]), 2, effort)
    assert found.tolist() == [[[1, 0, 0], [0, 1, 0], [0, 0, 0]]]
    assert there.tolist() == [[True, True, False]]


def test_surfaces_of_squares_are_those_of_the_smaller_picture():
    rgb = noise((8, 10))
    small, _there = module._shrunk(rgb, None, 2, ALONE)
    found, expected = find_surfaces(rgb, None, 2, ALONE), find_surfaces(small, None, 1, ALONE)
    assert found.side == 2
    np.testing.assert_array_equal(found.planes, expected.planes)
    valid = np.ones((8, 10), np.bool_)
    valid[:4] = False
    assert find_surfaces(rgb, valid, 2, ALONE).planes.shape == (4, 5, 12)
