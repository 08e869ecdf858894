"""The tool that draws the line of a profile."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.canvas.straight_line_tool import StraightLineTool
from ui.canvas.tool import ToolEntry
from ui.shell.actions import QT_TRANSLATE_NOOP


class ProfileTool(StraightLineTool):
    """moved: there is another line, or none; also while it is drawn. finished: it is drawn to its end."""

    moved = Signal()
    finished = Signal()

    id = "profile"
    entry = ToolEntry("K", "profile").says(
        QT_TRANSLATE_NOOP("Actions", "Line profile"),
        QT_TRANSLATE_NOOP("Actions", "Draw a line to see the values along it, and the classes it crosses."),
    )

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = self.tr("Profile")
        self.hint = self.tr("Draw a line, or drag one of its ends. Shift: level or upright.")

    def cancel(self) -> bool:
        """The line stays when another tool is chosen: its profile is looked at then."""
        return self._dragged is not None and super().cancel()

    def drawn(self) -> None:
        self.finished.emit()

    def line_moved(self) -> None:
        self.moved.emit()
