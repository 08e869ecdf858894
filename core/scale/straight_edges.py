"""How long an edge of pixels may be that a file has as one line in degrees, and rings with points between.

Whoever reads longitude and latitude draws straight lines between two points on a map of degrees (RFC 7946),
or geodesics (an area on the ellipsoid). An edge of pixels on another map is not the first; on a map in
degrees it follows a parallel, which is not the second. With points close enough they are one.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.image.image import Georeference
from core.scale.map_units import horizontal_crs

# A line strays from the edge by at most this part of a pixel: on a map in degrees, where it is the eye that
# compares; between geodesics, where areas are: of a region one pixel high they then change by 0.06 % at most.
_STRAYING, _STRAYING_GEODESIC = 0.05, 0.0004
_POLE = 90.0 + 1e-9
# Pixels: the shortest that edges are cut to, on a map in degrees and on others, and the longest.
_SHORTEST_IN_DEGREES, _SHORTEST, _LONGEST = 1 / 64, 1.0, 4096.0
_ROUNDING = 1e-6  # metres
_UNIT_STEPS = ((1.0, 0.0), (0.0, 1.0))

# (n, 2) column, row of corners of pixels → (n, 2) longitude, latitude.
Degrees = Callable[[Floats], Floats]
# Begin, middle and end of edges, (n, 2) in degrees, and half the length of them all in pixels.
Suits = Callable[[Floats, Floats, Floats, float], bool]


def longest_edge(degrees: Degrees, georeference: Georeference, height: int, width: int) -> float:
    """Pixels: a power of two up to 4096, for a raster of height × width pixels that is drawn in degrees."""
    return min(
        longest_on_map(georeference, height, width), _longest(_is_flat, degrees, height, width, _SHORTEST)
    )


def _longest(suits: Suits, degrees: Degrees, height: int, width: int, length: float) -> float:
    """`length`, doubled for as long as an edge twice as long suits, wherever it lies."""
    columns, rows = np.meshgrid(np.linspace(0, width, 9), np.linspace(0, height, 9))
    start = np.column_stack((columns.ravel(), rows.ravel()))
    while length < _LONGEST:
        for direction in _UNIT_STEPS:
            step = np.array(direction) * 2 * length
            begin, middle, end = (degrees(start + step * part) for part in (0.0, 0.5, 1.0))
            known = np.isfinite(np.hstack((begin, middle, end))).all(axis=1)
            if not known.any() or not suits(begin[known], middle[known], end[known], length):
                return length
        length *= 2
    return length


def longest_on_map(georeference: Georeference, height: int, width: int) -> float:
    """`longest_edge` of a map in degrees, whose coordinates a file keeps; infinite on any other."""
    crs = horizontal_crs(georeference.crs)
    if crs is None or not crs.is_geographic:
        return math.inf
    a, b, c, d, e, f = georeference.transform
    unit = math.degrees(crs.axis_info[0].unit_conversion_factor)

    def degrees(pixels: Floats) -> Floats:
        x, y = pixels.T
        places = np.column_stack((a * x + b * y + c, d * x + e * y + f)) * unit
        # Beyond a pole there is no edge to be drawn.
        return np.where(np.abs(places[:, 1:]) > _POLE, np.nan, places)

    return _longest(_is_geodesic, degrees, height, width, _SHORTEST_IN_DEGREES)


def _is_flat(begin: Floats, middle: Floats, end: Floats, length: float) -> bool:
    """Whether the middle of an edge of 2 · length pixels lies on the straight line in degrees."""
    edge, half = shortest(end - begin), shortest(middle - begin)
    straying = np.hypot(*(half - edge / 2).T)
    return bool((straying <= _STRAYING * np.hypot(*edge.T) / (2 * length)).all())


def _is_geodesic(begin: Floats, middle: Floats, end: Floats, length: float) -> bool:
    """Whether it lies on the geodesic."""
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    azimuth, _, distance = geod.inv(begin[:, 0], begin[:, 1], end[:, 0], end[:, 1])
    lon, lat, _ = geod.fwd(begin[:, 0], begin[:, 1], azimuth, distance / 2)
    _, _, straying = geod.inv(lon, lat, middle[:, 0], middle[:, 1])
    # A micrometre is rounding: at a pole an edge along the parallel has no length.
    return bool((straying <= _STRAYING_GEODESIC * distance / (2 * length) + _ROUNDING).all())


def shortest(difference: Floats) -> Floats:
    """Differences (n, 2) in degrees, of longitude the short way round."""
    difference[:, 0] = (difference[:, 0] + 180.0) % 360.0 - 180.0
    return difference


def denser(points: NDArray[Any], rings: Ints, longest: float) -> tuple[Floats, Ints]:
    """Closed rings (core.regions.outlines.Outlines) with points on every edge over `longest` pixels."""
    following = np.append(points[1:], points[-1:], axis=0)
    following[rings[1:] - 1] = points[rings[1:] - 1]
    edges = (following - points).astype(np.float64)
    pieces = np.maximum(1, np.ceil(np.abs(edges).max(axis=1) / longest).astype(np.int64))
    ends = np.cumsum(pieces)
    number = np.arange(pieces.sum()) - np.repeat(ends - pieces, pieces)
    share = number / np.repeat(pieces, pieces)
    dense = np.repeat(points.astype(np.float64), pieces, axis=0)
    dense += np.repeat(edges, pieces, axis=0) * share[:, None]
    return dense, np.concatenate(([0], ends))[rings]
