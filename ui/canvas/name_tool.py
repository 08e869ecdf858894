"""The tool that names a class by a click on it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Signal

from ui.canvas.tool import Pointer, Tool, ToolEntry
from ui.shell.actions import QT_TRANSLATE_NOOP

# A click may tremble by so many pixels of the screen.
_TREMBLE = 6.0


class NameTool(Tool):
    """clicked: column and row of the pixel, and whether Ctrl was held. May lie outside the picture."""

    id = "name"
    entry = ToolEntry("N", "tag", "has_segmentation").says(
        QT_TRANSLATE_NOOP("Actions", "&Name by clicking"),
        QT_TRANSLATE_NOOP("Actions", "Click on the ice, or on anything, and say what it is."),
    )
    clicked = Signal(int, int, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = self.tr("Name by clicking")
        self.hint = self.tr(
            "Click on something in either picture and say what it is. Ctrl+click adds more to the same class."
        )
        self._pressed: QPointF | None = None

    def press(self, pointer: Pointer) -> None:
        self._pressed = QPointF(pointer.x, pointer.y)

    def release(self, pointer: Pointer) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        moved = (QPointF(pointer.x, pointer.y) - pressed).manhattanLength() * pointer.scale
        if moved <= _TREMBLE:
            column, row = pointer.pixel
            self.clicked.emit(column, row, pointer.control)

    def cancel(self) -> bool:
        there, self._pressed = self._pressed is not None, None
        return there
