"""Which pictures are most like one, and how typical each is of its cluster.

All of it in blocks: of 100,000 vectors of 1,280 numbers no copy is made.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.base.parallel import Cancel, chunks, never_cancelled
from core.collection.method import Vectors

# Numbers of one block: 64 MB of float64.
_AT_ONCE = 1 << 23
# Cosines of one block: 128 MB in single precision.
_COSINES = 1 << 25
# Cosines that differ by less are equal: single precision leaves no more.
_DIGITS = 6


def neighbours(
    rows: Vectors, number: int, *, of: Ints | None = None, cancelled: Cancel = never_cancelled
) -> tuple[Ints, NDArray[np.float32]]:
    """(m, number) int64, the rows most like each of m by the cosine of their vectors, itself left out, and
    (m, number) float32, the cosines, to six decimals. The most like first, of equals the earlier row.

    rows: (n, d). number: at most n − 1. of: (m,) the rows that are asked for; all where it is None. A vector
    of zeros is like none: 0. Raises Cancelled.
    """
    asked = np.arange(len(rows)) if of is None else np.asarray(of, np.int64)
    lengths = _lengths(rows, cancelled).astype(rows.dtype)
    places = np.empty((len(asked), number), np.int64)
    cosines = np.empty((len(asked), number), np.float32)
    for part in chunks(len(asked), max(1, _COSINES // len(rows)), cancelled):
        some = asked[part]
        likeness = (rows[some] / lengths[some][:, None]).astype(rows.dtype) @ rows.T
        likeness /= lengths
        likeness.round(_DIGITS, out=likeness).clip(-1.0, 1.0, out=likeness)
        likeness[np.arange(len(some)), some] = -np.inf
        for i, row in enumerate(likeness, start=part.start):
            places[i] = _greatest(row, number)
            cosines[i] = row[places[i]]
    return places, cosines


def typicality(rows: Vectors, labels: Ints, cancelled: Cancel = never_cancelled) -> Floats:
    """(n,) float64: 1 at the mean of its cluster, 0 where the mean of another is as near or nearer; NaN for
    noise. Where there is one cluster only, 0 is the farthest of it.

    rows: (n, d), as they were clustered. labels: (n,) clusters from 1, −1 for noise. It is 1 − a / b with the
    distances a to the own and b to the nearest other mean: the simplified silhouette of Hruschka, de Castro &
    Campello (2004), not below 0. Raises Cancelled.
    """
    clusters = np.unique(labels[labels > 0])
    if not len(clusters):
        return np.full(len(rows), np.nan)
    means = cluster_means(rows, labels, clusters, cancelled)
    own, other = np.zeros(len(rows)), np.full(len(rows), np.inf)
    for part in _blocks(rows, len(clusters), cancelled):
        values = rows[part].astype(np.float64)
        places = np.searchsorted(clusters, labels[part]).clip(0, len(clusters) - 1)
        own[part] = np.sqrt(np.square(values - means[places]).sum(axis=1))
        if len(clusters) > 1:
            other[part] = _nearest_other(values, means, places)
    if len(clusters) == 1:
        other[:] = own[labels > 0].max()
    found = 1.0 - np.divide(own, other, out=np.where(own > 0, 1.0, 0.0), where=other > 0)
    return np.where(labels > 0, found.clip(0.0, 1.0), np.nan)


def typical_first(values: Floats, places: Ints, *, doubtful: bool = False) -> Ints:
    """The places (m,), the most typical first, or the most doubtful; of equals the earlier one.

    values: (n,) of `typicality`. Noise, which has none, comes last.
    """
    order: Ints = np.sort(places)
    merit = values[order] if doubtful else -values[order]
    return order[np.argsort(merit, kind="stable")]


def cluster_means(rows: Vectors, labels: Ints, clusters: Ints, cancelled: Cancel = never_cancelled) -> Floats:
    """(clusters, d) float64: the mean of the rows of each of these labels, none empty. Raises Cancelled."""
    sums = np.zeros((len(clusters), rows.shape[1]))
    for part in _blocks(rows, len(clusters), cancelled):
        belongs = (labels[part] == clusters[:, None]).astype(np.float64)
        sums += belongs @ rows[part]
    means: Floats = sums / np.array([np.count_nonzero(labels == each) for each in clusters])[:, None]
    return means


def _nearest_other(values: Floats, means: Floats, own: Ints) -> Floats:
    """(m,) the distance of each of the values to the nearest mean that is not its own."""
    squared = np.square(means).sum(axis=1) - 2 * values @ means.T
    squared[np.arange(len(values)), own] = np.inf
    nearest: Floats = np.sqrt(np.square(values - means[squared.argmin(axis=1)]).sum(axis=1))
    return nearest


def _greatest(row: NDArray[np.floating], number: int) -> Ints:
    """The places of the greatest numbers of a row, falling; of equals the first."""
    least = np.partition(row, len(row) - number)[len(row) - number] if number else np.inf
    candidates = np.flatnonzero(row >= least)
    return candidates[np.argsort(-row[candidates], kind="stable")[:number]]


def _lengths(rows: Vectors, cancelled: Cancel) -> Floats:
    """(n,) of the rows; 1 where they are 0."""
    lengths = np.empty(len(rows))
    for part in _blocks(rows, 1, cancelled):
        lengths[part] = np.sqrt(np.square(rows[part], dtype=np.float64).sum(axis=1))
    return np.where(lengths > 0, lengths, 1.0)


def _blocks(rows: Vectors, clusters: int, cancelled: Cancel) -> Iterator[slice]:
    return chunks(len(rows), max(1, _AT_ONCE // (2 * max(rows.shape[1], clusters))), cancelled)
