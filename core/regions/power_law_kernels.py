"""The search for the lower cut of a power law, compiled by numba."""

from __future__ import annotations

import math

import numpy as np

from core.base.compiled import dividing


@dividing
def best_lower_cut(logs, weights, above, sums, cuts, least):
    """The cut with the least Kolmogorov–Smirnov distance, ties to the lowest.

    logs (n,): ascending, distinct, of the values; weights (n,) int64: how often each is there. above, sums
    (n + 1,): of all from a place on, how many there are and the sum of their logarithms. cuts: ascending
    places. least: values that a tail has to hold. Returns place, exponent and distance; −1 where no tail is
    long enough.
    """
    found, exponent, distance = -1, np.nan, np.inf
    for c in range(cuts.shape[0]):
        cut = cuts[c]
        tail = above[cut]
        spread = sums[cut] - tail * logs[cut]
        if tail < least or not spread > 1e-12 * tail or weights[cut] == 0:
            continue
        # α − 1 by maximum likelihood (Clauset et al. 2009, equation 3.1).
        slope = tail / spread
        worst = 0.0
        for i in range(cut, logs.shape[0]):
            if weights[i] == 0:
                continue
            model = math.exp(-slope * (logs[i] - logs[cut]))
            # On both sides of the step that the measured distribution makes here.
            for beyond in range(i, i + 2):
                gap = math.fabs(model - above[beyond] / tail)
                if gap > worst:
                    worst = gap
            if worst >= distance:
                break  # it cannot be the best any more
        if worst < distance:
            found, exponent, distance = cut, 1.0 + slope, worst
    return found, exponent, distance
