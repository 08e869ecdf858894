"""The table of regions as CSV, and by columns. The columns: core.regions.region_table.

Areas, places and means have 12 significant digits, lengths, angles and ratios 9, which is what is the same
on every machine; a cell is empty where there is no such number.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.regions.region_table import KINDS, RegionTable
from core.writing.spreadsheet_text import harmless

# Rows between two looks at `cancelled`.
_LOOK = 5000
# Values of a column.
_BLOCK = 10_000


def regions_csv(table: RegionTable, *, delimiter: str = ",", cancelled: Cancel = never_cancelled) -> bytes:
    """The table as the bytes of a CSV file; with a tab as delimiter as a spreadsheet takes it from the
    clipboard. Raises Cancelled.
    """
    columns = table.columns()
    head = io.StringIO(newline="")
    csv.writer(head, delimiter=delimiter, lineterminator="\n").writerow(columns)
    cells = []
    for name, column in columns.items():
        cells.append(_cells(name, column, delimiter, cancelled))
    # One format for a row, not one a cell: a hundred thousand rows have millions of cells.
    row = delimiter.join(form for form, _ in cells) + "\n"
    parts = [head.getvalue()]
    for part in chunks(len(cells[0][1]), _LOOK, cancelled):
        values = (values[part] for _, values in cells)
        parts.append("".join(map(row.__mod__, zip(*values, strict=True))))
    return "".join(parts).encode("utf-8", "backslashreplace")


def region_columns(table: RegionTable, cancelled: Cancel = never_cancelled) -> dict[str, list[Any]]:
    """The table by columns, with the values of the CSV file in their types; None where there is no number.

    Raises Cancelled.
    """
    columns = {}
    for name, column in table.columns().items():
        columns[name] = _values(name, column, cancelled)
    return columns


def _values(name: str, column: Sequence[Any] | NDArray[Any], cancelled: Cancel) -> list[Any]:
    raise_if_cancelled(cancelled)
    values = np.asarray(column)
    if values.dtype.kind != "f":
        return list(values.tolist())
    form = _form(name)
    return [None if math.isnan(value) else float(form % value) for value in _each(values, cancelled)]


def _form(name: str) -> str:
    return "%.12g" if KINDS.get(name, "area") in ("area", "pixels", "map") else "%.9g"


def _each(values: NDArray[Any], cancelled: Cancel) -> Iterator[Any]:
    """The values as those of Python. Raises Cancelled."""
    for part in chunks(len(values), _BLOCK, cancelled):
        yield from values[part].tolist()


def _cells(
    name: str, column: Sequence[Any] | NDArray[Any], delimiter: str, cancelled: Cancel
) -> tuple[str, list[Any]]:
    """How a cell of the column is formatted, and its values. Raises Cancelled."""
    raise_if_cancelled(cancelled)
    values = np.asarray(column)
    if values.dtype.kind == "b":
        return "%s", ["true" if value else "false" for value in _each(values, cancelled)]
    if values.dtype.kind != "f":
        if values.dtype.kind in "iu":
            return "%d", values.tolist()
        texts = list(_each(values, cancelled))
        quoted: dict[Any, str] = {}
        for number, text in enumerate(set(texts)):
            if number % _BLOCK == 0:
                raise_if_cancelled(cancelled)
            quoted[text] = _quoted(harmless(str(text)), delimiter)
        return "%s", [quoted[text] for text in texts]
    form = _form(name)
    if not np.isnan(values).any():
        return form, values.tolist()
    return "%s", ["" if math.isnan(value) else form % value for value in _each(values, cancelled)]


def _quoted(text: str, delimiter: str) -> str:
    cell = io.StringIO(newline="")
    csv.writer(cell, delimiter=delimiter, lineterminator="").writerow((text,))
    return cell.getvalue()
