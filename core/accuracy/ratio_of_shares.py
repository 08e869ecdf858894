"""The ratio of what some classes have to what others have, as points say it, with its interval.

In each cell (stratum × class of the map) the shares of the kinds of pixels that a ratio tells apart are drawn
from their Dirichlet distribution by the prior of Jeffreys; the ratio is made of sums over the cells. A fixed
seed: the same numbers every time.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from core.accuracy.accuracy import Answers, cells_of
from core.accuracy.shares import Share
from core.base.arrays import Floats

_DRAWS = 20_000
_PRIOR = 0.5
_SEED = 20_141_948


def ratio_of_shares(
    answers: Answers, numerator: Collection[int], denominator: Collection[int], level: float = 0.95
) -> Share | None:
    """numerator, denominator: classes, from 0; one may be in both. None where nothing is in the denominator.

    The value may be above 1 where the numerator is no part of the denominator.
    """
    # What a ratio tells apart: in one sum, in the other, in both, in none; only what can be.
    kinds = [(i in numerator, i in denominator) for i in range(answers.number)]
    apart = sorted(set(kinds))
    kind_of = np.array([apart.index(kind) for kind in kinds], np.intp)[answers.there]
    sums = [np.array([kind[i] for kind in apart], np.float64) for i in (0, 1)]
    random = np.random.RandomState(_SEED)
    found, spread = np.zeros(2), np.zeros((2, _DRAWS))
    for cell in cells_of(answers):
        counts = np.bincount(kind_of[cell.points], minlength=len(apart)).astype(np.float64)
        parts = _drawn(counts + _PRIOR, random)
        for i, sum_ in enumerate(sums):
            spread[i] += cell.pixels * (parts @ sum_)
            if cell.looked_at:
                found[i] += cell.pixels * float(counts @ sum_) / cell.looked_at
    if not found[1]:
        return None
    value = float(found[0] / found[1])
    outside = (1 - level) / 2
    low, high = np.quantile(spread[0] / spread[1], [outside, 1 - outside])
    return Share(value, min(float(low), value), max(float(high), value))


def _drawn(parameters: Floats, random: np.random.RandomState) -> Floats:
    """(draws, kinds) parts that add up to 1."""
    found = random.standard_gamma(parameters, (_DRAWS, len(parameters)))
    parts: Floats = found / found.sum(axis=1, keepdims=True)
    return parts
