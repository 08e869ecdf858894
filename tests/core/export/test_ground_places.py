"""Where a picture lies on the ground, between the nodes that are known."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import CRS, Transformer

from core.export.ground_places import ground_places
from core.image.image import Georeference, Image
from core.scale.calibrate import calibrate


def on_map(crs: str, corner: tuple[float, float], side: float, size: int = 1000) -> Image:
    pixels = np.zeros((size, size, 1), np.uint8)
    wkt = CRS.from_user_input(crs).to_wkt("WKT2_2019")
    return Image(pixels, georeference=Georeference(wkt, (side, 0.0, corner[0], 0.0, -side, corner[1])))


def test_a_place_between_nodes_is_that_of_the_projection() -> None:
    # 1000 km around a point at 80° N: the widest that is common.
    image = on_map("EPSG:3413", (-2e6, 2e6), 1000.0)
    places = ground_places(image, calibrate(image))
    to_degrees = Transformer.from_crs("EPSG:3413", "OGC:CRS84", always_xy=True)
    lon, lat = to_degrees.transform(-2e6 + 507_300, 2e6 - 491_200)
    found = places.lonlat(507.3, 491.2)
    assert found == pytest.approx((lon, lat), abs=1e-3)


def test_the_pole_and_180_degrees_are_places_like_others() -> None:
    image = on_map("EPSG:3413", (-500_250.0, 500_250.0), 1000.0)
    places = ground_places(image, calibrate(image))
    pole = places.lonlat(500.25, 500.25)
    assert pole is not None
    assert pole[1] == pytest.approx(90.0, abs=1e-2)


def test_north_is_up_on_a_map_of_degrees_and_down_beyond_the_pole() -> None:
    image = on_map("EPSG:4326", (10.0, 60.0), 0.001)
    assert ground_places(image, calibrate(image)).north(500, 500) == pytest.approx((0.0, -1.0), abs=1e-6)
    # The meridian of 45° W points down from the pole: what lies above the pole has north below.
    image = on_map("EPSG:3413", (-500_000.0, 2e6), 1000.0)
    assert ground_places(image, calibrate(image)).north(500, 500) == pytest.approx((0.0, 1.0), abs=1e-3)


def test_the_bar_is_as_long_as_the_ground_there() -> None:
    image = on_map("EPSG:32632", (5e5, 6.65e6), 10.0)
    places = ground_places(image, calibrate(image))
    bar = places.bar(250.0, 500, 500)
    assert bar is not None
    assert bar.text == "2 km"
    # 10 m of the map are 10 m / 0.9996 of the ground in the middle of a zone.
    assert bar.pixels == pytest.approx(200 * 0.9996, rel=1e-3)


def test_without_a_scale_the_bar_counts_pixels_and_there_are_no_degrees() -> None:
    image = Image(np.zeros((40, 60, 3), np.uint8))
    places = ground_places(image, calibrate(image))
    bar = places.bar(15.0, 30, 20)
    assert bar is not None
    assert (bar.pixels, bar.text, bar.note) == (10.0, "10 px", "uncalibrated")
    assert places.lonlat(1, 1) is None
    assert places.north(1, 1) is None
