"""STEM_areas.csv: the area table, a row a class; clusters joined by ";"."""

from __future__ import annotations

from pathlib import Path

from core.base.parallel import Cancel
from core.export.formats import Format, nothing
from core.export.tables.areas import area_columns
from core.export.tables.cells import csv_table
from core.pipeline.result import Result
from core.writing.replace import write_bytes


def _write(path: Path, result: Result, _: Cancel) -> None:
    write_bytes(path, csv_table(area_columns(result.rows)))


FORMAT = Format(
    "areas", "_areas.csv", _write, "tables", "area table, a row a class (CSV)", nothing, usual=lambda _: True
)
