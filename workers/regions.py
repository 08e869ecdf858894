"""Jobs of the regions: found and measured, filtered, counted by size; submit them to a JobThread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.parallel import Cancel
from core.regions.region_filter import RegionFilter, filtered
from core.regions.region_marks import RegionMarks, region_marks
from core.regions.region_summary import ColumnSummary, region_summary
from core.regions.region_table import RegionTable
from core.regions.regions import find_regions
from core.regions.size_distribution import SizeDistribution, size_distribution
from workers.region_request import RegionRequest


@dataclass(frozen=True, eq=False)
class ShownRegions:
    """all: every region. shown: those that `wanted` lets through. summary: of these, by column."""

    all: RegionTable
    shown: RegionTable
    wanted: RegionFilter
    summary: Mapping[str, ColumnSummary]


def find(request: RegionRequest, wanted: RegionFilter, cancelled: Cancel) -> ShownRegions:
    """Find, measure and filter regions. Raises Cancelled, ParameterError (core.regions.region_filter)."""
    table = find_regions(
        request.labels,
        request.classes,
        request.calibration,
        image=request.image,
        superpixels=None if request.superpixels is None else request.superpixels.ids(cancelled),
        apart=request.apart,
        connectivity=request.connectivity,
        skeleton=request.skeleton,
        cancelled=cancelled,
    )
    return _shown(table, wanted)


def filter_regions(table: RegionTable, wanted: RegionFilter, _: Cancel) -> ShownRegions:
    """Filter what has been found already. Raises ParameterError."""
    return _shown(table, wanted)


def _shown(table: RegionTable, wanted: RegionFilter) -> ShownRegions:
    shown = filtered(table, wanted)
    return ShownRegions(table, shown, wanted, region_summary(shown))


def count_sizes(table: RegionTable, measure: str, cancelled: Cancel) -> SizeDistribution:
    """Count regions by size. Raises Cancelled."""
    return size_distribution(table, measure, cancelled=cancelled)


def mark_regions(
    table: RegionTable, chosen: NDArray[np.intp], reveal: bool, cancelled: Cancel
) -> tuple[RegionMarks, bool]:
    """Outline these rows of the table; gives back `reveal` beside the marks. Raises Cancelled."""
    return region_marks(table, chosen, cancelled=cancelled), reveal
