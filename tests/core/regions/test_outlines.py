"""Outlines against those of GDAL, and against the pixels they are of."""

from __future__ import annotations

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
