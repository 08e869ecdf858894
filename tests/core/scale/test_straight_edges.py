"""Edges in degrees are cut so often that a line, a geodesic and a row of pixels are one."""

import math

import numpy as np
import pytest
from pyproj import CRS, Geod

from core.image.image import Georeference
from core.scale.lonlat import ToLonLat
from core.scale.straight_edges import (
    _is_flat,
    _is_geodesic,
    _longest,
    denser,
    longest_edge,
    longest_on_map,
    shortest,
)


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


# On a sphere the geodesic between two places on a parallel, a radians of longitude apart, strays from it by
# a² sin φ cos φ / 8 radians. Of an edge of n pixels of p radians that is 0.0004 of a pixel, p cos φ, where
# n² p sin φ = 0.0032.
@pytest.mark.parametrize(
    ("crs", "transform", "size", "longest"),
    [
        # n = 14.6
        ("EPSG:4326", (0.001, 0, 10, 0, -0.001, 60), (1, 1), 8),
        ("EPSG:4326", (0.001, 0, 10, 0, 0.001, -60), (1, 1), 8),
        # 0.000826°: n = 16.01; of 0.000828°: 15.99
        ("EPSG:4326", (0.000826, 0, 10, 0, -0.000826, 60), (1, 1), 16),
        ("EPSG:4326", (0.000828, 0, 10, 0, -0.000828, 60), (1, 1), 8),
        # In grads of 0.9°: n = 16.01, too.
        ("EPSG:4807", (0.000826 / 0.9, 0, 10, 0, -0.000826 / 0.9, 60 / 0.9), (1, 1), 16),
        # n = 0.5 at 47.2°: from 48° down, from 46° down, and up to 48°.
        ("EPSG:4326", (1, 0, 10, 0, -1, 48), (2, 5), 0.25),
        ("EPSG:4326", (1, 0, 10, 0, -1, 46), (2, 5), 0.5),
        ("EPSG:4326", (1, 0, 10, 0, 1, 46), (2, 5), 0.25),
        # The same turned: along the parallels lie the columns.
        ("EPSG:4326", (0, 1, 10, -1, 0, 48), (5, 2), 0.25),
        ("EPSG:4326", (0, 1, 10, -1, 0, 46), (5, 2), 0.5),
        # The equator is a geodesic, and a metre of it a line: there is a longest, though.
        ("EPSG:4326", (1e-5, 0, 10, 0, -1e-5, 0), (1, 1), 4096),
        # A picture of belts around the Earth, one pixel each: n = 0.023, and at least 1/64.
        ("EPSG:4326", (360, 0, -180, 0, -10, 80), (1, 1), 1 / 64),
        # Beyond a pole there is nothing, and at the pole itself a parallel has no length: n = 0.43.
        ("EPSG:4326", (1, 0, 10, 0, -1, 92), (4, 5), 0.25),
        ("EPSG:4326", (1, 0, 10, 0, -1, -88), (4, 5), 0.25),
        ("EPSG:4326", (1, 0, 10, 0, -1, 90.75), (1, 5), 0.25),
    ],
)
def test_how_long_an_edge_along_a_parallel_may_be(crs, transform, size, longest: float) -> None:
    assert longest_on_map(Georeference(crs, transform), *size) == longest


def test_an_edge_is_a_line_in_degrees_to_a_twentieth_of_a_pixel() -> None:
    """An edge of 10° that is 1 pixel long, then 4: its middle may miss 5° by 0.5°, by 0.125°."""
    begin, end = np.array([[170.0, 20.0]]), np.array([[180.0, 20.0]])
    for length, most in ((0.5, 0.5), (2.0, 0.125)):
        for side in (1, -1):
            for off, suits in ((most, True), (most * 1.0001, False)):
                middle = np.array([[175.0, 20.0 + side * off]])
                assert _is_flat(begin.copy(), middle, end.copy(), length) is suits
    # The short way round, and all of several.
    across = np.array([[175.0, 0.0]]), np.array([[-180.0, 0.0]]), np.array([[-175.0, 0.0]])
    assert _is_flat(*across, 0.5)
    begin, end = np.array([[0.0, 0.0], [0.0, 0.0]]), np.array([[10.0, 0.0], [10.0, 0.0]])
    assert not _is_flat(begin, np.array([[5.0, 0.0], [5.0, 1.0]]), end, 0.5)


def test_an_edge_is_a_geodesic_to_four_ten_thousandths_of_a_pixel() -> None:
    """A degree of the equator is 111 319.491 m; at it one of latitude is 110 574.2758 m (WGS 84)."""
    begin, end = np.array([[10.0, 0.0]]), np.array([[11.0, 0.0]])
    for length in (0.5, 2.0):
        most = 0.0004 * 111_319.491 / (2 * length) / 110_574.2758
        assert _is_geodesic(begin, np.array([[10.5, most * 0.9999]]), end, length)
        assert not _is_geodesic(begin, np.array([[10.5, most * 1.0001]]), end, length)
    # At a pole the way along a parallel has no length.
    at_pole = [np.array([[longitude, 90.0]]) for longitude in (0.0, 5.0, 10.0)]
    assert _is_geodesic(*at_pole, 0.5)
    # Of a pixel of a metre half a metre is no rounding.
    metre = 1 / 111_319.491
    assert not _is_geodesic(begin, np.array([[10 + metre / 2, metre / 2]]), begin + np.array([metre, 0]), 0.5)


def test_an_edge_on_a_curved_map_is_a_pixel_long_at_least() -> None:
    """On a disk of pixels of 1000 km around the pole no edge is straight in degrees."""
    polar = Georeference(CRS("EPSG:3413").to_wkt(), (1e6, 0.0, -3e6, 0.0, -1e6, 3e6))
    assert longest_edge(ToLonLat(polar, 6, 6).degrees, polar, 6, 6) == 1.0


def test_the_shorter_of_two_edges_is_the_one() -> None:
    """In degrees every edge is straight, but no geodesic; a metre of Mercator's map is straight, too."""
    degrees = Georeference("EPSG:4326", (0.001, 0.0, 10.0, 0.0, -0.001, 60.0))
    assert longest_edge(ToLonLat(degrees, 1, 1).degrees, degrees, 1, 1) == 8
    mercator = Georeference("EPSG:3857", (1.0, 0.0, 0.0, 0.0, -1.0, 0.0))
    assert longest_edge(ToLonLat(mercator, 1, 1).degrees, mercator, 1, 1) == 4096


def test_edges_that_lie_nowhere_are_left_out() -> None:
    """Of edges from the corners of one pixel, right and down: beyond column 3 is nowhere."""
    looked_at = []

    def nowhere_beyond(places: np.ndarray) -> np.ndarray:
        return np.where(places[:, :1] > 3, np.nan, places)

    def suits(begin: np.ndarray, middle: np.ndarray, end: np.ndarray, length: float) -> bool:
        looked_at.append((length, begin.shape, (end - begin).max(axis=0).tolist()))
        np.testing.assert_array_equal(middle, (begin + end) / 2)
        return True

    # 81 places; edges of 2 and 4 pixels. To the right from column 0 … 1 of 1, then nowhere.
    assert _longest(suits, nowhere_beyond, 1, 1, 1.0) == 2.0
    assert looked_at == [(1.0, (81, 2), [2.0, 0.0]), (1.0, (81, 2), [0.0, 2.0])]
