"""Rows that stand for many pixels each: means of superpixels, say, as observations for k-means."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.base.parallel import Workers
from core.cluster.lloyd.kmeans import Assigning, Assignment, squared_rows
from core.cluster.lloyd.rows import Rows


class WeightedRows(Rows):
    """n rows, each for so many pixels: few enough to look at all of them in every iteration. Immutable.

    steps: (n, dimensions) int32. weights: (n,) int64, each at least 1. scale: steps in one unit.
    """

    def __init__(self, steps: NDArray[np.int32], weights: Ints, scale: float) -> None:
        super().__init__(steps, np.empty(0, np.bool_), scale)
        self.weights, self.number = weights, int(weights.sum())
        self.sums = (steps * weights[:, None]).sum(axis=0)
        squares = (sum(value * value for value in row) for row in steps.tolist())
        self.square_sum = sum(
            weight * square for weight, square in zip(weights.tolist(), squares, strict=True)
        )

    def assigning(self, k: int) -> Assigning:
        rows, weighted = self._steps.astype(np.float64), self._steps * self.weights[:, None]

        def assign(centroids: Floats, _workers: Workers) -> Assignment:
            least, labels = np.full(len(rows), np.inf), np.zeros(len(rows), np.uint8)
            for j in range(k):
                squared = squared_rows(rows - centroids[j])
                nearer = squared < least
                least[nearer], labels[nearer] = squared[nearer], j
            sums, totals = np.zeros((k, self.width), np.int64), np.zeros(k, np.int64)
            np.add.at(sums, labels, weighted)
            np.add.at(totals, labels, self.weights)
            return Assignment(labels, sums, totals)

        return assign

    def sample(self, size: int) -> Ints:
        """The rows of at most `size` pixels, evenly spread: a row as often as it has pixels among them."""
        even = np.linspace(0, self.number - 1, min(size, self.number)).astype(np.int64)
        places: Ints = np.searchsorted(np.cumsum(self.weights), even, side="right")
        return places

    def start_features(self, k: int) -> tuple[NDArray[np.int32], Ints]:  # noqa: ARG002 - pixels need it
        """Distinct features (m, dimensions) and the pixels of each: all there are."""
        values, place = np.unique(self._steps, axis=0, return_inverse=True)
        counts = np.zeros(len(values), np.int64)
        np.add.at(counts, place.reshape(-1), self.weights)
        return np.ascontiguousarray(values), counts


def weighted_means(sums: NDArray[Any], weights: Ints, scale: float) -> tuple[NDArray[np.int32], float]:
    """(n, dimensions) the means of whole steps, and how many of its steps are in a unit now.

    sums: (n, dimensions) int64 of rows in `scale` steps a unit. As fine as squares of many dimensions allow,
    halves up.
    """
    largest = int(np.abs(sums // weights[:, None]).max(initial=0)) + 1
    finer = max(0, min(10, 24 - largest.bit_length()))
    steps = ((sums << (finer + 1)) + weights[:, None]) // (2 * weights[:, None])
    return steps.astype(np.int32), scale * 2.0**finer
