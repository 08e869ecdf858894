"""True ground area against PROJ's geodesic polygons, its areal scale, and the numbers of the real maps."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from pyproj import CRS, Geod, Proj, Transformer

from core.image.image import Georeference
from core.scale.ground_area import GroundArea, closes
from core.scale.map_units import map_units

ROWS, COLUMNS = 60, 90

MAPS = [
    ("EPSG:4326", (0.02, 0, 10, 0, -0.02, 1)),
    ("EPSG:4326", (0.02, 0, 10, 0, -0.02, 46)),
    ("EPSG:4326", (0.02, 0, 10, 0, -0.02, 89.9)),
    ("EPSG:4326", (0.02, 0.01, 10, 0.01, -0.02, 46)),
    ("EPSG:4807", (0.02, 0, 1, 0, -0.02, 50)),  # NTF (Paris), in grads
    ("EPSG:3413", (1000, 0, 400_000, 0, -1000, -900_000)),
    ("EPSG:3413", (1000, 0, -45_000, 0, -1000, 30_000)),  # over the pole
    ("EPSG:3413", (700, 700, 400_000, 700, -700, -900_000)),
    ("EPSG:3031", (1000, 0, 1_000_000, 0, -1000, 1_000_000)),
    ("EPSG:3857", (1000, 0, 0, 0, -1000, 0)),
    ("EPSG:3857", (1000, 0, 0, 0, -1000, 5_000_000)),
    ("EPSG:3857", (1000, 0, 0, 0, -1000, 11_000_000)),
    ("EPSG:3857", (1000, 0, 20_000_000, 0, -1000, 5_000_000)),  # over the date line
    ("EPSG:32633", (1000, 0, 500_000, 0, -1000, 6_000_000)),
    ("EPSG:32633", (1000, 0, 800_000, 0, -1000, 200_000)),
    ("EPSG:3005", (1000, 0, 1_000_000, 0, -1000, 1_000_000)),  # Albers, British Columbia
    ("EPSG:5070", (1000, 0, 0, 0, -1000, 800_000)),  # Albers, United States
    ("EPSG:2263", (1000, 0, 1_000_000, 0, -1000, 200_000)),  # Lambert, US survey feet
]


def on_the_map(transform: tuple[float, ...], columns: Any, rows: Any) -> tuple[Any, Any]:
    a, b, c, d, e, f = transform
    return a * columns + b * rows + c, d * columns + e * rows + f


def degrees(crs: CRS, x: Any, y: Any) -> tuple[Any, Any]:
    geodetic = crs.geodetic_crs
    if crs.is_projected:
        x, y = Transformer.from_crs(crs, geodetic, always_xy=True).transform(x, y)
    factor = np.degrees(geodetic.axis_info[0].unit_conversion_factor)
    return np.asarray(x) * factor, np.asarray(y) * factor


def polygon_area(crs: CRS, transform: tuple[float, ...]) -> float:
    """Of the whole raster, its outline followed in steps so short that a geodesic is the map's line."""
    across, down = np.linspace(0, COLUMNS, 20 * COLUMNS + 1), np.linspace(0, ROWS, 20 * ROWS + 1)
    columns = [across, np.full_like(down, COLUMNS), across[::-1], np.zeros_like(down)]
    rows = [np.zeros_like(across), down, np.full_like(across, ROWS), down[::-1]]
    x, y = on_the_map(transform, np.concatenate(columns), np.concatenate(rows))
    geod = Geod(a=crs.ellipsoid.semi_major_metre, b=crs.ellipsoid.semi_minor_metre)
    return abs(geod.polygon_area_perimeter(*degrees(crs, x, y))[0])


@pytest.mark.parametrize(("crs", "transform"), MAPS)
def test_agrees_with_the_geodesic_polygon(crs: str, transform: tuple[float, ...]) -> None:
    areas = GroundArea(Georeference(crs, transform)).rows(0, ROWS, COLUMNS)  # type: ignore[arg-type]
    total = np.broadcast_to(areas, (ROWS, COLUMNS)).sum()
    assert total == pytest.approx(polygon_area(CRS.from_user_input(crs), transform), rel=2e-5)


