"""STEM_areas.csv: the area table, a row a class. UTF-8, comma, newline; clusters joined by ";".

Areas have 12 significant digits: enough for every purpose, and the same on machines whose sine
differs in the last bit.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from core.base.parallel import Cancel
from core.export.formats import Format, nothing
from core.measure.areas import AreaRow, significant
from core.pipeline.result import Result
from core.writing.replace import write_bytes
from core.writing.spreadsheet_text import harmless

# A cell of a table: None where there is no such number.
Cell = str | int | float | None


def _kept(number: float | None) -> float | None:
    return None if number is None else significant(number)


def _difference(row: AreaRow) -> float | None:
    return None if row.planar_difference is None else round(row.planar_difference, 6)


# The columns of the area table in every file. scale source: "uncalibrated" where there is none. planar area,
# true area and their difference in per cent of the true one: empty where there is one kind of area only.
# area_error: the true area lies within it in error_coverage of all such cases; area_low and area_high: the
# ends of that interval, never below 0 nor beyond all that was measured; empty where not asked for.
COLUMNS: dict[str, Callable[[AreaRow], Cell]] = {
    "class": lambda row: row.name,
    "clusters": lambda row: ";".join(map(str, row.clusters)),
    "colour": lambda row: row.colour,
    "pixels": lambda row: row.pixels,
    "fraction": lambda row: row.fraction,
    "area": lambda row: significant(row.area),
    "unit": lambda row: row.unit,
    "scale source": lambda row: "uncalibrated" if row.scale_source == "none" else row.scale_source,
    "area method": lambda row: row.method,
    "planar area": lambda row: _kept(row.planar_area),
    "true area": lambda row: _kept(row.true_area),
    "planar difference in %": _difference,
    "pixels by hand": lambda row: row.hand_pixels or 0,
    "area_error": lambda row: None if row.error is None else row.error.error,
    "error_coverage": lambda row: None if row.error is None else row.error.coverage,
    "area_low": lambda row: None if row.error is None else significant(row.error.low),
    "area_high": lambda row: None if row.error is None else significant(row.error.high),
}
HEADER = tuple(COLUMNS)


def area_columns(rows: Sequence[AreaRow]) -> dict[str, list[Cell]]:
    """The area table by columns."""
    return {name: [cell(row) for row in rows] for name, cell in COLUMNS.items()}


def areas_csv(rows: Sequence[AreaRow]) -> bytes:
    """The table as the bytes of a CSV file.

    A name that a spreadsheet would compute gets an apostrophe before it.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(HEADER)
    table.writerows([cell_text(cell(row)) for cell in COLUMNS.values()] for row in rows)
    return text.getvalue().encode("utf-8", "backslashreplace")


def cell_text(cell: Cell) -> str:
    """A cell as it stands in CSV."""
    if cell is None:
        return ""
    return harmless(cell) if isinstance(cell, str) else repr(cell)


def _write(path: Path, result: Result, _: Cancel) -> None:
    write_bytes(path, areas_csv(result.rows))


FORMAT = Format(
    "areas", "_areas.csv", _write, "tables", "area table, a row a class (CSV)", nothing, usual=lambda _: True
)
