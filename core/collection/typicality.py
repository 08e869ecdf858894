"""How typical each picture is of its cluster, and which pictures are most like one."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.base.parallel import Cancel, chunks, never_cancelled

_AT_ONCE = 1 << 22


def typicality(rows: NDArray[Any], labels: Ints, cancelled: Cancel = never_cancelled) -> Floats:
    """(n,) float64 of rows (n, d) with labels (n,), clusters from 1: 1 at the mean of its cluster, 0 halfway to
    the mean of another or nearer to that. NaN for noise. Where there is one cluster, 0 is the farthest of it.

    It is 1 less what *doubt* is of a pixel. Raises Cancelled.
    """
    clusters = np.unique(labels[labels > 0])
    if not len(clusters):
        return np.full(len(rows), np.nan)
    means = np.stack([rows[labels == each].mean(axis=0, dtype=np.float64) for each in clusters])
    own, other = np.zeros(len(rows)), np.zeros(len(rows))
    for part in chunks(len(rows), max(1, _AT_ONCE // rows.shape[1]), cancelled):
        values = rows[part].astype(np.float64)
        distances = np.stack([np.linalg.norm(values - mean, axis=1) for mean in means], axis=1)
        at = np.searchsorted(clusters, labels[part]).clip(0, len(clusters) - 1)
        numbers = np.arange(len(values))
        own[part] = distances[numbers, at]
        distances[numbers, at] = np.inf
        other[part] = distances.min(axis=1)
    if len(clusters) == 1:
        other[:] = own[labels > 0].max()
    with np.errstate(divide="ignore", invalid="ignore"):
        found = 1.0 - np.where(other > 0, own / other, np.where(own > 0, 1.0, 0.0))
    return np.where(labels > 0, found.clip(0.0, 1.0), np.nan)


def neighbours(rows: NDArray[Any], number: int, cancelled: Cancel = never_cancelled) -> tuple[Ints, Floats]:
    """(n, number) the rows most like each by the cosine of their vectors, and the cosines; nearest first, of
    equals the earlier one. number: less than n. A vector of zeros is like none: 0. Raises Cancelled.
    """
    lengths = np.linalg.norm(rows.astype(np.float64), axis=1)
    unit = rows / np.where(lengths > 0, lengths, 1.0)[:, None]
    places, cosines = np.empty((len(rows), number), np.int64), np.empty((len(rows), number))
    for part in chunks(len(rows), max(1, _AT_ONCE // len(rows)), cancelled):
        likeness = unit[part] @ unit.T
        likeness[np.arange(part.stop - part.start), np.arange(part.start, part.stop)] = -np.inf
        order = np.argsort(-likeness, axis=1, kind="stable")[:, :number]
        places[part], cosines[part] = order, np.take_along_axis(likeness, order, axis=1)
    return places, cosines.clip(-1.0, 1.0)