@pytest.mark.parametrize("crs", ["EPSG:3413", "EPSG:3031", "EPSG:32633", "EPSG:3005"])
def test_every_pixel_agrees_with_the_areal_scale_of_proj(crs: str) -> None:
    transform = next(transform for name, transform in MAPS if name == crs)
    columns, rows = np.meshgrid(np.arange(COLUMNS) + 0.5, np.arange(ROWS) + 0.5)
    where = degrees(CRS.from_user_input(crs), *on_the_map(transform, columns, rows))
    scale = Proj(crs).get_factors(*where).areal_scale
    areas = GroundArea(Georeference(crs, transform)).rows(0, ROWS, COLUMNS)  # type: ignore[arg-type]
    np.testing.assert_allclose(areas, 1e6 / scale, rtol=2e-5)


def test_blocks_give_what_the_whole_gives() -> None:
    ground = GroundArea(Georeference("EPSG:3413", (250, 0, 381_550, 0, -250, -899_225)))
    whole = ground.rows(0, 300, 200)
    parts = [ground.rows(start, min(start + 77, 300), 200) for start in range(0, 300, 77)]
    np.testing.assert_allclose(np.concatenate(parts), whole, rtol=1e-12)


def test_rows_of_degrees_are_one_number_each() -> None:
    areas = GroundArea(Georeference("EPSG:4326", (1, 0, 0, 0, -1, 90))).rows(0, 180, 360)
    assert areas.shape == (180, 1)
    # The whole ellipsoid, WGS84: 510 065 621.7 km².
    assert 360 * areas.sum() == pytest.approx(510_065_621.7e6, rel=1e-9)


def test_a_sphere_in_degrees() -> None:
    sphere = CRS("+proj=longlat +R=6371000 +no_defs").to_wkt()
    areas = GroundArea(Georeference(sphere, (1, 0, 0, 0, -1, 90))).rows(0, 180, 360)
    assert 360 * areas.sum() == pytest.approx(4 * np.pi * 6_371_000**2, rel=1e-12)


def test_nothing_lies_beyond_the_pole_or_the_edge_of_the_earth() -> None:
    beyond = GroundArea(Georeference("EPSG:4326", (1, 0, 0, 0, -1, 92))).rows(0, 4, 3)
    assert (beyond[:2] == 0).all()
    assert (beyond[2:] > 0).all()
    seen_from_space = CRS("+proj=geos +h=35785831 +lon_0=0 +ellps=WGS84").to_wkt()
    disk = GroundArea(Georeference(seen_from_space, (1e5, 0, -6e6, 0, -1e5, 6e6))).rows(0, 120, 120)
    assert disk[0, 0] == 0
    assert disk[60, 60] == pytest.approx(1e10, rel=1e-3)


def test_only_the_edge_of_the_earth_is_computed_pixel_by_pixel(monkeypatch: pytest.MonkeyPatch) -> None:
    """A map of the world of 18 megapixels took 26 seconds, in which nothing could be cancelled."""
    world = CRS.from_user_input("ESRI:54009").to_wkt()  # Mollweide: an ellipse in its rectangle
    ground = GroundArea(Georeference(world, (6000, 0, -18_040_000, 0, -6000, 9_020_000)))
    at, computed = ground._at, []

    def counted(rows: Any, columns: Any) -> Any:
        computed.append(np.broadcast(rows, columns).size)
        return at(rows, columns)

    monkeypatch.setattr(ground, "_at", counted)
    areas = ground.rows(1000, 1100, 6000)
    assert sum(computed) < 0.4 * areas.size
    exact = at(np.arange(1000, 1100)[:, np.newaxis], np.arange(6000)[np.newaxis])
    np.testing.assert_array_equal(areas > 0, np.isfinite(exact))
    np.testing.assert_allclose(areas[areas > 0], exact[areas > 0], rtol=1e-4)


def test_a_local_grid_has_no_ground_area() -> None:
    site = Georeference('LOCAL_CS["site",UNIT["metre",1]]', (1, 0, 0, 0, -1, 0))
    units = map_units(site)
    assert units is not None
    assert units.kind == "local"
    with pytest.raises(ValueError, match="no ground area"):
        GroundArea(site)


