"""The distances to the k-th neighbour, rising, with the ε of DBSCAN across; a click chooses another ε."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from core.base.arrays import Floats
from core.writing.number_words import short
from ui.widgets.building import named
from ui.widgets.theme import plot_colours

_HEIGHT, _MARGIN = 104, 6.0
# Corners of the line that is drawn: more would not be told apart.
_POINTS = 300
_DASHED = Qt.PenStyle.DashLine


class DistancePlot(QWidget):
    """eps_chosen(value): a person has clicked at this distance."""

    eps_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "collection_curve", self.tr("Distances to the neighbour that min-samples says"))
        self.setToolTip(
            self.tr(
                "Below the line lie pictures of clusters, above it noise: ε is where the curve bends. "
                "Click to choose another."
            )
        )
        self.setFixedHeight(_HEIGHT)
        self._distances: Floats = np.empty(0)
        self._eps, self._words = 0.0, ""

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, _HEIGHT)

    def show_curve(self, distances: Floats, eps: float, *, proposed: bool) -> None:
        """distances: (n,) rising. eps: that is used; proposed: by the curve."""
        self._distances, self._eps = distances, eps
        text = self.tr("ε = {0}, where it bends") if proposed else self.tr("ε = {0}, as chosen")
        self._words = text.format(short(eps))
        self.setAccessibleDescription(self._words)
        self.update()

    def value_at(self, y: float) -> float:
        """The distance at a height of the widget, in pixels."""
        room = self._room()
        return self._top * min(max((room.bottom() - y) / room.height(), 0.0), 1.0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        if not len(self._distances):
            return
        colours, room = plot_colours(self.palette()), self._room()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colours.background)
        painter.setPen(QPen(colours.grid, 1.0))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        places = np.linspace(0, len(self._distances) - 1, min(_POINTS, len(self._distances))).astype(int)
        last = max(1, len(self._distances) - 1)
        corners = [
            QPointF(room.left() + room.width() * place / last, self._height_of(float(self._distances[place])))
            for place in places.tolist()
        ]
        painter.setPen(QPen(colours.line, 2.0))
        painter.drawPolyline(QPolygonF(corners))
        y = self._height_of(min(self._eps, self._top))
        painter.setPen(QPen(colours.second_line, 1.5, _DASHED))
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        painter.setPen(colours.foreground)
        line = painter.fontMetrics().height()
        top = y - line - 2 if y - line - 2 >= room.top() else y + 2
        painter.drawText(QRectF(room.left() + 4, top, room.width() - 8, line), self._words)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        value = self.value_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and len(self._distances) and value > 0:
            self.eps_chosen.emit(value)

    @property
    def _top(self) -> float:
        """The distance at the upper edge."""
        return float(self._distances[-1]) * 1.05 or 1.0

    def _height_of(self, distance: float) -> float:
        room = self._room()
        return room.bottom() - room.height() * distance / self._top

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
