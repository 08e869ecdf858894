"""The way of a brush as it is seen while it is drawn."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

OPACITY = 0.75
# A point this much of the brush from the last one changes nothing that is seen.
_NEAR = 0.12
# Pixels of the picture that a stroke is drawn in: a pixel of the image each, up to this many.
_MOST_PIXELS = 2e6


def snapped(*, x: float, y: float, size: int) -> tuple[float, float]:
    """Where a brush of this size sits: on the middle of a pixel, or on a corner (core.document.strokes)."""
    if size % 2:
        return x // 1 + 0.5, y // 1 + 0.5
    return (x + 0.5) // 1, (y + 0.5) // 1


class StrokePath:
    """The points, and an image of what they cover, to which each piece is added once.

    Drawn anew as one line, a long stroke would take more time with every move.
    """

    def __init__(self, x: float, y: float, size: int, colour: QColor, picture: tuple[int, int]) -> None:
        """picture: its width and height."""
        self.points: list[tuple[float, float]] = [(x, y)]
        self.size = size
        self._colour = colour
        width, height = picture
        self._factor = min(1.0, math.sqrt(_MOST_PIXELS / (width * height)))
        self._image = QImage(
            math.ceil(width * self._factor),
            math.ceil(height * self._factor),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        self._image.fill(Qt.GlobalColor.transparent)
        self._whole = QRectF(0, 0, width, height)
        self._last = QPointF(*snapped(x=x, y=y, size=size))
        self.bounds = self._draw(self._last, self._last)

    def add(self, x: float, y: float, scale: float) -> QRectF:
        """Go on to here; what has to be painted anew. scale: screen pixels per picture pixel."""
        at, last = QPointF(*snapped(x=x, y=y, size=self.size)), self._last
        if (at - last).manhattanLength() < max(_NEAR * self.size, 0.7 / scale):
            return QRectF()
        self.points.append((x, y))
        self._last = at
        part = self._draw(last, at)
        self.bounds = self.bounds.united(part)
        return part

    def paint(self, painter: QPainter) -> None:
        """In picture coordinates."""
        part = self.bounds & self._whole
        if part.isEmpty():
            return
        factor = self._factor
        source = QRectF(part.x() * factor, part.y() * factor, part.width() * factor, part.height() * factor)
        painter.setOpacity(OPACITY)
        painter.drawImage(part, self._image, source)
        painter.setOpacity(1.0)

    def _draw(self, start: QPointF, end: QPointF) -> QRectF:
        pen = QPen(self._colour, self.size)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter = QPainter(self._image)
        painter.scale(self._factor, self._factor)
        painter.setPen(pen)
        if start == end:
            painter.drawPoint(start)
        else:
            painter.drawLine(start, end)
        painter.end()
        room = self.size / 2 + 1
        return QRectF(start, end).normalized().adjusted(-room, -room, room, room)
