"""The job that finds what the chart of a series shows: of a thousand pictures it would hold up the window."""

from __future__ import annotations

from dataclasses import dataclass

from core.base.parallel import Cancel, raise_if_cancelled
from core.series.chart import Curves, area_curves, ratio_curves
from core.series.series import Found


@dataclass(frozen=True, eq=False)
class SeriesCurves:
    """Each None where there is nothing to show."""

    areas: Curves | None = None
    ratios: Curves | None = None


def series_curves(found: Found, cancelled: Cancel) -> SeriesCurves:
    """Of what is measured. Raises Cancelled."""
    areas = area_curves(found)
    raise_if_cancelled(cancelled)
    return SeriesCurves(areas, ratio_curves(found))
