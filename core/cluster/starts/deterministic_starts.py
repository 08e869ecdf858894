"""Starts without chance: the features are divided into k parts, and the start is their means.

Means and counts are exact integer sums; what decides a cut is plain float64 in the order of the histogram,
so that the same colours give the same start on every machine, on any number of threads.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints, Mask
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.cluster.colours.colour import ColourFeatures
from core.cluster.starts import partition_kernels

# Marks in `side` which features of a part (the columns of `orders`) go to the new one.
_Divide = Callable[[NDArray[np.int32], Floats, Mask], None]

# The matrix is squared so often: as 128 power iterations.
_SQUARINGS = 7
# Places along the line. Greys of 8 and 16 bits have no more, so that for them nothing is rounded.
_PLACES = 1 << 16
# In several dimensions the line is an approximation anyway.
_PLACES_PROJECTED = 1 << 12


def pca_part(features: ColourFeatures, k: int, cancelled: Cancel = never_cancelled) -> Floats:
    """(k, columns) float64, in the fixed-point units of the features: PCA-Part.

    Su & Dy (2007), "In search of deterministic methods for initializing K-means and Gaussian mixture
    clustering", Intelligent Data Analysis 11(4): the part of largest inertia is divided at its mean, across
    its principal direction. k must not exceed the number of features. Raises Cancelled.
    """
    values, counts = features.values, features.counts

    def across_principal_direction(orders: NDArray[np.int32], mean: Floats, side: Mask) -> None:
        matrix = np.empty((values.shape[1], values.shape[1]))
        partition_kernels.covariance(orders[0], values, counts, mean, matrix)
        direction = np.array(_principal_direction(matrix))
        number = partition_kernels.mark_beyond_mean(orders[0], values, mean, direction, side)
        if not 0 < number < orders.shape[1]:
            _across_longest_side(orders[0], values, side)

    orders = np.arange(len(features), dtype=np.int32)[None]
    return _divided(features, k, orders, across_principal_direction, cancelled)


def variance_cut(features: ColourFeatures, k: int, cancelled: Cancel = never_cancelled) -> Floats:
    """(k, columns) float64, in the fixed-point units of the features: the variance-minimising cut.

    After Wu (1991), "Efficient statistical computations for optimal color quantization", Graphics Gems II:
    the part of largest inertia is cut across an axis where the least inertia is left; here between any two
    distinct values, not on a grid of 32 levels. k must not exceed the number of features. Raises Cancelled.
    """
    values, counts = features.values, features.counts

    def at_best_cut(orders: NDArray[np.int32], _mean: Floats, side: Mask) -> None:
        cuts = []
        for axis in range(features.dimensions):
            raise_if_cancelled(cancelled)
            cut, saved = partition_kernels.best_cut(orders[axis], values, counts, axis)
            cuts.append((saved, axis, cut))
        _, axis, cut = max(cuts, key=lambda each: each[0])
        side[orders[axis, :cut]] = False
        side[orders[axis, cut:]] = True

    return _divided(features, k, _sorted_by_axis(features, cancelled), at_best_cut, cancelled)


def _divided(
    features: ColourFeatures, k: int, orders: NDArray[np.int32], divide: _Divide, cancelled: Cancel
) -> Floats:
    """The means of k parts: the one of largest inertia (ties: the first) is divided until there are k.

    orders: (rows, features), each row a permutation; a part is the same range of columns in all.
    """
    values, counts = features.values, features.counts
    side, scratch = np.zeros(len(features), np.bool_), np.empty(len(features), np.int32)
    means, inertias = np.empty((k, values.shape[1])), np.empty(k)
    parts = [(0, len(features))]
    inertias[0] = partition_kernels.mean_and_inertia(orders[0], values, counts, means[0])
    while len(parts) < k:
        raise_if_cancelled(cancelled)
        new, old = len(parts), int(np.argmax(inertias[: len(parts)]))
        begin, end = parts[old]
        divide(orders[:, begin:end], means[old], side)
        border = int(partition_kernels.partition_orders(orders, begin, end, side, scratch))
        parts[old], more = (begin, border), (border, end)
        parts.append(more)
        for row, (first, last) in ((old, parts[old]), (new, more)):
            inertias[row] = partition_kernels.mean_and_inertia(
                orders[0, first:last], values, counts, means[row]
            )
    return means


def mean_and_direction(features: ColourFeatures) -> tuple[Floats, Floats]:
    """The mean (columns,) of all pixels and the direction (columns,) in which they vary most."""
    values, counts = features.values, features.counts
    order, mean = np.arange(len(features), dtype=np.int32), np.empty(values.shape[1])
    partition_kernels.mean_and_inertia(order, values, counts, mean)
    matrix = np.empty((values.shape[1], values.shape[1]))
    partition_kernels.covariance(order, values, counts, mean, matrix)
    return mean, _principal_direction(matrix)


def _principal_direction(matrix: Floats) -> Floats:
    """The direction of largest variance of a covariance (columns, columns), not normalised.

    Power iteration by squaring: the largest column of the power is the image of the axis that has most of
    the direction in it, so that no start can be orthogonal to it.
    """
    power: list[list[float]] = matrix.tolist()
    axes = range(len(power))
    for _ in range(_SQUARINGS):
        trace = sum(power[axis][axis] for axis in axes) or 1.0
        power = [[value / trace for value in row] for row in power]
        # Symmetric: its columns are its rows.
        power = [[_product(row, column) for column in power] for row in power]
    return np.array(power[max(axes, key=lambda axis: power[axis][axis])])


def _product(one: list[float], other: list[float]) -> float:
    """The inner product, added in this order: that of a library may have any."""
    total = 0.0
    for a, b in zip(one, other, strict=True):
        total += a * b
    return total


def _across_longest_side(order: NDArray[np.int32], values: NDArray[np.int32], side: Mask) -> None:
    """Where rounding puts all on one side of the mean: the middle of the longest side of the box."""
    chosen = values[order].astype(np.int64)
    low, high = chosen.min(axis=0), chosen.max(axis=0)
    axis = int(np.argmax(high - low))
    side[order] = chosen[:, axis] > (low[axis] + high[axis]) // 2


def _sorted_by_axis(features: ColourFeatures, cancelled: Cancel) -> NDArray[np.int32]:
    """(dimensions, features): the features ascending along each axis, ties in the histogram's order."""
    values = features.values
    orders = np.empty((features.dimensions, len(features)), np.int32)
    digit = partition_kernels.DIGITS.bit_length() - 1
    for axis in range(features.dimensions):
        low, high = int(values[:, axis].min()), int(values[:, axis].max())
        order, ordered = np.arange(len(features), dtype=np.int32), np.empty(len(features), np.int32)
        for shift in range(0, (high - low).bit_length(), digit):
            raise_if_cancelled(cancelled)
            partition_kernels.sort_by_digit(values, axis, low, shift, order, ordered)
            order, ordered = ordered, order
        orders[axis] = order
    return orders


def optimal_cut(features: ColourFeatures, k: int, cancelled: Cancel = never_cancelled) -> Floats:
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
    return sums / totals[:, None]


def _optimal_division(places: Floats, weights: Floats, k: int, cancelled: Cancel) -> Ints:
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
        partition_kernels.add_part(c, weight, moment, square, least, longer, border[c], stack)
        least, longer = longer, least
    first, last = np.zeros(k, np.int64), m - 1
    for c in range(k - 1, 0, -1):
        first[c] = border[c, last]
        last = first[c] - 1
    return first


def _places(projected: Floats, most: int) -> Ints:
    """(n,) whole numbers: the values themselves where their range allows, else `most` steps of it."""
    low, high = float(projected.min()), float(projected.max())
    whole = bool((projected == np.floor(projected)).all())
    if whole and high - low < most:
        return (projected - low).astype(np.int64)
    step = (high - low) / (most - 1) or 1.0
    return np.floor((projected - low) / step + 0.5).astype(np.int64)
