"""How a run of Lloyd's iteration finds the nearest centroids of rows without looking at every row.

A row remembers how far centroids may move before it must be looked at again: the two bounds of Hamerly
(2010), "Making k-means even faster", SDM, in one number. No bound decides a label: what is passed over is
what rounding could not change either (core.cluster.lloyd.row_kernels.assign_rows), and the labels are those
of comparing every row with every centroid.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints, Mask
from core.base.parallel import Workers
from core.cluster.lloyd import row_kernels
from core.cluster.lloyd.kmeans import Assignment
from core.cluster.lloyd.odometers import Odometers

# Rows of one portion of work: fewer where each is so much of it that a cancel would wait for the portion.
_CHUNK, _LEAST, _DIFFERENCES = 1 << 18, 1 << 14, 1 << 28
# Rows that are looked at together.
_TOGETHER = 256


class RowRun:
    """The state of one run of k centroids: all labels, their sums, and when to look at each row again.

    steps: (n, dimensions) int16 or int32. valid: (n,) or empty. sums: (dimensions,), over the `number` valid
    rows.
    """

    def __init__(self, steps: NDArray[Any], valid: Mask, sums: Ints, number: int, k: int) -> None:
        n, dimensions = steps.shape
        self._steps, self._odometers, self._lock = steps, Odometers(k), Lock()
        # To begin with all belong to the first centroid, and all are due; what is not valid never is.
        self._labels, self._due = np.zeros(n, np.uint8), np.full(n, -1, np.float32)
        if len(valid):
            self._due[~valid] = np.inf
        self._sums, self._totals = np.zeros((k, dimensions), np.int64), np.zeros(k, np.int64)
        self._sums[0], self._totals[0] = sums, number
        self._chunk = min(_CHUNK, max(_LEAST, _DIFFERENCES // (k * dimensions)))

    def assign(self, centroids: Floats, workers: Workers) -> Assignment:
        """Assign to centroids (k, dimensions) in fixed-point steps."""
        self._odometers.count(centroids)
        starts = range(0, len(self._labels), self._chunk)

        def work(i: int) -> None:
            part = slice(starts[i], starts[i] + self._chunk)
            sums, totals = np.zeros_like(self._sums), np.zeros_like(self._totals)
            row_kernels.assign_rows(
                self._steps[part], centroids, self._odometers.near, self._labels[part], self._due[part],
                sums, totals, *_work_space(sums.shape[1]),
            )  # fmt: skip
            with self._lock:
                self._sums += sums
                self._totals += totals

        workers.each(work, range(len(starts)))
        return Assignment(self._labels, self._sums.copy(), self._totals.copy())


def _work_space(dimensions: int) -> tuple[NDArray[np.int32], Floats, Floats]:
    return np.empty(_TOGETHER, np.int32), np.empty((dimensions, _TOGETHER)), np.empty((4, _TOGETHER))
