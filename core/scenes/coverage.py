"""How much of each pixel a polygon covers: exact, so that the coverages add up to the polygon's own area."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Coverage:
    """A window of a picture. values: (rows, columns) float64, 0…1, from row `top` and column `left` on."""

    top: int
    left: int
    values: Floats

    @property
    def window(self) -> tuple[slice, slice]:
        """Where the values lie in the picture."""
        rows, columns = self.values.shape
        return slice(self.top, self.top + rows), slice(self.left, self.left + columns)


def coverage(ring: Floats) -> Coverage:
    """The part of every pixel that lies inside a ring.

    ring: (n, 2) column and row of the corners, in pixels, not closed, not crossing itself; pixel (c, r) is
    the square from (c, r) to (c + 1, r + 1). Every edge leaves the signed area to its right in the pixels
    that it crosses, and the running sum along a row is the coverage (the signed-area accumulation of font
    rasterisers: R. Levien, "Inside the fastest font renderer in the world", 2016). Nothing is sampled.
    """
    left, top = (math.floor(x) for x in ring.min(axis=0))
    right, bottom = (math.ceil(x) for x in ring.max(axis=0))
    # Beyond the last column two more: an edge on it leaves its area there.
    sums = np.zeros((bottom - top, right - left + 2))
    points = (ring - (left, top)).tolist()
    for start, end in zip(points, [*points[1:], points[0]], strict=True):
        _add_edge(sums, *start, *end)
    values = np.abs(np.cumsum(sums, axis=1))[:, : right - left]
    return Coverage(top, left, values.clip(0.0, 1.0))


def ring_area(ring: Floats) -> float:
    """The area inside a ring in pixels, by the shoelace formula."""
    x, y = ring.T
    return abs(float(sum((x * np.roll(y, -1) - np.roll(x, -1) * y).tolist()))) / 2


def _add_edge(sums: Floats, x0: float, y0: float, x1: float, y1: float) -> None:
    if y0 == y1:
        return
    sign = 1.0
    if y0 > y1:
        x0, y0, x1, y1, sign = x1, y1, x0, y0, -1.0
    slope = (x1 - x0) / (y1 - y0)
    for row in range(math.floor(y0), math.ceil(y1)):
        above, below = max(y0, row), min(y1, row + 1)
        # The far end is taken from the far corner, so that the way down a long edge adds up no rounding.
        near = x0 + (above - y0) * slope
        far = x1 if below == y1 else x0 + (below - y0) * slope
        _add_piece(sums[row], near, far, sign * (below - above))


def _add_piece(row: Floats, x0: float, x1: float, height: float) -> None:
    """A piece of an edge inside one row of pixels; height: signed."""
    low, high = min(x0, x1), max(x0, x1)
    first, last = math.floor(low), max(math.ceil(high), math.floor(low) + 1)
    if last - first == 1:
        inside = height * (1.0 - ((low + high) / 2 - first))
        row[first] += inside
        row[first + 1] += height - inside
        return
    # Area to the right of the piece, pixel by pixel: that of the trapezium which it has cut off so far.
    before = 0.0
    for column in range(first, last + 1):
        reached = min(column + 1.0, high)
        to_edge = height * _right_of(low, high, reached, column)
        row[column] += to_edge - before
        before = to_edge


def _right_of(low: float, high: float, reached: float, column: int) -> float:
    """The part of pixel `column` that lies to the right of a piece from `low` to `high` of height 1."""
    begun = max(low, float(column))
    if begun >= high:
        return 1.0
    width = high - low
    passed = (begun - low) / width
    here = (reached - begun) / width
    return passed + here * (column + 1.0 - (begun + reached) / 2)
