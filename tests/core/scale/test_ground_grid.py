"""Lengths on the ground against PROJ's geodesics."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import CRS, Geod, Transformer

from core.classes.classes import Class
from core.image.image import Georeference, Image
from core.regions.regions import find_regions
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, AreaMethod, parse_pixel_size
from core.scale.ground_area import ground_grid

MAPS = [
    ("EPSG:4326", (0.01, 0, 10, 0, -0.01, 70)),
    ("EPSG:4326", (0.01, 0.005, 10, 0.005, -0.01, 46)),
    ("EPSG:3413", (250, 0, 381_550, 0, -250, -899_225)),
    ("EPSG:3857", (250, 0, 1_000_000, 0, -250, 11_000_000)),
    ("EPSG:32633", (30, 5, 500_000, -5, -30, 6_000_000)),
    ("EPSG:5070", (100, 0, 0, 0, -150, 800_000)),
    ("EPSG:2263", (1000, 0, 1_000_000, 0, -1000, 200_000)),  # US survey feet
]


def image_of(crs: str, transform: tuple[float, ...], height: int = 40, width: int = 60) -> Image:
    georeference = Georeference(crs, transform)  # type: ignore[arg-type]
    return Image(np.zeros((height, width, 1), np.uint8), georeference=georeference)


@pytest.mark.parametrize(("crs", "transform"), MAPS)
def test_steps_are_as_long_as_the_geodesic(crs: str, transform: tuple[float, ...]) -> None:
    image = image_of(crs, transform)
    calibration = calibrate(image)
    centre = np.array([[30.0, 20.0]])
    (p, q, s), *_ = ground_grid(calibration, image.georeference, centre)
    metres = 1000.0 if calibration.area_unit == "km²" else 1.0

    system = CRS(crs)
    to_degrees = Transformer.from_crs(system, system.geodetic_crs, always_xy=True)
    geod = Geod(ellps="GRS80") if crs in ("EPSG:5070", "EPSG:2263") else Geod(ellps="WGS84")
    a, b, c, d, e, f = transform

    def place(x: float, y: float) -> tuple[float, float]:
        return to_degrees.transform(a * x + b * y + c, d * x + e * y + f)

    for dx, dy in ((1, 0), (0, 1), (1, 1), (-1, 1)):
        _, _, length = geod.inv(*place(30 - dx / 2, 20 - dy / 2), *place(30 + dx / 2, 20 + dy / 2))
        assert np.hypot(p * dx + q * dy, s * dy) * metres == pytest.approx(length, rel=1e-5)


@pytest.mark.parametrize(("area", "scale"), [("geodesic", 0.947), ("planar", 1.0)])
def test_lengths_follow_the_area_method(area: AreaMethod, scale: float) -> None:
    """At 60° N in polar stereographic a map's metre is 0.962 m of the ground, by 0.926 of the area."""
    image = image_of("EPSG:3413", (250, 0, 0, 0, -250, -3_300_000))
    calibration = calibrate(image, area=area)
    labels = np.zeros((40, 60), np.uint8)
    labels[10:20, 10:30] = 1
    table = find_regions(labels, (Class("ice", (1,)),), calibration, image=image)

    expected = 20 * 0.25 if area == "planar" else 20 * 0.25 * 0.9624
    assert table["box_width"][0] == 20
    assert table["major_axis"][0] == pytest.approx(expected * 4 / np.sqrt(12), rel=1e-3)
    assert table["area"][0] == pytest.approx(200 * 0.0625 * (1 if area == "planar" else 0.926), rel=2e-3)
    assert (table["planar_area"][0], table["true_area"][0]) == pytest.approx((12.5, 12.5 * 0.926), rel=2e-3)


