"""A map that goes round the Earth may be cut open anywhere: its regions are the same."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from pyproj import CRS

from core.classes.classes import default_classes
from core.image.image import Georeference, Image
from core.regions.regions import find_regions
from core.regions.seam import _begin
from core.scale.calibration import UNCALIBRATED
from core.scale.ground_area import closes

WIDTH = 18
WGS84 = CRS("EPSG:4326").to_wkt()
# What is counted from the left edge of the picture.
PLACES = ("region", "centroid_x", "map_x", "map_y", "box_left", "box_width", "colour")
maps = hnp.arrays(np.uint8, st.tuples(st.integers(1, 9), st.just(WIDTH)), elements=st.integers(0, 2))


def measured(labels, side=360 / WIDTH, connectivity=8):
    georeference = Georeference(WGS84, (side, 0.0, -180.0, 0.0, -side / 4, 20.0))
    image = Image(np.zeros((*labels.shape, 1), np.uint8), georeference=georeference)
    return find_regions(labels, default_classes(2), UNCALIBRATED, image=image, connectivity=connectivity)


@settings(deadline=None)
@given(maps, st.integers(1, WIDTH - 1), st.sampled_from([4, 8]))
def test_wherever_it_is_cut_open(labels, turn, connectivity):
    """Cut where nothing lies it is a picture like any other."""
    labels[:, [0, -1]] = 0
    plain, turned = (
        measured(labels, 1.0, connectivity),
        measured(np.roll(labels, turn, 1), connectivity=connectivity),
    )
    pairs = np.unique(np.stack([np.roll(plain.ids, turn, 1).ravel(), turned.ids.ravel()]), axis=1)
    pairs = pairs[:, pairs[0] > 0]
    assert len(plain) == len(turned) == pairs.shape[1]
    here, there = pairs - 1
    for name in plain.measures:
        if name not in PLACES:
            np.testing.assert_allclose(turned[name][there], plain[name][here], err_msg=name)
    expected = (plain["centroid_x"][here] + turn) % WIDTH
    np.testing.assert_allclose(turned["centroid_x"][there], expected)


def test_side_by_side_over_the_seam_and_across_a_corner():
    labels = np.zeros((3, WIDTH), np.uint8)
    labels[1, [0, 1, -1]] = 1
    (found,) = measured(labels)["pixels"].tolist()
    assert found == 3
    labels[1, -1], labels[0, -1] = 0, 1
    assert len(measured(labels, connectivity=8)) == 1
    assert len(measured(labels, connectivity=4)) == 2
    labels[0, -1], labels[2, -1] = 0, 1
    assert len(measured(labels, connectivity=8)) == 1


def test_a_band_all_round_is_one_region_without_an_edge():
    labels = np.zeros((5, WIDTH), np.uint8)
    labels[2] = 1
    table = measured(labels)
    assert table["pixels"].tolist() == [WIDTH]
    assert not table["touches_edge"][0]
    assert table["touches_no_data"][0]
    assert table["holes"].tolist() == [0]


def test_no_data_beside_it_may_lie_over_the_seam():
    labels = np.full((3, WIDTH), 2, np.uint8)
    labels[1, 0], labels[1, -1] = 1, 0
    table = measured(labels)
    assert table["touches_no_data"].tolist() == [True, True]
    assert not table["touches_edge"][0]


@pytest.mark.parametrize(
    ("transform", "closed"),
    [
        ((20.0, 0.0, -180.0, 0.0, -5.0, 20.0), True),
        ((20.0, 0.0, 7.0, 0.0, 5.0, 20.0), True),
        ((19.9, 0.0, -180.0, 0.0, -5.0, 20.0), False),
        ((40.0, 0.0, -180.0, 0.0, -5.0, 20.0), False),
        ((0.0, 20.0, -180.0, -5.0, 0.0, 20.0), False),
    ],
)
def test_only_what_goes_round_once_closes(transform, closed):
    assert closes(Georeference(WGS84, transform), 9, WIDTH) is closed


def test_a_mercator_of_the_world_closes_and_a_part_of_it_does_not():
    mercator, around = CRS("EPSG:3395").to_wkt(), 2 * np.pi * 6378137.0
    for share, closed in ((1.0, True), (0.9, False)):
        side = share * around / WIDTH
        assert closes(Georeference(mercator, (side, 0.0, -around / 2, 0.0, -side, 1e6)), 2, WIDTH) is closed
    assert not closes(None, 9, WIDTH)
    local = Georeference('LOCAL_CS["shop floor",UNIT["metre",1]]', (1.0, 0.0, 0.0, 0.0, -1.0, 0.0))
    assert not closes(local, 9, WIDTH)


@pytest.mark.parametrize(
    ("columns", "begin", "width"),
    [
        # After the widest gap, round to it; of two as wide after the first.
        ("1001", 3, 2),
        ("1000101", 4, 4),
        ("1010001", 6, 4),
        ("1010101", 2, 6),
        ("1111", 0, 4),
    ],
)
def test_where_a_region_over_the_seam_begins(columns: str, begin: int, width: int) -> None:
    left, wide = _begin(np.array([sign == "1" for sign in columns]))
    assert (left, wide) == (begin, width)


def test_a_middle_on_the_seam_is_at_the_left_edge():
    """One pixel on either side of it; then one more to the left, to the right."""
    for columns, x in (((-1, 0), 0.0), ((-2, -1, 0), WIDTH - 0.5), ((-1, 0, 1), 0.5)):
        labels = np.zeros((1, WIDTH), np.uint8)
        labels[0, list(columns)] = 1
        assert measured(labels)["centroid_x"].tolist() == [x]
