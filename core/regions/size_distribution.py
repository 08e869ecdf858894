"""The size distribution of regions, of ice floes above all: how many of each size there are in an area.

Power laws are fitted to sizes by maximum likelihood, their lower cut by the Kolmogorov–Smirnov distance:
Clauset, Shalizi & Newman, Power-law distributions in empirical data, SIAM Review 51, 2009, equations 3.1, 3.2
and section 3.3, for continuous values: above the lower cut d₀ the density is p(d) ∝ d^−α, so that the number
of larger ones falls as N(> d) ∝ d^−(α−1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats, Ints, freeze
from core.base.errors import ParameterError
from core.base.parallel import Cancel, Workers, never_cancelled, raise_if_cancelled
from core.base.sentences import _, with_commas
from core.regions.power_law_kernels import best_lower_cut
from core.regions.region_table import RegionTable

# What a size may be, the usual one first.
SIZES = ("equivalent_diameter", "mean_caliper_diameter", "feret_max", "feret_min", "major_axis")
BINS_A_DECADE = 8

# Areas that numbers are given for: square kilometres on maps, megapixels without a scale.
_PER = {"px": ("10⁶ px²", 1e6), "m": ("km²", 1e6), "km": ("km²", 1.0)}
# Bins of the plain histogram: at most.
_MOST_BINS = 60
# A tail of fewer regions says nothing; below the second number the exponent is uncertain in itself.
LEAST_TAIL = 10
SAFE_TAIL = 50
_RESAMPLES = 200
# Lower cuts that are tried: all distinct sizes, or so many of them, evenly spread over their logarithms.
_MOST_CUTS = 400
_RESAMPLED_CUTS = 60


@dataclass(frozen=True, eq=False)
class SizeDistribution:
    """measure: of SIZES. unit: of sizes. sizes: (n,) float64 ascending; what is no number is left out.

    edges: (b + 1,) of logarithmic bins, 10^(i / BINS_A_DECADE), so that the bins of different pictures are
        the same ones. counts: (b,) int64, edges[i] ≤ size < edges[i + 1].
    area: that the regions were looked for in, in units of `per` ("km²"). law: the fitted power law, None
        where there is too little to fit.
    """

    measure: str
    unit: str
    sizes: Floats
    edges: Floats
    counts: Ints
    area: float
    per: str
    law: PowerLaw | None

    def __post_init__(self) -> None:
        freeze(self.sizes, self.edges, self.counts)

    @property
    def densities(self) -> Floats:
        """(b,) regions an area in each bin."""
        return self.counts / self.area if self.area > 0 else np.zeros(len(self.counts))

    def plain(self) -> tuple[Floats, Ints]:
        """Edges of bins of one width and how many sizes lie in each, edge ≤ size < next edge.

        The width is that of Freedman & Diaconis (1981), 2 × interquartile range / ∛n, rounded up to 1, 2 or
        5 × 10ⁿ, and wider where that would make more than 60 bins. Empty without sizes.
        """
        if not len(self.sizes):
            return np.zeros(0), np.zeros(0, np.int64)
        least, most = float(self.sizes[0]), float(self.sizes[-1])
        quarter, three = np.quantile(self.sizes, (0.25, 0.75))
        wanted = 2 * float(three - quarter) / len(self.sizes) ** (1 / 3)
        width = _rounded_up(max(wanted, (most - least) / (_MOST_BINS - 2)) or most)
        first, last = int(np.floor(least / width)), int(np.floor(most / width))
        edges: Floats = np.arange(first, last + 2, dtype=np.float64) * width
        # By the edges as they are: a quotient may be rounded over one.
        places = np.searchsorted(edges, self.sizes, side="right") - 1
        return edges, np.bincount(places.clip(0, last - first), minlength=last - first + 1).astype(np.int64)

    @property
    def larger(self) -> Ints:
        """(b + 1,) how many regions are of the size of each edge or larger."""
        return len(self.sizes) - np.searchsorted(self.sizes, self.edges)

    def cumulative(self, most: int = 0) -> tuple[Floats, Ints]:
        """Every distinct size d, ascending, and N(≥ d); `most`: no more than so many, even by logarithms."""
        values, first = np.unique(self.sizes, return_index=True)
        larger = len(self.sizes) - first
        if most and len(values) > most:
            logs = np.log(values)
            kept = np.unique(np.searchsorted(logs, np.linspace(logs[0], logs[-1], most)))
            values, larger = values[kept], larger[kept]
        return values, larger

    def expected(self) -> tuple[Floats, Floats]:
        """Middles of the bins at or above the lower cut, and how many regions the law puts there."""
        if self.law is None:
            return np.zeros(0), np.zeros(0)
        edges = self.edges[self.edges >= self.law.lower]
        middles: Floats = np.sqrt(edges[:-1] * edges[1:])
        return middles, -np.diff(self.law.larger(edges))


def size_distribution(
    table: RegionTable, measure: str = SIZES[0], *, cancelled: Cancel = never_cancelled
) -> SizeDistribution:
    """Of the regions of a table, filtered before where some are not to count.

    The area is that of all pixels that were measured, whatever the filter. Raises ParameterError for a
    measure that is no size, Cancelled.
    """
    if measure not in SIZES:
        raise ParameterError(
            _("“{measure}” is no size: choose {choices}.").format(measure=measure, choices=with_commas(SIZES))
        )
    values = table[measure]
    sizes = np.sort(values[np.isfinite(values) & (values > 0)])
    per, units = _PER.get(table.length_unit, (table.area_unit, 1.0))
    edges = _edges(sizes)
    counts = np.diff(np.searchsorted(sizes, edges)).astype(np.int64)
    law = fit_power_law(sizes, cancelled=cancelled)
    return SizeDistribution(
        measure, table.length_unit, sizes, edges, counts, table.measured_area / units, per, law
    )


def _rounded_up(number: float) -> float:
    """The least of 1, 2, 5 × 10ⁿ that is not below a positive number."""
    power = 10.0 ** np.floor(np.log10(number))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= number * (1 - 1e-9)))


def _edges(sizes: Floats) -> Floats:
    """From the edge at or below the smallest size to the first above the largest."""
    if not len(sizes):
        return np.array((1.0, 10.0 ** (1 / BINS_A_DECADE)))
    low, high = (int(np.floor(np.log10(size) * BINS_A_DECADE)) for size in (sizes[0], sizes[-1]))
    edges: Floats = 10.0 ** (np.arange(low - 1, high + 3) / BINS_A_DECADE)
    first = int(np.searchsorted(edges, sizes[0], side="right")) - 1
    last = int(np.searchsorted(edges, sizes[-1], side="right"))
    return edges[first : last + 1]


@dataclass(frozen=True)
class PowerLaw:
    """exponent: α of the density. lower: d₀, in the unit of the sizes. tail: how many are not smaller.

    standard_error: of α, (α − 1) / √tail, d₀ taken as known. low, high: the middle 95 % of α in `_RESAMPLES`
    bootstrap resamples of all sizes, d₀ being searched anew in each; equal to α ± 1.96 standard errors where
    there was no bootstrap. distance: the largest between the two cumulative distributions, 0…1.
    """

    exponent: float
    lower: float
    tail: int
    standard_error: float
    low: float
    high: float
    distance: float

    def larger(self, sizes: Floats) -> Floats:
        """How many are larger than each of `sizes` (≥ lower) by the law."""
        return self.tail * (sizes / self.lower) ** (1.0 - self.exponent)


def fit_power_law(
    sizes: Floats,
    *,
    resamples: int = _RESAMPLES,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> PowerLaw | None:
    """sizes: (n,) positive. None where fewer than LEAST_TAIL unlike sizes leave nothing to fit.

    The same on any number of threads. Raises Cancelled.
    """
    values, weights = np.unique(sizes, return_counts=True)
    if len(sizes) < LEAST_TAIL or len(values) < 2:
        return None
    logs, weights = np.log(values), weights.astype(np.int64)
    cut, exponent, distance = _best_cut(logs, weights, _cuts(logs, _MOST_CUTS))
    if cut < 0:
        return None
    tail = int(weights[cut:].sum())
    error = (exponent - 1.0) / np.sqrt(tail)
    found = np.full(resamples, np.nan)
    owner = np.repeat(np.arange(len(values)), weights)
    cuts = np.union1d(_cuts(logs, _RESAMPLED_CUTS), [cut])

    def resample(number: int) -> None:
        drawn = np.random.default_rng((0, number)).integers(0, len(owner), len(owner))
        drawn_weights = np.bincount(owner[drawn], minlength=len(values))
        found[number] = _best_cut(logs, drawn_weights, cuts)[1]

    with Workers(threads, cancelled) as workers:
        workers.each(resample, range(resamples))
    raise_if_cancelled(cancelled)
    found = found[np.isfinite(found)]
    low, high = (
        np.quantile(found, (0.025, 0.975)) if len(found) else exponent + error * np.array((-1.96, 1.96))
    )
    return PowerLaw(
        float(exponent), float(values[cut]), tail, float(error), float(low), float(high), float(distance)
    )


def _best_cut(logs: Floats, weights: Ints, cuts: Ints) -> tuple[int, float, float]:
    """Place, exponent and distance; see core.regions.power_law_kernels."""
    above, sums = np.zeros(len(logs) + 1, np.int64), np.zeros(len(logs) + 1)
    above[:-1] = np.cumsum(weights[::-1])[::-1]
    sums[:-1] = np.cumsum((weights * logs)[::-1])[::-1]
    found: tuple[int, float, float] = best_lower_cut(logs, weights, above, sums, cuts, LEAST_TAIL)
    return found


def _cuts(logs: Floats, most: int) -> Ints:
    """Indices of the lower cuts to try, ascending; the largest value is none."""
    if len(logs) - 1 <= most:
        return np.arange(len(logs) - 1)
    places = np.searchsorted(logs, np.linspace(logs[0], logs[-2], most))
    return np.unique(places).astype(np.int64)
