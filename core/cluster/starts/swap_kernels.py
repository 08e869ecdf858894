"""The loops of the search for swaps, compiled by numba (see core.cluster.starts.swaps).

Serial, without the GIL and without fast-math: every sum has a fixed order. Features stand in columns
(width, n), a block of them at a time, so that the compiler can take several at once.
"""

from __future__ import annotations

import numpy as np

from core.base.compiled import inner, kernel

_BLOCK = 256


@inner
def _nearest(columns, begin, end, centroids, squared, labels, least):
    """least[i], labels[i]: squared distance to the nearest centroid and its index, of begin…end.

    All float64 and without branches, which the compiler turns into several features at a time.
    """
    n = end - begin
    least[:n] = np.inf
    if columns.shape[0] == 3:
        x, y, z = columns[0, begin:end], columns[1, begin:end], columns[2, begin:end]
        for j in range(centroids.shape[0]):
            a, b, c, label = centroids[j, 0], centroids[j, 1], centroids[j, 2], float(j)
            for i in range(n):
                dx, dy, dz = x[i] - a, y[i] - b, z[i] - c
                d = dx * dx + dy * dy + dz * dz
                nearer = d < least[i]
                least[i] = d if nearer else least[i]
                labels[i] = label if nearer else labels[i]
        return
    for j in range(centroids.shape[0]):
        squared[:n] = 0.0
        for axis in range(columns.shape[0]):
            row, place = columns[axis, begin:end], centroids[j, axis]
            for i in range(n):
                gap = row[i] - place
                squared[i] += gap * gap
        label = float(j)
        for i in range(n):
            nearer = squared[i] < least[i]
            least[i] = squared[i] if nearer else least[i]
            labels[i] = label if nearer else labels[i]


@kernel
def lloyd_in_blocks(columns, counts, centroids, most):
    """Lloyd's iteration from centroids (k, width), which it moves, for at most `most` updates.

    columns (width, n), counts (n,) float64. Returns the inertia of the last assignment and how often it was
    assigned. A centroid without features stays where it is.
    """
    width, n = columns.shape
    k = centroids.shape[0]
    squared, least, labels = np.empty(_BLOCK), np.empty(_BLOCK), np.empty(_BLOCK)
    sums, totals = np.empty((k, width)), np.empty(k)
    inertia, assigned = 0.0, 0
    for iteration in range(most + 1):
        assigned += 1
        sums[:] = 0.0
        totals[:] = 0.0
        inertia = 0.0
        for begin in range(0, n, _BLOCK):
            end = min(begin + _BLOCK, n)
            _nearest(columns, begin, end, centroids, squared, labels, least)
            for i in range(end - begin):
                j, count = int(labels[i]), counts[begin + i]
                inertia += count * least[i]
                totals[j] += count
                for axis in range(width):
                    sums[j, axis] += count * columns[axis, begin + i]
        if iteration == most:
            break
        moved = False
        for j in range(k):
            if totals[j] > 0:
                for axis in range(width):
                    mean = sums[j, axis] / totals[j]
                    # To the last bit: sums have a fixed order, so that the fixed point repeats itself.
                    moved = moved or mean != centroids[j, axis]
                    centroids[j, axis] = mean
        if not moved:
            break
    return inertia, assigned


@kernel
def losses(columns, counts, centroids, labels, squared, lost):
    """labels (n,), squared (n,): nearest centroid and how far; lost (k,): inertia more without each."""
    n, k = columns.shape[1], centroids.shape[0]
    lost[:] = 0.0
    for i in range(n):
        nearest, least, second = 0, np.inf, np.inf
        for j in range(k):
            d = 0.0
            for axis in range(columns.shape[0]):
                gap = columns[axis, i] - centroids[j, axis]
                d += gap * gap
            if d < least:
                nearest, least, second = j, d, least
            elif d < second:
                second = d
        labels[i], squared[i] = nearest, least
        # Without its own the pixel goes to the second nearest.
        lost[nearest] += counts[i] * (second - least)


@kernel
def gains(columns, counts, squared, places, gained):
    """gained[c]: inertia less with one more centroid at feature places[c]."""
    for c in range(places.shape[0]):
        total = 0.0
        for i in range(columns.shape[1]):
            d = 0.0
            for axis in range(columns.shape[0]):
                gap = columns[axis, i] - columns[axis, places[c]]
                d += gap * gap
            if d < squared[i]:
                total += counts[i] * (squared[i] - d)
        gained[c] = total
