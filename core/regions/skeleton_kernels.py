"""Thinning of regions to lines, distances to their borders, and the lines as branches, compiled by numba.

All regions at once: pixels of another number are not the region. Nor is what lies outside the picture, for
the thinning; for distances the edge of the picture is no border, since the region may go on there.
"""

from __future__ import annotations

import math

import numpy as np

from core.base.compiled import inlined, kernel

# Rows to a border where there is none in the column.
FAR = 1 << 30


@inlined
def _ring(left, at, stride):
    """Which of the eight neighbours are left of the region, from the one above clockwise, as bits."""
    own = left[at]
    bits = 1 if left[at - stride] == own else 0
    bits |= 2 if left[at - stride + 1] == own else 0
    bits |= 4 if left[at + 1] == own else 0
    bits |= 8 if left[at + stride + 1] == own else 0
    bits |= 16 if left[at + stride] == own else 0
    bits |= 32 if left[at + stride - 1] == own else 0
    bits |= 64 if left[at - 1] == own else 0
    bits |= 128 if left[at - stride - 1] == own else 0
    return bits


@inlined
def _goes(bits, half):
    """Whether Guo and Hall's pass `half` takes a pixel with these neighbours away."""
    runs, one, other = 0, 0, 0
    for k in (0, 2, 4, 6):
        side, corner, next_side = bits >> k & 1, bits >> (k + 1) & 1, bits >> ((k + 2) & 7) & 1
        runs += 1 - side & (corner | next_side)
        one += side | corner
        other += corner | next_side
    if runs != 1 or not 2 <= min(one, other) <= 3:
        return False
    # In the second pass what lies to the left decides, in the first what lies to the right.
    turned = bits if half else (bits >> 4 | bits << 4) & 255
    left, below, below_left, above_left = turned >> 6 & 1, turned >> 4 & 1, turned >> 5 & 1, turned >> 7 & 1
    return (below | below_left | 1 - above_left) & left == 0


@kernel
def borders(left, stride, first, last, listed, todo, n):
    """The pixels with a neighbour of another number, of those from first on and before last, into todo after
    the n that are in it; returns how many are then.

    left: the region of each pixel, row by row of `stride`, with a frame of 0 around. listed: as long, bool,
    gets true for them.
    """
    for at in range(first, last):
        if left[at] and _ring(left, at, stride) != 255:
            listed[at] = True
            todo[n] = at
            n += 1
    return n


@kernel
def thin(left, stride, listed, touched, todo, n, marked, most):
    """Up to `most` rounds of thinning of the pixels in todo[:n]; returns how many are left in it.

    Guo and Hall (1989), a round of two passes, each of which marks first and takes away afterwards: left
    becomes 0. A pixel is looked at again only where one beside it has gone. touched: bool, as long as left.
    marked: (m, 2) work space as long as todo.
    """
    for _ in range(most):
        for half in range(2):
            found = 0
            for i in range(n):
                at = todo[i]
                if left[at] and _goes(_ring(left, at, stride), half):
                    marked[found, 0], marked[found, 1] = at, left[at]
                    found += 1
            for i in range(found):
                left[marked[i, 0]] = 0
            for i in range(found):
                own = marked[i, 1]
                for row in range(-1, 2):
                    first = marked[i, 0] + row * stride - 1
                    for beside in range(first, first + 3):
                        if left[beside] == own:
                            touched[beside] = True
                            if not listed[beside]:
                                listed[beside] = True
                                todo[n] = beside
                                n += 1
        kept = 0
        for i in range(n):
            at = todo[i]
            if left[at] and touched[at]:
                todo[kept] = at
                kept += 1
            else:
                listed[at] = False
            touched[at] = False
        n = kept
        if n == 0:
            break
    return n


@kernel
def rows_to_border(ids, first, last, gap):
    """gap (h, w) int32: rows to the nearest pixel of another number in the column; FAR without one.

    Of the columns from first on and before last.
    """
    height = ids.shape[0]
    for x in range(first, last):
        gap[0, x] = FAR
    for y in range(1, height):
        for x in range(first, last):
            above = gap[y - 1, x]
            gap[y, x] = 1 if ids[y - 1, x] != ids[y, x] else above + 1 if above < FAR else FAR
    for y in range(height - 2, -1, -1):
        for x in range(first, last):
            below = 1 if ids[y + 1, x] != ids[y, x] else gap[y + 1, x] + 1 if gap[y + 1, x] < FAR else FAR
            if below < gap[y, x]:
                gap[y, x] = below


@inlined
def _distance(ids, gap, x, y, p, s):
    """From the middle of a pixel to that of the nearest of another number: p and s long are its sides."""
    width, region = ids.shape[1], ids[y, x]
    best = (gap[y, x] * s) ** 2 if gap[y, x] < FAR else np.inf
    for way in (-1, 1):
        step = 1
        while step * p * (step * p) < best:
            u = x + way * step
            if u < 0 or u >= width:
                break
            squared = (step * p) ** 2
            if ids[y, u] != region:
                best = squared
                break
            if gap[y, u] < FAR:
                squared += (gap[y, u] * s) ** 2
                best = min(best, squared)
            step += 1
    return math.sqrt(best)


