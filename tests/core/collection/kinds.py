"""Made vectors of known kinds."""

from __future__ import annotations

import numpy as np


def kinds(sizes=(40, 25, 15), columns=5, *, apart=8.0, seed=1, dtype=np.float64):
    """(n, columns) vectors of one normal kind a size, shuffled, and the kind of each, from 0."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(len(sizes), columns)) * apart
    truth = np.repeat(np.arange(len(sizes)), sizes)
    vectors = centres[truth] + random.normal(size=(len(truth), columns))
    order = random.permutation(len(truth))
    return vectors[order].astype(dtype), truth[order]


def same_parts(one, other):
    """Whether two labellings part the pictures alike, whatever the numbers are."""
    pairs = set(zip(np.asarray(one).tolist(), np.asarray(other).tolist(), strict=True))
    return len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs})
