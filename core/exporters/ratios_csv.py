"""STEM_ratios.csv: the ratios of classes, a row a ratio. UTF-8, comma, newline.

value: 1 for 100 %, of the areas that lead; percent and tenths (as ice charts count) are the same number.
error: half the width of its interval, empty where it is not known. Numbers have 12 significant digits.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from core.exporters import Contents, Format
from core.exporters.replace import write_bytes
from core.measure import significant
from core.parallel import Cancel
from core.ratios import RatioValue
from core.spreadsheet_text import harmless

HEADER = (
    "ratio",
    "formula",
    "value",
    "percent",
    "tenths",
    "error",
    "numerator area",
    "denominator area",
    "unit",
    "note",
)


def ratios_csv(values: Sequence[RatioValue]) -> bytes:
    """The ratios as the bytes of a CSV file; the numbers of one that has no value are empty."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(HEADER)
    for each in values:
        value = each.value
        table.writerow(
            (
                harmless(each.ratio.name),
                harmless(each.ratio.formula),
                _number(value),
                _number(None if value is None else 100.0 * value),
                _number(each.tenths),
                _number(each.error),
                _number(each.numerator_area),
                _number(each.denominator_area),
                each.unit,
                each.note,
            )
        )
    return text.getvalue().encode("utf-8", "backslashreplace")


def _number(value: float | None) -> str:
    return "" if value is None else repr(significant(value))


def _write(path: Path, contents: Contents, _: Cancel) -> None:
    write_bytes(path, ratios_csv(contents.ratio_values))


def _hindrance(contents: Contents) -> str:
    return "" if contents.ratios else "There are no ratios: add one under the class table."


FORMAT = Format(
    "ratios",
    "_ratios.csv",
    _write,
    "tables",
    "ratios of classes, a row a ratio (CSV)",
    _hindrance,
    usual=lambda contents: bool(contents.ratios),
)
