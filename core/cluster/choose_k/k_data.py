"""What choosing k works on: distinct features with their counts, and a coarse copy to begin with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints
from core.base.parallel import Cancel, raise_if_cancelled
from core.cluster.choose_k import criteria_kernels
from core.cluster.colours.colour import ColourFeatures
from core.cluster.lloyd.cells import Cells
from core.cluster.lloyd.kmeans import assign_to, iterate
from core.cluster.prepared.prepared_image import PreparedImage

# Inertia within the cells, as a part of the whole, above which they are too coarse to begin with.
_COARSEST = 0.05
# Distinct features of pixels that are no colours, at most; and of those to begin with.
_SAMPLE, _FEW = 1 << 15, 1 << 13


@dataclass(frozen=True, eq=False)
class Found:
    """centroids: (k, width) in fixed-point steps. counts: (k,) int64, pixels. inertia: in steps²."""

    centroids: Floats
    counts: Ints
    inertia: float


class HasFeatures(Protocol):
    """What k can be chosen for: a picture made ready for clustering, or any rows of numbers."""

    def start_features(self, k: int) -> ColourFeatures:
        """Distinct features, at least k of them where there are so many."""
        ...


class KData:
    """Of colours all distinct features; of other bands those of a sample of pixels, evenly spread.

    features: all that the criteria look at. coarse: (m, width) int32, coarse_counts: (m,) int64.
    """

    def __init__(self, prepared: HasFeatures, most: int) -> None:
        """most: the highest k that will be asked for."""
        features = prepared.start_features(most)
        self._cells = prepared.cells if isinstance(prepared, PreparedImage) else None
        self.features = features if self._cells is not None else _thinned(features)
        self.coarse, self.coarse_counts = self._coarse()

    @property
    def width(self) -> int:
        return int(self.features.values.shape[1])

    @property
    def pixels(self) -> int:
        return int(self.features.counts.sum())

    def mean(self) -> Floats:
        """(1, width): of all pixels, in steps."""
        sums = (self.features.counts[:, None] * self.features.values).sum(axis=0)
        mean: Floats = sums[None, :] / self.pixels
        return mean

    def polish(self, centroids: Floats, max_iter: int, cancelled: Cancel, threads: int | None) -> Found:
        """Lloyd's iteration on all features, from centroids (k, width) in steps. Raises Cancelled."""
        if self._cells is None:
            return self._polish_sample(centroids, max_iter, cancelled)
        for step in iterate(self._cells, self.in_units(centroids), max_iter=max_iter, threads=threads):  # noqa: B007
            raise_if_cancelled(cancelled)
        scale = self.features.scale
        return Found(self._in_steps(step.centroids), step.counts, step.inertia * (scale * scale))

    def labels(self, centroids: Floats, threads: int | None) -> Bytes:
        """(features,) uint8: the nearest of the centroids (k, width) in steps."""
        if self._cells is not None:
            return assign_to(self._cells, self.in_units(centroids), threads)
        labels = np.empty(len(self.features), np.uint8)
        criteria_kernels.nearest(self.features.values, centroids, labels, np.empty(len(labels)))
        return labels

    def in_units(self, centroids: Floats) -> Floats:
        """(k, dimensions), of centroids in steps."""
        return centroids[:, : self.features.dimensions] / self.features.scale

    def _in_steps(self, centroids: Floats) -> Floats:
        steps = np.zeros((len(centroids), self.width))
        steps[:, : centroids.shape[1]] = centroids * self.features.scale
        return steps

    def _polish_sample(self, centroids: Floats, max_iter: int, cancelled: Cancel) -> Found:
        moved, counts = centroids.copy(), np.empty(len(centroids), np.int64)
        inertia = 0.0
        for _ in range(max_iter):
            raise_if_cancelled(cancelled)
            before = moved.copy()
            inertia = criteria_kernels.lloyd(self.features.values, self.features.counts, moved, counts, 1)
            if np.array_equal(before, moved):
                break
        return Found(moved, counts, inertia)

    def _coarse(self) -> tuple[NDArray[np.int32], Ints]:
        """The means of the cells, where they are near enough to what they stand for; of a sample a part."""
        values, counts, cells = self.features.values, self.features.counts, self._cells
        if cells is None:
            step = -(-len(counts) // _FEW)
            return np.ascontiguousarray(values[::step]), np.ascontiguousarray(counts[::step])
        if len(cells.totals) * 4 > len(counts) or _within(cells) > _COARSEST:
            return values, counts
        return np.rint(cells.sums / cells.totals[:, None]).astype(np.int32), cells.totals


def _thinned(features: ColourFeatures) -> ColourFeatures:
    """At most _SAMPLE of the distinct features, evenly along their order."""
    step = -(-len(features) // _SAMPLE)
    values = np.ascontiguousarray(features.values[::step])
    counts = np.ascontiguousarray(features.counts[::step])
    return replace(features, values=values, counts=counts, starts=np.array([0, len(counts)], np.int64))


def _within(cells: Cells) -> float:
    """The part of the inertia that is within the cells."""
    means = cells.sums / cells.totals[:, None]
    explained = float(np.cumsum((means * means).sum(axis=1) * cells.totals)[-1])
    pixels = int(cells.totals.sum())
    mean = [int(s) / pixels for s in cells.sums.sum(axis=0)]
    total = cells.square_sum - sum(m * m for m in mean) * pixels
    return (cells.square_sum - explained) / total if total > 0 else 1.0
