"""The loops over squared distances to chosen features, compiled by numba (see core.chosen_distances).

Serial and without the GIL; integers only. Import lazily: numba takes a third of a second.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def boxes(starts, values, low, high):
    """Bounding box (int32) of each cell of consecutive features."""
    for cell in range(starts.shape[0] - 1):
        for axis in range(values.shape[1]):
            least = most = values[starts[cell], axis]
            for i in range(starts[cell] + 1, starts[cell + 1]):
                least = min(least, values[i, axis])
                most = max(most, values[i, axis])
            low[cell, axis], high[cell, axis] = least, most


@njit(inline="always")
def _squared(values, i, j, unit):
    """The squared distance of two features, int64, in units of `unit`; what is left over is cut off."""
    d = np.int64(0)
    if values.shape[1] == 3:  # so that the compiler knows the length of the loop
        for axis in range(3):
            gap = np.int64(values[i, axis]) - np.int64(values[j, axis])
            d += gap * gap
    else:
        for axis in range(values.shape[1]):
            gap = np.int64(values[i, axis]) - np.int64(values[j, axis])
            d += gap * gap
    return d if unit == 1 else d // unit


@njit(inline="always")
def _out_of_reach(low, high, cell, values, j, unit, most):
    """Whether feature j is so far from the box of the cell that it lowers no squared distance in it."""
    d = np.int64(0)
    for axis in range(values.shape[1]):
        x = np.int64(values[j, axis])
        gap = max(low[cell, axis] - x, x - high[cell, axis], np.int64(0))
        d += gap * gap
    return (d if unit == 1 else d // unit) >= most


@njit(nogil=True, cache=True, error_model="numpy")
def lowered(
    begin, end, starts, values, counts, low, high, unit, candidates, squared, most, potentials, result
):
    """Add to result[c] the potential that candidate c would leave in cells begin…end. All int64."""
    for cell in range(begin, end):
        for c in range(candidates.shape[0]):
            j = candidates[c]
            if _out_of_reach(low, high, cell, values, j, unit, most[cell]):
                result[c] += potentials[cell]
                continue
            potential = np.int64(0)
            for i in range(starts[cell], starts[cell + 1]):
                potential += counts[i] * min(squared[i], _squared(values, i, j, unit))
            result[c] += potential


@njit(nogil=True, cache=True, error_model="numpy")
def take(starts, values, counts, low, high, unit, j, squared, most, potentials):
    """Choose feature j: lower the squared distances, and each cell's largest one and potential."""
    for cell in range(starts.shape[0] - 1):
        if _out_of_reach(low, high, cell, values, j, unit, most[cell]):
            continue
        largest = potential = np.int64(0)
        for i in range(starts[cell], starts[cell + 1]):
            d = min(squared[i], _squared(values, i, j, unit))
            squared[i] = d
            potential += counts[i] * d
            largest = max(largest, d)
        most[cell], potentials[cell] = largest, potential
