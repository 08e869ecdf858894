"""ViewMouse: whether a press on a view pans, clicks or belongs to the tool in use."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtWidgets import QApplication

from ui.canvas.tool import Pointer, Tool

_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


class ViewMouse(QObject):
    """Of one view. The left button is the tool's; without one, with Space held, or the middle one: it pans.

    panned: by screen pixels. clicked: pressed and released without a drag, no tool in use. fit_asked: a
    double click, no tool in use. drawing: the button is down and the tool's. The view gives each event with
    its Pointer.
    """

    panned = Signal(int, int)
    clicked = Signal(QPointF)
    fit_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tool: Tool | None = None
        self._space = False
        self._pan_button = Qt.MouseButton.NoButton
        self._pan_from = QPoint()
        self._dragged = False
        self.drawing = False

    @property
    def cursor(self) -> QCursor | Qt.CursorShape:
        if self._pan_button != Qt.MouseButton.NoButton and self._dragged:
            return Qt.CursorShape.ClosedHandCursor
        if self._space:
            return Qt.CursorShape.OpenHandCursor
        return Qt.CursorShape.CrossCursor if self.tool is None else self.tool.cursor

    def set_tool(self, tool: Tool | None) -> None:
        self.tool, self.drawing = tool, False

    @property
    def _left_pans(self) -> bool:
        return self._space or self.tool is None or self.tool.pans

    def hold_space(self, held: bool) -> None:
        self._space = held

    def press(self, event: QMouseEvent, pointer: Pointer) -> None:
        if event.button() == _MIDDLE or (event.button() == _LEFT and self._left_pans):
            self._pan_button, self._pan_from = event.button(), event.position().toPoint()
            self._dragged = False
        elif event.button() == _LEFT and self.tool is not None:
            self.drawing = True
            self.tool.press(pointer)

    def move(self, event: QMouseEvent, pointer: Pointer) -> None:
        if self._pan_button != Qt.MouseButton.NoButton:
            moved = event.position().toPoint() - self._pan_from
            # The hand that clicks trembles: a drag begins where the system says so.
            self._dragged = self._dragged or moved.manhattanLength() >= QApplication.startDragDistance()
            if self._dragged:
                self._pan_from = event.position().toPoint()
                self.panned.emit(moved.x(), moved.y())
        elif self.tool is not None:
            (self.tool.move if self.drawing else self.tool.hover)(pointer)

    def release(self, event: QMouseEvent, pointer: Pointer) -> None:
        if event.button() == self._pan_button:
            self._pan_button = Qt.MouseButton.NoButton
            if event.button() == _LEFT and not self._dragged and self.tool is None:
                self.clicked.emit(event.position())
            self._dragged = False
        elif event.button() == _LEFT and self.drawing and self.tool is not None:
            self.drawing = False
            self.tool.release(pointer)

    def double_click(self, event: QMouseEvent, pointer: Pointer) -> None:
        if event.button() != _LEFT or self._space:
            return
        if self.tool is None:
            self.fit_asked.emit()
        else:
            self.tool.double_click(pointer)
