"""Walking along the edges of pixels. Compiled by numba; without the GIL."""

from __future__ import annotations

import numpy as np
from numba import njit

# Steps of (column, row) to the east, south, west and north; the inside lies to the right of the walk.
_DX = np.array([1, 0, -1, 0])
_DY = np.array([0, 1, 0, -1])


@njit(nogil=True, cache=True)
def count_corners(mask):
    """Corners of the outlines of `mask` (rows, columns) bool: vertices where they turn."""
    height, width = mask.shape
    corners = 0
    for row in range(height + 1):
        for column in range(width + 1):
            a = row > 0 and column > 0 and mask[row - 1, column - 1]
            b = row > 0 and column < width and mask[row - 1, column]
            c = row < height and column > 0 and mask[row, column - 1]
            d = row < height and column < width and mask[row, column]
            inside = int(a) + int(b) + int(c) + int(d)
            if inside == 1 or inside == 3:
                corners += 1
            elif inside == 2 and a == d:
                corners += 2
    return corners


@njit(nogil=True, cache=True)
def trace(mask, points, ends):
    """Fill points (corners, 2) int32 with column, row of the corners, ring after ring, and ends with the
    number of points after each; the number of rings. Pixels that touch at a corner only are apart.
    """
    height, width = mask.shape
    walked = np.zeros((height, width), np.bool_)  # the upper edges that were walked on
    filled = 0
    rings = 0
    for start_row in range(height):
        for start_column in range(width):
            above = start_row > 0 and mask[start_row - 1, start_column]
            if not mask[start_row, start_column] or above or walked[start_row, start_column]:
                continue
            x, y, direction = start_column, start_row, 0
            # The start need not be a corner: what came before it is walked at the end.
            while True:
                if direction == 0:
                    if walked[y, x]:
                        break
                    walked[y, x] = True
                x += _DX[direction]
                y += _DY[direction]
                # The cells ahead, to the left and to the right of the walk.
                if direction == 0:
                    left_row, left_column, right_row, right_column = y - 1, x, y, x
                elif direction == 1:
                    left_row, left_column, right_row, right_column = y, x, y, x - 1
                elif direction == 2:
                    left_row, left_column, right_row, right_column = y, x - 1, y - 1, x - 1
                else:
                    left_row, left_column, right_row, right_column = y - 1, x - 1, y - 1, x
                right = (
                    0 <= right_row < height and 0 <= right_column < width and mask[right_row, right_column]
                )
                left = 0 <= left_row < height and 0 <= left_column < width and mask[left_row, left_column]
                if not right:
                    direction = (direction + 1) % 4
                elif left:
                    direction = (direction + 3) % 4
                else:
                    continue
                points[filled, 0] = x
                points[filled, 1] = y
                filled += 1
            ends[rings] = filled
            rings += 1
    return rings
