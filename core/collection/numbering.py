"""The clusters of a collection numbered from 1 by their size."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Ints
from core.collection.method import NOISE


def numbered_by_size(labels: Ints) -> tuple[Ints, Ints]:
    """(n,) int64 labels from 1, the largest cluster first, of two alike the one with the first row; and which
    label each of them was, (clusters,). NOISE (any label below 0) stays apart, as −1.
    """
    old, first, counts = np.unique(labels, return_index=True, return_counts=True)
    kept = old >= 0
    order = np.lexsort((first[kept], -counts[kept]))
    was = old[kept][order].astype(np.int64)
    numbers = np.full(len(old), NOISE, np.int64)
    numbers[np.flatnonzero(kept)[order]] = np.arange(1, len(was) + 1)
    numbered: Ints = numbers[np.searchsorted(old, labels)]
    return numbered, was
