"""STEM_regions.csv: the table of regions, a row a region. UTF-8, comma, newline.

Areas, places and means have 12 significant digits, lengths, angles and ratios 9, which is what is the same
on every machine; a cell is empty where there is no such number. The columns: core.region_table.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.exporters import Contents, Format
from core.exporters.replace import write_bytes
from core.parallel import Cancel
from core.region_table import KINDS, RegionTable
from core.spreadsheet_text import harmless


def regions_csv(table: RegionTable, *, delimiter: str = ",") -> bytes:
    """The table as the bytes of a CSV file; with a tab as delimiter as a spreadsheet takes it from the
    clipboard.
    """
    columns = table.columns()
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    cells = [_cells(name, column) for name, column in columns.items()]
    writer.writerows(zip(*cells, strict=True))
    return text.getvalue().encode("utf-8", "backslashreplace")


def region_columns(table: RegionTable) -> dict[str, list[Any]]:
    """The table by columns, with the values of the CSV file in their types; None where there is no number."""
    return {name: _values(name, column) for name, column in table.columns().items()}


def _values(name: str, column: Sequence[Any] | NDArray[Any]) -> list[Any]:
    values = np.asarray(column)
    if values.dtype.kind != "f":
        return list(values.tolist())
    digits = _digits(name)
    return [None if math.isnan(value) else float(f"{value:.{digits}g}") for value in values.tolist()]


def _digits(name: str) -> int:
    return 12 if KINDS.get(name, "area") in ("area", "pixels", "map") else 9


def _cells(name: str, column: Sequence[Any] | NDArray[Any]) -> list[str]:
    values = np.asarray(column)
    if values.dtype.kind == "f":
        digits = _digits(name)
        return ["" if math.isnan(value) else f"{value:.{digits}g}" for value in values.tolist()]
    if values.dtype.kind == "b":
        return ["true" if value else "false" for value in values.tolist()]
    return [harmless(value) if isinstance(value, str) else str(value) for value in values.tolist()]


def _write(path: Path, contents: Contents, cancelled: Cancel) -> None:
    write_bytes(path, regions_csv(contents.found_regions(cancelled)))


FORMAT = Format(
    "regions",
    "_regions.csv",
    _write,
    "tables",
    "table of regions, a row a region (CSV)",
    usual=lambda contents: contents.regions is not None,
)
