"""STEM_roi_areas.csv: the area table inside each region of interest, a row a region of interest and class.

As STEM_areas.csv, with the name of the region of interest in front; the fraction is of the measured pixels
inside it.
"""

from __future__ import annotations

from pathlib import Path

from core.base.parallel import Cancel
from core.export.formats import Format, with_regions_of_interest
from core.export.tables.areas import roi_area_columns
from core.export.tables.cells import csv_table
from core.pipeline.result import Result
from core.writing.replace import write_bytes


def _write(path: Path, result: Result, _: Cancel) -> None:
    write_bytes(path, csv_table(roi_area_columns(result)))


FORMAT = Format(
    "roi_areas",
    "_roi_areas.csv",
    _write,
    "tables",
    "areas inside each region of interest (CSV)",
    with_regions_of_interest,
    usual=lambda result: bool(result.roi_rows),
)