@kernel
def ridge_distances(ids, gap, places, grid, first, last, found):
    """found[i]: the largest distance to a border at pixel i of a line and the eight around it, in the region.

    places: (m,) flat. grid: (n, 3) of every region; see core.scale.ground_area, its shear counts for nothing.
    Lines lie up to half a pixel beside the middle; the largest around them is that of the middle.
    """
    height, width = ids.shape
    for i in range(first, last):
        y, x = places[i] // width, places[i] % width
        p, s = grid[ids[y, x] - 1, 0], grid[ids[y, x] - 1, 2]
        best = 0.0
        for v in range(max(y - 1, 0), min(y + 2, height)):
            for u in range(max(x - 1, 0), min(x + 2, width)):
                if ids[v, u] == ids[y, x]:
                    best = max(best, _distance(ids, gap, u, v, p, s))
        found[i] = best


@kernel
def neighbours(ids, number, places, first, last, near, degree):
    """near (m, 8): the pixels of the line beside each one, degree (m,) how many; −1 behind them.

    Of the pixels from first on and before last.
    number: (h, w) int32, the place of each pixel of a line, −1 elsewhere. Pixels that meet at a corner are
    neighbours only where no third one joins them: a line has no triangles.
    """
    height, width = ids.shape
    for i in range(first, last):
        y, x = places[i] // width, places[i] % width
        degree[i] = 0
        for k in range(8):
            near[i, k] = -1
        for k in range(8):
            a, b = (1, 0, -1, 0, 1, -1, -1, 1)[k], (0, 1, 0, -1, 1, 1, -1, -1)[k]
            u, v = x + a, y + b
            if not (0 <= u < width and 0 <= v < height) or number[v, u] < 0 or ids[v, u] != ids[y, x]:
                continue
            if k >= 4:
                beside = number[y, u] >= 0 and ids[y, u] == ids[y, x]
                below = number[v, x] >= 0 and ids[v, x] == ids[y, x]
                if beside or below:
                    continue
            near[i, degree[i]] = number[v, u]
            degree[i] += 1


@inlined
def _length(dx, dy, p, q, s):
    return math.hypot(p * dx + q * dy, s * dy)


@inlined
def _smoothed(places, width, path, n, at, reach, is_ring, middle):
    """The mean place, into middle (2,), of the pixels of a path around one of it, as many on both sides."""
    if not is_ring:
        reach = min(reach, at, n - 1 - at)
    middle[0], middle[1] = 0.0, 0.0
    for j in range(at - reach, at + reach + 1):
        # The last pixel of a ring is its first.
        place = places[path[j % (n - 1) if is_ring else j]]
        middle[0] += place % width
        middle[1] += place // width
    middle[0] /= 2 * reach + 1
    middle[1] /= 2 * reach + 1


@inlined
def _walk(near, degree, start, second, path):
    """The pixels from a node along one of its neighbours to the next node, or round to the start."""
    path[0], path[1] = start, second
    n = 2
    while degree[path[n - 1]] == 2 and path[n - 1] != start:
        here, before = path[n - 1], path[n - 2]
        path[n] = near[here, 1] if near[here, 0] == before else near[here, 0]
        n += 1
    return n


@kernel
def branches(
    ids, places, near, degree, grid, reach, rings, first, last, seen, path, ends, sides, lengths, steps, b, e
):
    """Every branch of the lines that begins at a pixel from first on and before last: from node to node (a
    node has not two neighbours), or where `rings`, which come last, once round a ring.

    ends: (b, 2) its first and last pixel, sides: (b, 2) those beside them; lengths: (b,). steps: (e, 3):
    pixel, next pixel, length, for each step of each branch. seen: (m,) bool, false at first. b, e: branches
    and steps that there are; returns how many there are then. The length is that of the line through the
    means of `reach` pixels on both sides: steps of 1 and √2 alone make a straight line up to 8 % too long.
    """
    width = ids.shape[1]
    here, there = np.empty(2), np.empty(2)
    for i in range(first, last):
        if (not rings and degree[i] == 2) or (rings and (degree[i] != 2 or seen[i])):
            continue
        region = ids[places[i] // width, places[i] % width] - 1
        p, q, s = grid[region, 0], grid[region, 1], grid[region, 2]
        for k in range(1 if rings else degree[i]):
            n = _walk(near, degree, i, near[i, k], path)
            one, other = path[1], path[n - 2]
            # A branch is walked from both of its nodes: kept from the lower, of one node by its sides.
            if not rings and (path[n - 1] < i or (path[n - 1] == i and other < one)):
                continue
            length = 0.0
            _smoothed(places, width, path, n, 0, reach, rings, here)
            for j in range(n - 1):
                seen[path[j]] = True
                _smoothed(places, width, path, n, j + 1, reach, rings, there)
                steps[e, 0], steps[e, 1] = path[j], path[j + 1]
                steps[e, 2] = _length(there[0] - here[0], there[1] - here[1], p, q, s)
                length += steps[e, 2]
                here[0], here[1] = there[0], there[1]
                e += 1
            seen[path[n - 1]] = True
            ends[b, 0], ends[b, 1], sides[b, 0], sides[b, 1] = i, path[n - 1], one, other
            lengths[b] = length
            b += 1
    return b, e


@kernel
def drop_branches(near, degree, ends, sides, dropped, first, last, path, number, places, width):
    """Take branches away, which begin (True) or end at a free end, but for the node at their other end.

    Of the branches from first on and before last.
    """
    for b in range(first, last):
        if dropped[b]:
            free = 0 if degree[ends[b, 0]] == 1 else 1
            n = _walk(near, degree, ends[b, free], sides[b, free], path)
            for j in range(n - 1):
                place = places[path[j]]
                number[place // width, place % width] = -1
