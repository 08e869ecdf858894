"""What lies outside of regions of interest, pixel by pixel."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.roi.outside import inverted, whole_picture, without
from core.roi.regions_of_interest import RegionOfInterest, RegionPart, region_mask, union_mask
from core.roi.shapes import Ellipse, between, polygon

HEIGHT, WIDTH = 13, 17
COORDINATE = st.integers(-6, 40).map(lambda half: half / 2)
CORNERS = st.tuples(COORDINATE, COORDINATE, COORDINATE, COORDINATE)
RECTANGLES = CORNERS.map(lambda c: between(*c)).filter(lambda r: r.left < r.right and r.top < r.bottom)
ELLIPSES = st.tuples(COORDINATE, COORDINATE, st.integers(1, 9), st.integers(1, 9)).map(lambda e: Ellipse(*e))
POLYGONS = st.lists(st.tuples(COORDINATE, COORDINATE), min_size=3, max_size=7).map(polygon)
SHAPES = RECTANGLES | ELLIPSES | POLYGONS
REGIONS = st.lists(st.tuples(SHAPES, st.booleans()), min_size=1, max_size=5).map(
    lambda parts: RegionOfInterest(
        "land", (RegionPart(parts[0][0]), *(RegionPart(shape, adds) for shape, adds in parts[1:]))
    )
)


def mask(region: RegionOfInterest) -> np.ndarray:
    return region_mask(region, HEIGHT, WIDTH)


@given(REGIONS)
def test_inverted_it_holds_exactly_the_other_pixels(region: RegionOfInterest) -> None:
    assert np.array_equal(mask(inverted(region, WIDTH, HEIGHT)), ~mask(region))


@given(REGIONS)
def test_inverted_twice_it_holds_what_it_held(region: RegionOfInterest) -> None:
    again = inverted(inverted(region, WIDTH, HEIGHT), WIDTH, HEIGHT)
    assert np.array_equal(mask(again), mask(region))


@given(REGIONS, st.lists(REGIONS, max_size=3))
def test_without_others_it_holds_what_lies_in_none_of_them(
    region: RegionOfInterest, cut: list[RegionOfInterest]
) -> None:
    left = without(region, tuple(cut), WIDTH, HEIGHT)
    expected = mask(region) & ~union_mask(tuple(cut), HEIGHT, WIDTH)
    assert np.array_equal(mask(left), expected)


def test_what_one_mask_leaves_free_another_may_hold() -> None:
    """Land with a lake cut out of it, and a cloud over that lake: the lake does not come back."""
    land = RegionOfInterest(
        "land", (RegionPart(between(0, 0, 10, 10)), RegionPart(between(3, 3, 6, 6), adds=False))
    )
    cloud = RegionOfInterest("cloud", (RegionPart(between(2, 2, 7, 7)),))
    sea = without(whole_picture("sea", WIDTH, HEIGHT), (cloud, land), WIDTH, HEIGHT)
    assert mask(sea).sum() == WIDTH * HEIGHT - 10 * 10


def test_the_whole_picture_holds_every_pixel_and_keeps_its_name() -> None:
    whole = whole_picture("all", WIDTH, HEIGHT)
    assert whole.name == "all"
    assert mask(whole).all()
