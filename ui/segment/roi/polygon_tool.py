"""The tool that draws a polygon, corner by corner."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from ui.canvas.overlay import ACCENT, draw_handle, draw_outline
from ui.canvas.tool import Pointer, ToolEntry
from ui.segment.roi.freehand_tool import STEP, line_path
from ui.segment.roi.roi_controller import RoiController
from ui.segment.roi.roi_edit import REACH
from ui.segment.roi.roi_mode import DrawMode
from ui.segment.roi.roi_tool import RoiTool
from ui.shell.actions import QT_TRANSLATE_NOOP


class PolygonTool(RoiTool):
    """A click a corner."""

    id = "polygon"
    entry = ToolEntry("P", "polygon").says(
        QT_TRANSLATE_NOOP("Actions", "&Polygon"),
        QT_TRANSLATE_NOOP("Actions", "Click the corners of what is to be clustered or measured."),
    )

    def __init__(self, controller: RoiController, mode: DrawMode, parent: QObject | None = None) -> None:
        super().__init__(controller, mode, parent)
        self.name = self.tr("Polygon")
        self.hint = self.tr(
            "Click each corner; double click, Enter or the first one again closes. Backspace takes one back."
        )
        self._points: list[tuple[float, float]] = []
        self._cursor: tuple[float, float] | None = None

    def press(self, pointer: Pointer) -> None:
        if self.drawing is None:
            super().press(pointer)
            return
        if (
            len(self._points) >= 3
            and math.dist(self._points[0], (pointer.x, pointer.y)) * pointer.scale < REACH
        ):
            self._close()
        elif math.dist(self._points[-1], (pointer.x, pointer.y)) * pointer.scale >= STEP:
            self._points.append((pointer.x, pointer.y))
            self.changed.emit(QRectF())

    def start(self, pointer: Pointer) -> None:
        self._points = [(pointer.x, pointer.y)]
        self.changed.emit(QRectF())

    def extend(self, pointer: Pointer) -> None:
        self.hover(pointer)

    def hover(self, pointer: Pointer) -> None:
        if self.drawing is None:
            super().hover(pointer)
            return
        self._cursor = (pointer.x, pointer.y)
        self.changed.emit(QRectF())

    def double_click(self, pointer: Pointer) -> None:  # noqa: ARG002
        self._close()

    def key(self, event: QKeyEvent) -> bool:
        if self.drawing is None:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._close()
            return True
        if event.key() == Qt.Key.Key_Backspace:
            self._points.pop()
            if not self._points:
                self.cancel()
            self.changed.emit(QRectF())
            return True
        return False

    def cancel(self) -> bool:
        self._points, self._cursor = [], None
        return super().cancel()

    def paint(self, painter: QPainter, scale: float) -> None:
        if self.drawing is None:
            return
        loose = [] if self._cursor is None else [self._cursor]
        draw_outline(
            painter, line_path([*self._points, *loose]), colour=ACCENT, dashed=self.drawing == "subtract"
        )
        for number, (x, y) in enumerate(self._points):
            draw_handle(painter, x, y, scale, active=number == 0)

    def _close(self) -> None:
        points, mode = self._points, self.drawing
        self.cancel()
        if len(points) >= 3 and mode is not None:
            self.controller.add_outline(np.array(points), mode)
