"""What lies over the points of a map: the key of its colours, what is pointed at, what is being drawn."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from ui.collection.map_drawing import draw_picture
from ui.widgets.theme import PlotColours

_PREVIEW = 132.0
_WIDEST = 160


def draw_key(
    painter: QPainter,
    key: tuple[tuple[str, str], ...],
    corner: QPointF,
    colours: PlotColours,
    *,
    graded: bool,
) -> None:
    """What the colours stand for, in a box below this corner."""
    if not key:
        return
    metrics = painter.fontMetrics()
    line, widest = metrics.height() + 4, max(metrics.horizontalAdvance(text) for _colour, text in key)
    widest = min(widest, _WIDEST)
    box = QRectF(corner.x(), corner.y(), widest + 38, line * len(key) + 12)
    ground = QColor(colours.background)
    ground.setAlpha(225)
    painter.setPen(QPen(colours.grid, 1.0))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    for number, (colour, text) in enumerate(key):
        top = box.top() + 6 + number * line
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        spot = QRectF(box.left() + 10, top + (line - 10) / 2, 10, 10)
        if graded:
            painter.drawRect(spot)
        else:
            painter.drawEllipse(spot)
        painter.setPen(colours.foreground)
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(widest) + 1)
        painter.drawText(QRectF(box.left() + 28, top, widest + 2, line), Qt.AlignmentFlag.AlignVCenter, words)


def draw_ring(painter: QPainter, at: QPointF, picture: QRectF | None, colours: PlotColours) -> None:
    """Round the point that the keyboard is at; picture: where it shows its picture."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, colour in ((4.0, colours.background), (2.0, colours.foreground)):
        painter.setPen(QPen(colour, width))
        if picture is None:
            painter.drawEllipse(at, 9.0, 9.0)
        else:
            painter.drawRoundedRect(picture.adjusted(-4, -4, 4, 4), 3, 3)


def draw_middle(painter: QPainter, at: QPointF, colour: QColor, colours: PlotColours) -> None:
    """Of a cluster: a cross in its colour that is seen on any ground."""
    arm = QPointF(8.0, 0.0), QPointF(0.0, 8.0)
    for width, each in ((7.0, colours.background), (5.0, colours.foreground), (3.0, colour)):
        painter.setPen(QPen(each, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for way in arm:
            painter.drawLine(at - way, at + way)


def draw_outline(painter: QPainter, outline: QPolygonF, colours: PlotColours) -> None:
    """The rectangle or lasso under way."""
    fill = QColor(colours.line)
    fill.setAlpha(36)
    painter.setPen(QPen(colours.line, 1.5))
    painter.setBrush(fill)
    painter.drawPolygon(outline)


def draw_preview(
    painter: QPainter, shown: tuple[QPixmap, str], at: QPointF, colour: QColor, colours: PlotColours
) -> None:
    """The picture of a dot, beside it, with its name. colour: of the dot."""
    pixmap, name = shown
    room, half = painter.window(), _PREVIEW / 2 + 6
    x = at.x() + half + 10 if at.x() + 2 * half + 14 < room.width() else at.x() - half - 10
    y = min(max(at.y(), half), room.height() - half - 20)
    place = draw_picture(painter, pixmap, QPointF(x, y), _PREVIEW, colour)
    metrics = painter.fontMetrics()
    words = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, int(_PREVIEW))
    wide = metrics.horizontalAdvance(words) + 12
    box = QRectF(x - wide / 2, place.bottom() + 5, wide, metrics.height() + 4)
    ground = QColor(colours.background)
    ground.setAlpha(230)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(colours.foreground)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
