"""Degrees of outlines: valid, and of the true area, wherever on the Earth the map lies."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer
from skimage.measure import label

from core.base.errors import ParameterError
from core.image.image import Georeference
from core.regions.outlines import outlines
from core.scale.ground_area import GroundArea
from core.scale.lonlat import ToLonLat

# Lambert's cylindrical equal-area map: areas of polygons in degrees, without a geodesic in sight.
EQUAL_AREA = Transformer.from_crs("OGC:CRS84", "+proj=cea +ellps=WGS84", always_xy=True)


def areas(polygons: np.ndarray) -> np.ndarray:
    dense = shapely.segmentize(polygons, 0.05)
    return shapely.area(
        shapely.transform(dense, lambda places: np.column_stack(EQUAL_AREA.transform(*places.T)))
    )


@pytest.mark.parametrize(
    ("crs", "transform"),
    [
        ("EPSG:3413", (250.0, 0.0, 381_550.0, 0.0, -250.0, -899_225.0)),
        ("EPSG:3413", (50_000.0, 0.0, -2_000_000.0, 0.0, -50_000.0, 2_000_000.0)),  # the pole is a corner
        (
            "EPSG:3995",
            (50_000.0, 0.0, -2_010_000.0, 0.0, -50_000.0, 2_030_000.0),
        ),  # the pole is inside a pixel
        ("EPSG:3031", (50_000.0, 0.0, -2_000_000.0, 0.0, -50_000.0, 2_000_000.0)),
        ("EPSG:32601", (2_000.0, 0.0, 200_000.0, 0.0, -2_000.0, 7_300_000.0)),  # across the antimeridian
        ("EPSG:4326", (0.01, 0.0, 10.0, 0.0, -0.01, 60.0)),
        ("EPSG:3857", (30.0, 0.0, 1_000_000.0, 0.0, -30.0, 11_000_000.0)),
        ("EPSG:32633", (7.0, 7.0, 5e5, 7.0, -7.0, 6e6)),
        ("EPSG:32633", (10.0, 0.0, 5e5, 0.0, 10.0, 6e6)),  # upside down
        ("EPSG:5514", (100.0, 0.0, -700_000.0, 0.0, -100.0, -1_000_000.0)),
    ],
)
def test_valid_and_of_the_true_area(crs: str, transform: tuple[float, ...]) -> None:
    random = np.random.RandomState(1)
    blocks = np.kron(random.randint(1, 4, (10, 10)), np.ones((8, 8), np.int64))
    blocks[random.randint(0, 80, 40), random.randint(0, 80, 40)] = 1
    ids = label(blocks, connectivity=2).astype(np.int32)
    georeference = Georeference(CRS(crs).to_wkt(), transform)
    degrees = ToLonLat(georeference, 80, 80)
    polygons = degrees.polygons(*outlines(ids, int(ids.max())).part(0, int(ids.max())))
    assert shapely.is_valid(polygons).all()
    west, south, east, north = shapely.total_bounds(polygons)
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90
    weights = np.broadcast_to(GroundArea(georeference).rows(0, 80, 80), (80, 80))
    true = np.bincount(ids.ravel(), weights.ravel())[1:]
    np.testing.assert_allclose(areas(polygons).sum(), true.sum(), rtol=1e-4)
    np.testing.assert_allclose(areas(polygons), true, rtol=0.05)
    for polygon in shapely.get_parts(polygons):
        assert polygon.exterior.is_ccw
        assert not any(ring.is_ccw for ring in polygon.interiors)


def test_a_map_that_is_not_of_the_earth_is_a_sentence() -> None:
    local = 'LOCAL_CS["shop floor",UNIT["metre",1]]'
    with pytest.raises(ParameterError, match="not tied to the Earth"):
        ToLonLat(Georeference(local, (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)), 10, 10)
