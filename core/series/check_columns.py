"""series_reference.csv: what points or label rasters say of all pictures of a series together, then of those
of which they say enough.
"""

from __future__ import annotations

from core.export.reference_csv import reference_columns
from core.export.tables.columns import Cell
from core.series.series_census import SeriesCensus
from core.series.series_check import SeriesCheck


def check_columns(check: SeriesCheck | SeriesCensus) -> dict[str, list[Cell]]:
    """By columns. picture: empty for all together, else as in series.csv."""
    parts = [("", check.whole), *((check.names[path], found) for path, found in check.pictures.items())]
    return reference_columns("picture", parts)
