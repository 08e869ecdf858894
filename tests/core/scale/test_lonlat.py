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
from core.scale.lonlat import ToLonLat, _holding, _on_one_map, _without_poles

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
    # A little beyond is beyond, too.
    assert in_degrees(0.25, 180.0, 30.0).degrees(np.array([[1.0, 0.0]])).tolist() == [[-179.75, 30]]


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


def upright(
    side: float, west: float, north: float, size: tuple[int, int], crs: str = "EPSG:4326"
) -> ToLonLat:
    return ToLonLat(Georeference(crs, (side, 0.0, west, 0.0, -side, north)), *size)


def ring(*places: tuple[float, float]) -> np.ndarray:
    return np.array([*places, places[0]], float)


def boxes(*bounds: tuple[float, float, float, float]) -> shapely.Geometry:
    return shapely.union_all([shapely.box(*each) for each in bounds])


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        # Across the antimeridian eastwards, and begun on its other side.
        ([(170, 0), (-170, 0), (-170, 10), (170, 10)], [(170, 0, 180, 10), (-180, 0, -170, 10)]),
        ([(-170, 0), (-170, 10), (170, 10), (170, 0)], [(170, 0, 180, 10), (-180, 0, -170, 10)]),
        ([(10, 0), (20, 0), (20, 10), (10, 10)], [(10, 0, 20, 10)]),
        # Around a pole either way, whole and at places that are no binary fractions.
        ([(0, 80), (90, 80), (180, 80), (-90, 80)], [(-180, 80, 180, 90)]),
        ([(100, 80), (10, 80), (-80, 80), (-170, 80)], [(-180, 80, 180, 90)]),
        ([(170.3, 80), (-141.9, 80), (-31.9, 80), (39.4, 80)], [(-180, 80, 180, 90)]),
        ([(0, -80), (90, -80), (180, -80), (-90, -80)], [(-180, -90, 180, -80)]),
        ([(-100, -80), (170, -80), (80, -80), (-10, -80)], [(-180, -90, 180, -80)]),
        # A corner at the pole: every longitude from one neighbour to the other.
        ([(0, 90), (10, 80), (20, 80)], [(10, 80, 20, 90)]),
        ([(170, 80), (-170, 80), (0, 90)], [(170, 80, 180, 90), (-180, 80, -170, 90)]),
    ],
)
def test_what_a_ring_encloses_lies_on_one_map(places, expected) -> None:
    found = _on_one_map(ring(*places))
    assert shapely.equals(shapely.normalize(found), shapely.normalize(boxes(*expected)))


def test_a_ring_around_a_pole_may_rise_and_fall() -> None:
    """From 70° N on 100° E to 80° on 140° W and 75° on 20° W: 76.67° where it crosses the antimeridian."""
    found = _on_one_map(ring((100, 70), (-140, 80), (-20, 75)))
    third = 70 + 80 / 120 * 10
    expected = [(-180, third), (-140, 80), (-20, 75), (100, 70), (180, third), (180, 90), (-180, 90)]
    assert shapely.symmetric_difference(found, shapely.Polygon(expected)).area < 1e-9


def test_what_crosses_the_antimeridian_is_cut_there_and_the_rest_is_left_alone() -> None:
    """Pixels of 10°, from 150° E: a row across the antimeridian, one before and one behind it."""
    ids = np.zeros((4, 6), np.int32)
    ids[0, 1:5], ids[2, :3], ids[2, 3:] = 1, 2, 3
    across, before, behind = upright(10, 150, 40, (4, 6)).polygons(*outlines(ids, 3).part(0, 3))
    assert shapely.equals(across, boxes((160, 30, 180, 40), (-180, 30, -160, 40)))
    assert shapely.equals(before, boxes((150, 10, 180, 20)))
    assert shapely.equals(behind, boxes((-180, 10, -150, 20)))
    assert [shapely.get_num_geometries(each) for each in (across, before, behind)] == [2, 1, 1]


