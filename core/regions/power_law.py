"""Power laws fitted to sizes: exponent by maximum likelihood, lower cut by the Kolmogorov–Smirnov distance.

Clauset, Shalizi & Newman, Power-law distributions in empirical data, SIAM Review 51, 2009, equations 3.1, 3.2
and section 3.3, for continuous values: above the lower cut d₀ the density is p(d) ∝ d^−α, so that the number
of larger ones falls as N(> d) ∝ d^−(α−1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.parallel import Cancel, Workers, never_cancelled, raise_if_cancelled
from core.regions.power_law_kernels import best_cut

Floats = NDArray[np.float64]

# A tail of fewer regions says nothing; below the second number the exponent is uncertain in itself.
LEAST_TAIL = 10
SAFE_TAIL = 50
RESAMPLES = 200
# Lower cuts that are tried: all distinct sizes, or so many of them, evenly spread over their logarithms.
MOST_CUTS = 400
RESAMPLED_CUTS = 60


@dataclass(frozen=True)
class PowerLaw:
    """exponent: α of the density. lower: d₀, in the unit of the sizes. tail: how many are not smaller.

    standard_error: of α, (α − 1) / √tail, d₀ taken as known. low, high: the middle 95 % of α in `RESAMPLES`
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
        result: Floats = self.tail * (sizes / self.lower) ** (1.0 - self.exponent)
        return result


def fit_power_law(
    sizes: Floats,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
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
    cut, exponent, distance = _best_cut(logs, weights, _cuts(logs, MOST_CUTS))
    if cut < 0:
        return None
    tail = int(weights[cut:].sum())
    error = (exponent - 1.0) / np.sqrt(tail)
    found = np.full(resamples, np.nan)
    owner = np.repeat(np.arange(len(values)), weights)
    cuts = np.union1d(_cuts(logs, RESAMPLED_CUTS), [cut])

    def resample(number: int) -> None:
        drawn = np.random.default_rng((seed, number)).integers(0, len(owner), len(owner))
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


def _best_cut(logs: Floats, weights: NDArray[np.int64], cuts: NDArray[np.int64]) -> tuple[int, float, float]:
    """Place, exponent and distance; see core.regions.power_law_kernels."""
    above, sums = np.zeros(len(logs) + 1, np.int64), np.zeros(len(logs) + 1)
    above[:-1] = np.cumsum(weights[::-1])[::-1]
    sums[:-1] = np.cumsum((weights * logs)[::-1])[::-1]
    found: tuple[int, float, float] = best_cut(logs, weights, above, sums, cuts, LEAST_TAIL)
    return found


def _cuts(logs: Floats, most: int) -> NDArray[np.int64]:
    """Indices of the lower cuts to try, ascending; the largest value is none."""
    if len(logs) - 1 <= most:
        return np.arange(len(logs) - 1)
    places = np.searchsorted(logs, np.linspace(logs[0], logs[-2], most))
    return np.unique(places).astype(np.int64)
