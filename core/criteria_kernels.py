"""The loops behind the criteria for choosing k, compiled by numba.

Serial, without the GIL and without fast-math, as those of core.kernels: every sum has a fixed order, so
that a recommendation is the same on every machine. Import lazily.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def spread(begin, end, values, counts, labels, centroids, own, silhouettes):
    """Distances of the features begin…end−1 to their own and to the nearest other centroid.

    values (n, 3) int32, counts (n,) int64, labels (n,) uint8, centroids (k, 3) in the same units.
    Adds to own (k,) counts · distance to the own centroid, to silhouettes (k,) counts · silhouette.
    """
    for i in range(begin, end):
        mine = labels[i]
        a, b = 0.0, np.inf
        for j in range(centroids.shape[0]):
            dx, dy, dz = (
                values[i, 0] - centroids[j, 0],
                values[i, 1] - centroids[j, 1],
                values[i, 2] - centroids[j, 2],
            )
            d = dx * dx + dy * dy + dz * dz
            if j == mine:
                a = d
            elif d < b:
                b = d
        a, b = np.sqrt(a), np.sqrt(b)
        own[mine] += counts[i] * a
        largest = max(a, b)
        if largest > 0:
            silhouettes[mine] += counts[i] * ((b - a) / largest)


@njit(nogil=True, cache=True)
def contingency(first, second, counts, k):
    """(k, k) int64: pixels with label i in the first and j in the second of two labellings."""
    table = np.zeros((k, k), np.int64)
    for i in range(counts.shape[0]):
        table[first[i], second[i]] += counts[i]
    return table


@njit(nogil=True, cache=True)
def squared_distances(values, centroids, squared):
    """squared (n,) float64: to the nearest of the centroids (k, 3)."""
    for i in range(values.shape[0]):
        least = np.inf
        for j in range(centroids.shape[0]):
            dx, dy, dz = (
                values[i, 0] - centroids[j, 0],
                values[i, 1] - centroids[j, 1],
                values[i, 2] - centroids[j, 2],
            )
            d = dx * dx + dy * dy + dz * dz
            least = min(least, d)
        squared[i] = least


@njit(nogil=True, cache=True)
def best_addition(values, counts, squared, candidates):
    """The candidate (an index) that lowers the inertia most as one more centroid; ties: the first."""
    best, most = candidates[0], -1.0
    for c in candidates:
        x, y, z = float(values[c, 0]), float(values[c, 1]), float(values[c, 2])
        gain = 0.0
        for i in range(values.shape[0]):
            dx, dy, dz = values[i, 0] - x, values[i, 1] - y, values[i, 2] - z
            d = dx * dx + dy * dy + dz * dz
            if d < squared[i]:
                gain += counts[i] * (squared[i] - d)
        if gain > most:
            best, most = c, gain
    return best


@njit(nogil=True, cache=True)
def lloyd(points, centroids, max_iter):
    """Lloyd's iteration on plain points (n, 3) int32 from centroids (k, 3), which it moves.

    Returns the inertia of the last assignment, at the fixed point or after max_iter updates. A centroid
    without points stays where it is.
    """
    k = centroids.shape[0]
    sums, totals = np.empty((k, 3), np.int64), np.empty(k, np.int64)
    inertia = 0.0
    for _ in range(max_iter + 1):
        sums[:] = 0
        totals[:] = 0
        inertia = 0.0
        for i in range(points.shape[0]):
            nearest, least = 0, np.inf
            for j in range(k):
                dx, dy, dz = (
                    points[i, 0] - centroids[j, 0],
                    points[i, 1] - centroids[j, 1],
                    points[i, 2] - centroids[j, 2],
                )
                d = dx * dx + dy * dy + dz * dz
                if d < least:
                    nearest, least = j, d
            inertia += least
            totals[nearest] += 1
            for axis in range(3):
                sums[nearest, axis] += points[i, axis]
        moved = False
        for j in range(k):
            if totals[j]:
                for axis in range(3):
                    mean = sums[j, axis] / totals[j]
                    moved = moved or mean != centroids[j, axis]
                    centroids[j, axis] = mean
        if not moved:
            break
    return inertia
