"""The jobs that read and write legends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.base.parallel import Cancel
from core.guarded.process import ReadingProcess
from core.io.reader import read
from core.series.legend import Legend
from core.series.legend_file import legend_in, read_legend, write_legend


@dataclass(frozen=True, eq=False)
class LoadedLegend:
    """legend: what stands in the file."""

    path: Path
    legend: Legend


@dataclass(frozen=True)
class SavedLegend:
    """The legend is in this file now."""

    path: Path


def load_legend(path: Path, cancelled: Cancel) -> LoadedLegend:
    """Raises ReadError, Cancelled."""
    with ReadingProcess(read, warm=False) as process:
        return LoadedLegend(path, legend_in(process.read_by(read_legend, path, cancelled=cancelled), path))


def save_legend(path: Path, legend: Legend, _cancelled: Cancel) -> SavedLegend:
    """Raises WriteError."""
    write_legend(path, legend)
    return SavedLegend(path)