class RealMap:
    def __init__(self, folder: Path, name: str) -> None:
        with rasterio.open(folder / name) as raster:
            self.values = raster.read(1)
            self.georeference = Georeference(raster.crs.to_wkt(), tuple(raster.transform)[:6])
        with (folder / "MANIFEST.csv").open(newline="", encoding="utf-8") as file:
            rows = {row["path"]: row for row in csv.DictReader(file)}
        self.truth = json.loads(rows[name]["truth_json"] or "{}")

    def square_kilometres(self, weights: Any) -> float:
        areas = GroundArea(self.georeference).rows(0, *self.values.shape)
        return float((areas * weights).sum() / 1e6)


def test_land_of_greenland(shared_data: Path) -> None:
    real = RealMap(shared_data, "ice/modis_greenland/ne-greenland.20220913.terra.250m_land.tif")
    land = real.values == 1
    assert land.sum() * 0.0625 == real.truth["land_nominal_km2"]
    assert real.square_kilometres(land) == pytest.approx(real.truth["land_true_km2"], rel=1e-5)
    assert real.square_kilometres(land | ~land) == pytest.approx(real.truth["scene_true_km2"], rel=1e-5)


def test_ice_of_the_bohai_sea(shared_data: Path) -> None:
    truth = RealMap(shared_data, "ice/modis_bohai/modis-term1.tif").truth
    mask = RealMap(shared_data, "ice/modis_bohai/modis-term1_icemask.tif")
    assert mask.square_kilometres(mask.values == 1) == pytest.approx(truth["ice_area_km2"], rel=1e-6)


@pytest.mark.parametrize("scene", ["India_900498", "Spain_7370579"])
def test_flood_water(shared_data: Path, scene: str) -> None:
    real = RealMap(shared_data, f"water/sen1floods11/{scene}_LabelHand.tif")
    assert real.square_kilometres(real.values == 1) == pytest.approx(real.truth["water_area_km2"], rel=1e-5)
    assert real.square_kilometres(real.values >= 0) == pytest.approx(real.truth["known_area_km2"], rel=1e-5)


def test_ice_around_antarctica(shared_data: Path) -> None:
    real = RealMap(shared_data, "ice/concentration/nt_20201024_f18_nrt_s.tif")
    extent = real.values >= 15
    ice = np.where(extent, real.values, 0) / 100
    assert extent.sum() * 625 == real.truth["extent_ge15_nominal_km2"]
    assert real.square_kilometres(extent) == pytest.approx(real.truth["extent_ge15_true_km2"], rel=1e-6)
    assert real.square_kilometres(ice) == pytest.approx(real.truth["ice_area_true_km2"], rel=1e-6)


AROUND = 2 * np.pi * 6_378_137.0
FOOT = 1200 / 3937
IN_FEET = CRS("+proj=merc +units=us-ft +type=crs").to_wkt()
FROM_SPACE = CRS("+proj=geos +h=35785831 +lon_0=0 +ellps=WGS84").to_wkt()


@pytest.mark.parametrize(
    ("crs", "transform", "size", "times"),
    [
        ("EPSG:4326", (90, 0, -180, 0, -1, 10), (1, 5), 1.25),
        ("EPSG:4326", (-90, 0, 180, 0, -1, 10), (1, 5), 1.25),
        ("EPSG:4326", (0, 90, -180, -1, 0, 10), (4, 1), 1.0),
        ("EPSG:4326", (45, -45, -180, 1, 1, 0), (4, 4), 1.0),
        ("EPSG:4807", (100, 0, -200, 0, -1, 10), (1, 3), 0.75),
        ("EPSG:3857", (AROUND / 4, 0, -AROUND / 2, 0, -1, 10), (1, 5), 1.25),
        ("EPSG:3857", (-AROUND / 4, 0, AROUND / 2, 0, -1, 10), (1, 5), 1.25),
        # Its middle at the date line, and in feet.
        ("EPSG:3857", (AROUND / 4, 0, 0, 0, -1, 10), (1, 4), 1.0),
        (
            CRS("+proj=merc +units=us-ft +type=crs").to_wkt(),
            (AROUND / FOOT / 4, 0, 0, 0, -1, 10),
            (1, 5),
            1.25,
        ),
        # What does not go on beyond its edge goes round nothing.
        ("EPSG:3413", (1e7, 0, 0, 0, -1e7, 0), (9, 9), 0.0),
    ],
)
def test_how_often_a_raster_goes_round_the_earth(crs, transform, size, times) -> None:
    ground = GroundArea(Georeference(crs, transform))
    assert ground.times_around(*size) == pytest.approx(times, rel=1e-9)


