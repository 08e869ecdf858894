"""SpaceMouse: a centroid is dragged, or colours are drawn round, alike in a plane and in space."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QPolygonF
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.segment.convergence.space_marks import SpaceMarks
from ui.segment.convergence.space_projection import Projection
from ui.widgets.filled_outline import filled

# Pixels that the mouse moves before a press is a drag, between two corners of a lasso, and beyond a disc.
_DRAG, _STEP, _REACH = 4.0, 3.0, 3.0


class SpaceMouse(QObject):
    """start_wanted(centroids): those shown, (k, d), one of them where it was dragged to. lassoed(mask,
    projection): the pixels (height, width) of the view inside, and what puts features there. clicked: on no
    centroid, without a drag.
    """

    start_wanted = Signal(object)
    lassoed = Signal(object, object)
    clicked = Signal()

    def __init__(
        self,
        plot: QWidget,
        marks: SpaceMarks,
        *,
        projection: Callable[[], Projection | None],
        repaint: Callable[[], None],
    ) -> None:
        """projection: None while there is nothing to be seen. plot: whose pixels are meant, those of its
        viewport where it has one."""
        super().__init__(plot)
        self._plot, self._marks, self._projection, self._repaint = plot, marks, projection, repaint
        self._pressed: QPointF | None = None
        self._held: int | None = None

    @property
    def _view(self) -> QWidget:
        return self._plot.viewport() if isinstance(self._plot, QAbstractScrollArea) else self._plot

    @property
    def busy(self) -> bool:
        return self._pressed is not None

    def centroid_at(self, at: QPointF) -> int | None:
        """The centroid whose disc is here; of several the nearest, None where none can be moved."""
        projection, centroids = self._projection(), self._marks.centroids
        if projection is None or not len(centroids) or not self._marks.movable:
            return None
        far = np.hypot(*(projection(centroids) - (at.x(), at.y())).T)
        nearest = int(far.argmin())
        return nearest if far[nearest] <= self._marks.radius + _REACH else None

    def press(self, at: QPointF) -> None:
        """Take hold of the centroid that is here, or begin a lasso."""
        if self._projection() is None:
            return
        self._pressed, self._held = at, self.centroid_at(at)
        self._view.setCursor(
            Qt.CursorShape.ClosedHandCursor if self._held is not None else Qt.CursorShape.CrossCursor
        )

    def move(self, at: QPointF) -> None:
        """With the button down."""
        if self._pressed is None or (not self._dragging and self._far(self._pressed, at) < _DRAG):
            return
        if self._held is not None:
            self._marks.dragged = self._held, at
        elif not self._marks.lasso:
            self._marks.lasso = [self._pressed, at]
        elif self._far(self._marks.lasso[-1], at) >= _STEP:
            self._marks.lasso.append(at)
        self._repaint()

    def release(self, at: QPointF) -> None:
        """What was drawn is told; a click is one that drew nothing."""
        self.move(at)
        marks, held, projection = self._marks, self._held, self._projection()
        dragged, lasso = marks.dragged, marks.lasso
        self.give_up()
        if projection is None:
            return
        if dragged is not None:
            index, to = dragged
            centroids = marks.centroids.copy()
            x, y = projection(centroids[index]).tolist()
            centroids[index] = projection.moved(centroids[index], (to.x() - x, to.y() - y))
            self.start_wanted.emit(centroids)
        elif len(lasso) > 2:
            mask = filled(QPolygonF(lasso), self._view.width(), self._view.height())
            if not projection.matrix[:, 1].any():
                mask[:] = mask.any(axis=0)  # a bar is meant by any part of it
            self.lassoed.emit(mask, projection)
        elif held is None:
            self.clicked.emit()

    def give_up(self) -> bool:
        """Drop what is half drawn; whether there was anything."""
        if self._pressed is None:
            return False
        there = self._dragging
        self._pressed = self._held = self._marks.dragged = None
        self._marks.lasso = []
        self._view.unsetCursor()
        self._repaint()
        return there

    @property
    def _dragging(self) -> bool:
        return self._marks.dragged is not None or bool(self._marks.lasso)

    @staticmethod
    def _far(one: QPointF, other: QPointF) -> float:
        return (other - one).manhattanLength()
