"""A start without chance: the optimal division along the principal direction."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.cluster.colours.colour import ColourFeatures
from core.cluster.starts import cut_kernels
from core.cluster.starts.partition_starts import mean_and_direction, variance_cut

# Places along the line. Greys of 8 and 16 bits have no more, so that for them nothing is rounded.
_PLACES = 1 << 16
# In several dimensions the line is an approximation anyway.
_PLACES_PROJECTED = 1 << 12


def optimal_cut(features: ColourFeatures, k: int, cancelled: Cancel = never_cancelled) -> NDArray[np.float64]:
    """(k, columns) float64, in the fixed-point units of the features: the means of the k optimal parts.

    Wang & Song (2011), "Ckmeans.1d.dp: optimal k-means clustering in one dimension by dynamic programming",
    The R Journal 3(2). With one dimension this is the least inertia that there is (for more than 65,536
    distinct greys: to within a 65,536th of their range); with several it divides the projections on the
    principal direction. k must not exceed the number of features. Raises Cancelled.
    """
    values, counts = features.values, features.counts
    if features.dimensions == 1:
        projected, places = values[:, 0].astype(np.float64), _PLACES
    else:
        projected, places = np.zeros(len(features)), _PLACES_PROJECTED
        for column, mean, along in zip(values.T, *mean_and_direction(features), strict=True):
            raise_if_cancelled(cancelled)
            projected += (column - mean) * along
    place = _places(projected, places)
    occupied, part = np.unique(place, return_inverse=True)
    if len(occupied) < k:
        return variance_cut(features, k, cancelled)
    weights = np.zeros(len(occupied), np.int64)
    np.add.at(weights, part, counts)
    centred = (occupied - occupied[len(occupied) // 2]).astype(np.float64)
    first = _optimal_division(centred, weights.astype(np.float64), k, cancelled)
    owner = np.searchsorted(first, part, side="right") - 1
    sums, totals = np.zeros((k, values.shape[1]), np.int64), np.zeros(k, np.int64)
    np.add.at(totals, owner, counts)
    for axis in range(values.shape[1]):
        np.add.at(sums[:, axis], owner, counts * values[:, axis])
    means: NDArray[np.float64] = sums / totals[:, None]
    return means


def _optimal_division(
    places: NDArray[np.float64], weights: NDArray[np.float64], k: int, cancelled: Cancel
) -> NDArray[np.int64]:
    """(k,) index of the first place of each part, for the k parts of least total inertia.

    places: (m,) ascending, m ≥ k. weights: (m,), above 0. Dynamic programming. Raises Cancelled.
    """
    m = len(places)
    powers = weights, weights * places, weights * places * places
    weight, moment, square = (np.concatenate(([0.0], np.cumsum(power))) for power in powers)
    # least[i]: the least inertia of places 0…i in the parts so far; border[c, i]: where the last begins.
    least = np.maximum(square[1:] - moment[1:] * moment[1:] / weight[1:], 0.0)
    longer, border, stack = np.empty(m), np.zeros((k, m), np.int32), np.empty((64, 4), np.int64)
    for c in range(1, k):
        raise_if_cancelled(cancelled)
        cut_kernels.add_part(c, weight, moment, square, least, longer, border[c], stack)
        least, longer = longer, least
    first, last = np.zeros(k, np.int64), m - 1
    for c in range(k - 1, 0, -1):
        first[c] = border[c, last]
        last = first[c] - 1
    return first


def _places(projected: NDArray[np.float64], most: int) -> NDArray[np.int64]:
    """(n,) whole numbers: the values themselves where their range allows, else `most` steps of it."""
    low, high = float(projected.min()), float(projected.max())
    whole = bool((projected == np.floor(projected)).all())
    if whole and high - low < most:
        return (projected - low).astype(np.int64)
    step = (high - low) / (most - 1) or 1.0
    return np.floor((projected - low) / step + 0.5).astype(np.int64)
