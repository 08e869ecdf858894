"""The outer border and the convex hull of regions, compiled by numba. Import lazily.

Both follow the edges of pixels, not their centres: a region is the squares that it covers.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def trace_borders(first, last, ids, start_x, start_y, corners, crossings):
    """Walk around regions first…last (from 0) with the region on the right, from the top left of its first
    pixel; crossings (n, 4) int64 gets how often lines through pixel centres cross the outer border: along
    rows, along columns, along \\ and along / diagonals.

    corners: whether pixels that meet at a corner only belong together, so that the walk turns to the left
    there. Of the four pixels around a corner of the border, the diagonals cross as follows: straight on,
    both; at one pixel or three, the one through the odd pixel; where two meet at the corner, none.
    """
    height, width = ids.shape
    step_x = np.array((1, 0, -1, 0))
    step_y = np.array((0, 1, 0, -1))
    # The pixel ahead on the left of a corner, seen in the four directions, and that ahead on the right.
    left_x = np.array((0, 0, -1, -1))
    left_y = np.array((-1, 0, 0, -1))
    right_x = np.array((0, -1, -1, 0))
    right_y = np.array((0, 0, -1, -1))
    for r in range(first, last):
        region = r + 1
        x, y, d = start_x[r], start_y[r], 0
        while True:
            crossings[r, 1 - (d & 1)] += 1
            x += step_x[d]
            y += step_y[d]
            if x == start_x[r] and y == start_y[r]:
                crossings[r, 2] += 1  # the first pixel lies to the lower right of the start
                break
            u, v = x + left_x[d], y + left_y[d]
            on_left = 0 <= u < width and 0 <= v < height and ids[v, u] == region
            u, v = x + right_x[d], y + right_y[d]
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


@njit(nogil=True, cache=True)
def _chain(level_x, height, sign, xs, ys):
    """One side of the hull of points (level_x[y], y), 0 ≤ y ≤ height: the leftmost for sign 1, else −1."""
    n = 0
    for y in range(height + 1):
        x = level_x[y]
        while n > 1:
            ax, ay = xs[n - 1] - xs[n - 2], ys[n - 1] - ys[n - 2]
            if sign * (ax * (y - ys[n - 2]) - ay * (x - xs[n - 2])) >= 0:
                n -= 1
            else:
                break
        xs[n], ys[n] = x, y
        n += 1
    return n


@njit(nogil=True, cache=True)
def measure_hulls(first, last, box, offsets, leftmost, rightmost, grid, hulls):
    """Convex hulls of regions first…last (from 0).

    leftmost, rightmost: of region r in its row v, at offsets[r] + v. grid (n, 3) float64: (p, q, s), a step
    of (x, y) pixels leads (p·x + q·y, s·y) over the ground. hulls (n, 4) float64 gets area, perimeter, the
    largest and the least distance between two parallel lines that touch the hull (Feret diameters).
    """
    tallest = 0
    for r in range(first, last):
        tallest = max(tallest, box[r, 3] - box[r, 1])
    sides = np.empty((2, tallest + 1), np.int64)
    xs, ys = np.empty((2, tallest + 1), np.int64), np.empty((2, tallest + 1), np.int64)
    gx, gy = np.empty(2 * tallest + 2), np.empty(2 * tallest + 2)
    for r in range(first, last):
        height, at = box[r, 3] - box[r, 1], offsets[r]
        for y in range(height + 1):
            above, below = at + max(y - 1, 0), at + min(y, height - 1)
            sides[0, y] = min(leftmost[above], leftmost[below]) - box[r, 0]
            sides[1, y] = max(rightmost[above], rightmost[below]) - box[r, 0]
        n = _chain(sides[0], height, 1, xs[0], ys[0])
        m = _chain(sides[1], height, -1, xs[1], ys[1])
        p, q, s = grid[r]
        for i in range(n):
            gx[i], gy[i] = p * xs[0, i] + q * ys[0, i], s * ys[0, i]
        for i in range(m):
            x, y = xs[1, m - 1 - i], ys[1, m - 1 - i]
            gx[n + i], gy[n + i] = p * x + q * y, s * y
        n += m
        area, around, longest, narrowest = 0.0, 0.0, 0.0, np.inf
        for i in range(n):
            j = i + 1 if i + 1 < n else 0
            dx, dy = gx[j] - gx[i], gy[j] - gy[i]
            length = np.sqrt(dx * dx + dy * dy)
            area += gx[i] * gy[j] - gx[j] * gy[i]
            around += length
            farthest = 0.0
            for k in range(n):
                ex, ey = gx[k] - gx[i], gy[k] - gy[i]
                longest = max(longest, ex * ex + ey * ey)
                farthest = max(farthest, abs(dx * ey - dy * ex))
            narrowest = min(narrowest, farthest / length)
        hulls[r, 0] = abs(area) / 2
        hulls[r, 1] = around
        hulls[r, 2] = np.sqrt(longest)
        hulls[r, 3] = narrowest
