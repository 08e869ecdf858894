from decimal import Decimal, getcontext

import numpy as np
import pytest

from core.cluster.colours.colour import colour_features, lightness, linear_table
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
