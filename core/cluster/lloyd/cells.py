"""Distinct colours in cells, and how a run of Lloyd's iteration finds their nearest centroids.

A cell whose whole box is nearest to one centroid is assigned at once (the filtering of Kanungo et al. 2002,
IEEE TPAMI 24(7)). Each cell remembers how far centroids may move before it must be looked at again (Hamerly
2010), so that late iterations, in which little moves, cost little. No bound decides a label: what they pass
over is what rounding could not change either, and the labels are those of comparing every colour with every
centroid.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints
from core.base.parallel import Cancel, Workers, never_cancelled, raise_if_cancelled
from core.cluster.colours.colour import ColourFeatures
from core.cluster.lloyd import cell_kernels
from core.cluster.lloyd.kmeans import Assigning, Assignment, squared_rows
from core.cluster.lloyd.odometers import Odometers

# Colours looked at in the call before that are worth the threads.
_WORTH_THREADS = 40_000
# The same between two looks at `cancelled`.
_AT_ONCE = 500_000


class Cells:
    """The features of a histogram in cells: bounding box, count and sum of each. Immutable.

    Making them raises Cancelled.
    """

    def __init__(self, features: ColourFeatures, cancelled: Cancel = never_cancelled) -> None:
        self.features = features
        values, counts, begins = features.values, features.counts, features.starts[:-1]
        self.low = np.minimum.reduceat(values, begins, axis=0).astype(np.float64)
        raise_if_cancelled(cancelled)
        self.high = np.maximum.reduceat(values, begins, axis=0).astype(np.float64)
        raise_if_cancelled(cancelled)
        # Axis by axis: numpy takes three times as long for rows of three.
        self.sums = np.stack([np.add.reduceat(axis * counts, begins) for axis in values.T], axis=1)
        raise_if_cancelled(cancelled)
        self.totals = np.add.reduceat(counts, begins)
        self.dimensions, self.scale, self.width = features.dimensions, features.scale, 3
        raise_if_cancelled(cancelled)
        self.square_sum = _square_sum(features.values, features.counts, cancelled)

    def assigning(self, k: int) -> Assigning:
        """For one run of k centroids: cells and colours that cannot change are passed over."""
        return _Run(self, k).assign

    def farthest(
        self,
        centroids: Floats,
        labels: Bytes,
        number: int,
        cancelled: Cancel = never_cancelled,  # noqa: ARG002 - for an empty cluster, which is rare
    ) -> Floats:
        """(number, 3): the features farthest from the centroid of their label, ties to the first."""
        values = self.features.values
        squared = squared_rows(values - centroids[labels])
        return values[np.argsort(-squared, kind="stable")[:number]].astype(np.float64)


class _Run:
    """The state of one run: all labels, and when to look at each cell again."""

    def __init__(self, cells: Cells, k: int) -> None:
        features = cells.features
        n, colours = len(cells.totals), len(features)
        self._cells, self._odometers = cells, Odometers(k)
        # To begin with all belong to the first centroid, and all are due.
        self._owner, self._due, self._borders = np.zeros(n, np.int32), np.full(n, -1.0), np.empty((n, 6))
        self._labels = np.zeros(colours, np.uint8)
        self._sums, self._totals = np.zeros((k, 3), np.int64), np.zeros(k, np.int64)
        self._sums[0], self._totals[0] = cells.sums.sum(axis=0), cells.totals.sum()
        self._looked = colours

    def assign(self, centroids: Floats, workers: Workers) -> Assignment:
        """Assign to centroids (k, 3) in fixed-point units."""
        self._odometers.count(centroids)
        near, far = self._odometers.near, self._odometers.far
        cells, features, k = self._cells, self._cells.features, len(centroids)
        threads = workers.number if self._looked > _WORTH_THREADS else 1
        portions = features.portions(max(threads, self._looked // _AT_ONCE))
        sums = np.zeros((len(portions), k, 3), np.int64)
        totals = np.zeros((len(portions), k), np.int64)
        looked, found = [0] * len(portions), np.empty_like(totals)

        def work(i: int) -> None:
            looked[i] = cell_kernels.assign(
                *portions[i], features.starts, cells.low, cells.high, cells.sums, cells.totals,
                features.values, features.counts, centroids, near, far,
                self._owner, self._due, self._borders, self._labels, sums[i], totals[i], found[i],
            )  # fmt: skip

        workers.each(work, range(len(portions)))
        self._looked = sum(looked)
        self._sums += sums.sum(axis=0)
        self._totals += totals.sum(axis=0)
        return Assignment(self._labels, self._sums.copy(), self._totals.copy())


def _square_sum(values: NDArray[np.int32], counts: Ints, cancelled: Cancel) -> int:
    """Sum over the pixels of the squared norm, exact: high and low bits apart, so that neither overflows."""
    square = np.zeros(len(values), np.int64)
    for axis in values.T:
        wide = axis.astype(np.int64)
        square += wide * wide
        raise_if_cancelled(cancelled)
    return (int(counts @ (square >> 20)) << 20) + int(counts @ (square & 0xFFFFF))