def test_how_much_lies_beyond_the_edge() -> None:
    """Of 4 × 4 pixels round the Earth, as seen from space, the corners; of 200 × 200 about a quarter."""
    for pixels, share in ((4, 0.25), (200, 1 - np.pi / 4 * (5.43e6 / 6.4e6) ** 2)):
        side = 1.28e7 / pixels
        ground = GroundArea(Georeference(FROM_SPACE, (side, 0, -6.4e6, 0, -side, 6.4e6)))
        assert ground.share_without_area(pixels, pixels) == pytest.approx(
            share, abs=0.0 if pixels == 4 else 0.02
        )
    right = GroundArea(Georeference(FROM_SPACE, (3.2e6, 0, -6.4e6, 0, -3.2e6, 1.6e6)))
    # One row beside the middle, and one that misses the Earth.
    assert right.share_without_area(1, 4) == 0.0
    assert (
        GroundArea(Georeference(FROM_SPACE, (3.2e6, 0, -6.4e6, 0, -3.2e6, 8e6))).share_without_area(1, 2) == 1
    )


def test_beyond_either_pole_there_is_nothing() -> None:
    south = GroundArea(Georeference("EPSG:4326", (-1, 0, 0, 0, -1, -88))).rows(0, 4, 3)
    assert (south[:2] > 0).all()
    assert (south[2:] == 0).all()


@pytest.mark.parametrize(
    ("crs", "sides", "step"),
    [
        ("EPSG:3413", (250, 250), 100),
        ("EPSG:3413", (250, 1000), 25),
        ("EPSG:3413", (1000, 250), 25),
        ("EPSG:3413", (30_000, 30_000), 1),
        ("EPSG:3413", (1, 1), 512),
        ("EPSG:4326", (0.01, 0.01), 22),
        ("EPSG:2263", (1000, 1000), 82),
    ],
)
def test_nodes_lie_25_km_apart_and_512_pixels_at_most(
    crs: str, sides: tuple[float, float], step: int
) -> None:
    ground = GroundArea(
        Georeference(crs, (sides[0], 0, 1e5, 0, -sides[1], 1e5 if crs != "EPSG:4326" else 60))
    )
    assert ground._step == step


@pytest.mark.parametrize(
    ("transform", "width", "closes"),
    [
        ((90, 0, -180, 0, -1, 10), 4, True),
        ((90, 0, -180, 0, -1, 10), 5, False),
        ((90, 0, -180, 0, -1, 10), 3, False),
        ((90.0022, 0, -180, 0, -1, 10), 4, True),
        ((90.3, 0, -180, 0, -1, 10), 4, False),
        ((90, 0.01, -180, 0, -1, 10), 4, False),
        ((90, 0, -180, 0.01, -1, 10), 4, False),
    ],
)
def test_a_raster_closes_where_it_goes_round_just_once_and_upright(transform, width, closes) -> None:
    assert GroundArea(Georeference("EPSG:4326", transform)).closes(1, width) is closes


def test_in_degrees_askew_a_pixel_has_the_area_of_its_radii_of_curvature() -> None:
    """M N cos φ for a square radian (Snyder 1987, 4-18 and 4-20), at the middle of the pixel: 40° N."""
    ground = GroundArea(Georeference("EPSG:4326", (0.3, 0.1, 10, 0.2, -0.5, 40.15)))
    e2, sine = 0.0066943799901413165, np.sin(np.radians(40.0))
    along = 6378137.0 * (1 - e2) / (1 - e2 * sine**2) ** 1.5
    across = 6378137.0 / (1 - e2 * sine**2) ** 0.5
    expected = along * across * np.cos(np.radians(40.0)) * np.radians(1) ** 2 * (0.3 * 0.5 + 0.1 * 0.2)
    assert ground.rows(0, 1, 1)[0, 0] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("transform", "size", "share"),
    [
        # Its first, its last row or column lies with its middle half a degree beyond a pole.
        ((1, 0, 0, 0, -1, 91), (4, 1), 0.25),
        ((1, 0, 0, 0, -1, -87), (4, 1), 0.25),
        ((0, 1, 0, -1, 0, 91), (1, 4), 0.25),
        ((0, 1, 0, -1, 0, -87), (1, 4), 0.25),
        # With its middle at the pole it is still of the Earth.
        ((1, 0, 0, 0, -1, 90.5), (4, 1), 0.0),
        ((1, 0, 0, 0, -1, -86.5), (4, 1), 0.0),
    ],
)
def test_every_row_and_column_of_a_small_raster_is_looked_at(transform, size, share: float) -> None:
    assert GroundArea(Georeference("EPSG:4326", transform)).share_without_area(*size) == share


