"""Parts: each cluster cut into a few, so that the reference knows how the colours lie inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats, Ints, freeze

# Parts of a cluster: as many as make this number together, but so many at least and at most.
_TOGETHER, _LEAST, _MOST = 32, 2, 8
ROWS_AT_ONCE = 1 << 16


@dataclass(frozen=True, eq=False)
class Parts:
    """Of k clusters. means: (m, d) float64. owner: (m,) int64, the cluster of each, from 0, ascending.

    A pixel belongs to the nearest part of its cluster.
    """

    means: Floats
    owner: Ints

    def __post_init__(self) -> None:
        freeze(self.means, self.owner)

    def of(self, rows: Floats, labels: Ints) -> Ints:
        """(n,) the part of each row; labels: the cluster of each."""
        found = np.zeros(len(rows), np.int64)
        for cluster in np.unique(labels):
            those, mine = np.flatnonzero(labels == cluster), np.flatnonzero(self.owner == cluster)
            for part, nearest, _ in nearest_to(self.means[mine], rows[those]):
                found[those[part]] = mine[nearest]
        return found


def nearest_to(centroids: Floats, rows: Floats) -> Iterator[tuple[slice, Ints, Floats]]:
    """Some rows at a time: which, their nearest centroids (ties: the first), and the squared distances."""
    norms = (centroids**2).sum(axis=1)
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = slice(start, start + ROWS_AT_ONCE)
        chosen = rows[part]
        nearest = (norms - 2 * chosen @ centroids.T).argmin(axis=1)
        yield part, nearest, ((chosen - centroids[nearest]) ** 2).sum(axis=1)


def cut_into_parts(centroids: Floats, rows: Floats, weights: Floats, labels: Ints) -> Parts:
    """Each cluster in parts: the one of the largest sum of squares is cut at its mean, across its widest
    dimension, until there are enough (the variance cut of Wu 1991, one cluster at a time).

    centroids: (k, d); rows: (n, d); weights, labels: (n,). A cluster without pixels is one part, its
    centroid.
    """
    number = min(max(_TOGETHER // len(centroids), _LEAST), _MOST)
    means, owner = [], []
    for cluster, centroid in enumerate(centroids):
        chosen = labels == cluster
        found = _cut(rows[chosen], weights[chosen], number) or [centroid]
        means += found
        owner += [cluster] * len(found)
    return Parts(np.array(means), np.array(owner, np.int64))


def _cut(rows: Floats, weights: Floats, number: int) -> list[Floats]:
    """The means (d,) of the parts; none where there is no row."""
    if not len(rows):
        return []
    pieces = [_Piece.of(rows, weights)]
    while len(pieces) < number:
        widest = max(range(len(pieces)), key=lambda i: pieces[i].worth)
        if pieces[widest].worth <= 0:
            break
        pieces[widest : widest + 1] = pieces[widest].halves()
    return [piece.mean for piece in pieces]


@dataclass(frozen=True, eq=False)
class _Piece:
    rows: Floats
    weights: Floats
    mean: Floats
    variance: Floats

    @classmethod
    def of(cls, rows: Floats, weights: Floats) -> _Piece:
        mean = weights @ rows / weights.sum()
        variance = weights @ (rows - mean) ** 2 / weights.sum()
        # Rows that are all alike differ from their mean by rounding alone.
        variance[rows.min(axis=0) == rows.max(axis=0)] = 0.0
        return cls(rows, weights, mean, variance)

    @property
    def worth(self) -> float:
        return float(self.weights.sum() * self.variance.max())

    def halves(self) -> list[_Piece]:
        axis = int(self.variance.argmax())
        low = self.rows[:, axis] <= self.mean[axis]
        return [_Piece.of(self.rows[side], self.weights[side]) for side in (low, ~low)]
