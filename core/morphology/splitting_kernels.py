"""The loops that split what touches, compiled by numba: distances, levels in falling order, flooding.

Serial, without the GIL; distances are single operations of IEEE 754. A row may go on beyond its last column
in its first, as on a map that goes round the Earth: then closed.
"""

from __future__ import annotations

from core.base.compiled import dividing, inner, kernel
from core.base.union_kernels import root

FAR = 1 << 30


@kernel
def rows_away(stops, first, last, away):
    """Down, then up: away (h, w) int32, how many rows the nearest stop of its column is off; FAR without one.

    stops: (h, w) bool. Columns first ≤ x < last.
    """
    height = stops.shape[0]
    for y in range(height):
        for x in range(first, last):
            if stops[y, x]:
                away[y, x] = 0
            elif y > 0 and away[y - 1, x] < FAR:
                away[y, x] = away[y - 1, x] + 1
            else:
                away[y, x] = FAR
    for y in range(height - 2, -1, -1):
        for x in range(first, last):
            if away[y + 1, x] < away[y, x]:
                away[y, x] = away[y + 1, x] + 1


@dividing
def squares_of_rows(away, first, last, across, down, closed, places, heights, begins, out):
    """out (h, w) float64, rows first ≤ y < last: the square of the distance to the nearest stop; −1 without.

    away: of `rows_away`. across, down: width and height of a pixel. places, heights, begins: (3 w,) float64,
    work space. The lower envelope of a parabola a column (Felzenszwalb & Huttenlocher, Distance Transforms of
    Sampled Functions, Theory of Computing 8, 2012), in the unit of the pixel's width.
    """
    width = away.shape[1]
    begin, end = (-width, 2 * width) if closed else (0, width)
    for y in range(first, last):
        n = 0
        for i in range(begin, end):
            column = i % width
            if away[y, column] >= FAR:
                continue
            h = away[y, column] * down / across
            h = h * h
            start = -1e300
            while n > 0:
                other = places[n - 1]
                start = ((h + i * i) - (heights[n - 1] + other * other)) / (2 * (i - other))
                if start > begins[n - 1]:
                    break
                n -= 1
                start = -1e300
            places[n], heights[n], begins[n] = i, h, start
            n += 1
        at = 0
        for x in range(width):
            if n == 0:
                out[y, x] = -1.0
                continue
            while at + 1 < n and begins[at + 1] <= x:
                at += 1
            out[y, x] = ((x - places[at]) * (x - places[at]) + heights[at]) * (across * across)


@kernel
def count_levels(levels, first, last, counts):
    """Of rows first ≤ y < last: how many pixels have each level; those below 0 do not count."""
    for y in range(first, last):
        for x in range(levels.shape[1]):
            if levels[y, x] >= 0:
                counts[levels[y, x]] += 1


@kernel
def place_levels(levels, first, last, begins, order):
    """order: the pixels of those rows, where their levels begin; begins goes on."""
    width = levels.shape[1]
    for y in range(first, last):
        for x in range(width):
            level = levels[y, x]
            if level >= 0:
                order[begins[level]] = y * width + x
                begins[level] += 1


@inner
def neighbour(y, x, j, height, width, closed):
    """Row and column of the j-th of the 3 × 3 pixels round (y, x), by rows; row −1 outside the picture."""
    row, column = y + j // 3 - 1, x + j % 3 - 1
    if closed:
        column %= width
    if row >= height or column < 0 or column >= width:
        row = -1
    return row, column


@inner
def apart_still(peaks, low, level, least, depth):
    """Whether a basin that meets a higher one at a level stays apart from it."""
    return peaks[low] >= least and peaks[low] - level >= depth


@kernel
def flood(order, first, last, levels, closed, least, depth, basins, parent, peaks, n):
    """Pixels order[first…last] of falling level join the basin of their highest neighbour, or begin one.

    levels: (h, w) int32. basins: (h, w) int32, 0 where none is yet. parent, peaks: of basins, from 1; n of
    them are there already. Where two meet, the lower one becomes a part of the other unless its peak is at
    least `least`, and at least `depth` above the place. How many there are then.
    """
    height, width = levels.shape
    for k in range(first, last):
        y, x = order[k] // width, order[k] % width
        level = levels[y, x]
        own, highest = 0, -1
        for j in range(9):
            row, column = neighbour(y, x, j, height, width, closed)
            if row < 0 or basins[row, column] == 0:
                continue
            if levels[row, column] > highest:
                own, highest = basins[row, column], levels[row, column]
        if own == 0:
            n += 1
            basins[y, x], parent[n], peaks[n] = n, n, level
            continue
        own = root(parent, own)
        for j in range(9):
            row, column = neighbour(y, x, j, height, width, closed)
            if row < 0 or basins[row, column] == 0:
                continue
            other = root(parent, basins[row, column])
            if other == own:
                continue
            # Of equal peaks the basin that began first is the higher one.
            high, low = own, other
            if peaks[other] > peaks[own] or (peaks[other] == peaks[own] and other < own):
                high, low = other, own
            if not apart_still(peaks, low, level, least, depth):
                parent[low] = high
                own = high
        basins[y, x] = own
    return n


@kernel
def number_basins(basins, first, last, parent, numbers, n):
    """basins, rows first ≤ y < last, in place: 1… in reading order of the first pixels of their roots.

    numbers: of basins, 0 where one has none yet; n of them have. How many have then.
    """
    for y in range(first, last):
        for x in range(basins.shape[1]):
            if basins[y, x] == 0:
                continue
            basin = root(parent, basins[y, x])
            if numbers[basin] == 0:
                n += 1
                numbers[basin] = n
            basins[y, x] = numbers[basin]
    return n


@kernel
def mark_lines(apart, larger, closed, first, last, lines):
    """lines (h, w) bool: pixels of rows first ≤ y < last with an 8-neighbour that is kept apart from them and
    comes after theirs in `larger`, (n,) int32, the places of numbers by falling size. Those of 0 have none.
    """
    height, width = apart.shape
    for y in range(first, last):
        for x in range(width):
            own = apart[y, x]
            if own == 0:
                continue
            for j in range(9):
                row, column = neighbour(y, x, j, height, width, closed)
                if row < 0:
                    continue
                other = apart[row, column]
                if other != 0 and other != own and larger[other] > larger[own]:
                    lines[y, x] = True
                    break


@kernel
def beginnings(places, apart, pending, closed, queue):
    """Into queue the pixels that keep a neighbour apart already, of their class, which is pending."""
    height, width = places.shape
    n = 0
    for y in range(height):
        for x in range(width):
            if apart[y, x] == 0:
                continue
            for j in range(9):
                row, column = neighbour(y, x, j, height, width, closed)
                if row < 0:
                    continue
                if pending[row, column] and places[row, column] == places[y, x]:
                    queue[n] = y * width + x
                    n += 1
                    break
    return n


@kernel
def spread(places, apart, pending, closed, queue, begin, n, budget):
    """From queue[begin…n] on, each pixel gives its number to pending neighbours of its class, which queue up.

    Until `budget` pixels are done. Where the queue then begins, and how long it is.
    """
    height, width = places.shape
    done = 0
    while begin < n and done < budget:
        y, x = queue[begin] // width, queue[begin] % width
        begin += 1
        done += 1
        for j in range(9):
            row, column = neighbour(y, x, j, height, width, closed)
            if row < 0:
                continue
            if pending[row, column] and places[row, column] == places[y, x]:
                pending[row, column] = False
                apart[row, column] = apart[y, x]
                queue[n] = row * width + column
                n += 1
    return begin, n
