"""The pictures that were opened together, and which of them is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal


class ListedPictures(QObject):
    """paths_changed: another list. marked: the path of the one that is open, "" for none of them."""

    paths_changed = Signal(list)
    marked = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths: tuple[str, ...] = ()

    def set_paths(self, paths: Sequence[str]) -> None:
        self.paths = tuple(paths)
        self.paths_changed.emit(list(paths))

    def mark(self, path: str) -> None:
        """Show which one is open."""
        self.marked.emit(path)

    def others(self, path: str) -> list[str]:
        """All of the list but this one."""
        return [each for each in self.paths if each != path]
