"""The job that reads a start from a file."""

from __future__ import annotations

from pathlib import Path

from core.base.parallel import Cancel
from core.cluster.starts.starts import read_start
from core.guarded.process import ReadingProcess
from core.io.reader import read

StartRows = tuple[tuple[float, ...], ...]


def open_start(path: Path, cancelled: Cancel) -> StartRows:
    """Read the centroids of a file. Raises ParameterError, ReadError, Cancelled."""
    with ReadingProcess(read, warm=False) as process:
        return process.read_by(read_start, path, cancelled=cancelled)
