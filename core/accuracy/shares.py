"""What a sample in strata says of a share: its estimate, and an interval that holds where nothing was found.

In each stratum, what was not looked at has the property with a probability that is Beta-distributed, by the
prior of Jeffreys (1946), whose interval covers as it says even for 0 of 20 (Brown, Cai & DasGupta, 2001,
Statistical Science 16(2), where a textbook interval is ± 0); what was looked at is known. The sum over the
strata is found on a grid, by convolution: no random numbers, the same bytes every time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats

# Steps over all that the sum can be: the interval is right to some ten-thousandths of it.
_GRID = 4096
_HALVINGS = 50


@dataclass(frozen=True)
class Seen:
    """Of one stratum: its pixels, how many of them were looked at, and how many of those have the property.

    The three are whole numbers, and none is larger than the one before.
    """

    pixels: int
    looked_at: int
    found: int


@dataclass(frozen=True)
class Share:
    """An estimate in 0 … 1 and the interval about it, which it is never outside of."""

    value: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2


def share_of(strata: Sequence[Seen], level: float = 0.95) -> Share:
    """What share of all pixels of these strata has the property. level: how often the interval holds.

    The estimate is the sum of pixels · found / looked_at by all pixels, unbiased for random looks in each
    stratum. A stratum without a look counts like the rest in the estimate, and may be anything in the
    interval. There is a pixel at least.
    """
    total = sum(s.pixels for s in strata)
    spread = _sum_of(strata, total)
    outside = (1 - level) / 2
    value = estimate(strata) / total
    return _around(value, spread.quantile(outside), spread.quantile(1 - outside))


def estimate(strata: Sequence[Seen]) -> float:
    """How many pixels have the property, by the estimate of `share_of`; 0 without a look."""
    seen = [s for s in strata if s.looked_at]
    pixels = sum(s.pixels for s in seen)
    found = sum(s.pixels * s.found / s.looked_at for s in seen)
    return found * (sum(s.pixels for s in strata) / pixels) if pixels else 0.0


def part_of_both(these: Sequence[Seen], others: Sequence[Seen], level: float = 0.95) -> Share | None:
    """How large the sum over `these` is in the sum over both, which share no stratum; None where both are 0.

    So the producer's accuracy is found: what was mapped rightly, of all that is there.
    """
    a, b = estimate(these), estimate(others)
    if a + b == 0:
        return None
    value = a / (a + b)
    if not others:
        return Share(value, value, value)
    total = sum(s.pixels for s in (*these, *others))
    one, other = _sum_of(these, total), _sum_of(others, total)
    outside = (1 - level) / 2
    return _around(value, _ratio_quantile(one, other, outside), _ratio_quantile(one, other, 1 - outside))


@dataclass(frozen=True, eq=False)
class _Spread:
    """What a sum may be: masses (n,) of start, start + step, …; each stands for the step about it."""

    start: float
    step: float
    masses: Floats

    def below(self, values: Floats) -> Floats:
        """(n,) how probable it is that the sum is at most these."""
        if not self.step:
            return (values >= self.start).astype(np.float64)
        edges = self.start + self.step * (np.arange(len(self.masses) + 1) - 0.5)
        found: Floats = np.interp(values, edges, np.concatenate([[0.0], np.cumsum(self.masses)]))
        return found

    def quantile(self, share: float) -> float:
        if not self.step:
            return self.start
        reached = np.concatenate([[0.0], np.cumsum(self.masses)])
        place = float(np.interp(share * reached[-1], reached, np.arange(len(reached))))
        return self.start + self.step * (place - 0.5)


def _sum_of(strata: Sequence[Seen], total: int) -> _Spread:
    """How the sum of the pixels with the property, by `total`, is distributed."""
    open_ = [s for s in strata if s.pixels > s.looked_at]
    step = sum(s.pixels - s.looked_at for s in open_) / total / _GRID
    masses = np.ones(1)
    for stratum in open_:
        masses = np.convolve(masses, _unseen(stratum, total, step))
    mean = sum(s.found + (s.pixels - s.looked_at) * (s.found + 0.5) / (s.looked_at + 1) for s in strata)
    # Where the grid begins follows from the mean, which is known: what is narrower than a step is not moved.
    return _Spread(mean / total - step * float(np.dot(masses, np.arange(len(masses)))), step, masses)


def _unseen(stratum: Seen, total: int, step: float) -> Floats:
    """(n,) the masses of what was not looked at in a stratum, in steps from 0."""
    from scipy.special import betainc

    width = (stratum.pixels - stratum.looked_at) / total
    edges = np.minimum(np.arange(int(np.ceil(width / step)) + 1) * (step / width), 1.0)
    missed = stratum.looked_at - stratum.found
    return np.diff(betainc(stratum.found + 0.5, missed + 0.5, edges))


def _ratio_quantile(one: _Spread, other: _Spread, share: float) -> float:
    """Where one / (one + other) is at most with this probability: one ≤ r / (1 − r) · other."""
    values: Floats = other.start + other.step * np.arange(len(other.masses), dtype=np.float64)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        ratio = (low + high) / 2
        reached = float(np.dot(other.masses, one.below(values * (ratio / (1 - ratio)))))
        low, high = (ratio, high) if reached < share else (low, ratio)
    return (low + high) / 2


def _around(value: float, low: float, high: float) -> Share:
    """Where nothing, or everything, was found the interval of equal tails leaves the estimate outside; a sum
    of all shares may be more than 1 by its last bit.
    """
    value = min(value, 1.0)
    return Share(value, max(0.0, min(low, value)), min(1.0, max(high, value)))
