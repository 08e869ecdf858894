"""The tools that draw a box: rectangle and ellipse."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter

from core.roi.shapes import Rectangle, Shape, between
from ui.canvas.overlay import ACCENT, draw_outline
from ui.canvas.tool import Pointer, ToolEntry
from ui.segment.roi.outline_paths import shape_path
from ui.segment.roi.roi_controller import RoiController
from ui.segment.roi.roi_mode import DrawMode
from ui.segment.roi.roi_tool import RoiTool
from ui.segment.roi.shape_handles import inscribed
from ui.shell.actions import QT_TRANSLATE_NOOP

# A drag shorter than this is a click: it selects what is there.
CLICK = 4.0  # screen pixels


class BoxTool(RoiTool):
    """A drag from corner to corner."""

    def __init__(self, controller: RoiController, mode: DrawMode, parent: QObject | None = None) -> None:
        super().__init__(controller, mode, parent)
        self._from = self._to = (0.0, 0.0)

    def start(self, pointer: Pointer) -> None:
        self._from = self._to = (pointer.x, pointer.y)

    def extend(self, pointer: Pointer) -> None:
        before, self._to = self._to, (pointer.x, pointer.y)
        # What was drawn and what is drawn; one pixel more all round, for the rounding.
        boxes = [between(*self._from, *corner) for corner in (before, self._to)]
        for box in boxes:
            left, top, right, bottom = box.bounds
            self.changed.emit(QRectF(left - 1, top - 1, right - left + 2, bottom - top + 2))

    def finish(self, pointer: Pointer) -> None:
        mode, self.drawing = self.drawing, None
        self.changed.emit(QRectF())
        if math.dist(self._from, (pointer.x, pointer.y)) * pointer.scale < CLICK:
            self.select_at(pointer)
            return
        self._to = (pointer.x, pointer.y)
        shape = self.shape()
        if shape is not None and mode is not None:
            self.controller.add(shape, mode)

    def shape(self) -> Shape | None:
        """Of the corners; None without area."""
        return between(*self._from, *self._to)

    def paint(self, painter: QPainter, scale: float) -> None:  # noqa: ARG002
        shape = self.shape() if self.drawing is not None else None
        if shape is not None:
            draw_outline(painter, shape_path(shape), colour=ACCENT, dashed=self.drawing == "subtract")


class RectangleTool(BoxTool):
    """Whole pixels of the picture: its sides run between them."""

    id = "rectangle"
    entry = ToolEntry("R", "rectangle").says(
        QT_TRANSLATE_NOOP("Actions", "&Rectangle"),
        QT_TRANSLATE_NOOP("Actions", "Draw a rectangle: what is inside is clustered or measured."),
    )

    def __init__(self, controller: RoiController, mode: DrawMode, parent: QObject | None = None) -> None:
        super().__init__(controller, mode, parent)
        self.name = self.tr("Rectangle")
        self.hint = self.tr("Drag from corner to corner. Shift adds to the selected one, Alt cuts out.")

    def shape(self) -> Shape | None:
        box = between(*(float(round(value)) for value in (*self._from, *self._to)))
        width, height = self.controller.picture_size
        box = Rectangle(max(box.left, 0), max(box.top, 0), min(box.right, width), min(box.bottom, height))
        return box if _has_area(box) else None


class EllipseTool(BoxTool):
    id = "ellipse"
    entry = ToolEntry("E", "ellipse").says(
        QT_TRANSLATE_NOOP("Actions", "&Ellipse"),
        QT_TRANSLATE_NOOP("Actions", "Draw an ellipse: what is inside is clustered or measured."),
    )

    def __init__(self, controller: RoiController, mode: DrawMode, parent: QObject | None = None) -> None:
        super().__init__(controller, mode, parent)
        self.name = self.tr("Ellipse")
        self.hint = self.tr("Drag from corner to corner of its box. Shift adds, Alt cuts out.")

    def shape(self) -> Shape | None:
        box = between(*self._from, *self._to)
        return inscribed(box=box) if _has_area(box) else None


def _has_area(box: Rectangle) -> bool:
    return box.right > box.left and box.bottom > box.top
