"""Areas with an error: "12.4 ± 0.6 km²", and what it is made of.

The error of an area is half the width of an interval about it that holds the true area as often as its
coverage says. Three sources are put together as joint samples of the areas of all classes (Monte Carlo
propagation: JCGM 101:2008), so that what one class gains another loses, and the error of a ratio comes from
the same samples:

- the mixed pixels along the borders (core.border_mixing): the area is not corrected for them, the interval is
  as wide as is needed to hold the corrected one too;
- other minima of k-means that are as good (core.restart_spread);
- the calibration, where its own error is known.

Thin strips of a class along the border of two others can be that class or a mixture of the two that has its
colour. The pixels do not tell; the samples are made for both readings, and the wider interval is given.

Not covered: a wrong number of clusters, classes that share a colour, shadow, wrong names, pixels that were
given to a class by hand or by post-processing and do not belong there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from core.border_mixing import Borders, borders
from core.calibration import Calibration
from core.classes import Classes
from core.measure import AreaError, AreaRow, ClusterAreas
from core.measurement import Measurement
from core.parallel import Cancel, never
from core.restart_spread import restart_spread
from core.segmentation import Prepared, Segmentation

Floats = NDArray[np.float64]

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
class Uncertainty:
    """The errors of the areas of one Measurement. Frozen.

    partition: the clusters of each class. errors: of each class, in this order. coverage: how often the
    interval of an area holds the truth. areas: (n,) as measured. samples: (readings, draws, n) what the areas
    may truly be, classes drawn jointly. measurement: of what it was found.
    """

    partition: tuple[tuple[int, ...], ...]
    errors: tuple[AreaError, ...]
    coverage: float
    areas: Floats
    samples: Floats
    measurement: Measurement

    def fits(self, measurement: Measurement, classes: Classes) -> bool:
        """Whether these are the errors of this measurement and of classes of the same clusters."""
        return self.measurement is measurement and self.partition == partition_of(classes)

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
        sampled_below = np.maximum(self.samples[:, :, under].sum(axis=2), 1e-12 * below)
        sampled = self.samples[:, :, over].sum(axis=2) / sampled_below
        error = _half_width(sampled - ratio, self.coverage)
        return _rounded(error) if error > _NO_ERROR * ratio else 0.0

    def _place(self, clusters: tuple[int, ...]) -> int:
        if clusters not in self.partition:
            raise KeyError(clusters)
        return self.partition.index(clusters)


def partition_of(classes: Classes) -> tuple[tuple[int, ...], ...]:
    """What of the classes the errors depend on: the clusters of each."""
    return tuple(item.clusters for item in classes)


def with_errors(rows: Sequence[AreaRow], found: Uncertainty) -> tuple[AreaRow, ...]:
    """The area table with the error of each area."""
    return tuple(replace(row, error=found.of(row.clusters)) for row in rows)


def uncertainty(
    prepared: Prepared,
    segmentation: Segmentation,
    measurement: Measurement,
    classes: Classes,
    *,
    threads: int | None = None,
    cancelled: Cancel = never,
) -> Uncertainty:
    """The errors of the areas of `classes` in a Measurement of this Segmentation.

    The same on any number of threads. Raises Cancelled.
    """
    number, k = len(classes), segmentation.k
    members = np.zeros(k, np.intp)
    for i, item in enumerate(classes):
        members[np.array(item.clusters) - 1] = i
    found = borders(prepared.image, measurement.labels, members, number, cancelled)
    spread = restart_spread(
        prepared, segmentation, members, number, measurement.labels, threads=threads, cancelled=cancelled
    )
    return _combined(found, spread, measurement, classes)


def _combined(found: Borders, spread: Floats, measurement: Measurement, classes: Classes) -> Uncertainty:
    areas, each = _of_classes(measurement.areas, classes)
    at_borders = _border_samples(found) * each
    at_starts = _start_samples(spread) * each
    scale = 2.0 * length_error(measurement.areas.calibration) * _normal(0)[:, None] * areas
    samples = areas + at_borders + at_starts + scale
    parts = (samples - areas, at_borders, at_starts[None], scale[None])
    halves = [[_half_width(part[..., i], COVERAGE) for part in parts] for i in range(len(classes))]
    errors = tuple(AreaError(_rounded(whole), COVERAGE, *map(_rounded, others)) for whole, *others in halves)
    samples.flags.writeable = False
    return Uncertainty(partition_of(classes), errors, COVERAGE, areas, samples, measurement)


def length_error(calibration: Calibration) -> float:
    """The relative standard error of lengths by a calibration; 0 where it is taken as exact."""
    return calibration.length_error


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
            flow = to_b + deviation * _normal(1 + a * n + b)
            samples[:, b] += flow
            samples[:, a] -= flow
    return np.stack((samples, samples + _strip_samples(found.strips)))


def _strip_samples(strips: Floats) -> Floats:
    """(draws, n) pixels that each class has more if all thin strips are mixtures of their neighbours."""
    n = len(strips)
    samples = np.zeros((_DRAWS, n))
    for a, b in np.argwhere(strips).tolist():
        flow = strips[a, b] * (1 + _MIXED * _normal(n * n + 1 + a * n + b))
        samples[:, b] += flow
        samples[:, a] -= flow
    return samples


def _start_samples(spread: Floats) -> Floats:
    """(draws, n): each minimum as often as the others."""
    order = np.random.RandomState(2).permutation(_DRAWS)
    chosen: Floats = spread[order % len(spread)]
    return chosen


@cache
def _quantiles() -> Floats:
    normal = NormalDist()
    return np.array([normal.inv_cdf((i + 0.5) / _DRAWS) for i in range(_DRAWS)])


def _normal(stream: int) -> Floats:
    """(draws,) standard normal, evenly spread (Latin hypercube: McKay et al., Technometrics 21, 1979).

    Streams are independent; the same on every machine.
    """
    return _quantiles()[np.random.RandomState(1000 + stream).permutation(_DRAWS)]


def _half_width(deviations: Floats, coverage: float) -> float:
    """The least half width about 0 that holds this share of the samples (readings, draws), in any reading."""
    return float(np.quantile(np.abs(deviations), coverage, axis=1, method="higher").max())


def _rounded(error: float) -> float:
    """Three significant digits: more are not known of an error, and no library's last bit shows."""
    return float(f"{error:.3g}")
