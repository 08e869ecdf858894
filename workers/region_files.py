"""The jobs that write regions: as text for the clipboard, and to files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.base.parallel import Cancel
from core.export.sizes_csv import sizes_by_class, sizes_csv
from core.export.tables.regions import regions_csv
from core.regions.region_table import RegionTable
from core.writing.replace import write_bytes


def table_text(table: RegionTable, chosen: NDArray[np.intp] | None, _: Cancel) -> str:
    """Write these rows, or all, with tabs between the cells."""
    return regions_csv(table if chosen is None else table.rows(chosen), delimiter="\t").decode()


def write_table(path: Path, table: RegionTable, _: Cancel) -> Path:
    """Write the table of regions; gives back the path. Raises WriteError."""
    write_bytes(path, regions_csv(table))
    return path


def write_sizes(path: Path, table: RegionTable, measure: str, cancelled: Cancel) -> Path:
    """Write the sizes by class; gives back the path. Raises WriteError, Cancelled."""
    write_bytes(path, sizes_csv(sizes_by_class(table, cancelled, measure=measure), table))
    return path
