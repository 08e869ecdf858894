"""Out of a local minimum: a centroid is taken from where it is missed least to where it helps most.

Lloyd's iteration moves centroids only a little, so that one which two clusters need and another which one
has too many of never meet. After several restarts that is put right here, and Lloyd's iteration goes on
from what was found (docs/adr/0017-swaps.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from core.base.arrays import Floats
from core.base.parallel import Cancel, Workers, never_cancelled, raise_if_cancelled
from core.cluster.colours.colour import ColourFeatures
from core.cluster.starts import swap_kernels
from core.cluster.starts.deterministic_starts import optimal_cut

# Ends of restarts that the search begins at, the best first; and the optimal cut.
_SOURCES = 3
# Swaps tried in a row without success before a search ends.
_TRIES = 64
# Distances that a search may compute: some two seconds of one processor, whatever the picture and k.
_BUDGET = 4_000_000_000
# Places tried for the centroid that moves, spread evenly over the inertia.
_PLACES = 64
# A swap that after so many iterations is this much worse than what there is, is given up.
_GLANCE, _HOPELESS = 10, 0.003
# More features than these are looked at in cells, so many a cluster, or else thinned to this number.
_FEW, _CELLS = 1 << 14, 32


def swapped(
    features: ColourFeatures,
    ends: Sequence[Floats],
    *,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Floats:
    """(k, dimensions) in units of the space: a start for Lloyd's iteration from the ends of other runs.

    ends: (k, dimensions) each, in units, the best first. A centroid moves from where its loss costs least
    to where it gains most, Lloyd's iteration settles them, and the swap is kept if the inertia is less, as
    in Kaukoranta, Fränti & Nevalainen (1998), "Iterative split-and-merge algorithm for vector quantization
    codebook generation", Optical Engineering 37(10), and Fränti & Kivijärvi (2000), "Randomised local
    search algorithm for the clustering problem", Pattern Analysis & Applications 3, here without chance.
    It works on the means of the cells of colours, so that the exact inertia may, rarely, be no less.
    With one axis it is the optimal cut, the least inertia there is. The same for any number of threads.
    Raises Cancelled.
    """
    k, dimensions = ends[0].shape
    cut = optimal_cut(features, k, cancelled)
    if dimensions == 1:
        return cut[:, :1] / features.scale
    columns, counts = _condensed(features, k)
    sources = [np.ascontiguousarray(end * features.scale) for end in ends[:_SOURCES]]
    sources.append(np.ascontiguousarray(cut[:, :dimensions]))
    found: list[tuple[float, Floats]] = [(np.inf, source) for source in sources]

    def work(i: int) -> None:
        found[i] = _Search(columns, counts, sources[i], cancelled).best()

    with Workers(threads, cancelled) as workers:
        workers.each(work, range(len(sources)))
    _, centroids = min(found, key=lambda pair: pair[0])
    return centroids / features.scale


class _Search:
    """One local search from centroids (k, width) in steps."""

    def __init__(self, columns: Floats, counts: Floats, centroids: Floats, cancelled: Cancel) -> None:
        self._kernels = swap_kernels
        self._columns, self._counts, self._cancelled = columns, counts, cancelled
        self._centroids, self._left = centroids.copy(), _BUDGET
        self._inertia = self._settled(self._centroids)

    def best(self) -> tuple[float, Floats]:
        """Inertia and centroids where no swap helps any more."""
        while self._inertia > 0 and self._left > 0 and self._improved():
            pass
        return self._inertia, self._centroids

    def _improved(self) -> bool:
        """Whether a swap helped; it is kept."""
        for place, moved in self._swaps():
            raise_if_cancelled(self._cancelled)
            trial = self._centroids.copy()
            trial[moved] = self._columns[:, place]
            inertia = self._moved(trial, _GLANCE)
            if inertia < self._inertia * (1 + _HOPELESS):
                inertia = self._settled(trial)
            # Less by more than rounding, or two equal minima could take turns for ever.
            if inertia < self._inertia * (1 - 1e-9):
                self._inertia, self._centroids = inertia, trial
                return True
        return False

    def _settled(self, centroids: Floats) -> float:
        """Move the centroids to their fixed point; their inertia."""
        inertia = np.inf
        while True:
            last, inertia = inertia, self._moved(centroids, 2 * _GLANCE)
            # At the fixed point nothing moves, and rounding decides between two.
            if inertia >= last or self._left <= 0:
                return inertia
            raise_if_cancelled(self._cancelled)

    def _moved(self, centroids: Floats, most: int) -> float:
        """Lloyd's iteration for at most so many updates; the inertia."""
        inertia, assigned = self._kernels.lloyd_in_blocks(self._columns, self._counts, centroids, most)
        self._left -= assigned * len(self._counts) * len(centroids)
        return float(inertia)

    def _swaps(self) -> Iterator[tuple[int, int]]:
        """The most promising (feature to go to, centroid that goes), of each two clusters the best."""
        columns, counts = self._columns, self._counts
        n, k = columns.shape[1], len(self._centroids)
        labels, squared, lost = np.empty(n, np.int64), np.empty(n), np.empty(k)
        self._kernels.losses(columns, counts, self._centroids, labels, squared, lost)
        running = np.cumsum(counts * squared)
        evenly = (np.arange(_PLACES) + 0.5) / _PLACES * running[-1]
        places = np.unique(np.searchsorted(running, evenly))
        gained = np.empty(len(places))
        self._kernels.gains(columns, counts, squared, places, gained)
        promise = gained[:, None] - lost[None, :]
        tried: set[tuple[int, int]] = set()
        for pair in np.argsort(-promise, axis=None, kind="stable").tolist():
            place, moved = divmod(pair, k)
            clusters = int(labels[places[place]]), moved
            if clusters[0] == moved or clusters in tried:
                continue
            tried.add(clusters)
            yield int(places[place]), moved
            if len(tried) == _TRIES or self._left <= 0:
                return


def _condensed(features: ColourFeatures, k: int) -> tuple[Floats, Floats]:
    """Columns (dimensions, n) and counts (n,), float64: all features, the means of their cells, or a part."""
    values, counts = features.values[:, : features.dimensions], features.counts
    if len(counts) > _FEW:
        if len(features.starts) > _CELLS * k:
            begins = features.starts[:-1]
            totals = np.add.reduceat(counts, begins)
            sums = np.add.reduceat(values * counts[:, None], begins, axis=0)
            return np.ascontiguousarray((sums / totals[:, None]).T), totals.astype(np.float64)
        step = -(-len(counts) // _FEW)
        values, counts = values[::step], counts[::step]
    return np.ascontiguousarray(values.T, dtype=np.float64), counts.astype(np.float64)
