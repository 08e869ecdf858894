"""The outer border and the convex hull of regions, compiled by numba.

Both follow the edges of pixels, not their centres: a region is the squares that it covers.
"""

from __future__ import annotations

import math

import numpy as np

from core.base.compiled import dividing, inner, kernel


@kernel
def trace_borders(first, last, ids, owners, start_x, start_y, corners, over_seam, crossings):
    """Walk around pieces first…last (from 0), each of the region of its owner, with the region on the right,
    from the top left of its first pixel; crossings (n, 4) int64 gets how often lines through pixel centres
    cross the outer border: along rows, along columns, along \\ and along / diagonals.

    corners: whether pixels that meet at a corner only belong together, so that the walk turns to the left
    there. Of the four pixels around a corner of the border, the diagonals cross as follows: straight on,
    both; at one pixel or three, the one through the odd pixel; where two meet at the corner, none.

    over_seam: (n,) bool, pieces of regions that go on in the first column where the last one ends.
    """
    height, width = ids.shape
    for r in range(first, last):
        region = owners[r]
        x, y, d = start_x[r], start_y[r], 0
        while True:
            crossings[r, 1 - (d & 1)] += 1
            # d: 0 to the right, 1 down, 2 to the left, 3 up.
            dx, dy = 1 - d if d & 1 == 0 else 0, 2 - d if d & 1 else 0
            x += dx
            y += dy
            if x == start_x[r] and y == start_y[r]:
                crossings[r, 2] += 1  # the first pixel lies to the lower right of the start
                break
            # The pixel ahead on the left of a corner, and that ahead on the right of it.
            u, v = x + (dx + dy - 1) // 2, y + (dy - dx - 1) // 2
            if over_seam[r]:
                u %= width
            on_left = 0 <= u < width and 0 <= v < height and ids[v, u] == region
            u, v = x + (dx - dy - 1) // 2, y + (dy + dx - 1) // 2
            if over_seam[r]:
                u %= width
            on_right = 0 <= u < width and 0 <= v < height and ids[v, u] == region
            if on_right and not on_left:
                crossings[r, 2] += 1
                crossings[r, 3] += 1
            elif on_left and (on_right or corners):
                if on_right:
                    crossings[r, 2 + (d & 1)] += 1
                d = (d + 3) & 3
            else:
                if not on_left:
                    crossings[r, 3 - (d & 1)] += 1
                d = (d + 1) & 3


@inner
def _chain(side, sign, height, level_x, xs, ys):
    """One side of the hull of points (level_x[side, y], y), 0 ≤ y ≤ height: the leftmost for sign 1, else −1.

    Into xs[side], ys[side]; returns how many.
    """
    # Andrew's monotone chain; the points are sorted by y as they come.
    n = 0
    for y in range(height + 1):
        x = level_x[side, y]
        while n > 1:
            ax, ay = xs[side, n - 1] - xs[side, n - 2], ys[side, n - 1] - ys[side, n - 2]
            if sign * (ax * (y - ys[side, n - 2]) - ay * (x - xs[side, n - 2])) >= 0:
                n -= 1
            else:
                break
        xs[side, n], ys[side, n] = x, y
        n += 1
    return n


@dividing
def measure_hulls(first, last, box, offsets, leftmost, rightmost, grid, hulls, sides, xs, ys, gx, gy):
    """Convex hulls of regions first…last (from 0).

    leftmost, rightmost: of region r in its row v, at offsets[r] + v. grid (n, 3) float64: (p, q, s), a step
    of (x, y) pixels leads (p·x + q·y, s·y) over the ground. hulls (n, 4) float64 gets area, perimeter, the
    largest and the least distance between two parallel lines that touch the hull (Feret diameters). Work
    space for the highest of the regions: sides, xs, ys (2, rows + 1) int64, gx, gy (2 · rows + 2,) float64.
    """
    for r in range(first, last):
        height, at, left = box[r, 3] - box[r, 1], offsets[r], box[r, 0]
        for y in range(height + 1):
            above, below = at + (y - 1 if y > 0 else 0), at + (y if y < height else height - 1)
            x = leftmost[above]
            sides[0, y] = (x if x < leftmost[below] else leftmost[below]) - left
            x = rightmost[above]
            sides[1, y] = (x if x > rightmost[below] else rightmost[below]) - left
        p, q, s = grid[r, 0], grid[r, 1], grid[r, 2]
        n = 0
        for side in range(2):
            m = _chain(side, 1 - 2 * side, height, sides, xs, ys)
            for i in range(m):
                # Down on the left, up on the right.
                j = m - 1 - i if side else i
                gx[n + i], gy[n + i] = p * xs[side, j] + q * ys[side, j], s * ys[side, j]
            n += m
        area, around, longest, narrowest = 0.0, 0.0, 0.0, np.inf
        for i in range(n):
            j = i + 1 if i + 1 < n else 0
            dx, dy = gx[j] - gx[i], gy[j] - gy[i]
            length = math.sqrt(dx * dx + dy * dy)
            area += gx[i] * gy[j] - gx[j] * gy[i]
            around += length
            # All pairs, not rotating calipers: the hull of a region of pixels has few corners.
            farthest = 0.0
            for k in range(n):
                ex, ey = gx[k] - gx[i], gy[k] - gy[i]
                across = ex * ex + ey * ey
                if across > longest:
                    longest = across
                across = math.fabs(dx * ey - dy * ex)
                if across > farthest:
                    farthest = across
            if farthest / length < narrowest:
                narrowest = farthest / length
        hulls[r, 0] = math.fabs(area) / 2
        hulls[r, 1] = around
        hulls[r, 2] = math.sqrt(longest)
        hulls[r, 3] = narrowest
