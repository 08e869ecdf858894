"""A second look at clusters that were matched by their centroids: by how their pixels lie around them."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Floats
from core.classes.class_matching import ClusterMeans, Match

# How much better (in Bhattacharyya distance) another assignment by the spreads must be to speak against one.
_SPEAKS_AGAINST = 0.02
# Of the mean variance: a cluster of one colour has some spread, too.
_LEAST_VARIANCE = 1e-4


def by_spread(old: ClusterMeans, new: ClusterMeans, found: Match) -> dict[int, int]:
    """The new cluster that each old one would be by its spread, where that speaks against the match.

    The distance of two spreads is that of Bhattacharyya (1943) between normal distributions of equal means,
    ½ ln(det((S + T) / 2) / √(det S det T)); the new clusters of the match are assigned anew at its least sum.
    Empty where both agree, or the spaces are not the same. Two clusters that change places in brightness,
    as ice that is warmer than water for once, keep their spreads.
    """
    pairs = [
        (i, j)
        for i, j in sorted(found.pairs.items())
        if old.space == new.space and _comparable(old, i, new, j)
    ]
    if len(pairs) < 2:
        return {}
    from scipy.optimize import linear_sum_assignment  # only where it is needed: see class_matching.get_ready

    costs = _distances(
        np.array([old.covariances[i] for i, _ in pairs]), np.array([new.covariances[j] for _, j in pairs])
    )
    rows, columns = linear_sum_assignment(costs)
    if float(costs.trace() - costs[rows, columns].sum()) < _SPEAKS_AGAINST:
        return {}
    return {pairs[row][0]: pairs[column][1] for row, column in zip(rows, columns, strict=True)}


def _comparable(old: ClusterMeans, i: int, new: ClusterMeans, j: int) -> bool:
    if not (old.covariances and new.covariances):
        return False
    one, other = old.covariances[i], new.covariances[j]
    return 0 < len(one) == len(other)


def _distances(one: Floats, other: Floats) -> Floats:
    """(n, d, d), (m, d, d) → (n, m), rounded so that a library's last bit decides no tie."""
    dimensions = one.shape[1]
    variance = np.concatenate((one, other)).trace(axis1=1, axis2=2).mean() / dimensions
    floor = np.eye(dimensions) * max(_LEAST_VARIANCE * variance, 1e-100)
    one, other = one + floor, other + floor
    between = np.linalg.slogdet((one[:, None] + other[None, :]) / 2)[1]
    alone = np.linalg.slogdet(one)[1][:, None] + np.linalg.slogdet(other)[1][None, :]
    distances: Floats = np.round((between - alone / 2) / 2, 9)
    return distances
