"""The channel of a threshold: one number for each thing that is sorted into classes, and where it is cut.

Thresholds that are given are exact: a value of at least a threshold belongs above it, in double precision.
Thresholds that are found are those of Otsu (1979), "A threshold selection method from gray-level histograms",
IEEE Trans. Systems, Man, and Cybernetics 9(1), for any number of classes: the cuts of least variance within
the classes, which is the least inertia of k-means in one dimension. The dynamic programme of Wang & Song
(2011), "Ckmeans.1d.dp", The R Journal 3(2), finds that optimum for any k (core.cluster.starts.optimal_cut; of
more than 65,536 distinct values on a grid of so many places), and Lloyd's iteration ends on it at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Mask
from core.base.parallel import Cancel, Workers, chunks, never_cancelled
from core.image.image import AS_STORED, BandValue

# Values of one portion of work.
_CHUNK = 1 << 18


@dataclass(frozen=True, eq=False)
class Channel:
    """The values of a channel. Frozen.

    stored: (n,) of the things that are labelled, in their order. meant: what the stored numbers stand for.
    valid: (n,), or empty where all are. name: what people call it. at: the thresholds that are given,
    ascending; () where they are found.
    """

    stored: NDArray[Any]
    valid: Mask
    name: str
    at: tuple[float, ...] = ()
    meant: BandValue = AS_STORED

    def __len__(self) -> int:
        return len(self.stored)

    def values(self, part: slice) -> Floats:
        """Some of the values, in double precision."""
        return self.meant.of(self.stored[part])

    def cut(self, threads: int | None = None, cancelled: Cancel = never_cancelled) -> Bytes:
        """(n,) uint8: how many of the given thresholds are not above the value. Raises Cancelled."""
        labels = np.zeros(len(self), np.uint8)

        def work(start: int) -> None:
            part = slice(start, start + _CHUNK)
            values, found = self.values(part), labels[part]
            for threshold in self.at:
                found += values >= threshold

        with Workers(threads, cancelled) as workers:
            workers.each(work, range(0, len(self), _CHUNK))
        return labels

    def between(self, labels: Bytes, k: int, cancelled: Cancel = never_cancelled) -> tuple[float, ...]:
        """The k − 1 thresholds that cut the values as the labels (n,) do, ascending with the values.

        Each lies in the middle between the largest value below and the least one above; between whole numbers
        it is the next whole number. Raises Cancelled.
        """
        least, largest = np.full(k, np.inf), np.full(k, -np.inf)
        for part in chunks(len(self), _CHUNK, cancelled):
            values, members = self.values(part), labels[part]
            if len(self.valid):
                values, members = values[self.valid[part]], members[self.valid[part]]
            np.minimum.at(least, members, values)
            np.maximum.at(largest, members, values)
        return tuple(_middle(float(largest[i]), float(least[i + 1])) for i in range(k - 1))

    def histogram(self, weights: NDArray[np.int64] | None = None, bins: int = 256) -> ChannelHistogram:
        """How many pixels there are from the least value to the largest. weights: (n,) pixels of each."""
        low, high = np.inf, -np.inf
        for start in range(0, len(self), _CHUNK):
            values = self._valid(start)
            if len(values):
                low, high = min(low, float(values.min())), max(high, float(values.max()))
        whole = self.stored.dtype.kind in "iu" and self.meant == AS_STORED
        edges = _edges(low, high, bins, whole=whole)
        counts = np.zeros(len(edges) - 1, np.float64)
        for start in range(0, len(self), _CHUNK):
            part = slice(start, start + _CHUNK)
            its = None if weights is None else weights[part]
            if its is not None and len(self.valid):
                its = its[self.valid[part]]
            counts += np.histogram(self._valid(start), edges, weights=its)[0]
        return ChannelHistogram(edges, counts)

    def _valid(self, start: int) -> Floats:
        part = slice(start, start + _CHUNK)
        values = self.values(part)
        return values[self.valid[part]] if len(self.valid) else values


@dataclass(frozen=True, eq=False)
class ChannelHistogram:
    """edges: (bins + 1,) float64, ascending, in the units of the channel. counts: (bins,) pixels."""

    edges: Floats
    counts: Floats


def _edges(low: float, high: float, bins: int, *, whole: bool) -> Floats:
    """Of bars of the same width; around whole numbers where there are these alone."""
    if not low < high:
        return np.array([low - 0.5, low + 0.5])
    if whole:
        width = -(-int(high - low + 1) // bins)
        return np.arange(low, high + width + 1, width) - 0.5
    return np.linspace(low, high, bins + 1)


def _middle(below: float, above: float) -> float:
    middle = below + (above - below) / 2
    if below.is_integer() and above.is_integer():
        middle = float(np.ceil(middle))
    return float(middle) if middle > below else float(above)


def middles(at: Sequence[float], k: int) -> Floats:
    """(k,) where the centroid of a class would be that has no pixels: between its thresholds."""
    if not at:
        return np.zeros(k)
    ends = [at[0], *at, at[-1]]
    return np.array([low + (high - low) / 2 for low, high in pairwise(ends)])
