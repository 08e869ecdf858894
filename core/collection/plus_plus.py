"""Greedy k-means++ on vectors, with scikit-learn's draws, in blocks between which it can be cancelled."""

from __future__ import annotations

import math

import numpy as np

from core.base.arrays import Floats, Ints
from core.base.parallel import Cancel, chunks, never_cancelled
from core.collection.method import Vectors

# Numbers of a block: 16 MB of float64, well under a tenth of a second.
_AT_ONCE = 1 << 21


def kmeans_plus_plus(
    rows: Vectors, k: int, random: np.random.RandomState, cancelled: Cancel = never_cancelled
) -> Ints:
    """(k,) int64: the rows of (n, d) that are the start.

    Arthur & Vassilvitskii (2007), SODA: each next row is drawn by its squared distance to the nearest
    so far; of 2 + ln k drawn the one that lowers their sum most. It takes numbers from `random` as
    scikit-learn's `kmeans_plusplus` does, so that it chooses the same rows. Raises Cancelled.
    """
    n, trials = len(rows), 2 + int(math.log(k))
    weights = np.ones(n, rows.dtype)
    chosen = [int(random.choice(n, p=weights / weights.sum()))]
    closest = _squared_distances(rows, np.array(chosen), cancelled)[0]
    while len(chosen) < k:
        drawn = random.uniform(size=trials) * closest.sum()
        candidates = np.searchsorted(np.cumsum(closest), drawn).clip(None, n - 1)
        nearer = np.minimum(closest, _squared_distances(rows, candidates, cancelled))
        best = int(np.argmin(nearer.sum(axis=1)))
        chosen.append(int(candidates[best]))
        closest = nearer[best]
    return np.array(chosen, np.int64)


def _squared_distances(rows: Vectors, places: Ints, cancelled: Cancel) -> Floats:
    """(m, n) float64: from the rows at places (m,) to all. Raises Cancelled."""
    there = rows[places].astype(np.float64)
    lengths = np.square(there).sum(axis=1)
    squared = np.empty((len(places), len(rows)))
    for part in chunks(len(rows), max(1, _AT_ONCE // rows.shape[1]), cancelled):
        values = rows[part].astype(np.float64)
        squared[:, part] = lengths[:, None] - 2 * there @ values.T + np.square(values).sum(axis=1)
    # A row is nowhere but where it is, whatever rounding says.
    squared[np.arange(len(places)), places] = 0.0
    return np.maximum(squared, 0.0, out=squared)
