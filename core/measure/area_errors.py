"""The errors of the areas in one place, as joint samples: the picture, or one region of interest.

Monte Carlo propagation (JCGM 101:2008): what the areas of all classes may truly be is drawn jointly, so that
what one class gains another loses, and the error of a ratio comes from the same samples. What is drawn from,
and why, stands in core.measure.uncertainty.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from statistics import NormalDist

import numpy as np

from core.base.arrays import Floats, freeze, frozen
from core.classes.classes import Classes
from core.measure.areas import AreaError, ClusterAreas
from core.measure.border_mixing import Borders

COVERAGE = 0.95
_DRAWS = 1000
# How well the colours of the two sides of a border are known: so much of all that is mixed may be wrong.
_MIXED, _MIXED_BROAD = 0.025, 0.015
# How much of the change between deep inside and near the border (standard deviation after it) must be added.
# Near thin things it may be blur, or go on as far again. Beside broad ones the near colours are out of the
# blur's reach: a class that stops changing there needs 1, one that changes evenly up to its border nearly 2.
_DRIFT, _DRIFT_BROAD = (0.8, 0.8), (1.4, 0.25)
# Where both sides look alike, the border of each pixel may lie anywhere in it.
_BLIND = 0.5
# What is left of a scale that cancels in a ratio.
_NO_ERROR = 1e-12


@dataclass(frozen=True, eq=False)
class Causes:
    """What the areas of n classes in one place may be off by.

    borders: what crosses them there. starts: (minima, n) pixels more in other minima of k-means. areas: (n,)
    as measured. each: (n,) area of one pixel of each class. length: relative standard error of lengths.
    """

    borders: Borders
    starts: Floats
    areas: Floats
    each: Floats
    length: float


@dataclass(frozen=True, eq=False)
class AreaErrors:
    """The errors of the areas in one place. Frozen.

    partition: the clusters of each class. errors: of each class, in this order. coverage: how often the
    interval of an area holds the truth. areas: (n,) as measured. causes: what they come from.
    """

    partition: tuple[tuple[int, ...], ...]
    errors: tuple[AreaError, ...]
    coverage: float
    areas: Floats
    causes: Causes

    @property
    def samples(self) -> Floats:
        """(readings, draws, n) what the areas may truly be, classes drawn jointly.

        Drawn when asked for: a picture may have thousands of regions of interest.
        """
        return self.areas + _drawn(self.causes)[0]

    def of(self, clusters: tuple[int, ...]) -> AreaError:
        """The error of the class with these clusters. Raises KeyError where there is none."""
        return self.errors[self._place(clusters)]

    def ratio_error(
        self, numerator: Sequence[tuple[int, ...]], denominator: Sequence[tuple[int, ...]]
    ) -> float:
        """The error of a ratio of areas: the sum over some classes by the sum over others, with coverage.

        Classes are named by their clusters. From the same samples as the errors of the areas, so that what
        they share cancels (a scale cancels whole). Nan where the denominator is 0. Raises KeyError for
        clusters that are no class here.
        """
        over, under = ([self._place(c) for c in part] for part in (numerator, denominator))
        below = float(self.areas[under].sum())
        if below <= 0:
            return float("nan")
        ratio = float(self.areas[over].sum()) / below
        samples = self.samples
        sampled_below = np.maximum(samples[:, :, under].sum(axis=2), 1e-12 * below)
        sampled = samples[:, :, over].sum(axis=2) / sampled_below
        error = _half_width(sampled - ratio, self.coverage)
        return _rounded(error) if error > _NO_ERROR * ratio else 0.0

    def _place(self, clusters: tuple[int, ...]) -> int:
        if clusters not in self.partition:
            raise KeyError(clusters)
        return self.partition.index(clusters)


def partition_of(classes: Classes) -> tuple[tuple[int, ...], ...]:
    """What of the classes the errors depend on: the clusters of each."""
    return tuple(item.clusters for item in classes)


def area_errors(found: Borders, spread: Floats, areas: ClusterAreas, classes: Classes) -> AreaErrors:
    """The errors of these areas. found, spread: of the same pixels as the areas."""
    own, each = _of_classes(areas, classes)
    causes = Causes(found, spread, own, each, areas.calibration.length_error)
    halves = [[_half_width(part[..., i], COVERAGE) for part in _drawn(causes)] for i in range(len(classes))]
    # Nothing is larger than all that was measured, but for what the scale may be off.
    most = float(own.sum()) * (1.0 + _half_width(2.0 * causes.length * _normal(0)[None], COVERAGE))
    errors = []
    fractions = _fraction_errors(own, causes)
    for area, parts, fraction in zip(own.tolist(), halves, fractions, strict=True):
        error, borders, starts, scale = map(_rounded, parts)
        low, high = max(area - error, 0.0), max(min(area + error, most), area)
        errors.append(AreaError(error, COVERAGE, borders, starts, scale, low, high, fraction))
    return AreaErrors(partition_of(classes), tuple(errors), COVERAGE, own, causes)


def _fraction_errors(own: Floats, causes: Causes) -> list[float]:
    """Of the part that each area is of all: from the same samples, so that what they share cancels."""
    whole = float(own.sum())
    if whole <= 0:
        return [0.0] * len(own)
    samples = own + _drawn(causes)[0]
    sampled_whole = np.maximum(samples.sum(axis=2), 1e-12 * whole)
    halves = (
        _half_width(samples[..., i] / sampled_whole - area / whole, COVERAGE)
        for i, area in enumerate(own.tolist())
    )
    return [_rounded(half) if half > _NO_ERROR else 0.0 for half in halves]


@lru_cache(maxsize=4)
def _drawn(causes: Causes) -> tuple[Floats, Floats, Floats, Floats]:
    """(readings, draws, n) what the areas are more in all, by borders, by starts, by the scale."""
    at_borders = _border_samples(causes.borders) * causes.each
    at_starts = (_start_samples(causes.starts) * causes.each)[None]
    scale = (2.0 * causes.length * _normal(0)[:, None] * causes.areas)[None]
    parts = at_borders + at_starts + scale, at_borders, at_starts, scale
    freeze(*parts)
    return parts


def _of_classes(areas: ClusterAreas, classes: Classes) -> tuple[Floats, Floats]:
    """Area of each class (n,), and of one pixel of it: the mean over all where it has none."""
    own, each = np.zeros(len(classes)), np.full(len(classes), areas.pixel_area)
    for i, item in enumerate(classes):
        members = np.array(item.clusters) - 1
        pixels = int(areas.pixels[members].sum())
        own[i] = float(areas.area[members].sum())
        if pixels:
            each[i] = own[i] / pixels
    return own, each


def _border_samples(found: Borders) -> Floats:
    """(2, draws, n) pixels that each class truly has more, if thin strips are what they are, or mixtures."""
    n = len(found.sides)
    samples = np.zeros((_DRAWS, n))
    for a in range(n):
        for b in range(a + 1, n):
            if not found.sides[a, b]:
                continue
            drift = found.drift[a, b] - found.drift[b, a]
            broad = found.broad[a, b]
            goes_on, unsure = _DRIFT_BROAD if broad else _DRIFT
            wrong = _MIXED_BROAD if broad else _MIXED
            to_b = found.moved[a, b] - found.moved[b, a] + goes_on * drift
            deviation = np.sqrt(
                found.variance[a, b]
                + found.variance[b, a]
                + (unsure * drift) ** 2
                + (wrong * (found.mixed[a, b] + found.mixed[b, a])) ** 2
                + (_BLIND * (found.blind[a, b] + found.blind[b, a])) ** 2
            )
            if not to_b and not deviation:
                continue
            flow = to_b + deviation * _normal(1 + a * n + b)
            samples[:, b] += flow
            samples[:, a] -= flow
    return np.stack((samples, samples + _strip_samples(found.strips, found.strip_variance)))


def _strip_samples(strips: Floats, variance: Floats) -> Floats:
    """(draws, n) pixels that each class has more if all thin strips are mixtures of their neighbours."""
    n = len(strips)
    samples = np.zeros((_DRAWS, n))
    for a, b in np.argwhere(strips).tolist():
        deviation = math.sqrt((_MIXED * strips[a, b]) ** 2 + variance[a, b])
        flow = strips[a, b] + deviation * _normal(n * n + 1 + a * n + b)
        samples[:, b] += flow
        samples[:, a] -= flow
    return samples


def _start_samples(spread: Floats) -> Floats:
    """(draws, n): each minimum as often as the others."""
    order = np.random.RandomState(2).permutation(_DRAWS)
    return spread[order % len(spread)]


@cache
def _quantiles() -> Floats:
    normal = NormalDist()
    return np.array([normal.inv_cdf((i + 0.5) / _DRAWS) for i in range(_DRAWS)])


@lru_cache(maxsize=1024)
def _normal(stream: int) -> Floats:
    """(draws,) standard normal, evenly spread (Latin hypercube: McKay et al., Technometrics 21, 1979).

    Streams are independent; the same on every machine. Read-only.
    """
    return frozen(_quantiles()[np.random.RandomState(1000 + stream).permutation(_DRAWS)])


def _half_width(deviations: Floats, coverage: float) -> float:
    """The least half width about 0 that holds this share of the samples (readings, draws), in any reading."""
    return float(np.quantile(np.abs(deviations), coverage, axis=1, method="higher").max())


def _rounded(error: float) -> float:
    """Three significant digits: more are not known of an error, and no library's last bit shows."""
    return float(f"{error:.3g}")
