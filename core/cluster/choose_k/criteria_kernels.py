"""The loops behind the criteria for choosing k, compiled by numba.

Serial, without the GIL and without fast-math: every sum has a fixed order, so that a recommendation is the
same on every machine. Features are of any width.
"""

from __future__ import annotations

import numpy as np

from core.base.compiled import inlined, kernel


@inlined
def _squared(values, i, centroids, j):
    total = 0.0
    for axis in range(values.shape[1]):
        difference = values[i, axis] - centroids[j, axis]
        total += difference * difference
    return total


@kernel
def add_silhouettes(begin, end, values, counts, labels, centroids, own, silhouettes):
    """Distances of the features begin…end−1 to their own and to the nearest other centroid.

    values (n, width) int32, counts (n,) int64, labels (n,) uint8, centroids (k, width) in the same units.
    Adds to own (k,) counts · distance to the own centroid, to silhouettes (k,) counts · silhouette.
    """
    for i in range(begin, end):
        mine = labels[i]
        a, b = 0.0, np.inf
        for j in range(centroids.shape[0]):
            d = _squared(values, i, centroids, j)
            if j == mine:
                a = d
            elif d < b:
                b = d
        a, b = np.sqrt(a), np.sqrt(b)
        own[mine] += counts[i] * a
        largest = max(a, b)
        if largest > 0:  # else two centroids in one place: neither for nor against
            silhouettes[mine] += counts[i] * ((b - a) / largest)


@kernel
def contingency(first, second, counts, k):
    """(k, k) int64: pixels with label i in the first and j in the second of two labellings."""
    table = np.zeros((k, k), np.int64)
    for i in range(counts.shape[0]):
        table[first[i], second[i]] += counts[i]
    return table


@kernel
def nearest(values, centroids, labels, squared):
    """labels (n,) uint8: the nearest of the centroids (k, width), ties lowest. squared (n,): how far."""
    for i in range(values.shape[0]):
        best, least = 0, np.inf
        for j in range(centroids.shape[0]):
            d = _squared(values, i, centroids, j)
            if d < least:
                best, least = j, d
        labels[i], squared[i] = best, least


@kernel
def best_addition(values, counts, squared, candidates):
    """The candidate (an index) that lowers the inertia most as one more centroid; ties: the first."""
    best, most = candidates[0], -1.0
    place = np.empty((1, values.shape[1]))
    for c in candidates:
        for axis in range(values.shape[1]):
            place[0, axis] = values[c, axis]
        gain = 0.0
        for i in range(values.shape[0]):
            d = _squared(values, i, place, 0)
            if d < squared[i]:
                gain += counts[i] * (squared[i] - d)
        if gain > most:
            best, most = c, gain
    return best


@kernel
def lloyd(values, counts, centroids, totals, max_iter):
    """Lloyd's iteration on features (n, width) int32 from centroids (k, width), which it moves.

    totals (k,): counts at the end. Returns the inertia of the last assignment, at the fixed point or after
    max_iter updates. A centroid without features stays where it is.
    """
    k, width = centroids.shape
    sums = np.empty((k, width), np.int64)
    inertia = 0.0
    for iteration in range(max_iter + 1):
        sums[:] = 0
        totals[:] = 0
        inertia = 0.0
        for i in range(values.shape[0]):
            best, least = 0, np.inf
            for j in range(k):
                d = _squared(values, i, centroids, j)
                if d < least:
                    best, least = j, d
            inertia += counts[i] * least
            totals[best] += counts[i]
            for axis in range(width):
                sums[best, axis] += counts[i] * values[i, axis]
        if iteration == max_iter:
            break
        moved = False
        for j in range(k):
            if totals[j]:
                for axis in range(width):
                    mean = sums[j, axis] / totals[j]
                    moved = moved or mean != centroids[j, axis]
                    centroids[j, axis] = mean
        if not moved:
            break
    return inertia
