"""The columns of the ratios of classes in every file.

value: 1 for 100 %, of the areas that lead; percent and tenths (as ice charts count) are the same number.
error: half the width of its interval; low and high: its ends, never below 0 nor, for a part of a whole, above
1; empty where they are not known. Numbers have 12 significant digits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.export.tables.areas import INSIDE
from core.export.tables.cells import Cell, kept
from core.measure.areas import significant
from core.measure.ratio_values import RatioValue
from core.pipeline.result import Result

RATIO_COLUMNS: dict[str, Callable[[RatioValue], Cell]] = {
    "ratio": lambda each: each.ratio.name,
    "formula": lambda each: each.ratio.formula,
    "value": lambda each: kept(each.value),
    "percent": lambda each: None if each.value is None else significant(100.0 * each.value),
    "tenths": lambda each: kept(each.tenths),
    "error": lambda each: kept(each.error),
    "low": lambda each: kept(each.interval[0]),
    "high": lambda each: kept(each.interval[1]),
    "numerator area": lambda each: kept(each.numerator_area),
    "denominator area": lambda each: kept(each.denominator_area),
    "unit": lambda each: each.unit,
    "note": lambda each: each.note,
}


def ratio_columns(values: Sequence[RatioValue]) -> dict[str, list[Cell]]:
    """The ratios by columns; None for the numbers of one that has no value."""
    return {name: [cell(each) for each in values] for name, cell in RATIO_COLUMNS.items()}


def roi_ratio_columns(result: Result) -> dict[str, list[Cell]]:
    """The ratios inside each region of interest by columns."""
    names: list[Cell] = [name for name, values in result.roi_ratios for _ in values]
    values = [each for _, values in result.roi_ratios for each in values]
    return {INSIDE: names, **ratio_columns(values)}