def test_rings_that_do_not_cross_are_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """The way from one ring to the next is no edge, however long."""
    ids = np.zeros((1, 6), np.int32)
    ids[0, 1], ids[0, 4] = 1, 2
    monkeypatch.setattr("core.scale.lonlat._cut", lambda polygon: pytest.fail(f"cuts {polygon}"))
    west, east = upright(10, 150, 40, (1, 6)).polygons(*outlines(ids, 2).part(0, 2))
    assert (west.bounds, east.bounds) == ((160, 30, 170, 40), (-170, 30, -160, 40))


def test_parts_of_a_region_come_in_their_order() -> None:
    """Nine rows across the antimeridian: what is cut off follows what it is cut off from, in each."""
    ids = np.zeros((18, 4), np.int32)
    ids[::2] = np.arange(1, 10)[:, None]
    found = upright(1, 178, 20, (18, 4)).polygons(*outlines(ids, 9).part(0, 9))
    assert [[part.bounds[0] for part in region.geoms] for region in found] == [[-180, 178]] * 9


def test_a_hole_on_the_antimeridian_stays_a_hole() -> None:
    ids = np.ones((4, 6), np.int32)
    ids[1:3, 2:4] = 0
    (found,) = upright(10, 150, 40, (4, 6)).polygons(*outlines(ids, 1).part(0, 1))
    whole = boxes((150, 0, 180, 40), (-180, 0, -150, 40))
    assert shapely.equals(found, shapely.difference(whole, boxes((170, 10, 180, 30), (-180, 10, -170, 30))))


def test_what_lies_outside_the_projection_is_a_sentence() -> None:
    """A full disk as a satellite sees it: its corners see space, its middle does not."""
    from_space = CRS("+proj=geos +h=35785831 +lon_0=0 +ellps=WGS84").to_wkt()
    disk = upright(1e6, -6e6, 6e6, (12, 12), from_space)
    ids = np.zeros((12, 12), np.int32)
    ids[5, :6], ids[6, 6] = 1, 2
    with pytest.raises(ParameterError, match="outside its map projection"):
        disk.polygons(*outlines(ids, 2).part(0, 1))
    assert shapely.is_valid(disk.polygons(*outlines(ids, 2).part(1, 2))).all()
    # In a corner alone nothing says how large a pixel is.
    assert upright(1e3, -6e6, 6e6, (12, 12), from_space).decimals == 9


def test_a_hair_above_a_millionth_of_a_degree_is_told_in_six_decimals() -> None:
    """For a thousandth of a pixel; and of what is so little that it is none there is nothing to tell."""
    assert in_degrees(0.0010001, north=10.0, size=4).decimals == 6
    assert in_degrees(1e-17, size=4).decimals == 9


def test_the_finer_side_of_a_pixel_says_how_many_decimals() -> None:
    for transform in ((0.01, 0, 10, 0, -0.0005, 10), (0.0005, 0, 10, 0, -0.01, 10)):
        assert ToLonLat(Georeference("EPSG:4326", transform), 4, 4).decimals == 7


@pytest.mark.parametrize("turned", [False, True])
def test_pixels_are_as_fine_as_the_one_in_the_middle(turned: bool) -> None:
    """A metre north on Mercator's map is cos φ of that at the equator: 200 m are below 0.001° from 56.2° on.

    The raster reaches from 50° to 62.5° N, with its middle on 56.9°; then on 55.4°.
    """
    top, pixels = 9_000_000, 12_600
    transform = (200, 0, 0, 0, -200, top) if not turned else (0, 200, 0, -200, 0, top)
    size = (pixels, 2) if not turned else (2, pixels)
    assert ToLonLat(Georeference("EPSG:3857", transform), *size).decimals == 7
    lower = tuple(value if value != top else top - 300_000 for value in transform)
    assert ToLonLat(Georeference("EPSG:3857", lower), *size).decimals == 6
