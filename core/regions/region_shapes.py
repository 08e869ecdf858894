"""Lengths and shapes of regions on the ground, from what was counted of them in pixels.

Every region's pixels lie on a grid that is flat around its centroid (core.scale.ground_area).

- Perimeter: Crofton's formula, the mean number of crossings with parallel lines through the pixel centres
  in four directions (rows, columns, both diagonals), each weighted by its share of all directions on the
  ground: Legland, Kiêu & Devaux, Computation of Minkowski measures on 2D and 3D binary images, Image
  Analysis & Stereology 26, 2007. Unbiased over all orientations; a long straight border comes out 5.2 %
  short along rows, columns and diagonals and up to 2.6 % long between them (square pixels).
- Axes and orientation: of the ellipse with the same second moments, every pixel being a full square.
- Hull, Feret diameters, solidity: of the convex polygon around the squares.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats, Ints
from core.base.parallel import Cancel, Workers, raise_if_cancelled
from core.regions import region_shape_kernels as kernels
from core.regions.region_runs import FoundRegions

# Regions between two looks at `cancelled`.
_REGIONS_A_LOOK = 1 << 12


@dataclass(frozen=True, eq=False)
class Shapes:
    """(n,) float64 each, lengths and areas in the units of the grid; NaN where the grid is.

    hull_area, hull_perimeter: of the convex hull. orientation: degrees, in (−90, 90], of the major axis
    from the direction of the rows, counter-clockwise as seen in the picture.
    """

    perimeter: Floats
    hole_perimeter: Floats
    major_axis: Floats
    minor_axis: Floats
    orientation: Floats
    hull_area: Floats
    hull_perimeter: Floats
    feret_max: Floats
    feret_min: Floats


def centroids(found: FoundRegions) -> Floats:
    """(n, 2) float64: x, y in pixels from the corner of the picture, the first pixel's middle being 0.5."""
    places: Floats = found.first + found.sums[:, 1:3] / found.sums[:, :1] + 0.5
    # Those of regions over the seam may lie beyond the last column, which is in the first ones.
    width = found.ids.shape[1]
    places[:, 0] -= np.where(places[:, 0] >= width, width, 0)
    return places


def shapes(
    found: FoundRegions, grid: Floats, *, corners: bool, threads: int | None = None, cancelled: Cancel
) -> Shapes:
    """grid: (n, 3) float64 of core.scale.ground_area. The same on any number of threads. Raises
    Cancelled."""
    n = len(grid)
    pieces, owners, hulls = len(found.owners), found.owners, np.empty((n, 4))
    of_pieces = np.zeros((pieces, 4), np.int64)
    start_x, start_y = (np.ascontiguousarray(found.starts[:, i]) for i in (0, 1))
    over_seam = found.over_seam[owners - 1]
    known = np.isfinite(grid[:, 0])
    flat = np.where(known[:, np.newaxis], grid, (1.0, 0.0, 1.0))

    def trace(block: int) -> None:
        first, last = block * _REGIONS_A_LOOK, min((block + 1) * _REGIONS_A_LOOK, pieces)
        kernels.trace_borders(first, last, found.ids, owners, start_x, start_y, corners, over_seam, of_pieces)

    def measure(block: int) -> None:
        first, last = block * _REGIONS_A_LOOK, min((block + 1) * _REGIONS_A_LOOK, n)
        rows = int((found.box[first:last, 3] - found.box[first:last, 1]).max(initial=0)) + 1
        sides, xs, ys = (np.empty((2, rows), np.int64) for _ in range(3))
        kernels.measure_hulls(
            first, last, found.box, found.offsets, found.leftmost, found.rightmost, flat, hulls,
            sides, xs, ys, np.empty(2 * rows), np.empty(2 * rows),
        )  # fmt: skip

    with Workers(threads, cancelled) as workers:
        workers.each(trace, range(-(-pieces // _REGIONS_A_LOOK)))
        workers.each(measure, range(-(-n // _REGIONS_A_LOOK)))
    raise_if_cancelled(cancelled)
    hulls[~known] = np.nan
    outer = np.zeros((n, 4), np.int64)
    np.add.at(outer, owners - 1, of_pieces)
    perimeter = _crofton(outer, grid)
    holes = _crofton(found.crossings - outer, grid)
    major, minor, orientation = _ellipses(found.sums, grid)
    area, around, longest, narrowest = hulls.T
    return Shapes(perimeter, holes, major, minor, orientation, area, around, longest, narrowest)


def _crofton(crossings: Ints, grid: Floats) -> Floats:
    """(n,) length of a border from its crossings (n, 4) with lines along rows, columns, \\ and /."""
    p, q, s = grid.T
    lengths = np.stack((p, np.hypot(q, s), np.hypot(p + q, s), np.hypot(q - p, s)), axis=1)
    # The angles of column, \ and / from the rows, in the order \ < column < /.
    column, falling, rising = (np.arctan2(s, x) for x in (q, p + q, q - p))
    shares = np.stack((falling + np.pi - rising, rising - falling, column, np.pi - column), axis=1)
    result: Floats = (crossings * shares / lengths).sum(axis=1) * (p * s) / 4.0
    return result


def _ellipses(sums: Ints, grid: Floats) -> tuple[Floats, Floats, Floats]:
    """Major and minor axis and orientation, see Shapes."""
    mean = sums / sums[:, :1]
    _, x, y, xx, xy, yy, _ = mean.T
    square = 1.0 / 12.0  # the second moment of a pixel about its own middle
    xx, xy, yy = xx - x * x + square, xy - x * y, yy - y * y + square
    p, q, s = grid.T
    across = p * p * xx + 2.0 * p * q * xy + q * q * yy
    mixed = s * (p * xy + q * yy)
    down = s * s * yy
    half, spread = (across + down) / 2.0, np.hypot((across - down) / 2.0, mixed)
    # 0 − … keeps −0 out; a turn by half is the same axis.
    angle = 0.0 - np.degrees(np.arctan2(2.0 * mixed, across - down)) / 2.0
    angle = np.where(angle <= -90.0, angle + 180.0, angle)
    return 4.0 * np.sqrt(half + spread), 4.0 * np.sqrt(np.maximum(half - spread, 0.0)), angle
