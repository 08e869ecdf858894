"""The columns of the tables of areas and of ratios in every file, and how they stand in CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence

from core.accuracy.shares import Share
from core.measure.areas import AreaRow, difference_percent, significant, significant_or_none
from core.measure.ratio_values import RatioValue
from core.pipeline.accuracy_json import source_code
from core.pipeline.result import Result
from core.writing.spreadsheet_text import harmless

# A cell of a table: None where there is no such number.
Cell = str | int | float | None
# The region of interest that a row is of.
INSIDE = "region of interest"
# scale source: "uncalibrated" where there is none. planar area,
# true area and their difference in per cent of the true one: empty where there is one kind of area only.
# area_error: the ± of border and starts, that is of mixed pixels, other minima of k-means and the scale;
# whether a class is what its name says is not in it. area_low and area_high: the ends of that interval, which
# has error_coverage, never below 0 nor beyond all that was measured; empty where not asked for. Where points
# lead ("area source"), area, fraction and these four are theirs.
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
    "planar area": lambda row: significant_or_none(row.planar_area),
    "true area": lambda row: significant_or_none(row.true_area),
    "planar difference in %": difference_percent,
    "pixels by hand": lambda row: row.edited_pixels or 0,
    "area_error": lambda row: None if row.error is None else row.error.error,
    "error_coverage": lambda row: None if row.error is None else row.error.coverage,
    "area_low": lambda row: None if row.error is None else significant(row.error.low),
    "area_high": lambda row: None if row.error is None else significant(row.error.high),
}
# Only where somebody has looked at points: where the area comes from, the one that the map has and the one
# that the points give with its interval, and how much of what is mapped as the class is it, and the reverse.
CHECK_COLUMNS: dict[str, Callable[[AreaRow], Cell]] = {
    "area source": source_code,
    "points": lambda row: None if row.checked is None else row.checked.of,
    "mapped area": lambda row: None if row.checked is None else significant(row.checked.mapped_area),
    "checked area": lambda row: None if row.checked is None else significant(row.checked.area),
    "checked_low": lambda row: None if row.checked is None else significant(row.checked.low),
    "checked_high": lambda row: None if row.checked is None else significant(row.checked.high),
    "user's accuracy": lambda row: None if row.checked is None else _value(row.checked.users),
    "producer's accuracy": lambda row: None if row.checked is None else _value(row.checked.producers),
}
# value: 1 for 100 %, of the areas that lead; percent and tenths (as ice charts count) are the same number.
# error: half the width of its interval; low and high: its ends, never below 0 nor, for a part of a whole,
# above 1; empty where they are not known. Numbers have 12 significant digits.
RATIO_COLUMNS: dict[str, Callable[[RatioValue], Cell]] = {
    "ratio": lambda each: each.ratio.name,
    "formula": lambda each: each.ratio.formula,
    "value": lambda each: significant_or_none(each.value),
    "percent": lambda each: None if each.value is None else significant(100.0 * each.value),
    "tenths": lambda each: significant_or_none(each.tenths),
    "error": lambda each: significant_or_none(each.error),
    "low": lambda each: significant_or_none(each.interval[0]),
    "high": lambda each: significant_or_none(each.interval[1]),
    "numerator area": lambda each: significant_or_none(each.numerator_area),
    "denominator area": lambda each: significant_or_none(each.denominator_area),
    "unit": lambda each: each.unit,
    "note": lambda each: each.note,
}


def area_columns(result: Result) -> dict[str, list[Cell]]:
    """The area table by columns."""
    return {**_of_areas(result.rows), **_left_out(result, len(result.rows))}


def _of_areas(rows: Sequence[AreaRow]) -> dict[str, list[Cell]]:
    checked = any(row.checked is not None for row in rows)
    columns = {**AREA_COLUMNS, **(CHECK_COLUMNS if checked else {})}
    return {name: [cell(row) for row in rows] for name, cell in columns.items()}


def _value(share: Share | None) -> Cell:
    return None if share is None else significant(share.value)


def _left_out(result: Result, rows: int) -> dict[str, list[Cell]]:
    """Of a cropped picture the crop, and how many pixels count nowhere, in every row: a line of comment would
    be a row to most programs.
    """
    crop = result.image.crop
    columns: dict[str, list[Cell]] = {} if crop is None else {"crop": [crop.text] * rows}
    for name, number in result.not_counted.columns.items():
        columns[name.replace("_", " ")] = [number] * rows
    return columns


def roi_area_columns(result: Result) -> dict[str, list[Cell]]:
    """The area table inside each region of interest by columns; a pixel in several of them counts in each."""
    names: list[Cell] = [name for name, rows in result.roi_rows for _ in rows]
    areas = _of_areas([row for _, rows in result.roi_rows for row in rows])
    return {INSIDE: names, **areas, **_left_out(result, len(names))}


def ratio_columns(result: Result) -> dict[str, list[Cell]]:
    """The ratios by columns; None for the numbers of one that has no value."""
    return {**_of_ratios(result.ratio_values), **_left_out(result, len(result.ratio_values))}


def _of_ratios(values: Sequence[RatioValue]) -> dict[str, list[Cell]]:
    return {name: [cell(each) for each in values] for name, cell in RATIO_COLUMNS.items()}


def roi_ratio_columns(result: Result) -> dict[str, list[Cell]]:
    """The ratios inside each region of interest by columns."""
    names: list[Cell] = [name for name, values in result.roi_ratios for _ in values]
    values = [each for _, values in result.roi_ratios for each in values]
    return {INSIDE: names, **_of_ratios(values), **_left_out(result, len(names))}


def csv_table(columns: Mapping[str, Sequence[Cell]]) -> bytes:
    """A table as the bytes of a CSV file (UTF-8, comma, newline); a cell without a number is empty.

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
