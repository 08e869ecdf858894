"""STEM_roi_ratios.csv: the ratios of classes inside each region of interest, a row of each and ratio.

As STEM_ratios.csv, with the name of the region of interest in front; the areas are those inside it.
"""

from __future__ import annotations

from pathlib import Path

from core.base.parallel import Cancel
from core.export.formats import Format, with_ratios, with_regions_of_interest
from core.export.tables.cells import csv_table
from core.export.tables.ratios import roi_ratio_columns
from core.pipeline.result import Result
from core.writing.replace import write_bytes


def _write(path: Path, result: Result, _: Cancel) -> None:
    write_bytes(path, csv_table(roi_ratio_columns(result)))


def _hindrance(result: Result) -> str:
    return with_ratios(result) or with_regions_of_interest(result)


FORMAT = Format(
    "roi_ratios",
    "_roi_ratios.csv",
    _write,
    "tables",
    "ratios of classes inside each region of interest (CSV)",
    _hindrance,
    usual=lambda result: not _hindrance(result),
)