def on_a_sphere(projection: str, transform: tuple[float, ...]) -> GroundArea:
    wkt = CRS(f"+proj={projection} +R=6371000 +type=crs").to_wkt()
    return GroundArea(Georeference(wkt, transform))  # type: ignore[arg-type]


def test_between_nodes_nothing_is_computed_where_the_map_is_smooth() -> None:
    """Nodes are 100 pixels apart: 3 × 3 of them, and the middles of 2 × 2 cells."""
    ground = GroundArea(Georeference("EPSG:3413", (250, 0, 900_000, 0, -250, -900_000)))
    at, computed = ground._at, []

    def counted(rows: Any, columns: Any) -> Any:
        computed.append(np.broadcast(rows, columns).size)
        return at(rows, columns)

    ground._at = counted  # type: ignore[method-assign]
    ground.rows(0, 200, 200)
    assert computed == [9, 4]


def test_a_row_or_column_on_a_node_has_one_beyond_it() -> None:
    ground = GroundArea(Georeference("EPSG:3413", (250, 0, 900_000, 0, -250, -900_000)))
    last = ground.rows(0, 101, 101)[100, 100]
    scale = (
        Proj("EPSG:3413")
        .get_factors(*Proj("EPSG:3413")(900_000 + 250 * 100.5, -900_000 - 250 * 100.5, inverse=True))
        .areal_scale
    )
    assert last == pytest.approx(250**2 / scale, rel=2e-5)


def test_beside_the_pole_of_a_cone_it_is_computed_pixel_by_pixel() -> None:
    """Lambert's conformal conic map of a sphere, true at 60° N (Snyder 1987, 15-1 to 15-5): with n = sin 60°,
    k = n ρ / (R cos φ), of which the ground area goes to nothing at the pole, and steeply so. Above the pole
    gapes the cut of the cone, π (1 − n) to either side. Far away nodes are good enough.
    """
    ground = on_a_sphere("lcc +lat_1=60 +lat_0=90 +lon_0=0", (5000, 0, -62_000, 0, -5000, 171_500))
    areas = ground.rows(30, 36, 180)
    x = -62_000 + 5000 * (np.arange(180) + 0.5)
    y = (171_500 - 5000 * (np.arange(30, 36) + 0.5))[:, np.newaxis]
    n, radius = np.sin(np.radians(60)), 6_371_000.0
    f = np.cos(np.radians(60)) * np.tan(np.radians(75)) ** n / n
    rho = np.hypot(x, y)
    latitude = 2 * np.arctan((radius * f / rho) ** (1 / n)) - np.pi / 2
    k = n * rho / (radius * np.cos(latitude))
    gap = np.abs(np.arctan2(x, y)) < np.pi * (1 - n)
    assert 0 < gap.sum() < 20
    assert (areas[gap] == 0).all()
    away = ~gap & (rho > 2000)
    np.testing.assert_allclose(areas[away], 25e6 / k[away] ** 2, rtol=1e-3)


EQUAL_AREA, PATTERSON = "ESRI:53034", "ESRI:53079"  # of a sphere of 6371 km


@pytest.mark.parametrize("side", [1e6, -1e6])
def test_beyond_its_rim_a_map_of_the_world_has_no_area(side: float) -> None:
    """Equidistant from 0° N, 0° E: a disk with a rim at 19 971 km along the equator, where the shortest way
    leaves it, (1 − f) π a, and at 20 004 km along the meridian, half of one. PROJ goes on beyond it with the
    other side of the Earth. Middles at 17.5 … 21.5 thousand kilometres, along x and along y.
    """
    across = GroundArea(Georeference("ESRI:54032", (side, 0, 17 * side, 0, -1e6, 5e5))).rows(0, 1, 5)[0]
    down = GroundArea(Georeference("ESRI:54032", (1e6, 0, -5e5, 0, side, 17 * side))).rows(0, 5, 1)[:, 0]
    assert (across > 0).tolist() == (down > 0).tolist() == [True, True, True, False, False]


