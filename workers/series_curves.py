"""The job that finds what the chart of a series shows, and what points say of single pictures: of a thousand
it would hold up the window.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.base.parallel import Cancel, raise_if_cancelled
from core.series.chart import Curves, area_curves, ratio_curves
from core.series.checked_areas import KnownArea, checked_areas
from core.series.series import Found

if TYPE_CHECKING:
    from core.series.series_census import SeriesCensus
    from core.series.series_check import SeriesCheck


@dataclass(frozen=True, eq=False)
class SeriesCurves:
    """areas, ratios: None where there is nothing to show. check: with which they were found; checked: what it
    says of single pictures, as `core.series.checked_areas` has it.
    """

    areas: Curves | None = None
    ratios: Curves | None = None
    check: SeriesCheck | SeriesCensus | None = None
    checked: Mapping[str, Mapping[str, KnownArea]] = field(default_factory=dict)


def series_curves(found: Found, cancelled: Cancel) -> SeriesCurves:
    """Of what is measured. Raises Cancelled."""
    if found.check is not None:
        found.check.find_pictures(cancelled)
    checked = checked_areas(found)
    areas = area_curves(found)
    raise_if_cancelled(cancelled)
    return SeriesCurves(areas, ratio_curves(found), found.check, checked)
