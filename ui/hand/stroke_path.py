"""The way of a brush as it is drawn while it is drawn."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

ALPHA = 170
# A point this much of the brush from the last one changes nothing that is seen.
_NEAR = 0.12


def snapped(*, x: float, y: float, size: int) -> tuple[float, float]:
    """Where a brush of this size sits: on the middle of a pixel, or on a corner (core.strokes)."""
    if size % 2:
        return x // 1 + 0.5, y // 1 + 0.5
    return (x + 0.5) // 1, (y + 0.5) // 1


class StrokePath:
    """Points, and the path through them; colour: None takes pixels away."""

    def __init__(self, x: float, y: float, size: int, colour: QColor) -> None:
        self.points: list[tuple[float, float]] = [(x, y)]
        self.size, self.colour = size, QColor(colour)
        self.colour.setAlpha(ALPHA)
        at = QPointF(*snapped(x=x, y=y, size=size))
        self._last = at
        self._path = QPainterPath(at)
        # A point has no length, and would not be drawn.
        self._path.lineTo(at + QPointF(1e-3, 0))

    def add(self, x: float, y: float, scale: float) -> QRectF:
        """Go on to here; what has to be painted anew. scale: screen pixels per picture pixel."""
        at, last = QPointF(*snapped(x=x, y=y, size=self.size)), self._last
        if (at - last).manhattanLength() < max(_NEAR * self.size, 0.7 / scale):
            return QRectF()
        self.points.append((x, y))
        self._path.lineTo(at)
        self._last = at
        room = self.size / 2 + 1
        return QRectF(last, at).normalized().adjusted(-room, -room, room, room)

    def paint(self, painter: QPainter) -> None:
        pen = QPen(self.colour, self.size)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(self._path)
