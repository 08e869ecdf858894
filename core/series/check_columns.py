"""series_reference.csv: what points say of all pictures of a series together, then of those with enough."""

from __future__ import annotations

from core.export.reference_csv import reference_columns
from core.export.tables.columns import Cell
from core.series.series_check import SeriesCheck
from core.series.table import relative_names


def check_columns(check: SeriesCheck) -> dict[str, list[Cell]]:
    """By columns. picture: empty for all together, else as in series.csv."""
    paths = [each.path for each in check.sample.pool.pictures]
    names = dict(zip(paths, relative_names(paths), strict=True))
    parts = [("", check.whole), *((names[path], found) for path, found in check.pictures.items())]
    return reference_columns("picture", parts)
