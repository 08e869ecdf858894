"""What the axes of maps measure: of plain, compound and bound ones, and of those that are none."""

from __future__ import annotations

import math

import pytest
from pyproj import CRS
from pyproj.crs import BoundCRS
from pyproj.crs.coordinate_operation import ToWGS84Transformation

from core.image.image import Georeference
from core.scale.map_units import MapUnits, horizontal_crs, map_units, no_scale, pixel_determinant

SQUARE = (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)


@pytest.mark.parametrize(
    ("crs", "units"),
    [
        ("EPSG:4326", MapUnits("geographic", math.pi / 180, "EPSG:4326")),
        # A grad is a 400th of a turn.
        ("EPSG:4807", MapUnits("geographic", math.pi / 200, "EPSG:4807")),
        ("EPSG:32633", MapUnits("projected", 1.0, "EPSG:32633")),
        ("EPSG:2263", MapUnits("projected", 1200 / 3937, "EPSG:2263")),
        # With heights in metres, in the national datum: the map is what counts.
        ("EPSG:7415", MapUnits("projected", 1.0, "EPSG:28992")),
        ('LOCAL_CS["unknown",UNIT["foot",0.3048]]', MapUnits("local", 0.3048, "a CRS without a name")),
    ],
)
def test_what_a_map_measures(crs: str, units: MapUnits) -> None:
    found = map_units(Georeference(crs, SQUARE))
    assert found is not None
    assert (found.kind, found.name) == (units.kind, units.name)
    assert found.per_unit == pytest.approx(units.per_unit, rel=1e-12)


def test_a_bound_crs_is_the_one_that_is_bound() -> None:
    shift = ToWGS84Transformation(CRS("EPSG:4277"), 446.4, -125.2, 542.1)
    bound = BoundCRS(CRS("EPSG:27700"), CRS("EPSG:4326"), shift)
    found = horizontal_crs(bound.to_wkt())
    assert found is not None
    assert found.to_epsg() == 27700


def test_pixels_have_the_area_of_their_parallelogram() -> None:
    assert pixel_determinant((3, 1, 0, 2, -4, 0)) == 14
    assert pixel_determinant((0, 2, 0, 3, 0, 0)) == 6


@pytest.mark.parametrize(
    ("height", "flat"),
    [(1.0, False), (1.1e-9, False), (0.9e-9, True), (0.0, True)],
)
def test_a_pixel_is_flat_from_a_billionth_of_its_sides_on(height: float, flat: bool) -> None:
    """Sides (1, 0) and (1, h), both 1 long where h is next to nothing, and h the area between them."""
    sheared = (1.0, 1.0, 0.0, 0.0, height, 0.0)
    assert ("singular" in no_scale(Georeference("EPSG:32633", sheared))) is flat
