"""What is drawn over colours: centroids with the way they came, what is pointed at, a lasso."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from core.base.arrays import Bytes, Floats
from ui.canvas.overlay import ACCENT, draw_outline
from ui.canvas.picture_marks import STROKES
from ui.segment.convergence.space_projection import Projection

# Points of all trails together; of longer histories, iterations are left out, most of the late ones,
# in which centroids hardly move.
MAX_TRAIL = 1600
# Trails are drawn as several lines of width 1 side by side: one wide line costs Qt ten times as much.
LINE_OFFSETS = ((-0.4, -0.4), (0.4, 0.4))
EDGE_OFFSETS = ((-1.3, 0.0), (1.3, 0.0), (0.0, -1.3), (0.0, 1.3))
# More clusters than this have trails without an edge.
_MANY = 64
_POINTED = 7.0
# From the disc of a centroid to the ring of one that stands out.
_RING = 6.0


@dataclass(eq=False)
class SpaceMarks:
    """history: (steps, k, d) centroids in the units of the space. colours: one a centroid. step: shown.

    movable: whether centroids can be dragged. marked: the row of the one that stands out. pointed: the
    feature (d,) and colour under the cursor in the picture. lasso: its corners, dragged: a centroid under way
    and where it is, both in pixels of the view.
    """

    history: Floats = field(default_factory=lambda: np.zeros((0, 0, 3)))
    colours: list[QColor] = field(default_factory=list)
    step: int = 0
    movable: bool = False
    marked: int | None = None
    pointed: tuple[Floats, QColor] | None = None
    lasso: list[QPointF] = field(default_factory=list)
    dragged: tuple[int, QPointF] | None = None
    outline: QColor = field(default_factory=lambda: QColor("black"))
    halo: QColor = field(default_factory=lambda: QColor("white"))

    def set_history(self, history: Floats, colours: Bytes) -> None:
        self.history = history
        self.colours = [QColor(*map(int, colour)) for colour in colours]

    @property
    def last(self) -> int:
        """The step shown, where there is one: −1 without any."""
        return min(max(self.step, 0), len(self.history) - 1)

    @property
    def centroids(self) -> Floats:
        """(k, d) of the step shown; (0, d) without any."""
        return self.history[self.last] if self.history.size else np.zeros((0, self.history.shape[2]))

    @property
    def radius(self) -> float:
        """Of the discs, in pixels."""
        k = self.history.shape[1]
        return 6.5 if k <= 16 else 5.0 if k <= _MANY else 3.5


def paint_marks(painter: QPainter, marks: SpaceMarks, projection: Projection) -> None:
    """A centroid that is dragged is where the mouse is, with a line from where it was."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    k = marks.history.shape[1]
    if marks.history.size:
        ways = projection(marks.history[spaced_steps(marks.last, MAX_TRAIL // k)])
        if marks.last:
            _paint_trails(painter, marks, ways)
        _paint_discs(painter, marks, ways[-1].copy())
    if marks.pointed is not None:
        feature, colour = marks.pointed
        _paint_pointed(painter, QPointF(*projection(feature).tolist()), colour)
    if len(marks.lasso) > 1:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        outline = pg.functions.arrayToQPath(*np.array([(p.x(), p.y()) for p in marks.lasso]).T)
        outline.closeSubpath()
        draw_outline(painter, outline, colour=ACCENT)


def _paint_trails(painter: QPainter, marks: SpaceMarks, ways: Floats) -> None:
    faint = QColor(marks.outline)
    faint.setAlpha(110)
    k = ways.shape[1]
    edges = EDGE_OFFSETS if k <= _MANY else ()
    for j, colour in zip(range(k), marks.colours, strict=False):
        trail = _polygon(ways[:, j])
        painter.setPen(_thin(faint))
        for offset in edges:
            painter.drawPolyline(trail.translated(*offset))
        painter.setPen(_thin(colour))
        for offset in LINE_OFFSETS:
            painter.drawPolyline(trail.translated(*offset))


def _paint_discs(painter: QPainter, marks: SpaceMarks, places: Floats) -> None:
    if marks.dragged is not None:
        index, to = marks.dragged
        painter.setPen(QPen(marks.outline, 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(*places[index].tolist()), to)
        places[index] = to.x(), to.y()
    for (x, y), colour in zip(places.tolist(), marks.colours, strict=False):
        painter.setPen(QPen(marks.outline, 3.4))
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(x, y), marks.radius, marks.radius)
        painter.setPen(QPen(marks.halo, 1.4))
        painter.drawEllipse(QPointF(x, y), marks.radius, marks.radius)
    if marks.marked is not None and marks.marked < len(places):
        _paint_ring(painter, QPointF(*places[marks.marked].tolist()), marks.radius + _RING)


def _paint_pointed(painter: QPainter, at: QPointF, colour: QColor) -> None:
    """A square in the colour with a ring: no centroid looks so."""
    painter.setBrush(colour)
    for shade, width in STROKES:
        painter.setPen(QPen(shade, width))
        painter.drawRect(QRectF(at.x() - 4, at.y() - 4, 8, 8))
    _paint_ring(painter, at, _POINTED + 4)


def _paint_ring(painter: QPainter, at: QPointF, radius: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for shade, width in ((STROKES[0][0], 4.0), (ACCENT, 2.0)):
        painter.setPen(QPen(shade, width))
        painter.drawEllipse(at, radius, radius)


def spaced_steps(last: int, most: int) -> NDArray[np.int64]:
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


def _polygon(points: Floats) -> QPolygonF:
    polygon: QPolygonF = pg.functions.create_qpolygonf(len(points))
    pg.functions.ndarray_from_qpolygonf(polygon)[:] = points
    return polygon
