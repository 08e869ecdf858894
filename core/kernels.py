"""The loops over pixels and distinct colours, compiled by numba.

All kernels are serial and hold no GIL; callers hand out chunks to threads. Nothing here uses fast-math:
every sum of floats has a fixed order of operations and every sum over colours is of integers, so that the
result does not depend on the number of threads. Import lazily: numba takes a third of a second.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(inline="always")
def rgb_key(red, green, blue):
    """24-bit key whose upper 15 bits are the 8×8×8 cell of the cube, so that equal cells are neighbours."""
    r, g, b = np.uint32(red), np.uint32(green), np.uint32(blue)
    cell = ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3)
    return (cell << 9) | ((r & 7) << 6) | ((g & 7) << 3) | (b & 7)


@njit(nogil=True, cache=True)
def count_rgb(pixels, valid, table):
    """Add the valid pixels (n, 3) uint8 to table (2**24,) uint32; `valid` may be empty for all."""
    check = valid.shape[0] > 0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            continue
        table[rgb_key(pixels[i, 0], pixels[i, 1], pixels[i, 2])] += 1


@njit(nogil=True, cache=True)
def count_grey(pixels, valid, table):
    """Add the valid pixels (n,) to table (levels,) uint32; `valid` may be empty for all."""
    check = valid.shape[0] > 0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            continue
        table[pixels[i]] += 1


@njit(nogil=True, cache=True)
def occupied(table):
    """The indices (uint32) and values (int64) of the non-zero entries of table, ascending."""
    n = 0
    for i in range(table.shape[0]):
        if table[i]:
            n += 1
    keys = np.empty(n, np.uint32)
    counts = np.empty(n, np.int64)
    j = 0
    for i in range(table.shape[0]):
        if table[i]:
            keys[j] = i
            counts[j] = table[i]
            j += 1
    return keys, counts


@njit(nogil=True, cache=True)
def label_rgb(pixels, valid, table, labels):
    """labels[i] = table[key of pixel i], 0 where not valid."""
    check = valid.shape[0] > 0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            labels[i] = 0
        else:
            labels[i] = table[rgb_key(pixels[i, 0], pixels[i, 1], pixels[i, 2])]


@njit(nogil=True, cache=True)
def label_grey(pixels, valid, table, labels):
    """labels[i] = table[pixel i], 0 where not valid."""
    check = valid.shape[0] > 0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            labels[i] = 0
        else:
            labels[i] = table[pixels[i]]


@njit(nogil=True, cache=True)
def summarise_cells(starts, values, counts, low, high, sums, totals):
    """Bounding box (float64), sum of values and count (int64) of each cell of consecutive colours."""
    for cell in range(starts.shape[0] - 1):
        first, last = starts[cell], starts[cell + 1]
        for axis in range(3):
            low[cell, axis] = values[first, axis]
            high[cell, axis] = values[first, axis]
            sums[cell, axis] = 0
        total = 0
        for i in range(first, last):
            total += counts[i]
            for axis in range(3):
                value = values[i, axis]
                low[cell, axis] = min(low[cell, axis], value)
                high[cell, axis] = max(high[cell, axis], value)
                sums[cell, axis] += counts[i] * value
        totals[cell] = total


@njit(inline="always")
def _squared(x, y, z, centroids, j):
    dx, dy, dz = x - centroids[j, 0], y - centroids[j, 1], z - centroids[j, 2]
    return dx * dx + dy * dy + dz * dz


@njit(inline="always")
def _candidates(low, high, cell, centroids, found):
    """Fill `found` with the centroids, ascending, that may be nearest somewhere in the cell's box.

    Kanungo et al. (2002): with z the centroid nearest to the middle, another is out if even the corner
    of the box that lies farthest towards it is nearer to z. The margin keeps centroids that rounding
    could make a tie, so that the outcome equals the comparison colour by colour.
    """
    mx = 0.5 * (low[cell, 0] + high[cell, 0])
    my = 0.5 * (low[cell, 1] + high[cell, 1])
    mz = 0.5 * (low[cell, 2] + high[cell, 2])
    nearest, least = 0, np.inf
    for j in range(centroids.shape[0]):
        d = _squared(mx, my, mz, centroids, j)
        if d < least:
            nearest, least = j, d
    n = 0
    for j in range(centroids.shape[0]):
        if j != nearest:
            x = high[cell, 0] if centroids[j, 0] > centroids[nearest, 0] else low[cell, 0]
            y = high[cell, 1] if centroids[j, 1] > centroids[nearest, 1] else low[cell, 1]
            z = high[cell, 2] if centroids[j, 2] > centroids[nearest, 2] else low[cell, 2]
            own = _squared(x, y, z, centroids, nearest)
            if _squared(x, y, z, centroids, j) > own + 1e-9 * (own + 1.0):
                continue
        found[n] = j
        n += 1
    return n


@njit(nogil=True, cache=True)
def assign(
    begin, end, starts, low, high, cell_sums, cell_totals, values, counts, centroids, labels, sums, totals
):
    """Assign the colours of cells begin…end to the nearest of the centroids (k, 3), ties to the lowest.

    labels: (colours,) uint8, gets the index of the centroid. sums (k, 3), totals (k,): int64, added to.
    """
    found = np.empty(centroids.shape[0], np.int64)
    for cell in range(begin, end):
        n = _candidates(low, high, cell, centroids, found)
        if n == 1:
            j = found[0]
            for i in range(starts[cell], starts[cell + 1]):
                labels[i] = j
            totals[j] += cell_totals[cell]
            for axis in range(3):
                sums[j, axis] += cell_sums[cell, axis]
            continue
        for i in range(starts[cell], starts[cell + 1]):
            x, y, z = float(values[i, 0]), float(values[i, 1]), float(values[i, 2])
            nearest, least = found[0], _squared(x, y, z, centroids, found[0])
            for c in range(1, n):
                d = _squared(x, y, z, centroids, found[c])
                if d < least:
                    nearest, least = found[c], d
            labels[i] = nearest
            totals[nearest] += counts[i]
            for axis in range(3):
                sums[nearest, axis] += counts[i] * values[i, axis]


@njit(nogil=True, cache=True)
def pick(counts, squared, target):
    """The first colour at which the running sum of counts · squared exceeds target (int64)."""
    running = 0
    for i in range(counts.shape[0]):
        running += counts[i] * squared[i]
        if running > target:
            return i
    return counts.shape[0] - 1


@njit(nogil=True, cache=True)
def sums_by_label(colours, counts, labels, k):
    """Sums (k, bands) of counts · colours and totals (k,) of counts, int64, of each label 0…k−1."""
    sums = np.zeros((k, colours.shape[1]), np.int64)
    totals = np.zeros(k, np.int64)
    for i in range(colours.shape[0]):
        j = labels[i]
        totals[j] += counts[i]
        for band in range(colours.shape[1]):
            sums[j, band] += counts[i] * np.int64(colours[i, band])
    return sums, totals
