"""STEM_roi_ratios.csv: the ratios of classes inside each region of interest, a row of each and ratio.

As STEM_ratios.csv (core.export.ratios_csv), with the name of the region of interest in front; the areas
are those inside it.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from core.base.parallel import Cancel
from core.export.areas_csv import Cell, cell_text
from core.export.formats import Format
from core.export.ratios_csv import ratio_columns
from core.export.roi_areas_csv import without_regions
from core.pipeline.result import Result
from core.writing.replace import write_bytes


def roi_ratio_columns(result: Result) -> dict[str, list[Cell]]:
    """The table by columns."""
    names: list[Cell] = [name for name, values in result.roi_ratios for _ in values]
    values = [each for _, values in result.roi_ratios for each in values]
    return {"region of interest": names, **ratio_columns(values)}


def _write(path: Path, result: Result, _: Cancel) -> None:
    text, columns = io.StringIO(newline=""), roi_ratio_columns(result)
    table = csv.writer(text, lineterminator="\n")
    table.writerow(columns)
    table.writerows(map(cell_text, row) for row in zip(*columns.values(), strict=True))
    write_bytes(path, text.getvalue().encode("utf-8", "backslashreplace"))


def _hindrance(result: Result) -> str:
    if not result.ratios:
        return "There are no ratios: add one under the class table."
    return without_regions(result)


FORMAT = Format(
    "roi_ratios",
    "_roi_ratios.csv",
    _write,
    "tables",
    "ratios of classes inside each region of interest (CSV)",
    _hindrance,
    usual=lambda result: not _hindrance(result),
)
