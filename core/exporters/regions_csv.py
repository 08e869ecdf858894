"""STEM_regions.csv: the table of regions, a row a region. UTF-8, comma, newline.

Numbers have 12 significant digits, as areas have; a cell is empty where there is no such number. What the
columns mean stands in core.region_table.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from core.exporters import Contents, Format
from core.exporters.replace import write_bytes
from core.region_table import RegionTable


def regions_csv(table: RegionTable, *, delimiter: str = ",") -> bytes:
    """The table as the bytes of a CSV file; with a tab as delimiter as a spreadsheet takes it from the
    clipboard.
    """
    columns = table.columns()
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*map(_cells, columns.values()), strict=True))
    return text.getvalue().encode("utf-8", "backslashreplace")


def _cells(column: Sequence[Any]) -> list[str]:
    values = np.asarray(column)
    if values.dtype.kind == "f":
        return ["" if value != value else f"{value:.12g}" for value in values.tolist()]
    if values.dtype.kind == "b":
        return ["true" if value else "false" for value in values.tolist()]
    return list(map(str, values.tolist()))


def _write(path: Path, contents: Contents) -> None:
    if contents.regions is not None:
        write_bytes(path, regions_csv(contents.regions))


FORMAT = Format("regions", "_regions.csv", _write, lambda contents: contents.regions is not None)
