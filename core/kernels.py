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

from core.compiled import kernel


@njit(inline="always")
def rgb_key(red, green, blue):
    """24-bit key whose upper 15 bits are the 8×8×8 cell of the cube, so that equal cells are neighbours."""
    r, g, b = np.uint32(red), np.uint32(green), np.uint32(blue)
    cell = ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3)
    return (cell << 9) | ((r & 7) << 6) | ((g & 7) << 3) | (b & 7)


@kernel
def count_rgb(pixels, valid, table):
    """Add the valid pixels (n, 3) uint8 to table (2**24,) uint32; `valid` may be empty for all."""
    check = valid.shape[0] > 0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            continue
        table[rgb_key(pixels[i, 0], pixels[i, 1], pixels[i, 2])] += 1


@kernel
def count_grey(pixels, valid, table):
    """Add the valid pixels (n,) to table (levels,) uint32; `valid` may be empty for all."""
    check = valid.shape[0] > 0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            continue
        table[pixels[i]] += 1


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
