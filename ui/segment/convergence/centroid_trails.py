"""The centroids as the colour-space view draws them: discs, each with the way it came."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem as Option
from PySide6.QtWidgets import QWidget

from ui.segment.convergence.colour_cloud import PlotLayer, mapped

# Points of all trails together; of longer histories, iterations are left out, most of the late ones,
# in which centroids hardly move.
MAX_TRAIL = 1600
# Trails are drawn as several lines of width 1 side by side: one wide line costs Qt ten times as much.
LINE_OFFSETS = ((-0.4, -0.4), (0.4, 0.4))
EDGE_OFFSETS = ((-1.3, 0.0), (1.3, 0.0), (0.0, -1.3), (0.0, 1.3))
# More clusters than this have trails without an edge.
_MANY = 64


class CentroidItem(PlotLayer):
    """Centroids of one iteration as discs in their colours, each with the way it came."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(10)
        self._history: NDArray[np.float64] = np.zeros((0, 0, 2))
        self._colours: list[QColor] = []
        self._step = 0
        self._outline = QColor("black")
        self._halo = QColor("white")

    def set_history(self, history: NDArray[np.float64], colours: NDArray[np.uint8]) -> None:
        """history: (steps, k, 2) in data coordinates; colours: (k, 3)."""
        self._history = history
        self._colours = [QColor(*map(int, colour)) for colour in colours]
        self.update()

    def set_outline(self, outline: QColor, halo: QColor) -> None:
        self._outline, self._halo = outline, halo
        self.update()

    def show_step(self, step: int) -> None:
        self._step = step
        self.update()

    def paint(self, painter: QPainter, option: Option, widget: QWidget | None = None) -> None:  # noqa: ARG002
        steps, k = self._history.shape[:2]
        if not steps or not k:
            return
        last = min(max(self._step, 0), steps - 1)
        ways = mapped(self._history[_trail_steps(last, MAX_TRAIL // k)], painter.transform())
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if last:
            self._paint_trails(painter, ways)
        self._paint_discs(painter, ways[-1], 6.5 if k <= 16 else 5.0 if k <= _MANY else 3.5)
        painter.restore()

    def _paint_trails(self, painter: QPainter, ways: NDArray[np.float64]) -> None:
        faint = QColor(self._outline)
        faint.setAlpha(110)
        k = ways.shape[1]
        edges = EDGE_OFFSETS if k <= _MANY else ()
        for j, colour in zip(range(k), self._colours, strict=False):
            trail = _polygon(ways[:, j])
            painter.setPen(_thin(faint))
            for offset in edges:
                painter.drawPolyline(trail.translated(*offset))
            painter.setPen(_thin(colour))
            for offset in LINE_OFFSETS:
                painter.drawPolyline(trail.translated(*offset))

    def _paint_discs(self, painter: QPainter, places: NDArray[np.float64], radius: float) -> None:
        for (x, y), colour in zip(places.tolist(), self._colours, strict=False):
            painter.setPen(QPen(self._outline, 3.4))
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(x, y), radius, radius)
            painter.setPen(QPen(self._halo, 1.4))
            painter.drawEllipse(QPointF(x, y), radius, radius)


def _trail_steps(last: int, most: int) -> NDArray[np.int64]:
    """Steps 0…last, at most about `most` of them, ever farther apart."""
    if last < most:
        return np.arange(last + 1)
    spaced = np.rint(np.geomspace(1, last + 1, max(2, most))) - 1
    return np.unique(spaced.astype(np.int64))


def _thin(colour: QColor) -> QPen:
    """One pixel of the screen, whatever its resolution: Qt's fast lines."""
    pen = QPen(colour, 1.0)
    pen.setCosmetic(True)
    return pen


def _polygon(points: NDArray[np.float64]) -> QPolygonF:
    polygon: QPolygonF = pg.functions.create_qpolygonf(len(points))
    pg.functions.ndarray_from_qpolygonf(polygon)[:] = points
    return polygon
