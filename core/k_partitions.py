"""The partitions that the criteria for choosing k look at: for each k the best of several quick runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from core.colour import ColourFeatures
from core.errors import Cancelled
from core.k_criteria import adjusted_rand
from core.kmeans import Assignment, Cells, KMeansStep, iterate
from core.parallel import Cancel, Workers
from core.parameters import Parameters
from core.segmentation import PreparedImage
from core.starts import choose_start

# Starts by k-means++ beside the warm one; the stability is told by how far their outcomes agree.
SEEDS = 3
# Iterations on all features after those on the cells.
POLISH = 24
# Places tried for one more centroid.
CANDIDATES = 64
# Inertia within the cells, as a part of the whole, above which they are too coarse to begin with.
COARSEST = 0.05


@dataclass(frozen=True, eq=False)
class Partition:
    """centroids: (k, dimensions) in units of the space. labels: (features,) uint8, of all of them.

    counts: (k,) int64, pixels. inertia: in squared units of the space. stability: mean adjusted Rand
    index over the pixels between the outcomes of each two seeds.
    """

    centroids: NDArray[np.float64]
    labels: NDArray[np.uint8]
    counts: NDArray[np.int64]
    inertia: float
    stability: float


class Partitions:
    """One partition after the other, k rising by one: the best of them starts the next one warm."""

    def __init__(self, prepared: PreparedImage, seed: int, cancelled: Cancel) -> None:
        self._cells, self._seed, self._cancelled = prepared.cells, seed, cancelled
        self._coarse = _coarse(prepared.cells)
        features = prepared.features
        self._best = choose_mean(features)

    def next(self, threads: int | None) -> Partition:
        """The partition of one cluster more than before, from two on. Raises Cancelled."""
        k = len(self._best) + 1
        starts = [self._warm_start()]
        for i in range(SEEDS):
            parameters = Parameters(k=k, seed=self._seed + i)
            starts.append(
                choose_start(self._coarse.features, parameters, levels=0, cancelled=self._cancelled)
                if k <= len(self._coarse.features)
                else starts[0]
            )
        ends = [self._run(start, threads) for start in starts]
        best = min(ends, key=lambda step: step.inertia)
        with Workers(threads) as workers:
            found = [self._assigned(step.centroids, workers) for step in ends[1:]]
            self._best = best.centroids
            winner = self._assigned(best.centroids, workers)
        return Partition(best.centroids, winner.labels, best.counts, best.inertia, self._agreement(found, k))

    def _run(self, start: NDArray[np.float64], threads: int | None) -> KMeansStep:
        """Lloyd on the cells to the fixed point, then on all features."""
        end = self._last(self._coarse, start, 300, 1)
        return self._last(self._cells, end.centroids, POLISH, threads)

    def _last(
        self, cells: Cells, start: NDArray[np.float64], max_iter: int, threads: int | None
    ) -> KMeansStep:
        for step in iterate(cells, start, max_iter=max_iter, threads=threads):  # noqa: B007
            if self._cancelled():
                raise Cancelled
        return step

    def _assigned(self, centroids: NDArray[np.float64], workers: Workers) -> Assignment:
        padded = np.zeros((len(centroids), 3))
        padded[:, : centroids.shape[1]] = centroids * self._cells.features.scale
        return self._cells.assign(padded, workers)

    def _agreement(self, found: Sequence[Assignment], k: int) -> float:
        from core import criteria_kernels

        counts = self._cells.features.counts
        indices = [
            adjusted_rand(criteria_kernels.contingency(a.labels, b.labels, counts, k))
            for a, b in combinations(found, 2)
        ]
        return sum(indices) / len(indices)

    def _warm_start(self) -> NDArray[np.float64]:
        """The best centroids of one cluster fewer, and the colour that lowers the inertia most beside them.

        As in fast global k-means, Likas, Vlassis & Verbeek (2003), Pattern Recognition 36(2), but among
        CANDIDATES places, spread evenly over the inertia.
        """
        from core import criteria_kernels

        features = self._coarse.features
        padded = np.zeros((len(self._best), 3))
        padded[:, : features.dimensions] = self._best * features.scale
        squared = np.empty(len(features))
        criteria_kernels.squared_distances(features.values, padded, squared)
        running = np.cumsum(features.counts * squared)
        places = (np.arange(CANDIDATES) + 0.5) / CANDIDATES * running[-1]
        candidates = np.unique(np.minimum(np.searchsorted(running, places), len(features) - 1))
        added = criteria_kernels.best_addition(features.values, features.counts, squared, candidates)
        row = features.values[added, : features.dimensions] / features.scale
        return np.concatenate([self._best, row[None, :]])


def choose_mean(features: ColourFeatures) -> NDArray[np.float64]:
    """(1, dimensions): the mean over the pixels."""
    sums = (features.counts[:, None] * features.values).sum(axis=0)
    mean = sums[None, : features.dimensions] / int(features.counts.sum()) / features.scale
    return np.asarray(mean, np.float64)


def _coarse(cells: Cells) -> Cells:
    """The means of the cells as features, where they are near enough to what they stand for."""
    totals, sums = cells.totals[:, None], cells.sums
    if len(totals) * 4 > len(cells.features):
        return cells
    means = sums / totals
    explained = float(np.cumsum((means * means).sum(axis=1) * cells.totals)[-1])
    mean = sums.sum(axis=0) / int(cells.totals.sum())
    middle = float((mean * mean).sum()) * int(cells.totals.sum())
    if cells.square_sum - explained > COARSEST * (cells.square_sum - middle):
        return cells
    values = np.rint(means).astype(np.int32)
    given = cells.features
    starts = np.append(np.arange(0, len(values), 64), len(values)).astype(np.int64)
    return Cells(ColourFeatures(given.space, values, cells.totals, given.scale, given.dimensions, starts))
