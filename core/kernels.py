"""The loops over pixels and distinct colours, compiled by numba.

All kernels are serial and hold no GIL; callers hand out chunks to threads. Nothing here uses fast-math:
every sum of floats has a fixed order of operations and every sum over colours is of integers, so that the
result does not depend on the number of threads. Import lazily: numba takes a third of a second.

The first run after installation waits for the compiler: what a kernel allocates is
compiled with it, and an inlined function is compiled anew at each of its calls.
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


@njit(nogil=True, cache=True)
def assign(
    begin, end, starts, low, high, cell_sums, cell_totals, values, counts, centroids, labels, sums, totals
):
    """Assign the colours of cells begin…end to the nearest of the centroids (k, 3), ties to the lowest.

    labels: (colours,) uint8, gets the index of the centroid. sums (k, 3), totals (k,): int64, added to.

    Kanungo et al. (2002): with z the centroid nearest to the middle of a cell's box, another is out if even
    the corner of the box that lies farthest towards it is nearer to z. The margin keeps centroids that
    rounding could make a tie, so that the outcome equals the comparison colour by colour.

    The squared distance stands here four times: as a function it takes half as long again to compile.
    """
    k = centroids.shape[0]
    found = np.empty(k, np.int64)
    for cell in range(begin, end):
        x0, y0, z0 = low[cell, 0], low[cell, 1], low[cell, 2]
        x1, y1, z1 = high[cell, 0], high[cell, 1], high[cell, 2]
        x, y, z = 0.5 * (x0 + x1), 0.5 * (y0 + y1), 0.5 * (z0 + z1)
        nearest, least = 0, np.inf
        for j in range(k):
            dx, dy, dz = x - centroids[j, 0], y - centroids[j, 1], z - centroids[j, 2]
            d = dx * dx + dy * dy + dz * dz
            if d < least:
                nearest, least = j, d
        nx, ny, nz = centroids[nearest, 0], centroids[nearest, 1], centroids[nearest, 2]
        n = 0
        for j in range(k):
            if j != nearest:
                cx, cy, cz = centroids[j, 0], centroids[j, 1], centroids[j, 2]
                x = x1 if cx > nx else x0
                y = y1 if cy > ny else y0
                z = z1 if cz > nz else z0
                dx, dy, dz = x - nx, y - ny, z - nz
                own = dx * dx + dy * dy + dz * dz
                dx, dy, dz = x - cx, y - cy, z - cz
                if dx * dx + dy * dy + dz * dz > own + 1e-9 * (own + 1.0):
                    continue
            found[n] = j
            n += 1
        first, last = starts[cell], starts[cell + 1]
        if n == 1:
            for i in range(first, last):
                labels[i] = nearest
            totals[nearest] += cell_totals[cell]
            sums[nearest, 0] += cell_sums[cell, 0]
            sums[nearest, 1] += cell_sums[cell, 1]
            sums[nearest, 2] += cell_sums[cell, 2]
            continue
        for i in range(first, last):
            a, b, c = values[i, 0], values[i, 1], values[i, 2]
            nearest, least = 0, np.inf
            for m in range(n):
                j = found[m]
                dx, dy, dz = a - centroids[j, 0], b - centroids[j, 1], c - centroids[j, 2]
                d = dx * dx + dy * dy + dz * dz
                if d < least:
                    nearest, least = j, d
            labels[i] = nearest
            count = counts[i]
            totals[nearest] += count
            sums[nearest, 0] += count * a
            sums[nearest, 1] += count * b
            sums[nearest, 2] += count * c


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
def sums_by_label(colours, counts, labels, sums, totals):
    """Add counts · colours to sums (k, bands) and counts to totals (k,), int64, by label 0…k−1."""
    for i in range(colours.shape[0]):
        j = labels[i]
        totals[j] += counts[i]
        for band in range(colours.shape[1]):
            sums[j, band] += counts[i] * np.int64(colours[i, band])
