"""Gain and offset between a picture and the reference, found although what is in the picture has changed.

The pixels are taken for a mixture of the reference's clusters, each as its parts have it, stretched and moved
together: in every dimension picture = gain · reference + offset. How much there is of each cluster is left
open, for that is what is to be measured. Expectation and maximisation (Dempster, Laird & Rubin 1977) with one
more component for what belongs to none of them (a cloud), from several starts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats, Ints, freeze
from core.series.reference import Reference

# What is fitted to: that many pixels, evenly through the ordered colours; and every so many of them at first.
_SAMPLE, _EVERY = 1 << 12, 4
_ROUNDS = 12
_WIDTHS = (4.0, 2.0, 1.0)
# Likelihoods are the mean of a pixel, in nats.
_DONE = 1e-4
# Gains that are tried first, alike in all dimensions, beside those by mean and deviation of all pixels.
_STARTS = (1.0, 0.7, 1.4)
_LEAST_GAIN, _MOST_GAIN = 0.2, 5.0
# A rescaling that makes a pixel likelier by less than this, in nats, can be a change of what is in the
# picture …
GAINED = 0.05
# … and one that does so for fewer of the pixels is made up for something that was not there before, as a
# cloud.
_BETTER = 0.55
# Each cluster stays where it was with the weight of this part of the pixels: what no pixel speaks of stays.
_INERTIA = 0.005
# What is farther than so many deviations from all parts is taken to belong to none.
_NONE = 4.0
# No part is narrower than this part of the deviation of all pixels of the reference.
_LEAST_DEVIATION = 0.02


@dataclass(frozen=True, eq=False)
class Rescaling:
    """picture = gain · reference + offset. gain, offset: (d,), of each dimension of the feature space."""

    gain: Floats
    offset: Floats

    def __post_init__(self) -> None:
        freeze(self.gain, self.offset)

    def undone(self, values: Floats) -> Floats:
        """Values of the picture (n, d) as the reference would have them."""
        result: Floats = (values - self.offset) / self.gain
        return result

    def applied(self, values: Floats) -> Floats:
        """Values of the reference (n, d) as the picture has them."""
        result: Floats = values * self.gain + self.offset
        return result


@dataclass(frozen=True, eq=False)
class Explanation:
    """rescaling: what makes the pixels of a picture likeliest, where that is clear; else none.

    strange: (n,) of the pixels looked at, 0…1, how far each belongs to none of the clusters. looked_at: (n,)
    which rows these are.
    """

    rescaling: Rescaling
    strange: Floats
    looked_at: Ints


def unchanged(dimensions: int) -> Rescaling:
    """No rescaling."""
    return Rescaling(np.ones(dimensions), np.zeros(dimensions))


def explained(reference: Reference, rows: Floats, weights: Floats) -> Explanation:
    """How a picture comes from the reference.

    rows: (n, d) finite values in the feature space of the reference; weights: (n,) above 0.
    """
    looked_at = sampled(weights)
    sample, mixture = rows[looked_at], _Mixture(reference)
    none = unchanged(reference.dimensions)
    still = mixture.fit(sample, none, moves=False)
    few = sample[_EVERY // 2 :: _EVERY]
    begun = [mixture.fit(few, start, widths=_WIDTHS) for start in _starts(reference, sample)]
    begun.sort(key=lambda fit: -fit.likely)
    best = mixture.fit(sample, begun[0].rescaling)
    better = float((best.each > still.each).mean())
    if best.likely - still.likely <= GAINED or better < _BETTER:
        best = still
    return Explanation(best.rescaling, best.strange, looked_at)


def sampled(weights: Floats) -> Ints:
    """Which rows 4,096 pixels have that are spread evenly; weights: (n,) how many pixels have each row."""
    reached = np.cumsum(weights)
    places = (np.arange(_SAMPLE) + 0.5) / _SAMPLE * reached[-1]
    found: Ints = np.searchsorted(reached, places).astype(np.int64)
    return found


def _starts(reference: Reference, sample: Floats) -> list[Rescaling]:
    d = reference.dimensions
    found = [Rescaling(np.full(d, gain), np.zeros(d)) for gain in _STARTS]
    mean, deviation = reference.shares @ reference.cluster_means(), reference.overall_deviation()
    gain = (sample.std(axis=0) / np.maximum(deviation, 1e-12)).clip(_LEAST_GAIN, _MOST_GAIN)
    moved = sample.mean(axis=0)
    return [*found, Rescaling(gain, moved - gain * mean), Rescaling(np.ones(d), moved - mean)]


@dataclass(frozen=True, eq=False)
class _Fit:
    rescaling: Rescaling
    each: Floats
    strange: Floats

    @property
    def likely(self) -> float:
        return float(self.each.mean())


class _Mixture:
    """The parts of a reference as normal distributions, independent in each dimension."""

    def __init__(self, reference: Reference) -> None:
        self._means, self._within = reference.part_means, reference.part_shares
        least = np.maximum(_LEAST_DEVIATION * reference.overall_deviation(), 1e-9)
        self._deviations = np.maximum(reference.part_deviations, least)
        self._owner, self._k = reference.parts.owner, reference.k
        heights = -np.log(self._deviations).sum(axis=1) + np.log(np.maximum(self._within, 1e-12))
        # As likely everywhere as the mean part is at so many deviations.
        self._none = float(heights @ self._within / self._k) - np.log(self._k) - _NONE**2 / 2

    def fit(
        self, sample: Floats, start: Rescaling, *, moves: bool = True, widths: tuple[float, ...] = (1.0,)
    ) -> _Fit:
        """The rescaling near `start`, and how likely it is; without `moves` the shares of clusters alone.

        widths: the deviations are so many times what they are, one after the other: what lies farther off is
        found by wide ones (deterministic annealing, Ueda & Nakano 1998).
        """
        gain, offset = start.gain, start.offset
        shares = np.full(self._k, 1 / self._k)
        belongs, each = self._expected(sample, gain, offset, shares, widths[0])
        for width in widths:
            last = -np.inf
            for _round in range(_ROUNDS):
                belongs, each = self._expected(sample, gain, offset, shares, width)
                likely = float(each.mean())
                if likely - last < _DONE:
                    break
                last = likely
                shares = np.bincount(self._owner, belongs.mean(axis=0), self._k)
                if moves:
                    gain, offset = self._moved(sample, belongs)
        return _Fit(Rescaling(gain, offset), each, 1 - belongs.sum(axis=1))

    def _expected(
        self, sample: Floats, gain: Floats, offset: Floats, shares: Floats, width: float
    ) -> tuple[Floats, Floats]:
        """How far each pixel belongs to each part (n, m), and the logarithm of its likelihood (n,)."""
        spread = width * gain * self._deviations
        precision, means = 1 / spread**2, gain * self._means + offset
        # Squares taken apart, so that one product of matrices does it; around the middle, so that they are
        # small.
        middle = means.mean(axis=0)
        near, there = sample - middle, means - middle
        squared = (
            near**2 @ precision.T - 2 * near @ (there * precision).T + (there**2 * precision).sum(axis=1)
        )
        heights = -np.log(spread).sum(axis=1)
        logs = np.log(np.maximum(shares[self._owner] * self._within, 1e-12)) + heights - squared / 2
        none = self._none - len(gain) * np.log(width)
        top = np.maximum(logs.max(axis=1), none)
        parts = np.exp(logs - top[:, None])
        total = parts.sum(axis=1) + np.exp(none - top)
        each: Floats = top + np.log(total)
        return parts / total[:, None], each

    def _moved(self, sample: Floats, belongs: Floats) -> tuple[Floats, Floats]:
        """Gain and offset by least squares: the means of the picture's parts against the reference's."""
        stays = _INERTIA * self._within / self._k
        totals = belongs.sum(axis=0) / len(sample) + stays
        sums = belongs.T @ sample / len(sample) + stays[:, None] * self._means
        found = sums / np.maximum(totals, 1e-300)[:, None]
        precision = totals[:, None] / self._deviations**2
        weight = precision.sum(axis=0)
        x, y = (precision * self._means).sum(axis=0) / weight, (precision * found).sum(axis=0) / weight
        across = (precision * (self._means - x) ** 2).sum(axis=0)
        both = (precision * (self._means - x) * (found - y)).sum(axis=0)
        gain = np.where(across > 0, both / np.maximum(across, 1e-300), 1.0).clip(_LEAST_GAIN, _MOST_GAIN)
        return gain, y - gain * x
