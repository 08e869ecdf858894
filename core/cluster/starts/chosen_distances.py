"""How far every feature is from the nearest of those chosen so far: what k-means++ and maximin ask.

Integers throughout, so that every sum is exact in any order. Each cell of neighbouring features remembers
its sum and its largest distance: a candidate that lies farther from the cell's box than that changes
nothing in it, and the cell is passed over.
"""

from __future__ import annotations

import numpy as np

from core.base.arrays import Ints
from core.base.parallel import Cancel, Workers, chunks, never_cancelled, raise_if_cancelled
from core.cluster.colours.colour import ColourFeatures
from core.cluster.starts import distance_kernels

# Features and candidates that are worth a second thread.
_WORTH_A_THREAD = 200_000
# The same between two looks at `cancelled`.
_AT_ONCE = 4_000_000
# Distances that are set at once: new memory is slow where other programs want some, too.
_SET_AT_ONCE = 1 << 20


def pick_weighted(weights: Ints, target: int) -> int:
    """The first place at which the running sum of the weights exceeds target, which is less than all."""
    return int(np.searchsorted(np.cumsum(weights), target, side="right"))


class ChosenDistances:
    """Squared distances in the features' fixed-point units, divided by a unit and cut to whole numbers.

    unit: None for one of which no sum over the pixels exceeds 63 bits. Making it raises Cancelled.
    """

    def __init__(
        self, features: ColourFeatures, unit: int | None = None, cancelled: Cancel = never_cancelled
    ) -> None:
        self._features = features
        cells, begins, columns = len(features.starts) - 1, features.starts[:-1], features.values.shape[1]
        # The kernels count on three columns; zeros are in no one's way.
        self._values = np.pad(features.values, ((0, 0), (0, 3 - columns))) if columns < 3 else features.values
        self._low = np.minimum.reduceat(self._values, begins, axis=0)
        raise_if_cancelled(cancelled)
        self._high = np.maximum.reduceat(self._values, begins, axis=0)
        raise_if_cancelled(cancelled)
        self._unit = self._safe_unit() if unit is None else unit
        # Nothing is chosen yet: everything is infinitely far.
        infinite = np.iinfo(np.int64).max
        self._squared = np.empty(len(features), np.int64)
        for part in chunks(len(features), _SET_AT_ONCE, cancelled):
            self._squared[part] = infinite
        self._most = np.full(cells, infinite, np.int64)
        self._potentials = np.zeros(cells, np.int64)

    @property
    def potential(self) -> int:
        """The sum over the pixels of the squared distances: the potential of k-means++."""
        return int(self._potentials.sum())

    def choose(self, feature: int) -> None:
        f = self._features
        distance_kernels.choose_feature(
            f.starts, self._values, f.counts, self._low, self._high, self._unit, feature,
            self._squared, self._most, self._potentials,
        )  # fmt: skip

    def potentials_with(self, candidates: Ints, workers: Workers) -> Ints:
        """(candidates,) int64: the potential that would be left, were each of them chosen alone."""
        f = self._features
        distances = len(f) * len(candidates)
        threads = workers.number if distances > _WORTH_A_THREAD else 1
        portions = f.portions(max(threads, distances // _AT_ONCE))
        sums = np.zeros((len(portions), len(candidates)), np.int64)

        def work(i: int) -> None:
            distance_kernels.add_potentials(
                *portions[i], f.starts, self._values, f.counts, self._low, self._high, self._unit, candidates,
                self._squared, self._most, self._potentials, sums[i],
            )  # fmt: skip

        workers.each(work, range(len(portions)))
        total: Ints = sums.sum(axis=0)
        return total

    def at(self, target: int) -> int:
        """The first feature at which the running sum of the potential exceeds target, which is less."""
        running = np.cumsum(self._potentials)
        cell = int(np.searchsorted(running, target, side="right"))
        begin, end = self._features.starts[cell], self._features.starts[cell + 1]
        before = int(running[cell] - self._potentials[cell])
        counts, squared = self._features.counts[begin:end], self._squared[begin:end]
        return int(begin) + pick_weighted(counts * squared, target - before)

    def farthest(self) -> int:
        """The feature that is farthest from all chosen, the first of several."""
        cell = int(np.argmax(self._most))
        begin, end = self._features.starts[cell], self._features.starts[cell + 1]
        return int(begin) + int(np.argmax(self._squared[begin:end]))

    def _safe_unit(self) -> int:
        sides = self._high.max(axis=0).astype(np.int64) - self._low.min(axis=0)
        most = sum(side**2 for side in sides.tolist()) * int(self._features.counts.sum())
        unit = max(int(self._features.scale), 1)
        return int(unit << max((most // unit).bit_length() - 63, 0))
