"""Outlines against those of GDAL, and against the pixels they are of."""

from __future__ import annotations

from itertools import chain, pairwise

import numpy as np
import pytest
import rasterio.features
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from skimage.measure import label

from core.base.errors import Cancelled
from core.regions.outlines import outlines

SHAPES = arrays.array_shapes(min_dims=2, max_dims=2, max_side=12)


@given(arrays.arrays(np.uint8, SHAPES, elements=st.integers(0, 3)))
def test_outlines_are_valid_and_those_of_gdal(classes: np.ndarray) -> None:
    ids = label(classes, background=0, connectivity=2).astype(np.int32)
    count = int(ids.max())
    found = outlines(ids, count)
    assert len(found) == count
    if not count:
        return
    shapes = shapely.from_ragged_array(
        shapely.GeometryType.MULTIPOLYGON,
        found.points.astype(float),
        (found.rings, found.polygons, found.regions),
    )
    assert shapely.is_valid(shapes).all()
    np.testing.assert_array_equal(shapely.area(shapes), np.bincount(ids.ravel())[1:])
    theirs: dict[int, list[shapely.Geometry]] = {}
    for geometry, region in rasterio.features.shapes(ids, mask=ids > 0, connectivity=4):
        theirs.setdefault(int(region), []).append(shapely.geometry.shape(geometry))
    for i, shape in enumerate(shapes.tolist(), start=1):
        assert shape.equals(shapely.union_all(theirs[i]))


def test_a_part_of_the_regions_is_theirs() -> None:
    ids = np.array([[1, 2, 1], [3, 3, 3]], np.int32)
    found = outlines(ids, 3)
    points, rings, polygons, regions = found.part(1, 3)
    assert (len(rings), len(polygons), regions.tolist()) == (3, 3, [0, 1, 2])
    assert points[: rings[1]].tolist() == [[2, 0], [2, 1], [1, 1], [1, 0], [2, 0]]


def test_it_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        outlines(np.ones((4, 4), np.int32), 1, lambda: True)


def rings_of(*rows: str) -> list[list[str]]:
    """Of each region its rings, as corners "xy" from the first one on, the last one left out."""
    ids = np.array([list(map(int, row)) for row in rows], np.int32)
    found = outlines(ids, int(ids.max()))
    rings = [found.points[a:b].tolist() for a, b in pairwise(found.rings.tolist())]
    assert all(ring[0] == ring[-1] for ring in rings)
    texts = [" ".join(f"{x}{y}" for x, y in ring[:-1]) for ring in rings]
    polygons = [texts[a:b] for a, b in pairwise(found.polygons.tolist())]
    return [list(chain(*polygons[a:b])) for a, b in pairwise(found.regions.tolist())]


def around(left: int, top: int, right: int, bottom: int) -> set[str]:
    return {f"{x}{y}" for x in (left, right) for y in (top, bottom)}


def test_corners_of_rectangles_wherever_they_lie() -> None:
    assert [set(ring.split()) for (ring,) in rings_of("1")] == [around(0, 0, 1, 1)]
    assert [set(ring.split()) for (ring,) in rings_of("111", "111")] == [around(0, 0, 3, 2)]
    assert [set(ring.split()) for (ring,) in rings_of("000", "010", "000")] == [around(1, 1, 2, 2)]
    assert [set(ring.split()) for (ring,) in rings_of("12", "34")] == [
        around(0, 0, 1, 1), around(1, 0, 2, 1), around(0, 1, 1, 2), around(1, 1, 2, 2),
    ]  # fmt: skip


def test_an_inner_corner_is_one_too() -> None:
    for rows, corner in (
        (("10", "11"), "11"),
        (("01", "11"), "11"),
        (("11", "10"), "11"),
        (("11", "01"), "11"),
        (("12", "11"), "11"),
    ):
        (ring,) = rings_of(*rows)[0]
        assert len(ring.split()) == 6
        assert corner in ring.split()


def test_a_hole_follows_its_outer_ring() -> None:
    ((outer, hole),) = rings_of("111", "101", "111")
    assert (set(outer.split()), set(hole.split())) == (around(0, 0, 3, 3), around(1, 1, 2, 2))
    first, second = rings_of("111", "121", "111")
    assert [len(first), len(second)] == [2, 1]
    ((outer, *holes),) = rings_of("11111", "10101", "11111")
    assert [set(hole.split()) for hole in holes] == [around(1, 1, 2, 2), around(3, 1, 4, 2)]


def test_what_hangs_together_at_a_corner_is_two_rings() -> None:
    for rows in (("10", "01"), ("01", "10")):
        ((one, other),) = rings_of(*rows)
        assert len(one.split()) == len(other.split()) == 4
    # Two holes that meet at a corner, in a region that hangs together around them.
    ((outer, *holes),) = rings_of("1111", "1011", "1101", "1111")
    assert set(outer.split()) == around(0, 0, 4, 4)
    assert [len(hole.split()) for hole in holes] == [4, 4]
