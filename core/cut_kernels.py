"""The optimal division of a line into parts (see core.optimal_cut), by numba: no GIL, no fast-math."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def projections(values, mean, direction, projected):
    """projected[i] = (values[i] − mean) · direction, added in the order of the columns."""
    for i in range(values.shape[0]):
        total = 0.0
        for axis in range(values.shape[1]):
            total += (values[i, axis] - mean[axis]) * direction[axis]
        projected[i] = total


@njit(nogil=True, cache=True)
def optimal_division(places, weights, k, first):
    """first[c] = index of the first place of part c, for the k parts of least total inertia.

    places: (m,) float64 ascending, m ≥ k. weights: (m,) float64. first: (k,) int64. Dynamic programming,
    the best border found by divide and conquer, since it never moves back as places are added.
    """
    m = places.shape[0]
    weight, moment, square = np.zeros(m + 1), np.zeros(m + 1), np.zeros(m + 1)
    for i in range(m):
        weight[i + 1] = weight[i] + weights[i]
        moment[i + 1] = moment[i] + weights[i] * places[i]
        square[i + 1] = square[i] + weights[i] * places[i] * places[i]
    # least[i]: the least inertia of places 0…i in the parts so far; border[c, i]: where the last begins.
    least, longer = np.empty(m), np.empty(m)
    border = np.zeros((k, m), np.int32)
    for i in range(m):
        least[i] = _inertia(weight, moment, square, 0, i)
    stack = np.empty((64, 4), np.int64)
    for c in range(1, k):
        depth = 1
        stack[0] = (c, m - 1, c, m - 1)
        while depth:
            depth -= 1
            low, high, from_, to = stack[depth]
            middle = (low + high) // 2
            best, at = np.inf, from_
            for j in range(from_, min(middle, to) + 1):
                total = least[j - 1] + _inertia(weight, moment, square, j, middle)
                if total < best:
                    best, at = total, j
            longer[middle] = best
            border[c, middle] = at
            if low < middle:
                stack[depth] = (low, middle - 1, from_, at)
                depth += 1
            if middle < high:
                stack[depth] = (middle + 1, high, at, to)
                depth += 1
        least, longer = longer, least
    last = m - 1
    for c in range(k - 1, -1, -1):
        first[c] = border[c, last]
        last = first[c] - 1


@njit(inline="always")
def _inertia(weight, moment, square, i, j):
    w, s = weight[j + 1] - weight[i], moment[j + 1] - moment[i]
    return max(square[j + 1] - square[i] - s * s / w, 0.0)
