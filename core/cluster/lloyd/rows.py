"""Pixels of any bands as observations for k-means: a row of whole steps each.

What core.cluster.lloyd.cells.Cells is for distinct colours: data with too many distinct values to count.

Memory: 2 bytes a pixel and band where all steps fit 16 bits, as those of scaled bands nearly always do, else
4; and 5 bytes a pixel in each run. They are always held: the picture itself is in memory, and its rows are no
larger than it, but for bands of 8 bits and whole numbers of 16 that are not scaled, where they take twice as
much. What is read in tiles has no rows.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints, Mask
from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.cluster.lloyd import row_kernels
from core.cluster.lloyd.bands import BandScale
from core.cluster.lloyd.kmeans import Assigning
from core.cluster.lloyd.row_run import RowRun
from core.cluster.lloyd.row_steps import steps_of, sums_of
from core.image.image import PixelArray

# Pixels of one portion of work.
_CHUNK = 1 << 18
# The start is chosen among the distinct features of this many pixels, evenly spread over the image.
_START_PIXELS = 1 << 17
# Candidates for the farthest that are compared at a time.
_CANDIDATES = 1 << 12
# Distinct numbers of a line that are counted in a table.
_MOST_BINS = 1 << 24

# Squared distances (m,), descending, the pixels (m,) and their features (m, dimensions).
_Farthest = tuple[Floats, Ints, NDArray[np.int32]]


class Rows:
    """Pixels as fixed-point steps. Immutable after construction, which raises Cancelled.

    steps: (n, dimensions) int16 or int32, C-contiguous; 0 where not valid. valid: (n,), or empty where all
    are. scale: steps in one unit.
    """

    def __init__(
        self, steps: NDArray[Any], valid: Mask, scale: float, cancelled: Cancel = never_cancelled
    ) -> None:
        self._steps, self.valid = steps, valid
        self.scale, self.dimensions = scale, steps.shape[1]
        self.width = self.dimensions
        self.number = int(np.count_nonzero(valid)) if len(valid) else len(steps)
        self.sums, self.square_sum = sums_of(steps, cancelled)

    @classmethod
    def of(
        cls, pixels: PixelArray, valid: Mask, scale: BandScale, cancelled: Cancel = never_cancelled
    ) -> Rows:
        """The features of pixels (n, bands of the image). Raises Cancelled."""
        return cls(steps_of(pixels, valid, scale, cancelled), valid, scale.scale, cancelled)

    def __len__(self) -> int:
        return len(self._steps)

    def assigning(self, k: int) -> Assigning:
        """For one run of k centroids: rows that cannot change are passed over."""
        return RowRun(self._steps, self.valid, self.sums, self.number, k).assign

    def farthest(
        self, centroids: Floats, labels: Bytes, number: int, cancelled: Cancel = never_cancelled
    ) -> Floats:
        """(number, dimensions): the features farthest from their centroids, each once, ties by place."""
        best: _Farthest = np.empty(0), np.empty(0, np.int64), np.empty((0, self.dimensions), np.int32)
        for part in chunks(len(self), _CHUNK, cancelled):
            squared = np.empty(len(labels[part]))
            row_kernels.squared_distances(
                self._steps[part], self.valid[part], centroids, labels[part], squared
            )
            best = self._merged(best, squared, part.start, number, cancelled)
        return best[2].astype(np.float64)

    def sample(self, size: int) -> Ints:
        """Places of at most `size` valid pixels, evenly spread."""
        places = np.flatnonzero(self.valid) if len(self.valid) else None
        n = len(self) if places is None else len(places)
        even = np.linspace(0, n - 1, min(size, n)).astype(np.int64)
        return even if places is None else places[even]

    def start_features(self, k: int) -> tuple[NDArray[np.int32], Ints]:
        """Distinct features (m, dimensions) and how many of the sampled pixels have each.

        Where the sample has fewer than k, all pixels are looked at.
        """
        values, counts = _distinct(self._features(self.sample(_START_PIXELS)))
        if len(counts) < k and len(self) > _START_PIXELS:
            values, counts = _distinct(self._features(self.sample(len(self))))
        return values, counts

    def steps_at(self, places: slice | Ints) -> NDArray[Any]:
        """(n, dimensions) the steps of some pixels, as they are kept."""
        found: NDArray[Any] = self._steps[places]
        return found

    def part(self, places: Ints) -> Rows:
        """These pixels, all valid."""
        return Rows(self._steps[places], self.valid[:0], self.scale)

    def features_at(self, places: Ints) -> Floats:
        """(n, dimensions) features in units, of pixels counted row by row; 0 where not valid."""
        return self._features(places) / self.scale

    def _features(self, places: Ints) -> NDArray[np.int32]:
        return self._steps[places].astype(np.int32)

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


class LineRows(Rows):
    """Rows of one number each: all are looked at for a start, so that an optimum is one of all pixels."""

    def start_features(self, k: int) -> tuple[NDArray[np.int32], Ints]:  # noqa: ARG002 - all that there are
        return self._all_distinct

    @cached_property
    def _all_distinct(self) -> tuple[NDArray[np.int32], Ints]:
        steps = self._steps[:, 0]
        low, high = int(steps.min(initial=0)), int(steps.max(initial=0))
        if high - low >= _MOST_BINS:
            values, counts = np.unique(steps[self.valid] if len(self.valid) else steps, return_counts=True)
            return values.astype(np.int32)[:, None], counts.astype(np.int64)
        counts = np.zeros(high - low + 1, np.int64)
        for part in chunks(len(steps), _CHUNK, never_cancelled):
            its = steps[part][self.valid[part]] if len(self.valid) else steps[part]
            # Not by bincount, which makes a table as large for every chunk.
            np.add.at(counts, its.astype(np.int64) - low, 1)
        there = np.flatnonzero(counts)
        return (there + low).astype(np.int32)[:, None], counts[there]


def _distinct(values: NDArray[np.int32]) -> tuple[NDArray[np.int32], Ints]:
    rows, counts = np.unique(values, axis=0, return_counts=True)
    return np.ascontiguousarray(rows), counts.astype(np.int64)
