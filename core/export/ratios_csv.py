"""STEM_ratios.csv: the ratios of classes, a row a ratio. UTF-8, comma, newline.

value: 1 for 100 %, of the areas that lead; percent and tenths (as ice charts count) are the same number.
error: half the width of its interval; low and high: its ends, never below 0 nor, for a part of a whole, above
1; empty where they are not known. Numbers have 12 significant digits.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from core.base.parallel import Cancel
from core.export.areas_csv import Cell, cell_text
from core.export.formats import Format
from core.measure.areas import significant
from core.measure.ratio_values import RatioValue
from core.pipeline.result import Result
from core.writing.replace import write_bytes


def _kept(value: float | None) -> float | None:
    return None if value is None else significant(value)


COLUMNS: dict[str, Callable[[RatioValue], Cell]] = {
    "ratio": lambda each: each.ratio.name,
    "formula": lambda each: each.ratio.formula,
    "value": lambda each: _kept(each.value),
    "percent": lambda each: None if each.value is None else significant(100.0 * each.value),
    "tenths": lambda each: _kept(each.tenths),
    "error": lambda each: _kept(each.error),
    "low": lambda each: _kept(each.interval[0]),
    "high": lambda each: _kept(each.interval[1]),
    "numerator area": lambda each: _kept(each.numerator_area),
    "denominator area": lambda each: _kept(each.denominator_area),
    "unit": lambda each: each.unit,
    "note": lambda each: each.note,
}
HEADER = tuple(COLUMNS)


def ratio_columns(values: Sequence[RatioValue]) -> dict[str, list[Cell]]:
    """The ratios by columns; None for the numbers of one that has no value."""
    return {name: [cell(each) for each in values] for name, cell in COLUMNS.items()}


def ratios_csv(values: Sequence[RatioValue]) -> bytes:
    """The ratios as the bytes of a CSV file; the numbers of one that has no value are empty."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(HEADER)
    table.writerows([cell_text(cell(each)) for cell in COLUMNS.values()] for each in values)
    return text.getvalue().encode("utf-8", "backslashreplace")


def _write(path: Path, result: Result, _: Cancel) -> None:
    write_bytes(path, ratios_csv(result.ratio_values))


def _hindrance(result: Result) -> str:
    return "" if result.ratios else "There are no ratios: add one under the class table."


FORMAT = Format(
    "ratios",
    "_ratios.csv",
    _write,
    "tables",
    "ratios of classes, a row a ratio (CSV)",
    _hindrance,
    usual=lambda result: bool(result.ratios),
)
