"""What marks the chosen regions in both pictures: outlines, or a shade over all the rest."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPolygonF

from core.regions.region_marks import NO_MARKS, RegionMarks
from ui.canvas.overlay import ACCENT, draw_outline
from ui.canvas.picture_pair import PicturePair

_REST = QColor(0, 0, 0, 150)


# Screen pixels of a picture's pixel from which on holes are outlined too.
HOLES_FROM = 1.0


class _Strokes:
    """What is painted. Knows no view: the scene that holds it would keep the views alive."""

    def __init__(self) -> None:
        self.path, self.holes = QPainterPath(), QPainterPath()
        self.mask = QImage()
        self.array: NDArray[np.uint8] | None = None

    def paint(self, painter: QPainter, scale: float) -> None:
        if not self.mask.isNull():
            painter.drawImage(QPointF(0, 0), self.mask)
        # Made small, the holes of a ragged region would fill it with their borders.
        if scale >= HOLES_FROM and not self.holes.isEmpty():
            draw_outline(painter, self.holes, colour=ACCENT, width=1.0)
        if not self.path.isEmpty():
            draw_outline(painter, self.path, colour=ACCENT, width=1.4)


class RegionOverlay:
    """Draws over the two views of a pair."""

    def __init__(self, pictures: PicturePair) -> None:
        self._views = pictures.views
        self._strokes = _Strokes()
        for view in self._views:
            view.overlay.add(self._strokes.paint)

    def show(self, marks: RegionMarks = NO_MARKS) -> None:
        """These marks in place of those before; without any: none."""
        strokes = self._strokes
        strokes.path, strokes.holes = _path(marks.rings), _path(marks.holes)
        strokes.mask, strokes.array = QImage(), marks.mask
        if marks.mask is not None:
            height, width = marks.mask.shape
            strokes.mask = QImage(marks.mask.data, width, height, width, QImage.Format.Format_Indexed8)
            strokes.mask.setColorTable([_REST.rgba(), 0])
        for view in self._views:
            view.overlay.refresh(QRectF(), 1.0)

    @property
    def is_empty(self) -> bool:
        return self._strokes.path.isEmpty() and self._strokes.mask.isNull()


def _path(rings: Iterable[NDArray[np.int32]]) -> QPainterPath:
    path = QPainterPath()
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
    return path
