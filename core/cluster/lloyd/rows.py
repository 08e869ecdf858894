"""Pixels of any bands as observations for k-means: every pixel is visited, in chunks, nothing is copied.

What core.cluster.lloyd.cells.Cells is for distinct colours: data with too many distinct values to count.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints
from core.base.parallel import Cancel, Workers, chunks, never_cancelled, raise_if_cancelled
from core.cluster.lloyd import row_kernels
from core.cluster.lloyd.bands import LIMIT, BandScale
from core.cluster.lloyd.kmeans import Assigning, Assignment
from core.image.image import Image, flat

# Pixels of one portion of work. Features are made of the stored pixels in passing: 8 bytes a band at a time.
_CHUNK = 1 << 18
# The start is chosen among the distinct features of this many pixels, evenly spread over the image.
_START_PIXELS = 1 << 17
# Candidates for the farthest that are compared at a time.
_CANDIDATES = 1 << 12

# Squared distances (m,), descending, the pixels (m,) and their features (m, dimensions).
_Farthest = tuple[Floats, Ints, NDArray[np.int32]]


class Rows:
    """The valid pixels of an image under a BandScale. Immutable after construction (raises Cancelled)."""

    def __init__(self, image: Image, scale: BandScale, cancelled: Cancel = never_cancelled) -> None:
        self._pixels, self._valid = flat(image)
        self._scale = scale
        self.scale, self.dimensions = scale.scale, len(scale.bands)
        self.width = self.dimensions
        self.square_sum = self._square_sum(cancelled)

    def assigning(self, k: int) -> Assigning:  # noqa: ARG002 - cells need it
        """Every pixel is visited each time."""
        return self._assign

    def _assign(self, centroids: Floats, workers: Workers) -> Assignment:
        """Assign every valid pixel to the nearest of the centroids (k, dimensions) in fixed-point steps."""
        n, k = len(self._pixels), len(centroids)
        labels = np.empty(n, np.uint8)
        starts = range(0, n, _CHUNK)
        sums = np.zeros((len(starts), k, self.dimensions), np.int64)
        totals = np.zeros((len(starts), k), np.int64)

        def work(i: int) -> None:
            part = slice(starts[i], starts[i] + _CHUNK)
            row_kernels.assign_rows(
                self._pixels[part],
                self._valid[part],
                *self._plan,
                centroids,
                labels[part],
                sums[i],
                totals[i],
            )

        workers.each(work, range(len(starts)))
        return Assignment(labels, sums.sum(axis=0), totals.sum(axis=0))

    def farthest(
        self, centroids: Floats, labels: Bytes, number: int, cancelled: Cancel = never_cancelled
    ) -> Floats:
        """(number, dimensions): the features farthest from their centroids, each once, ties by place."""
        best: _Farthest = np.empty(0), np.empty(0, np.int64), np.empty((0, self.dimensions), np.int32)
        for part in chunks(len(self._pixels), _CHUNK, cancelled):
            squared = np.empty(len(labels[part]))
            row_kernels.squared_distances(
                self._pixels[part], self._valid[part], *self._plan, centroids, labels[part], squared
            )
            best = self._merged(best, squared, part.start, number, cancelled)
        return best[2].astype(np.float64)

    def sample(self, size: int) -> Ints:
        """Places of at most `size` valid pixels, evenly spread."""
        places = np.flatnonzero(self._valid) if len(self._valid) else None
        n = len(self._pixels) if places is None else len(places)
        even = np.linspace(0, n - 1, min(size, n)).astype(np.int64)
        return even if places is None else places[even]

    def start_features(self, k: int) -> tuple[NDArray[np.int32], Ints]:
        """Distinct features (m, dimensions) and how many of the sampled pixels have each.

        Where the sample has fewer than k, all pixels are looked at.
        """
        values, counts = _distinct(self._features(self.sample(_START_PIXELS)))
        if len(counts) < k and len(self._pixels) > _START_PIXELS:
            values, counts = _distinct(self._features(self.sample(len(self._pixels))))
        return values, counts

    def part(self, places: Ints) -> tuple[Image, Rows]:
        """These pixels, all valid, as one row of an image, and what they are under the same scale."""
        image = Image(np.ascontiguousarray(self._pixels[places][None]))
        return image, Rows(image, self._scale)

    def features_at(self, places: Ints) -> Floats:
        """(n, dimensions) features in units, of pixels counted row by row."""
        return self._features(places) / self.scale

    @property
    def _plan(self) -> tuple[Ints, Floats, Floats, float]:
        return self._scale.bands, self._scale.offset, self._scale.factor, LIMIT

    def _features(self, places: Ints) -> NDArray[np.int32]:
        values = np.empty((len(places), self.dimensions), np.int32)
        row_kernels.features_of(self._pixels, places, *self._plan, values)
        return values

    def _square_sum(self, cancelled: Cancel) -> int:
        total = 0
        for part in chunks(len(self._pixels), _CHUNK, cancelled):
            high, low = row_kernels.square_sums(self._pixels[part], self._valid[part], *self._plan)
            total += (int(high) << 20) + int(low)
        return total

    def _merged(
        self, best: _Farthest, squared: Floats, start: int, number: int, cancelled: Cancel
    ) -> _Farthest:
        """The `number` farthest so far, no feature twice, ties to the pixel that comes first."""
        floor = best[0][-1] if len(best[0]) == number else 0.0
        # Only what is farther than the last of a full list can take its place.
        places = np.flatnonzero((squared > floor) | ((squared == 0.0) & (len(best[0]) < number)))
        places = places[np.argsort(-squared[places], kind="stable")]
        for begin in range(0, len(places), _CANDIDATES):
            raise_if_cancelled(cancelled)
            if len(best[0]) == number and squared[places[begin]] <= best[0][-1]:
                break
            chosen = places[begin : begin + _CANDIDATES]
            distances = np.concatenate((best[0], squared[chosen]))
            where = np.concatenate((best[1], chosen + start))
            values = np.concatenate((best[2], self._features(chosen + start)))
            order = np.lexsort((where, -distances))
            _, first = np.unique(values[order], axis=0, return_index=True)
            kept = order[np.sort(first)[:number]]
            best = distances[kept], where[kept], values[kept]
        return best


def _distinct(values: NDArray[np.int32]) -> tuple[NDArray[np.int32], Ints]:
    rows, counts = np.unique(values, axis=0, return_counts=True)
    return np.ascontiguousarray(rows), counts.astype(np.int64)
