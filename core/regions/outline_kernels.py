"""The outlines of regions along the edges of pixels, compiled by numba. Serial, without the GIL.

The path keeps its own pixel on the right hand (y runs down) and, where two pixels of a part touch at a
corner only, stays with the pixel it follows: 4-connected outlines. A path that comes back to a corner it
has passed is cut there, so that every ring is simple.
"""

from __future__ import annotations

import numpy as np

from core.base.compiled import inner, kernel


@kernel
def count_corners(parts, first, last):
    """The vertices of all outlines whose corner lies above pixel rows first … last − 1 (last: height + 1).

    parts: (height, width) int32, 0 = none.
    """
    height, width = parts.shape
    total = 0
    for y in range(first, last):
        for x in range(width + 1):
            a = parts[y - 1, x - 1] if y > 0 and x > 0 else 0
            b = parts[y - 1, x] if y > 0 and x < width else 0
            c = parts[y, x - 1] if y < height and x > 0 else 0
            d = parts[y, x] if y < height and x < width else 0
            if a == b and a == c and a == d:
                continue
            # A pixel alone in its half of the block turns here; three of a part make one turn inwards.
            total += (a > 0 and a != b and a != c) + (b > 0 and b != a and b != d)
            total += (c > 0 and c != a and c != d) + (d > 0 and d != b and d != c)
            total += (a > 0 and a == b and a == c and a != d) + (b > 0 and b == a and b == d and b != c)
            total += (c > 0 and c == a and c == d and c != b) + (d > 0 and d == b and d == c and d != a)
    return total


@kernel
def trace_rows(parts, first, last, visited, seen, path, points, offsets, owners, rings, used):
    """Trace the outlines that begin in pixel rows first … last − 1; the new numbers of rings and points.

    visited: (height, width) uint8, 1 where the upper edge of the pixel has been passed. seen:
    ((height + 1) × (width + 1),) int32, place in the path. path, points: (n, 2) int32, column and row of
    corners; points[offsets[i]:offsets[i + 1]] is ring i, of the part owners[i]; not closed.
    """
    _height, width = parts.shape
    for y in range(first, last):
        for x in range(width):
            part = parts[y, x]
            if part == 0 or visited[y, x] or (y > 0 and parts[y - 1, x] == part):
                continue
            rings, used = _trace(parts, y, x, visited, seen, path, points, offsets, owners, rings, used)
    return rings, used


@inner
def _trace(parts, y, x, visited, seen, path, points, offsets, owners, rings, used):
    height, width = parts.shape
    part = parts[y, x]
    px, py = x, y  # the corner that the path stands on
    dx, dy = 1, 0
    length = 0
    while True:
        if dx == 1:
            if visited[py, px]:
                break
            visited[py, px] = 1
        px += dx
        py += dy
        # The pixels ahead: on the right and on the left of the direction.
        right_x, right_y = px + (dx - dy - 1) // 2, py + (dy + dx - 1) // 2
        left_x, left_y = px + (dx + dy - 1) // 2, py + (dy - dx - 1) // 2
        right = 0
        if 0 <= right_x < width and 0 <= right_y < height:
            right = parts[right_y, right_x]
        left = 0
        if 0 <= left_x < width and 0 <= left_y < height:
            left = parts[left_y, left_x]
        if right != part:
            turn_x, turn_y = -dy, dx
        elif left == part:
            turn_x, turn_y = dy, -dx
        else:
            continue
        corner = py * (width + 1) + px
        # What `seen` says may be left over from a part of the path that is closed, or from another path.
        before = seen[corner]
        if before < length and path[before, 0] == px and path[before, 1] == py:
            # Back at a corner of this path: what lies between is a ring of its own.
            rings, used = _close(path, before, length, part, points, offsets, owners, rings, used)
            length = before
        path[length, 0] = px
        path[length, 1] = py
        seen[corner] = length
        length += 1
        dx, dy = turn_x, turn_y
    return _close(path, 0, length, part, points, offsets, owners, rings, used)


@inner
def _close(path, start, end, part, points, offsets, owners, rings, used):
    for i in range(start, end):
        points[used, 0] = path[i, 0]
        points[used, 1] = path[i, 1]
        used += 1
    owners[rings] = part
    rings += 1
    offsets[rings] = used
    return rings, used


@kernel
def twice_areas(points, offsets, areas):
    """Twice the signed area of every ring; above zero where the own pixels lie inside."""
    for ring in range(areas.shape[0]):
        start, end = offsets[ring], offsets[ring + 1]
        total = np.int64(0)
        j = end - 1
        for i in range(start, end):
            total += np.int64(points[j, 0]) * points[i, 1] - np.int64(points[i, 0]) * points[j, 1]
            j = i
        areas[ring] = total


@kernel
def gather_rings(points, offsets, order, gathered, new_offsets):
    """The rings in another order; every one closed by its first point."""
    used = 0
    for i in range(order.shape[0]):
        ring = order[i]
        start, end = offsets[ring], offsets[ring + 1]
        for j in range(start, end):
            gathered[used, 0] = points[j, 0]
            gathered[used, 1] = points[j, 1]
            used += 1
        gathered[used, 0] = points[start, 0]
        gathered[used, 1] = points[start, 1]
        used += 1
        new_offsets[i + 1] = used
