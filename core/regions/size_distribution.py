"""The size distribution of regions, of ice floes above all: how many of each size there are in an area."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.regions.power_law import PowerLaw, fit_power_law
from core.regions.region_table import RegionTable

Floats = NDArray[np.float64]

# What a size may be, the usual one first.
SIZES = ("equivalent_diameter", "mean_caliper_diameter", "feret_max", "feret_min", "major_axis")
BINS_A_DECADE = 8

# Areas that numbers are given for: square kilometres on maps, megapixels without a scale.
_PER = {"px": ("10⁶ px²", 1e6), "m": ("km²", 1e6), "km": ("km²", 1.0)}


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
    counts: NDArray[np.int64]
    area: float
    per: str
    law: PowerLaw | None

    def __post_init__(self) -> None:
        for array in (self.sizes, self.edges, self.counts):
            array.flags.writeable = False

    @property
    def densities(self) -> Floats:
        """(b,) regions an area in each bin."""
        result: Floats = self.counts / self.area if self.area > 0 else np.zeros(len(self.counts))
        return result

    @property
    def larger(self) -> NDArray[np.int64]:
        """(b + 1,) how many regions are of the size of each edge or larger."""
        result: NDArray[np.int64] = len(self.sizes) - np.searchsorted(self.sizes, self.edges)
        return result

    def cumulative(self, most: int = 0) -> tuple[Floats, NDArray[np.int64]]:
        """Every distinct size d, ascending, and N(≥ d); `most`: no more than so many, even by logarithms."""
        values, first = np.unique(self.sizes, return_index=True)
        larger = len(self.sizes) - first
        if most and len(values) > most:
            logs = np.log(values)
            kept = np.unique(
                np.searchsorted(logs, np.linspace(logs[0], logs[-1], most)).clip(0, len(logs) - 1)
            )
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
    table: RegionTable,
    measure: str = SIZES[0],
    *,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> SizeDistribution:
    """Of the regions of a table, filtered before where some are not to count.

    The area is that of all pixels that were measured, whatever the filter. Raises ParameterError for a
    measure that is no size, Cancelled.
    """
    if measure not in SIZES:
        raise ParameterError(f"“{measure}” is no size: choose {', '.join(SIZES)}.")
    values = table[measure]
    sizes = np.sort(values[np.isfinite(values) & (values > 0)])
    per, units = _PER.get(table.length_unit, (table.area_unit, 1.0))
    edges = _edges(sizes)
    counts = np.diff(np.searchsorted(sizes, edges)).astype(np.int64)
    law = fit_power_law(sizes, threads=threads, cancelled=cancelled)
    return SizeDistribution(
        measure, table.length_unit, sizes, edges, counts, table.measured_area / units, per, law
    )


def _edges(sizes: Floats) -> Floats:
    """From the edge at or below the smallest size to the first above the largest."""
    if not len(sizes):
        return np.array((1.0, 10.0 ** (1 / BINS_A_DECADE)))
    low, high = (int(np.floor(np.log10(size) * BINS_A_DECADE)) for size in (sizes[0], sizes[-1]))
    edges: Floats = 10.0 ** (np.arange(low - 1, high + 3) / BINS_A_DECADE)
    first = int(np.searchsorted(edges, sizes[0], side="right")) - 1
    last = int(np.searchsorted(edges, sizes[-1], side="right"))
    return edges[first : last + 1]
