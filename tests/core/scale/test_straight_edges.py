"""Edges in degrees are cut so often that a line, a geodesic and a row of pixels are one."""

import math

import numpy as np
import pytest
from pyproj import CRS, Geod

from core.image.image import Georeference
from core.scale.straight_edges import denser, longest_on_map, shortest


def in_degrees(side, left, top):
    return Georeference(CRS("EPSG:4326").to_wkt(), (side, 0.0, left, 0.0, -side, top))


@pytest.mark.parametrize(
    ("side", "top"), [(10.0, 90.0), (1.0, 80.0), (0.25, -40.0), (0.001, 60.0), (0.0001, 89.0)]
)
@pytest.mark.parametrize("height", [1, 4])
def test_a_strip_has_the_area_between_its_parallels(side, top, height):
    width = min(20, int(300 / side))
    georeference = in_degrees(side, -160.0, top)
    longest = longest_on_map(georeference, height, width)
    ring = np.array([[0, 0], [width, 0], [width, height], [0, height], [0, 0]], np.int32)
    points, _ = denser(ring, np.array([0, 5]), longest)
    lon, lat = -160 + side * points[:, 0], top - side * points[:, 1]
    found = abs(Geod(ellps="WGS84").polygon_area_perimeter(lon, lat)[0])
    e2 = 0.0066943799901413165
    e, sines = math.sqrt(e2), np.sin(np.radians([top, top - side * height]))
    q = (1 - e2) * (sines / (1 - e2 * sines**2) + np.arctanh(e * sines) / e)
    expected = 6378137.0**2 / 2 * math.radians(side * width) * abs(q[0] - q[1])
    assert found == pytest.approx(expected, rel=1e-3)


def test_a_map_in_metres_keeps_its_edges():
    georeference = Georeference(CRS("EPSG:32633").to_wkt(), (10.0, 0.0, 5e5, 0.0, -10.0, 6e6))
    assert longest_on_map(georeference, 100, 100) == math.inf
    ring = np.array([[0, 0], [90, 0], [0, 90], [0, 0]], np.int32)
    points, rings = denser(ring, np.array([0, 4]), math.inf)
    np.testing.assert_array_equal(points, ring)
    assert rings.tolist() == [0, 4]


def test_small_pixels_need_few_points_and_large_ones_more_than_one_a_pixel():
    assert longest_on_map(in_degrees(0.0001, 10.0, 50.0), 1000, 1000) >= 32
    assert longest_on_map(in_degrees(1.0, -180.0, 90.0), 180, 360) <= 0.5


def test_points_between_are_even():
    ring = np.array([[0, 0], [4, 0], [0, 1], [0, 0]], np.int32)
    points, rings = denser(ring, np.array([0, 4]), 2.0)
    assert points.tolist() == [[0, 0], [2, 0], [4, 0], [2, 0.5], [0, 1], [0, 0]]
    assert rings.tolist() == [0, 6]


def test_differences_of_longitude_go_the_short_way_round() -> None:
    differences = np.array(
        [[10.0, 5.0], [190.0, 200.0], [-190.0, -200.0], [370.0, 1.0], [179.0, 0.0], [-180.0, 0.0]]
    )
    assert shortest(differences).tolist() == [
        [10, 5], [-170, 200], [170, -200], [10, 1], [179, 0], [-180, 0],
    ]  # fmt: skip


def test_edges_get_points_between_where_they_are_longer_than_a_step() -> None:
    points = np.array([[0, 0], [10, 0], [10, 4], [0, 0], [20, 20], [20, 25], [28, 20], [20, 20]], np.int32)
    dense, rings = denser(points, np.array([0, 4, 8]), 4)
    third = 10 / 3
    expected = [
        [0, 0], [third, 0], [2 * third, 0], [10, 0], [10, 4], [10 - third, 4 - 4 / 3], [third, 4 / 3], [0, 0],
        [20, 20], [20, 22.5], [20, 25], [24, 22.5], [28, 20], [24, 20], [20, 20],
    ]  # fmt: skip
    np.testing.assert_allclose(dense, expected, rtol=1e-12, atol=1e-12)
    assert rings.tolist() == [0, 8, 15]
