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