def test_a_degree_of_longitude_is_short_in_the_north() -> None:
    """What is twice as wide as high in degrees at 60° N is as wide as high on the ground."""
    image = image_of("EPSG:4326", (0.01, 0, 10, 0, -0.01, 60.2))
    calibration = calibrate(image)
    y, x = np.indices((40, 60))
    labels = ((((x - 30) / 2) ** 2 + (y - 20) ** 2) < 12**2).astype(np.uint8)
    table = find_regions(labels, (Class("lake", (1,)),), calibration, image=image)

    assert table["major_axis"][0] == pytest.approx(table["minor_axis"][0], rel=0.02)
    assert table["circularity"][0] > 0.95


def test_areas_of_the_regions_add_up_to_those_of_the_classes() -> None:
    from core.measure.area_sums import cluster_areas

    image = image_of("EPSG:3413", (250, 0, 381_550, 0, -250, -899_225))
    calibration = calibrate(image)
    labels = np.random.default_rng(2).integers(0, 4, (40, 60)).astype(np.uint8)
    classes = (Class("a", (1,)), Class("b", (2, 3)))
    table = find_regions(labels, classes, calibration, image=image)

    areas = cluster_areas(labels, 3, calibration).area
    sums = np.bincount(table.class_index, table["area"])
    assert sums.tolist() == pytest.approx([areas[0], areas[1] + areas[2]], rel=1e-12)


def test_the_typed_sides_hold_on_a_map_too() -> None:
    image = image_of("EPSG:3413", (250, 0, 381_550, 0, -250, -899_225))
    grid = ground_grid(parse_pixel_size("2m,3m"), image.georeference, np.zeros((2, 2)))

    assert grid.tolist() == [[2, 0, 3], [2, 0, 3]]


def test_beyond_the_map_there_are_no_lengths() -> None:
    image = image_of("EPSG:3857", (1e6, 0, 0, 0, -1e6, 1e9))
    calibration = calibrate(image)
    labels = np.ones((40, 60), np.uint8)
    table = find_regions(labels, (Class("x", (1,)),), calibration, image=image)

    assert table["area"][0] == 0
    assert np.isnan(
        [table[name][0] for name in ("perimeter", "feret_max", "major_axis", "circularity")]
    ).all()


def test_a_planar_pixel_askew_has_the_angle_between_its_sides() -> None:
    """Sides (0.3, 0.4) and (1.2, −0.5): 0.5 and 1.3 m long, their product (0.36 − 0.2) = 0.5 · 0.32, and
    1.3² = 0.32² + 1.26².
    """
    image = image_of("EPSG:32633", (0.3, 1.2, 500_000, 0.4, -0.5, 6_000_000))
    planar = calibrate(image, area="planar")
    grid = ground_grid(planar, image.georeference, np.zeros((2, 2)))
    assert grid.tolist() == [pytest.approx([0.5, 0.32, 1.26], rel=1e-12)] * 2
    # Without the georeference the sides are taken for upright.
    assert ground_grid(planar, None, np.zeros((1, 2))).tolist() == [pytest.approx([0.5, 0, 1.3])]
    # What was typed holds whatever the map says.
    typed = ground_grid(parse_pixel_size("2m,3m"), image.georeference, np.zeros((1, 2)))
    assert typed.tolist() == [[2, 0, 3]]


def test_without_a_scale_lengths_are_in_pixels() -> None:
    assert ground_grid(UNCALIBRATED, None, np.zeros((2, 2))).tolist() == [[1, 0, 1], [1, 0, 1]]


def test_pixels_smaller_than_a_metre_have_their_lengths_too() -> None:
    """In the middle of a UTM zone a map's metre is 1 / 0.9996 m of the ground."""
    image = image_of("EPSG:32633", (0.25, 0, 500_000, 0, -0.5, 6_000_000))
    grid = ground_grid(calibrate(image), image.georeference, np.array([[0.5, 0.5]]))
    assert grid[0] == pytest.approx([0.25 / 0.9996, 0, 0.5 / 0.9996], rel=1e-7, abs=1e-9)
