"""STEM_regions.csv: the table of regions, a row a region."""

from __future__ import annotations

from pathlib import Path

from core.base.parallel import Cancel
from core.export.formats import Format
from core.export.tables.regions import regions_csv
from core.pipeline.result import Result
from core.writing.replace import write_bytes


def _write(path: Path, result: Result, cancelled: Cancel) -> None:
    write_bytes(path, regions_csv(result.found_regions(cancelled), cancelled=cancelled))


FORMAT = Format(
    "regions",
    "_regions.csv",
    _write,
    "tables",
    "table of regions, a row a region (CSV)",
    usual=lambda result: result.regions is not None,
)
