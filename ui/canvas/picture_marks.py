"""What marks a pixel in a picture view, at any zoom in the same size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QWidget
from PySide6.QtWidgets import QStyleOptionGraphicsItem as Option

# Dark under light: it shows on any colour.
STROKES = ((QColor(0, 0, 0, 170), 3.6), (QColor(255, 255, 255), 1.6))


class MarkerItem(QGraphicsItem):
    """Shows in one view which pixel is under the cursor in the other."""

    REACH = 11.0
    GAP = 4.0

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(10)
        self.setVisible(False)

    def boundingRect(self) -> QRectF:  # noqa: N802
        reach = self.REACH + 2
        return QRectF(-reach, -reach, 2 * reach, 2 * reach)

    def paint(self, painter: QPainter, option: Option, widget: QWidget | None = None) -> None:  # noqa: ARG002
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        strokes = [
            (QPointF(x * self.GAP, y * self.GAP), QPointF(x * self.REACH, y * self.REACH))
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1))
        ]
        for colour, width in STROKES:
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            for start, end in strokes:
                painter.drawLine(start, end)


class PinItem(QGraphicsItem):
    """A ring round the pixel that the user holds on to."""

    RADIUS = 7.0

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(11)
        self.setVisible(False)

    def boundingRect(self) -> QRectF:  # noqa: N802
        reach = self.RADIUS + 3
        return QRectF(-reach, -reach, 2 * reach, 2 * reach)

    def paint(self, painter: QPainter, option: Option, widget: QWidget | None = None) -> None:  # noqa: ARG002
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in STROKES:
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(QPointF(0, 0), self.RADIUS, self.RADIUS)
