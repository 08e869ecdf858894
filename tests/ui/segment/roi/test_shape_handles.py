"""Handles, edges and hits: pure functions in picture coordinates."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from core.roi.regions_of_interest import RegionOfInterest, RegionPart, region_mask
from core.roi.shapes import Ellipse, Rectangle, Shape, polygon
from ui.segment.roi.outline_paths import seen_segments, shape_path
from ui.segment.roi.shape_handles import (
    MOST_HANDLES,
    handles,
    holds,
    inscribed,
    middle,
    nearest,
    nearest_edge,
    with_handle_at,
    with_point_after,
    without_point,
)

SQUARE = polygon([(0, 0), (10, 0), (10, 10), (0, 10)])
COORDINATE = st.floats(-20, 60, allow_nan=False).map(lambda value: round(value, 2))


@pytest.mark.parametrize("shape", [Rectangle(2, 3, 12, 9), Ellipse(7, 6, 5, 3)])
@given(handle=st.integers(0, 7), x=COORDINATE, y=COORDINATE)
def test_a_handle_of_a_box_follows_the_mouse(shape: Shape, handle: int, x: float, y: float) -> None:
    after = with_handle_at(shape=shape, handle=handle, x=x, y=y)
    before = handles(shape=shape)
    assume(after is not None)
    assert type(after) is type(shape)
    corner = handle % 2 == 0
    sides = set(after.bounds)
    if corner or handle in (3, 7):
        assert any(x == pytest.approx(side) for side in sides)
    if corner or handle in (1, 5):
        assert any(y == pytest.approx(side) for side in sides)
    opposite = before[(handle + 4) % 8]
    if corner:
        assert np.hypot(*(handles(shape=after) - opposite).T).min() < 1e-9


def test_a_box_without_area_is_none() -> None:
    assert with_handle_at(shape=Rectangle(2, 3, 12, 9), handle=0, x=12, y=5) is None
    assert inscribed(box=Rectangle(0, 0, 4, 2)) == Ellipse(2, 1, 2, 1)


@given(st.integers(0, 3), COORDINATE, COORDINATE)
def test_a_point_of_a_polygon_follows_the_mouse(index: int, x: float, y: float) -> None:
    after = with_handle_at(shape=SQUARE, handle=index, x=x, y=y)
    assert handles(shape=after)[index].tolist() == [x, y]
    assert np.array_equal(
        np.delete(handles(shape=after), index, 0), np.delete(handles(shape=SQUARE), index, 0)
    )


def test_points_are_added_and_removed_in_every_ring() -> None:
    shape = polygon([(0, 0), (30, 0), (30, 30), (0, 30)], [(10, 10), (20, 10), (20, 20), (10, 20)])
    edge = nearest_edge(shape=shape, x=15, y=9, reach=2)
    assert edge == 4
    more = with_point_after(shape=shape, handle=edge, x=15, y=9)
    assert more.rings[0] == shape.rings[0]
    assert more.rings[1].points.tolist() == [[10, 10], [15, 9], [20, 10], [20, 20], [10, 20]]
    assert without_point(shape=more, handle=5) == shape
    triangle = polygon([(0, 0), (3, 0), (0, 3)])
    assert without_point(shape=triangle, handle=1) is None
    assert nearest_edge(shape=shape, x=15, y=5, reach=2) is None
    assert nearest_edge(shape=Rectangle(0, 0, 9, 9), x=0, y=0, reach=2) is None
    with pytest.raises(IndexError):
        with_handle_at(shape=shape, handle=8, x=0, y=0)


def test_nearest_is_within_reach() -> None:
    points = handles(shape=Rectangle(0, 0, 10, 10))
    assert nearest(points=points, x=0.5, y=0.5, reach=1) == 0
    assert nearest(points=points, x=3, y=3, reach=1) is None
    assert nearest(points=np.empty((0, 2)), x=0, y=0, reach=9) is None


def test_a_polygon_of_many_points_has_no_handles_but_a_middle() -> None:
    angle = np.linspace(0, 6, MOST_HANDLES + 1)
    many = polygon(np.column_stack((np.cos(angle), np.sin(angle))))
    assert not len(handles(shape=many))
    assert nearest_edge(shape=many, x=1, y=0, reach=1) is None
    x, y = middle(region=RegionOfInterest("a", (RegionPart(many),)))
    assert abs(x) < 0.01
    assert abs(y) < 0.1


@given(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=3, max_size=9))
def test_what_is_hit_are_the_pixels_inside(points: list[tuple[float, float]]) -> None:
    region = RegionOfInterest(
        "a",
        (
            RegionPart(polygon(points)),
            RegionPart(Ellipse(20, 20, 11, 7), False),
            RegionPart(Rectangle(18, 18, 22.2, 25)),
        ),
    )
    mask = region_mask(region, 40, 40)
    lines = shapely.union_all([shapely.LinearRing(points), shapely.box(18, 18, 22.2, 25).exterior])
    for row in range(0, 40, 3):
        for column in range(0, 40, 3):
            x, y = column + 0.5, row + 0.5
            if lines.distance(shapely.Point(x, y)) > 1e-6:
                assert holds(region=region, x=x, y=y) == mask[row, column]


def test_only_segments_in_sight_are_drawn() -> None:
    angle = np.linspace(0, 2 * np.pi, 5000, endpoint=False)
    circle = polygon(np.column_stack((500 + 400 * np.cos(angle), 500 + 400 * np.sin(angle))))
    everything = seen_segments(shape=circle, scale=8, seen=QRectF())
    assert len(everything) == 5000
    part = seen_segments(shape=circle, scale=8, seen=QRectF(880, 480, 40, 40))
    assert 0 < len(part) < 300
    assert (part[:, :, 0] > 870).all()
    coarse = seen_segments(shape=circle, scale=0.05, seen=QRectF())
    assert len(coarse) < 500


@pytest.mark.parametrize("shape", [SQUARE, Rectangle(0, 0, 10, 10), Ellipse(5, 5, 5, 5)])
def test_paths_have_the_bounds_of_their_shapes(shape: Shape) -> None:
    assert shape_path(shape).boundingRect() == QRectF(0, 0, 10, 10)
