"""ExampleDrawing: the six points, their clusters and the two centroids, at each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.base.arrays import Floats, Ints
from ui.segment.how.example_words import changing_point, letter
from ui.widgets.building import named
from ui.widgets.theme import plot_colours

if TYPE_CHECKING:
    from core.convergence.worked_example import WorkedExample

_HEIGHT, _MARGIN = 112, 20
_POINT, _CENTROID, _RING = 4.0, 8.0, 9.0
# Of each drawing: the iteration whose centroids are drawn, that by which the points are coloured (None: by
# none yet), and whether each has a line to its centroid.
_STAGES = ((0, None, False), (0, 0, True), (1, 0, False), (1, 1, True), (-1, -1, False))
_AGAIN = 3


class ExampleDrawing(QWidget):
    """Its points are called as in the text, which says all that it shows."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "how_drawing", self.tr("Drawing of the six points"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._example: WorkedExample | None = None
        self._stage = 0

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, _HEIGHT)

    def show_stage(self, example: WorkedExample, stage: int) -> None:
        self._example, self._stage = example, stage
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        example = self._example
        if example is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = plot_colours(self.palette())
        painter.fillRect(self.rect(), colours.surround)
        at, of, lines = _STAGES[self._stage]
        own = (colours.line, colours.second_line)
        points, centroids = self._places(example.points), self._places(example.steps[at].centroids)
        if at:
            before = self._places(example.steps[at - 1].centroids)
            self._draw_ways(painter, before, centroids, own)
        for i, point in enumerate(points):
            cluster = None if of is None else int(example.labels[of][i])
            if lines and cluster is not None:
                painter.setPen(QPen(own[cluster], 1))
                painter.drawLine(point, centroids[cluster])
            self._draw_point(painter, point, letter(i), colours.muted if cluster is None else own[cluster])
        for i, centroid in enumerate(centroids):
            self._draw_centroid(painter, centroid, str(i + 1), own[i])
        if self._stage == _AGAIN:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.foreground, 1.4, Qt.PenStyle.DashLine))
            painter.drawEllipse(points[changing_point(example)], _RING, _RING)

    def _places(self, values: Floats | Ints) -> list[QPointF]:
        """Of points (n, 2) on the widget: both axes in one scale, y upwards."""
        example = self._example
        if example is None:
            return []
        low, high = example.points.min(0), example.points.max(0)
        room = np.array([self.width(), self.height()]) - 2 * _MARGIN
        scale = float((room / (high - low)).min())
        left = (self.width() - scale * (high - low)[0]) / 2
        return [
            QPointF(left + scale * (x - low[0]), self.height() - _MARGIN - scale * (y - low[1]))
            for x, y in np.asarray(values, float).tolist()
        ]

    def _draw_ways(
        self, painter: QPainter, before: list[QPointF], after: list[QPointF], own: tuple[QColor, QColor]
    ) -> None:
        for one, other, colour in zip(before, after, own, strict=True):
            painter.setPen(QPen(colour, 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(one, other)

    def _draw_point(self, painter: QPainter, at: QPointF, name: str, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(at, _POINT, _POINT)
        painter.setPen(plot_colours(self.palette()).foreground)
        painter.drawText(at + QPointF(-4, _POINT + 13), name)

    def _draw_centroid(self, painter: QPainter, at: QPointF, name: str, colour: QColor) -> None:
        colours = plot_colours(self.palette())
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colours.background)
        painter.drawEllipse(at, _CENTROID, _CENTROID)
        painter.setPen(colours.foreground)
        place = QRectF(at.x() - _CENTROID, at.y() - _CENTROID, 2 * _CENTROID, 2 * _CENTROID)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
