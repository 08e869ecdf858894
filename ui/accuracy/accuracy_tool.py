"""The tool with which points are looked at: it marks the one that is asked for and takes the keys."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath

from ui.accuracy.answer_keys import AnswerKeys
from ui.canvas.overlay import draw_outline
from ui.canvas.tool import Tool

# Screen pixels: the ring is this far from the pixel, and at least this large; the strokes of the cross.
_ROOM, _LEAST, _STROKE = 9.0, 15.0, 11.0
# A pixel of this many screen pixels is outlined.
_SEEN = 7.0


class AccuracyTool(Tool):
    """Chosen by the panel only; the left button moves the picture, as it does with the hand."""

    id = "accuracy"
    pans = True

    def __init__(self, keys: AnswerKeys, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = self.tr("Accuracy")
        self.hint = self.tr("Say what is in the ring.")
        self.cursor = Qt.CursorShape.OpenHandCursor
        self._keys = keys
        self.pixel: tuple[int, int] | None = None

    def show_pixel(self, pixel: tuple[int, int] | None) -> None:
        """Mark this one, by column and row; None: none."""
        if pixel != self.pixel:
            self.pixel = pixel
            self.changed.emit(QRectF())

    def key(self, event: QKeyEvent) -> bool:
        return self._keys.take(event)

    def paint(self, painter: QPainter, scale: float) -> None:
        if self.pixel is None:
            return
        column, row = self.pixel
        path = ring(QPointF(column + 0.5, row + 0.5), scale)
        if scale >= _SEEN:
            path.addRect(QRectF(column, row, 1, 1))
        draw_outline(painter, path)


def ring(centre: QPointF, scale: float) -> QPainterPath:
    """A ring round a pixel with four strokes that point at it, in picture coordinates; nothing of it lies on
    the pixel. scale: screen pixels per picture pixel.
    """
    radius = max(_LEAST, math.sqrt(0.5) * scale + _ROOM) / scale
    path = QPainterPath()
    path.addEllipse(centre, radius, radius)
    for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        path.moveTo(centre + QPointF(x, y) * radius)
        path.lineTo(centre + QPointF(x, y) * (radius + _STROKE / scale))
    return path
