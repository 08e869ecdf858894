"""The partitions that the criteria for choosing k look at: for each k the best of several quick runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from core.base.arrays import Bytes, Floats, Ints
from core.base.parallel import Cancel, Workers, raise_if_cancelled
from core.cluster.choose_k import criteria_kernels
from core.cluster.choose_k.k_criteria import adjusted_rand
from core.cluster.choose_k.k_data import Found, KData
from core.cluster.colours.colour import ColourFeatures
from core.cluster.parameters import Parameters
from core.cluster.starts.starts import choose_start

# Starts by k-means++ beside the warm one; the stability is told by how far their outcomes agree.
_SEEDS = 3
# Iterations on the coarse features at most; then on all of them: of every run, and of the best.
_COARSE, _SETTLE, _POLISH = 300, 6, 24
# More coarse features than these are as slow as all of them.
_MANY = 1 << 16
# Places tried for one more centroid.
_CANDIDATES = 64


@dataclass(frozen=True, eq=False)
class Partition:
    """centroids: (k, width) in fixed-point steps. labels: (features,) uint8, of all of them.

    counts: (k,) int64, pixels. inertia: in steps². stability: mean adjusted Rand index over the pixels
    between the outcomes of each two seeds.
    """

    centroids: Floats
    labels: Bytes
    counts: Ints
    inertia: float
    stability: float


class Partitions:
    """One partition after the other, k rising by one: the best of them starts the next one warm."""

    def __init__(self, data: KData, seed: int, cancelled: Cancel) -> None:
        self._data, self._seed, self._cancelled = data, seed, cancelled
        self._best = data.mean()

    def next(self, workers: Workers) -> Partition:
        """The partition of one cluster more than before, from two on. Raises Cancelled."""
        data, threads = self._data, workers.number
        starts = [self._warm_start(), *(self._seeded_start(i) for i in range(_SEEDS))]
        left = self._settle(starts, workers)
        ends = [data.polish(start, left, self._cancelled, threads) for start in starts]
        stability = self._agreement(ends[1:], threads)
        best = min(ends, key=lambda end: end.inertia)
        best = data.polish(best.centroids, _POLISH, self._cancelled, threads)
        self._best = best.centroids
        labels = data.labels(best.centroids, threads)
        return Partition(best.centroids, labels, best.counts, best.inertia, stability)

    def _settle(self, starts: list[Floats], workers: Workers) -> int:
        """Move the starts to their fixed points on the coarse features; the iterations still to be done."""
        values, counts = self._data.coarse, self._data.coarse_counts
        if len(counts) > _MANY:
            return _POLISH

        def work(i: int) -> None:
            raise_if_cancelled(self._cancelled)
            totals = np.empty(len(starts[i]), np.int64)
            criteria_kernels.lloyd(values, counts, starts[i], totals, _COARSE)

        workers.each(work, range(len(starts)))
        return _SETTLE

    def _seeded_start(self, i: int) -> Floats:
        """k-means++ among the coarse features; where they are too few, among all."""
        data, k = self._data, len(self._best) + 1
        given = data.features
        values, counts = data.coarse, data.coarse_counts
        if len(counts) < k:
            values, counts = given.values, given.counts
        whole = np.array([0, len(counts)], np.int64)
        features = ColourFeatures(given.space, values, counts, given.scale, data.width, whole)
        free = np.full(data.width, np.inf)
        parameters = Parameters(k=k, seed=self._seed + i)
        start = choose_start(features, parameters, bounds=(-free, free), cancelled=self._cancelled)
        return np.ascontiguousarray(start * given.scale)

    def _agreement(self, ends: Sequence[Found], threads: int | None) -> float:
        counts, k = self._data.features.counts, len(ends[0].counts)
        labels = [self._data.labels(end.centroids, threads) for end in ends]
        indices = [
            adjusted_rand(criteria_kernels.contingency(a, b, counts, k)) for a, b in combinations(labels, 2)
        ]
        return sum(indices) / len(indices)

    def _warm_start(self) -> Floats:
        """The best centroids of one cluster fewer, and the feature that lowers the inertia most beside them.

        As in fast global k-means, Likas, Vlassis & Verbeek (2003), Pattern Recognition 36(2), but among
        _CANDIDATES places, spread evenly over the inertia.
        """
        values, counts = self._data.coarse, self._data.coarse_counts
        squared, labels = np.empty(len(counts)), np.empty(len(counts), np.uint8)
        criteria_kernels.nearest(values, self._best, labels, squared)
        running = np.cumsum(counts * squared)
        places = (np.arange(_CANDIDATES) + 0.5) / _CANDIDATES * running[-1]
        candidates = np.unique(np.searchsorted(running, places))
        added = criteria_kernels.best_addition(values, counts, squared, candidates)
        return np.concatenate([self._best, values[added : added + 1].astype(np.float64)])
