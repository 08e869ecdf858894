"""Cells of a table, and how they stand in CSV: UTF-8, comma, newline."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from core.measure.areas import significant
from core.writing.spreadsheet_text import harmless

# A cell of a table: None where there is no such number.
Cell = str | int | float | None


def kept(number: float | None) -> float | None:
    """A number as it is written: 12 significant digits are enough for every purpose, and the same on machines
    whose sine differs in the last bit.
    """
    return None if number is None else significant(number)


def csv_table(columns: Mapping[str, Sequence[Cell]]) -> bytes:
    """A table as the bytes of a CSV file; a cell without a number is empty.

    A name that a spreadsheet would compute gets an apostrophe before it.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(columns)
    table.writerows(map(_text, row) for row in zip(*columns.values(), strict=True))
    return text.getvalue().encode("utf-8", "backslashreplace")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return harmless(cell) if isinstance(cell, str) else repr(cell)
