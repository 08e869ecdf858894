"""The planes of features as pictures: which columns, from dark to light, and where there is no data."""

import numpy as np
import pytest

from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.prepared.plane_pictures import columns_of, plane_picture
from core.cluster.prepared.prepare import prepare_for
from core.image.image import Image

POSITION, LAWS = Feature("position", 0.5), Feature("laws", 1.0, (("radius", 2),))


def prepared(size=(30, 40), valid=None):
    pixels = np.random.RandomState(0).randint(0, 256, (*size, 3)).astype(np.uint8)
    return prepare_for(Image(pixels, valid), Parameters(features=(POSITION, LAWS)))


def test_columns_are_those_of_the_feature():
    found = prepared()
    assert [found.names[i] for i in columns_of(found, POSITION)] == ["x", "y"]
    assert columns_of(found, LAWS) == range(5, 10)
    with pytest.raises(ValueError, match="was not clustered by"):
        columns_of(found, Feature("position", 0.7))


def test_a_plane_goes_from_dark_to_light():
    found = prepared()
    across = plane_picture(found, columns_of(found, POSITION), 0)
    assert across.shape == (30, 40, 3)
    assert (across[:, :, 0] == across[:, :, 2]).all()
    assert (np.diff(across[0, :, 0].astype(int)) >= 0).all()
    assert (across[0, 0, 0], across[0, -1, 0]) == (0, 255)
    assert (across == across[:1]).all()


def test_all_planes_are_three_colours_and_what_has_no_data_is_black():
    valid = np.ones((30, 40), bool)
    valid[3:9, 5:11] = False
    found = prepared(valid=valid)
    picture = plane_picture(found, columns_of(found, LAWS), None)
    assert not picture[~valid].any()
    assert picture[valid].any(axis=1).all()


def test_a_large_picture_is_looked_at_reduced():
    found = prepared((10, 1000))
    assert plane_picture(found, columns_of(found, POSITION), 1).shape == (4, 334, 3)


@pytest.mark.parametrize(
    ("size", "shape"), [((1, 480), (1, 480)), ((481, 1), (241, 1)), ((1, 481), (1, 241))]
)
def test_the_longer_side_is_looked_at_in_480_pixels_at_most(size, shape):
    found = prepare_for(Image(np.zeros((*size, 3), np.uint8)), Parameters(k=1, features=(POSITION,)))
    assert plane_picture(found, columns_of(found, POSITION), 0).shape == (*shape, 3)


# A light one is counted in some 260 steps.
@pytest.mark.parametrize(("weight", "off"), [(1.0, 0), (0.002, 1)])
def test_two_of_a_hundred_are_black_and_two_white_and_between_them_is_rounded(weight, off):
    across = Feature("position", weight)
    image = Image(np.zeros((1, 100, 3), np.uint8))
    found = prepare_for(image, Parameters(k=1, features=(across,)))
    # A fiftieth of the way from the first to the last of a hundred places is 1.98.
    expected = np.rint(((np.arange(100) - 1.98) / (97.02 - 1.98)).clip(0, 1) * 255)
    grey = plane_picture(found, columns_of(found, across), 0)[0, :, 1]
    np.testing.assert_allclose(grey, expected, rtol=0, atol=off)


def test_shades_are_of_what_is_valid_and_one_value_is_black():
    valid = np.ones((1, 100), bool)
    valid[0, 50:] = False
    found = prepare_for(Image(np.zeros((1, 100, 3), np.uint8), valid), Parameters(k=1, features=(POSITION,)))
    grey = plane_picture(found, columns_of(found, POSITION), 0)[0, :, 1]
    expected = np.rint(((np.arange(50) - 0.98) / (48.02 - 0.98)).clip(0, 1) * 255)
    assert grey.tolist() == [*expected, *[0] * 50]
    assert not plane_picture(found, columns_of(found, POSITION), 1).any()
