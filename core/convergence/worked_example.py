"""k-means on six points, iteration by iteration: small enough to be followed with a pencil."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from core.base.arrays import Bytes, Ints, frozen
from core.cluster.lloyd.kmeans import KMeansStep, assign_to, iterate
from core.cluster.lloyd.weighted_rows import WeightedRows

# Three points on the left and three on the right. Both centroids start on the left, so that one of them has
# to go a long way, and a point changes its cluster. Wider than high, as the panel is that shows them.
_POINTS = ((1, 1), (2, 1), (1, 2), (9, 2), (10, 2), (9, 3))
_START = (0, 1)


@dataclass(frozen=True, eq=False)
class WorkedExample:
    """points: (6, 2) int64. steps: one an iteration, centroids (2, 2) in the units of the points; the first
    is the start, which stands on two of the points. labels: of each step, (6,) uint8, the row of the nearest
    centroid.
    """

    points: Ints
    steps: tuple[KMeansStep, ...]
    labels: tuple[Bytes, ...]


@cache
def worked_example() -> WorkedExample:
    """Iterated by what clusters pictures."""
    points = np.array(_POINTS, np.int64)
    rows = WeightedRows(points.astype(np.int32), np.ones(len(points), np.int64), 1.0)
    steps = tuple(iterate(rows, points[list(_START)].astype(np.float64), threads=1))
    labels = tuple(frozen(assign_to(rows, step.centroids, threads=1)) for step in steps)
    return WorkedExample(frozen(points), steps, labels)
