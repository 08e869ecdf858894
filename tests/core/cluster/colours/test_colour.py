from decimal import Decimal, getcontext
from itertools import pairwise

import numpy as np
import pytest

from core.cluster.colours.colour import (
    bounds,
    colour_features,
    colour_values,
    lightness,
    linear_table,
    luma,
)
from core.cluster.colours.histogram import count_colours
from core.image.image import Image


@pytest.fixture(scope="module")
def cube():
    """Every 15th level of each band and the greys."""
    axis = np.arange(0, 256, 15, dtype=np.uint8)
    colours = np.stack(np.meshgrid(axis, axis, axis), axis=-1).reshape(-1, 3)
    greys = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)
    return count_colours(Image(np.concatenate([colours, greys])[None]))


def real(features):
    values = features.values if features.feature_of is None else features.values[features.feature_of]
    return values / features.scale


def test_lab_agrees_with_scikit_image(cube):
    from skimage.color import rgb2lab

    np.testing.assert_allclose(real(colour_features(cube, "lab")), rgb2lab(cube.colours[None])[0], atol=0.02)


def test_greys_have_no_chroma_and_white_is_exactly_100():
    greys = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)
    features = colour_features(count_colours(Image(greys[None])), "lab")
    np.testing.assert_array_equal(features.values[:, 1:], 0)
    assert features.values[:, 0].max() == 100 * features.scale
    assert features.values[:, 0].min() == 0


def test_the_cone_has_the_hue_and_chroma_of_hsv(cube):
    from skimage.color import rgb2hsv

    hue, saturation, value = rgb2hsv(cube.colours[None])[0].T
    expected = np.stack(
        [
            255 * saturation * value * np.cos(2 * np.pi * hue),
            255 * saturation * value * np.sin(2 * np.pi * hue),
            255 * value,
        ],
        axis=1,
    )
    np.testing.assert_allclose(real(colour_features(cube, "hsv")), expected, atol=1 / 1024)


def test_luma_is_that_of_pillow(cube):
    from PIL import Image as Pillow

    grey = np.array(Pillow.fromarray(cube.colours[None]).convert("L"))[0]
    np.testing.assert_allclose(real(colour_features(cube, "gray"))[:, 0], grey, atol=0.51)


@pytest.mark.parametrize("space", ["rgb", "lab", "hsv", "gray"])
def test_every_pixel_is_counted_once(cube, space):
    features = colour_features(cube, space)
    assert features.counts.sum() == cube.pixels
    assert features.starts[0] == 0
    assert features.starts[-1] == len(features)
    assert len(np.unique(features.values, axis=0)) == len(features)


def test_no_level_is_so_near_a_rounding_border_that_a_library_could_tip_it():
    # What makes Lab the same on every machine: pow() is off by 1e-15 at most, the margin is larger.
    getcontext().prec = 40
    table = linear_table(255)
    for level in range(11, 256):
        exact = ((Decimal(level) / 255 + Decimal("0.055")) / Decimal("1.055")) ** Decimal("2.4") * 2**30
        assert abs(exact - int(exact) - Decimal("0.5")) > Decimal("1e-5")
        assert table[level] == int(exact + Decimal("0.5"))


def test_no_hue_is_so_near_a_rounding_border_that_a_library_could_tip_it():
    # The cone of 8 bits, every chroma and every hue there is, in more than double precision: cosines and
    # sines that differ by 1e-15 move its features by 1e-9 at most, the margin is larger.
    third = np.longdouble("1.047197551196597746154214461093167628")
    for chroma in range(1, 256):
        part = np.arange(-chroma, chroma + 1).astype(np.longdouble) / chroma
        for sector in (0, 2, 4):
            for wave in (np.cos, np.sin):
                steps = chroma * wave((sector + part) * third) * 1024
                assert np.abs(steps - np.floor(steps) - 0.5).min() > 1e-6


def test_lightness_agrees_with_scikit_image(cube):
    from skimage.color import rgb2lab

    np.testing.assert_allclose(
        lightness(cube.colours.astype(float), 255), rgb2lab(cube.colours[None])[0, :, 0], atol=2e-3
    )


def test_lightness_at_its_bends():
    """Linear below a level of 0.04045 and below a Y of 216/24389; of grey and of three bands."""
    from skimage.color import rgb2lab

    levels = np.array([[0.0], [255 * 0.04045], [10.0], [11.0], [21.0], [22.0], [255.0]])
    expected = rgb2lab(np.repeat(levels / 255, 3, axis=1)[None])[0, :, 0]
    np.testing.assert_allclose(lightness(levels, 255), expected, atol=2e-3)
    np.testing.assert_allclose(lightness(levels * 257, 65535), lightness(levels, 255), rtol=1e-12)
    np.testing.assert_allclose(
        lightness(np.repeat(levels, 3, axis=1), 255), lightness(levels, 255), rtol=1e-9
    )


def test_what_a_centroid_of_a_start_may_be():
    assert [each.tolist() for each in bounds("rgb", 255)] == [[0, 0, 0], [255, 255, 255]]
    assert [each.tolist() for each in bounds("gray", 65535)] == [[0], [65535]]
    assert [each.tolist() for each in bounds("lab", 255)] == [[0, -128, -128], [100, 128, 128]]
    assert [each.tolist() for each in bounds("hsv", 255)] == [[-255, -255, 0], [255, 255, 255]]


def test_hues_at_the_borders_of_their_sectors():
    """The value is red's where red and green are equal, green's where green and blue are."""
    pixels = np.array(
        [[[9, 9, 0], [0, 9, 9], [9, 0, 9], [9, 9, 9], [9, 0, 0], [0, 9, 0], [0, 0, 9]]], np.uint8
    )
    histogram = count_colours(Image(pixels))
    features = colour_features(histogram, "hsv")
    found = {tuple(c): v.tolist() for c, v in zip(histogram.colours.tolist(), features.values, strict=True)}
    half, high = 9 * 512, round(9 * 1024 * 3**0.5 / 2)
    assert found == {
        (9, 0, 0): [9216, 0, 9216],
        (9, 9, 0): [half, high, 9216],
        (0, 9, 0): [-half, high, 9216],
        (0, 9, 9): [-9216, 0, 9216],
        (0, 0, 9): [-half, -high, 9216],
        (9, 0, 9): [half, -high, 9216],
        (9, 9, 9): [0, 0, 9216],
    }


def test_luma_is_in_thousandths_and_lab_to_the_last_step():
    pixels = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255], [3, 2, 1]]], np.uint8)
    assert luma(pixels[0]).tolist() == [76245, 149685, 29070, 255000, 2185]
    values, steps = colour_values(pixels[0], "lab")
    assert steps == 1024
    lab = [[53.24, 80.09, 67.20], [87.73, -86.18, 83.18], [32.30, 79.19, -107.86], [100, 0, 0]]
    np.testing.assert_allclose(values[:4] / 1024, lab, atol=0.02)
    assert [colour_values(pixels[0], space)[1] for space in ("rgb", "gray", "hsv")] == [1, 1000, 1024]
    assert colour_values(pixels[0, :, :1], "lab")[1] == 1


@pytest.mark.parametrize("number", [1, 2, 3, 7])
def test_portions_are_all_cells_about_evenly(cube, number):
    features = colour_features(cube, "rgb")
    portions = features.portions(number)
    assert portions[0][0] == 0
    assert portions[-1][1] == len(features.starts) - 1
    assert all(one[1] == other[0] for one, other in pairwise(portions))
    sizes = [features.starts[end] - features.starts[begin] for begin, end in portions]
    assert len(portions) == number
    assert max(sizes) < 1.5 * len(features) / number
