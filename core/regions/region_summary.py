"""The columns of a table of regions in a line each: how many, mean, standard deviation, median, total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.regions.region_table import SKELETON_COLUMNS, RegionTable

# Sizes that add up to that of all regions; a sum of diameters is none of anything.
_ADD_UP = frozenset({"pixels", "area", "perimeter", "holes", "skeleton_length"})
# Neither numbers nor places of regions, of which a mean says nothing, nor angles, which go round.
_SUMMARISED = (
    *("pixels", "area", "perimeter", "equivalent_diameter", "mean_caliper_diameter", "feret_max"),
    *("feret_min", "major_axis", "minor_axis", "circularity", "solidity", "holes", *SKELETON_COLUMNS),
)


@dataclass(frozen=True)
class ColumnSummary:
    """Of the numbers of a column; those that are none (NaN) are left out.

    n: how many there are. deviation: of the sample, divided by n − 1; None of fewer than two. total: None of
    what does not add up.
    """

    n: int
    mean: float
    deviation: float | None
    median: float
    total: float | None


def region_summary(table: RegionTable) -> Mapping[str, ColumnSummary]:
    """By the name of the column, in its unit; columns without a number are not in it."""
    found: dict[str, ColumnSummary] = {}
    for name in _SUMMARISED:
        if name not in table.measures:
            continue
        values = np.asarray(table[name], np.float64)
        values = values[np.isfinite(values)]
        if not len(values):
            continue
        found[name] = ColumnSummary(
            n=len(values),
            mean=float(values.mean()),
            deviation=float(values.std(ddof=1)) if len(values) > 1 else None,
            median=float(np.median(values)),
            total=float(values.sum()) if name in _ADD_UP else None,
        )
    return found
