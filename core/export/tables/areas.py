"""The columns of the area table in every file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.export.tables.cells import Cell, kept
from core.measure.areas import AreaRow, significant
from core.pipeline.result import Result

# The region of interest that a row is of.
INSIDE = "region of interest"


def _difference(row: AreaRow) -> float | None:
    return None if row.planar_difference is None else round(row.planar_difference, 6)


# scale source: "uncalibrated" where there is none. planar area,
# true area and their difference in per cent of the true one: empty where there is one kind of area only.
# area_error: the true area lies within it in error_coverage of all such cases; area_low and area_high: the
# ends of that interval, never below 0 nor beyond all that was measured; empty where not asked for.
AREA_COLUMNS: dict[str, Callable[[AreaRow], Cell]] = {
    "class": lambda row: row.name,
    "clusters": lambda row: ";".join(map(str, row.clusters)),
    "colour": lambda row: row.colour,
    "pixels": lambda row: row.pixels,
    "fraction": lambda row: row.fraction,
    "area": lambda row: significant(row.area),
    "unit": lambda row: row.unit,
    "scale source": lambda row: "uncalibrated" if row.scale_source == "none" else row.scale_source,
    "area method": lambda row: row.method,
    "planar area": lambda row: kept(row.planar_area),
    "true area": lambda row: kept(row.true_area),
    "planar difference in %": _difference,
    "pixels by hand": lambda row: row.edited_pixels or 0,
    "area_error": lambda row: None if row.error is None else row.error.error,
    "error_coverage": lambda row: None if row.error is None else row.error.coverage,
    "area_low": lambda row: None if row.error is None else significant(row.error.low),
    "area_high": lambda row: None if row.error is None else significant(row.error.high),
}


def area_columns(rows: Sequence[AreaRow]) -> dict[str, list[Cell]]:
    """The area table by columns."""
    return {name: [cell(row) for row in rows] for name, cell in AREA_COLUMNS.items()}


def roi_area_columns(result: Result) -> dict[str, list[Cell]]:
    """The area table inside each region of interest by columns; a pixel in several of them counts in each."""
    names: list[Cell] = [name for name, rows in result.roi_rows for _ in rows]
    return {INSIDE: names, **area_columns([row for _, rows in result.roi_rows for row in rows])}
