"""The search for the lower cut of a power law, compiled by numba. Import lazily."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def best_cut(values, logs, weights, cuts, least):
    """The cut with the least Kolmogorov–Smirnov distance, ties to the lowest.

    values (n,): ascending, positive, distinct; logs: their logarithms; weights (n,) int64: how often each is
    there. cuts: ascending indices into values. least: values that a tail has to hold. Returns index, exponent
    and distance; index −1 where no tail is long enough.
    """
    n = values.shape[0]
    above = np.zeros(n + 1, np.int64)
    sums = np.zeros(n + 1)
    for i in range(n - 1, -1, -1):
        above[i] = above[i + 1] + weights[i]
        sums[i] = sums[i + 1] + weights[i] * logs[i]
    found, exponent, distance = -1, np.nan, np.inf
    for cut in cuts:
        tail = above[cut]
        spread = sums[cut] - tail * logs[cut]
        if tail < least or not spread > 1e-12 * tail or weights[cut] == 0:
            continue
        slope = tail / spread
        worst = 0.0
        for i in range(cut, n):
            if weights[i] == 0:
                continue
            model = np.exp(-slope * (logs[i] - logs[cut]))
            worst = max(worst, abs(model - above[i] / tail), abs(model - above[i + 1] / tail))
            if worst >= distance:
                break
        if worst < distance:
            found, exponent, distance = cut, 1.0 + slope, worst
    return found, exponent, distance
