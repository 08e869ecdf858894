"""A project that was opened. By itself, so that opening a document imports nothing of a series."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.writing.stamp import FileStamp

if TYPE_CHECKING:
    from core.series.entry import Entry
    from core.series.project import Project
    from core.series.series import Found
    from workers.left import Left


@dataclass(frozen=True, eq=False)
class OpenedProject:
    """path: of its file, None for none. found: what was measured of it, with its legend, None without;
    entries: of the pictures that were measured. stamp: of the file, from before it was read. left: what a
    crash has left, where it comes from there.
    """

    path: Path | None
    project: Project
    found: Found | None
    stamp: FileStamp | None
    entries: tuple[Entry, ...] = ()
    left: Left | None = None

    @property
    def key(self) -> str:
        """By which it was open before; "" for a new one."""
        return "" if self.left is None else self.left.kept.key
