"""A chart drawn into a pixmap, as much in one turn of the window as nobody waits for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QFont, QPainter, QPixmap

from core.export.drawing import Line, Segments, Shape
from ui.series.shape_painting import paint_shapes
from ui.widgets.theme import PlotColours

# Points and pieces of lines of a turn: some milliseconds. A usual chart has fewer.
_OF_A_TURN = 1500


class ChartDrawing:
    """pixmap: filled with the background, and what was drawn so far. done: whether that is all."""

    def __init__(self, pixmap: QPixmap, shapes: Iterable[Shape], font: QFont, colours: PlotColours) -> None:
        self.pixmap, self.done = pixmap, False
        self._shapes, self._font, self._colours = iter(shapes), font, colours

    def go_on(self) -> None:
        """The next part; a shape is drawn whole."""
        painter, left = QPainter(self.pixmap), _OF_A_TURN
        painter.setFont(self._font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        while left > 0 and (shape := next(self._shapes, None)) is not None:
            paint_shapes(painter, (shape,), self._colours)
            left -= _size(shape)
        painter.end()
        self.done = left > 0


def _size(shape: Shape) -> int:
    if isinstance(shape, Line):
        return len(shape.points)
    return len(shape.pieces) if isinstance(shape, Segments) else 1
