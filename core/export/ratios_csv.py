"""STEM_ratios.csv: the ratios of classes, a row a ratio."""

from __future__ import annotations

from pathlib import Path

from core.base.parallel import Cancel
from core.export.formats import Format, with_ratios
from core.export.tables.cells import csv_table
from core.export.tables.ratios import ratio_columns
from core.pipeline.result import Result
from core.writing.replace import write_bytes


def _write(path: Path, result: Result, _: Cancel) -> None:
    write_bytes(path, csv_table(ratio_columns(result.ratio_values)))


FORMAT = Format(
    "ratios",
    "_ratios.csv",
    _write,
    "tables",
    "ratios of classes, a row a ratio (CSV)",
    with_ratios,
    usual=lambda result: bool(result.ratios),
)
