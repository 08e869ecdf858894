"""A project that was opened. By itself, so that opening a document imports nothing of a series."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.writing.stamp import FileStamp

if TYPE_CHECKING:
    from core.series.project import Project
    from core.series.series import Found


@dataclass(frozen=True, eq=False)
class OpenedProject:
    """found: what was measured of it, None where nothing was. stamp: of the file, from before it was read."""

    path: Path
    project: Project
    found: Found | None
    stamp: FileStamp | None
