"""The loops over squared distances to chosen features, compiled by numba.

Used by core.cluster.starts.chosen_distances.
Serial and without the GIL; integers only.

The first run after installation waits for the compiler: inlined functions, min and max take it long.
"""

from __future__ import annotations

import numpy as np

from core.base.compiled import dividing


@dividing
def add_potentials(
    begin, end, starts, values, counts, low, high, unit, candidates, squared, most, potentials, result
):
    """Add to result[c] the potential that candidate c would leave in cells begin…end. All int64."""
    for cell in range(begin, end):
        for c in range(candidates.shape[0]):
            j = candidates[c]
            # To the box: where even that is no nearer than the farthest feature of the cell, nothing changes.
            d = 0
            for axis in range(values.shape[1]):
                gap = low[cell, axis] - np.int64(values[j, axis])
                if gap < 0:
                    gap = np.int64(values[j, axis]) - high[cell, axis]
                if gap > 0:
                    d += gap * gap
            if (d if unit == 1 else d // unit) >= most[cell]:
                result[c] += potentials[cell]
                continue
            x, y, z = values[j, 0], values[j, 1], values[j, 2]
            potential = 0
            for i in range(starts[cell], starts[cell + 1]):
                dx, dy, dz = (
                    np.int64(values[i, 0] - x),
                    np.int64(values[i, 1] - y),
                    np.int64(values[i, 2] - z),
                )
                d = dx * dx + dy * dy + dz * dz
                for axis in range(3, values.shape[1]):
                    gap = np.int64(values[i, axis] - values[j, axis])
                    d += gap * gap
                if unit != 1:
                    d //= unit
                potential += counts[i] * (d if d < squared[i] else squared[i])
            result[c] += potential


@dividing
def choose_feature(starts, values, counts, low, high, unit, j, squared, most, potentials):
    """Choose feature j: lower the squared distances, and each cell's largest one and potential."""
    for cell in range(starts.shape[0] - 1):
        d = 0
        for axis in range(values.shape[1]):
            gap = low[cell, axis] - np.int64(values[j, axis])
            if gap < 0:
                gap = np.int64(values[j, axis]) - high[cell, axis]
            if gap > 0:
                d += gap * gap
        if (d if unit == 1 else d // unit) >= most[cell]:
            continue
        x, y, z = values[j, 0], values[j, 1], values[j, 2]
        largest, potential = 0, 0
        for i in range(starts[cell], starts[cell + 1]):
            dx, dy, dz = np.int64(values[i, 0] - x), np.int64(values[i, 1] - y), np.int64(values[i, 2] - z)
            d = dx * dx + dy * dy + dz * dz
            for axis in range(3, values.shape[1]):
                gap = np.int64(values[i, axis] - values[j, axis])
                d += gap * gap
            if unit != 1:
                d //= unit
            if d > squared[i]:
                d = squared[i]
            squared[i] = d
            potential += counts[i] * d
            if d > largest:
                largest = d
        most[cell], potentials[cell] = largest, potential
