"""What the tools for regions of interest share, and the one that selects."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent

from ui.canvas.tool import Pointer, Tool, ToolEntry
from ui.segment.roi.roi_controller import Mode, RoiController
from ui.segment.roi.roi_edit import Editing, grip_at
from ui.segment.roi.roi_mode import DrawMode, ModeButtons
from ui.segment.roi.shape_handles import holds
from ui.shell.actions import QT_TRANSLATE_NOOP

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class RoiTool(Tool):
    """What the tools share: handles of the selected region of interest come first, a click selects."""

    def __init__(self, controller: RoiController, mode: DrawMode, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.controller, self.mode = controller, mode
        self.editing = Editing(controller)
        self.drawing: Mode | None = None
        self.options = ModeButtons(mode)
        self.free_cursor = self.cursor

    def hover(self, pointer: Pointer) -> None:
        """Show what can be taken hold of."""
        grip = grip_at(region=self.controller.region, pointer=pointer)
        self.cursor = self.free_cursor if grip is None else Qt.CursorShape.SizeAllCursor

    def press(self, pointer: Pointer) -> None:
        if not (pointer.shift or pointer.alt) and self.editing.begin(pointer):
            return
        if not pointer.control:
            self.drawing = self.mode.at(pointer)
            self.start(pointer)

    def move(self, pointer: Pointer) -> None:
        if self.editing.active:
            self.editing.move(pointer)
        elif self.drawing is not None:
            self.extend(pointer)

    def release(self, pointer: Pointer) -> None:
        if self.editing.active:
            self.editing.end(pointer)
        elif self.drawing is not None:
            self.finish(pointer)

    def cancel(self) -> bool:
        was = self.editing.cancel() or self.drawing is not None
        self.drawing = None
        self.changed.emit(QRectF())
        return was

    def start(self, pointer: Pointer) -> None:
        """Begin to draw."""

    def extend(self, pointer: Pointer) -> None:
        """Draw on."""

    def finish(self, pointer: Pointer) -> None:
        """The button came up."""

    def select_at(self, pointer: Pointer) -> bool:
        """Select the uppermost region of interest here; whether there is one."""
        for region in reversed(self.controller.shown()):
            if holds(region=region, x=pointer.x, y=pointer.y):
                self.controller.select(region.name)
                return True
        return False


class SelectTool(RoiTool):
    """Selects, moves and reshapes."""

    id = "select"
    entry = ToolEntry("V", "select").says(
        QT_TRANSLATE_NOOP("Actions", "&Select"),
        QT_TRANSLATE_NOOP("Actions", "Select, move and reshape regions of interest."),
    )

    def __init__(self, controller: RoiController, mode: DrawMode, parent: QObject | None = None) -> None:
        super().__init__(controller, mode, parent)
        self.name = self.tr("Select")
        self.hint = self.tr("Click to select, drag or arrow keys to move; Ctrl+click: a point more or less.")
        self.options = None
        self.cursor = self.free_cursor = Qt.CursorShape.ArrowCursor

    def press(self, pointer: Pointer) -> None:
        if self.editing.begin(pointer) or pointer.control:
            return
        if self.select_at(pointer):
            self.editing.begin(pointer, anywhere=True)

    def key(self, event: QKeyEvent) -> bool:
        """Arrow keys move the selected one by a pixel, with Shift by ten."""
        step, region = _ARROWS.get(Qt.Key(event.key())), self.controller.region
        if step is None or region is None:
            return False
        far = 10.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        self.controller.change(region.moved(far * step[0], far * step[1]), self.tr("Move region of interest"))
        return True
