"""STEM_roi_areas.csv: the area table inside each region of interest, a row a region of interest and class.

As STEM_areas.csv (core.export.areas_csv), with the name of the region of interest in front; the fraction
is of the measured pixels inside it. A pixel in several of them counts in each.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from core.base.parallel import Cancel
from core.export.areas_csv import HEADER, areas_csv
from core.export.formats import Format
from core.pipeline.result import Result
from core.writing.replace import write_bytes
from core.writing.spreadsheet_text import harmless


def roi_areas_csv(result: Result) -> bytes:
    """The table as the bytes of a CSV file."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("region of interest", *HEADER))
    for name, rows in result.roi_rows:
        lines = areas_csv(rows).decode("utf-8", "surrogateescape").splitlines()[1:]
        table.writerows((harmless(name), *cells) for cells in csv.reader(lines))
    return text.getvalue().encode("utf-8", "backslashreplace")


def _write(path: Path, result: Result, _: Cancel) -> None:
    write_bytes(path, roi_areas_csv(result))


def without_regions(result: Result) -> str:
    """The hindrance of what is about regions of interest."""
    return "" if result.roi_rows else "There are no regions of interest: draw one, or import a file."


FORMAT = Format(
    "roi_areas",
    "_roi_areas.csv",
    _write,
    "tables",
    "areas inside each region of interest (CSV)",
    without_regions,
    usual=lambda result: bool(result.roi_rows),
)
