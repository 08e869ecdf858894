"""SpacePlane: two axes of the colour space with numbers; of one axis a histogram."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem as Option
from PySide6.QtWidgets import QWidget

from core.base.arrays import Bytes, Floats
from ui.segment.convergence.colour_cloud import CloudItem, PlotLayer, as_histogram
from ui.segment.convergence.space_marks import SpaceMarks, paint_marks
from ui.segment.convergence.space_mouse import SpaceMouse
from ui.segment.convergence.space_projection import Projection
from ui.widgets.plot_axes import settle_plot, settle_ranges, show_values, style_plot
from ui.widgets.theme import PlotColours

Axes = tuple[int, ...]
_PADDING = 0.06


class SpacePlane(pg.PlotWidget):
    """A centroid is dragged, anything else drawn round. marks: what is drawn over the colours, shared."""

    def __init__(self, marks: SpaceMarks) -> None:
        super().__init__(enableMenu=False)
        settle_plot(self)
        self._marks = marks
        self._axes: Axes = (0, 1)
        self._dimensions = 0
        self._empty = True
        self._cloud, self._layer = CloudItem(), _MarksItem(self)
        self.addItem(self._cloud)
        self.addItem(self._layer)
        self.mouse = SpaceMouse(self, marks, projection=self.projection, repaint=self.refresh_marks)

    @property
    def marks(self) -> SpaceMarks:
        return self._marks

    def show_plane(
        self, axes: Axes, names: tuple[str, str], points: Floats, colours: Bytes, weights: Floats
    ) -> None:
        """Two axes of features (n, d), or one and how many of all there are; fitted into the plot."""
        history = self._marks.history
        self._axes = axes
        self._dimensions = points.shape[1] if len(points) else history.shape[2]
        if len(axes) > 1:
            flat = _plane(points, axes)
            self._cloud.set_points(flat, colours, weights)
        else:
            flat, bars = as_histogram(points[:, 0].astype(np.float32), colours, weights)
            self._cloud.set_bars(flat, bars)
        ways = _plane(history.reshape(-1, history.shape[2]), axes)
        self.setLabel("bottom", names[0])
        self.setLabel("left", names[1])
        everything = np.concatenate([flat, ways])
        self._empty = not len(everything)
        show_values(self, not self._empty)
        if not self._empty:
            self._fit(everything.min(0), everything.max(0))
        self.refresh_marks()
        settle_ranges(self)

    def projection(self) -> Projection | None:
        """Of features on this plot; None while there is nothing to be seen."""
        if self._empty:
            return None
        return self.through(self._layer.deviceTransform(self.viewportTransform()))

    def through(self, transform: QTransform) -> Projection:
        """Of features by what scales and moves values of the axes."""
        matrix = np.zeros((self._dimensions, 2))
        matrix[self._axes[0], 0] = transform.m11()
        if len(self._axes) > 1:
            matrix[self._axes[1], 1] = transform.m22()
        return Projection(matrix, np.array([transform.dx(), transform.dy()]))

    def refresh_marks(self) -> None:
        """Something of the marks is another."""
        self._layer.update()

    def set_colours(self, colours: PlotColours) -> None:
        style_plot(self, colours)
        self.getPlotItem().vb.setBackgroundColor(colours.surround)
        self._cloud.set_outline(colours.muted)
        for side in ("left", "bottom"):
            self.getPlotItem().getAxis(side).setGrid(False)
            self.getPlotItem().getAxis(side).label.setDefaultTextColor(colours.muted)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton:
            self.mouse.press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()
        if self.mouse.busy:
            self.mouse.move(event.position())
        elif self.mouse.centroid_at(event.position()) is not None:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()
        if self.mouse.busy:
            self.mouse.release(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def _fit(self, low: Floats, high: Floats) -> None:
        low = np.where(high > low, low, low - 0.5)
        size = np.where(high > low, high - low, 1.0)
        size = np.maximum(size, 1e-9)
        rect = QRectF(float(low[0]), float(low[1]), float(size[0]), float(size[1]))
        room = rect.adjusted(-rect.width(), -rect.height(), rect.width(), rect.height())
        self._cloud.set_area(room)
        self._layer.set_area(room)
        self.setRange(rect, padding=_PADDING, disableAutoRange=True)


class _MarksItem(PlotLayer):
    """Draws the marks where the plane has them."""

    def __init__(self, plane: SpacePlane) -> None:
        super().__init__()
        self.setZValue(10)
        self._plane = plane

    def paint(self, painter: QPainter, option: Option, widget: QWidget | None = None) -> None:  # noqa: ARG002
        projection = self._plane.through(painter.transform())
        painter.save()
        painter.resetTransform()
        paint_marks(painter, self._plane.marks, projection)
        painter.restore()


def _plane(values: Floats, axes: Axes) -> Floats:
    """(n, 2) of values (n, d): two axes, or one and 0; of another space than the axes are of, none."""
    if not len(values) or values.shape[1] <= max(axes):
        return np.zeros((0, 2))
    found = values[:, list(axes[:2])]
    return found if len(axes) > 1 else np.concatenate([found, np.zeros_like(found)], axis=1)
