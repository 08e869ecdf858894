"""Draws the shapes of a figure of core.export.drawing in a widget, in the colours of the theme."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from core.export.drawing import GRID, INK, Dot, Line, Segments, Shape, Text
from ui.widgets.theme import PlotColours


def paint_shapes(painter: QPainter, shapes: Iterable[Shape], colours: PlotColours) -> None:
    """Ink, paper and grid are those of the theme; classes keep their colours."""
    plain, bold = QFont(painter.font()), QFont(painter.font())
    bold.setWeight(QFont.Weight.DemiBold)
    for shape in shapes:
        if isinstance(shape, Text):
            painter.setFont(bold if shape.bold else plain)
            _paint_text(painter, shape, colours)
        elif isinstance(shape, Dot):
            painter.setPen(QPen(colours.foreground, 1.0))
            painter.setBrush(colours.background if shape.hollow else QColor(shape.colour))
            painter.drawEllipse(QPointF(*shape.at), shape.radius, shape.radius)
        else:
            _paint_lines(painter, shape, colours)
    painter.setFont(plain)  # of what is painted next, perhaps shape by shape


def _paint_lines(painter: QPainter, shape: Line | Segments, colours: PlotColours) -> None:
    """Smooth, but for lines as thin as a pixel: those would only be blurred."""
    colour = {INK: colours.muted, GRID: colours.grid}.get(shape.colour) or QColor(shape.colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, shape.width > 1)
    painter.setPen(QPen(colour, shape.width))
    if isinstance(shape, Line):
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in shape.points]))
    else:
        painter.drawLines([QLineF(*one, *other) for one, other in shape.pieces])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _paint_text(painter: QPainter, shape: Text, colours: PlotColours) -> None:
    painter.setPen(colours.muted if shape.faint else colours.foreground)
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor]
    left = shape.at[0] - share * painter.fontMetrics().horizontalAdvance(shape.text)
    painter.drawText(QPointF(left, shape.at[1]), shape.text)