@pytest.mark.parametrize(("unit", "metres"), [("m", 1.0), ("km", 1000.0), ("us-ft", FOOT)])
@pytest.mark.parametrize("sign", [1, -1])
def test_beyond_the_poles_of_a_cylinder_there_is_no_area(unit: str, metres: float, sign: int) -> None:
    """Patterson's map ends at 1.790857 R (Patterson, Šavrič & Jenny 2015), 11 409.55 km: PROJ takes what lies
    beyond for the pole. It goes on beyond the date line.
    """
    side = 20_000 / metres
    sphere = CRS(f"+proj=patterson +R=6371000 +units={unit} +type=crs").to_wkt() if unit != "m" else PATTERSON
    # Middles 30, 10 km before the pole and 10, 30 km beyond it; then beside the date line.
    top = sign * (11_409_550 - 40_000) / metres
    ground = GroundArea(Georeference(sphere, (side, 0, 0, 0, sign * side, top)))
    assert (ground.rows(0, 4, 1)[:, 0] > 0).tolist() == [True, True, False, False]
    edge = np.pi * 6_371_000 / metres - 2 * side
    line = GroundArea(Georeference(sphere, (side, 0, edge, 0, -side, side / 2)))
    assert line.rows(0, 1, 4)[0] == pytest.approx(np.full(4, line.rows(0, 1, 1)[0, 0]), rel=1e-9)
    # 1.0148 is the first coefficient of its polynomial: how much a step north is stretched at the equator.
    assert line.rows(0, 1, 1)[0, 0] == pytest.approx(20_000**2 / 1.0148, rel=1e-4)


def test_a_row_of_a_cylinder_is_known_where_its_corner_is_beyond_the_pole() -> None:
    """Lambert's equal-area cylinder ends at R: the raster begins and ends far beyond, around the equator."""
    turn = 2 * np.pi * 6_371_000
    for transform in ((turn / 4, 0, -turn / 2, 0, -1e7, 2e7), (0, turn / 4, -turn / 2, -1e7, 0, 2e7)):
        ground = GroundArea(Georeference(EQUAL_AREA, transform))
        assert ground.times_around(4, 4) == pytest.approx(1.0, rel=1e-9)


@pytest.mark.parametrize(
    ("crs", "radius"),
    [
        # The map's own middle, x = 0, is 180° E, and a step on 179.99° W; then 150° and 100° E.
        (CRS("+proj=merc +R=6371000 +lon_0=180 +type=crs").to_wkt(), 6_371_000),
        ("EPSG:3832", 6_378_137),
        (
            "EPSG:3994",
            6_378_137 * np.cos(np.radians(41)) / (1 - 0.00669438 * np.sin(np.radians(41)) ** 2) ** 0.5,
        ),
    ],
    ids=["180", "150", "100"],
)
def test_a_turn_is_found_wherever_the_middle_of_the_map_lies(crs: str, radius: float) -> None:
    """The last is true to scale at 41° S: a turn is that of its parallel."""
    ground = GroundArea(Georeference(crs, (1e6, 0, 0, 0, -1e6, 0)))
    assert ground.times_around(1, 40) == pytest.approx(40e6 / (2 * np.pi * radius), rel=1e-9)


@pytest.mark.parametrize("middle", [-80, 35])
def test_one_straight_meridian_does_not_make_a_cylinder(middle: int) -> None:
    """Of the sinusoidal map all others are curved."""
    assert on_a_sphere(f"sinu +lon_0={middle}", (1e6, 0, 0, 0, -1e6, 0)).times_around(1, 40) == 0.0


def test_what_is_nowhere_on_the_earth_does_not_close() -> None:
    around = Georeference("EPSG:4326", (90, 0, -180, 0, -1, 10))
    assert closes(around, 1, 4)
    assert not closes(around, 1, 5)
    assert not closes(None, 1, 4)
    assert not closes(Georeference('LOCAL_CS["site",UNIT["metre",1]]', (90, 0, -180, 0, -1, 10)), 1, 4)


def test_a_map_that_proj_cannot_carry_to_the_earth_has_no_ground_area() -> None:
    """Its scale factor is −1: a way of Esri to say that its axes point south and west."""
    with pytest.raises(ValueError, match="no way from this map"):
        GroundArea(Georeference("ESRI:102485", (10, 0, 0, 0, -10, 0)))
