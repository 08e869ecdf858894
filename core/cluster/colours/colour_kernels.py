"""The loops over pixels and distinct colours, compiled by numba.

All kernels are serial and hold no GIL; callers hand out chunks to threads. Nothing here uses fast-math:
every sum of floats has a fixed order of operations and every sum over colours is of integers, so that the
result does not depend on the number of threads.

The first run after installation waits for the compiler: what a kernel allocates is compiled with it, and an
inlined function is compiled anew at each of its calls.
"""

from __future__ import annotations

import numpy as np

from core.base.compiled import inlined, kernel


@inlined
def rgb_key(red, green, blue):
    """24-bit key whose upper 15 bits are the 8×8×8 cell of the cube, so that equal cells are neighbours."""
    r, g, b = np.uint32(red), np.uint32(green), np.uint32(blue)
    cell = ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3)
    return (cell << 9) | ((r & 7) << 6) | ((g & 7) << 3) | (b & 7)


@kernel
def count_rgb(pixels, valid, table, full):
    """Add the valid pixels (n, 3) uint8 to table (2**24,) uint8; `valid` may be empty for all.

    A place that holds 255 goes on from 1, and its key is put into full (n,) uint32. Returns how
    many were full.
    """
    check = valid.shape[0] > 0
    filled = 0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            continue
        key = rgb_key(pixels[i, 0], pixels[i, 1], pixels[i, 2])
        if table[key] == 255:
            table[key] = 1
            full[filled] = key
            filled += 1
        else:
            table[key] += 1
    return filled


@kernel
def count_grey(pixels, valid, table, full):
    """The same for pixels (n,) of one band and table (levels,) uint8."""
    check = valid.shape[0] > 0
    filled = 0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            continue
        key = pixels[i]
        if table[key] == 255:
            table[key] = 1
            full[filled] = key
            filled += 1
        else:
            table[key] += 1
    return filled


@kernel
def label_rgb(pixels, valid, table, labels):
    """labels[i] = table[key of pixel i], 0 where not valid."""
    check = valid.shape[0] > 0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            labels[i] = 0
        else:
            labels[i] = table[rgb_key(pixels[i, 0], pixels[i, 1], pixels[i, 2])]


@kernel
def label_grey(pixels, valid, table, labels):
    """labels[i] = table[pixel i], 0 where not valid."""
    check = valid.shape[0] > 0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            labels[i] = 0
        else:
            labels[i] = table[pixels[i]]


@kernel
def add_colours(colours, counts, labels, sums):
    """Add to row labels[i] of sums (k, 1 + bands), int64: the count of colour i (n, bands), count · band."""
    for i in range(colours.shape[0]):
        j, count = labels[i], counts[i]
        sums[j, 0] += count
        for band in range(colours.shape[1]):
            sums[j, band + 1] += count * np.int64(colours[i, band])
