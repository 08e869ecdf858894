"""The tool that draws round something in one go."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from ui.canvas.overlay import ACCENT, draw_outline
from ui.canvas.tool import Pointer, ToolEntry
from ui.segment.roi.roi_controller import RoiController
from ui.segment.roi.roi_mode import DrawMode
from ui.segment.roi.roi_tool import RoiTool
from ui.shell.actions import QT_TRANSLATE_NOOP

# Points of a line are at least so far apart.
STEP = 1.5  # screen pixels


class FreehandTool(RoiTool):
    """A drag round something."""

    id = "freehand"
    entry = ToolEntry("F", "freehand").says(
        QT_TRANSLATE_NOOP("Actions", "&Freehand"),
        QT_TRANSLATE_NOOP("Actions", "Draw round what is to be clustered or measured."),
    )

    def __init__(self, controller: RoiController, mode: DrawMode, parent: QObject | None = None) -> None:
        super().__init__(controller, mode, parent)
        self.name = self.tr("Freehand")
        self.hint = self.tr("Drag round what counts; the line closes itself. Shift adds, Alt cuts out.")
        self._points: list[tuple[float, float]] = []

    def start(self, pointer: Pointer) -> None:
        self._points = [(pointer.x, pointer.y)]

    def extend(self, pointer: Pointer) -> None:
        last = self._points[-1]
        if math.dist(last, (pointer.x, pointer.y)) * pointer.scale >= STEP:
            self._points.append((pointer.x, pointer.y))
            self.changed.emit(QRectF(QPointF(*last), QPointF(pointer.x, pointer.y)).normalized())

    def finish(self, pointer: Pointer) -> None:
        mode, self.drawing = self.drawing, None
        self.changed.emit(QRectF())
        if len(self._points) < 3:
            self.select_at(pointer)
        elif mode is not None:
            self.controller.add_outline(np.array(self._points), mode)

    def paint(self, painter: QPainter, scale: float) -> None:  # noqa: ARG002
        if self.drawing is not None:
            draw_outline(painter, line_path(self._points), colour=ACCENT, dashed=self.drawing == "subtract")


def line_path(points: Sequence[tuple[float, float]]) -> QPainterPath:
    """Through all the points, one at least."""
    path = QPainterPath()
    path.moveTo(*points[0])
    for x, y in points[1:]:
        path.lineTo(x, y)
    return path
