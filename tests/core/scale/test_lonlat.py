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
from core.scale.lonlat import ToLonLat, _holding, _without_poles

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


def in_degrees(side: float = 0.01, west: float = 10.0, north: float = 60.0, size: int = 80) -> ToLonLat:
    return ToLonLat(Georeference("EPSG:4326", (side, 0.0, west, 0.0, -side, north)), size, size)


def test_degrees_beyond_180_are_those_on_the_other_side() -> None:
    places = np.array([[0, 0], [1, 0], [2, 0], [3, 1], [-35, 2], [-36, 2]], float)
    found = in_degrees(10.0, 170.0, 30.0).degrees(places)
    assert found.tolist() == [[170, 30], [180, 30], [-170, 30], [-160, 20], [-180, 10], [170, 10]]


def test_which_polygons_hold_a_point() -> None:
    rings, polygons = np.array([0, 5, 9, 14, 18]), np.array([0, 2, 3, 4])
    assert [_holding(np.array([place]), rings, polygons).tolist() for place in (0, 4, 5, 8, 9, 13, 14)] == [
        [0], [0], [0], [0], [1], [1], [2],
    ]  # fmt: skip
    assert _holding(np.array([3, 7, 12]), rings, polygons).tolist() == [0, 1]


def test_a_point_at_a_pole_has_every_longitude() -> None:
    ring = np.array([[0.0, 80.0], [77.0, 90.0], [120.0, 80.0], [5.0, -90.0]])
    assert _without_poles(ring).tolist() == [[0, 80], [0, 90], [120, 90], [120, 80], [120, -90], [0, -90]]
    beside = np.array([[0.0, 80.0], [77.0, 89.9999], [120.0, 80.0]])
    assert _without_poles(beside) is beside


@pytest.mark.parametrize(
    ("side", "decimals"), [(1.0, 6), (0.01, 6), (0.0009, 7), (0.00011, 7), (0.00009, 8), (1e-12, 12)]
)
def test_degrees_are_told_to_a_thousandth_of_a_pixel(side: float, decimals: int) -> None:
    assert in_degrees(side, north=10.0, size=20).decimals == decimals
