"""ColourSpaceView: the picture's colours as a cloud, and the centroids on their way through it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from core.base.arrays import Bytes, Floats
from ui.canvas.view_title import ViewTitle
from ui.segment.convergence.space_choices import axis_names, choices
from ui.segment.convergence.space_marks import SpaceMarks
from ui.segment.convergence.space_plane import SpacePlane
from ui.segment.convergence.turned_space import TurnedSpace
from ui.widgets.building import fill, named
from ui.widgets.icons import set_icon
from ui.widgets.theme import plot_colours


class ColourSpaceView(QWidget):
    """The colour space turned in space, or a plane of it; a grey space has one axis and is a histogram.

    start_wanted(centroids): those shown, (k, d), one of them where it was dragged to. lassoed(mask,
    projection): as of SpaceMouse. unmarked: what was drawn round is no longer meant.
    """

    start_wanted = Signal(object)
    lassoed = Signal(object, object)
    unmarked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._space = "rgb"
        self._bands: tuple[str, ...] = ()
        self._points: NDArray[np.float32] = np.zeros((0, 3), np.float32)
        self._point_colours: Bytes = np.zeros((0, 3), np.uint8)
        self._weights: Floats = np.zeros(0)
        self.marks = SpaceMarks()
        self.plot, self.turned = SpacePlane(self.marks), TurnedSpace(self.marks)
        self._name_plots()
        self.title = ViewTitle(self.tr("Colour space"))
        self.projections = self._projection_box()
        self.in_space, self.lasso = self._buttons()
        self._views = QStackedWidget()
        for view in (self.plot, self.turned):
            self._views.addWidget(view)
            view.mouse.start_wanted.connect(self.start_wanted)
            view.mouse.lassoed.connect(self.lassoed)
            view.mouse.clicked.connect(self.unmarked)
        self._arrange()
        self.set_axes("rgb")
        self._take_colours()

    def set_axes(self, space: str, bands: tuple[str, ...] = ()) -> None:
        """Show the space called "rgb", "lab", "hsv", "gray" or "bands"; what was shown of another one goes.

        bands: the names of the axes of the space "bands".
        """
        if (space, bands) != (self._space, self._bands):
            self.clear()
        self._space, self._bands = space, bands
        self.in_space.setVisible(bool(self._choices(3)))
        self._list_axes()

    def set_cloud(self, points: NDArray[np.float32], colours: Bytes, weights: Floats) -> None:
        """points (n, d) in the units of the space, their colours (n, 3) and pixels (n,); n ≤ 4000."""
        self._points, self._point_colours = np.asarray(points, np.float32), np.asarray(colours, np.uint8)
        self._weights = np.asarray(weights, float)
        self._show()

    def set_history(self, centroids: Floats, colours: Bytes) -> None:
        """centroids (steps, k, d) in the units of the space, and the colours (k, 3) of their discs.

        Others than those that were there cannot be held on to.
        """
        if centroids.shape[1:] != self.marks.history.shape[1:]:
            self.give_up_gesture()
        self.marks.set_history(np.asarray(centroids, float), np.asarray(colours, np.uint8))
        self._show()

    def show_iteration(self, i: int) -> None:
        """Centroids as they were at iteration `i`, with their way until then."""
        self.marks.step = i
        self._refresh_marks()

    def set_pointed(self, feature: Floats | None, colour: QColor | None = None) -> None:
        """Mark the feature (d,) of a pixel, in the colour of it; None, or one of another space: none."""
        there = feature is not None and len(feature) == self._points.shape[1]
        self.marks.pointed = (feature, colour or QColor("white")) if feature is not None and there else None
        self._refresh_marks()

    def set_movable(self, movable: bool) -> None:
        """Whether centroids can be dragged."""
        self.marks.movable = movable

    def set_marked(self, cluster: int | None) -> None:
        """Put a ring round the centroid of a cluster, from 1; None: round none."""
        row = None if cluster is None else cluster - 1
        if row != self.marks.marked:
            self.marks.marked = row
            self._refresh_marks()

    def give_up_gesture(self) -> bool:
        """Drop what is half drawn; whether there was anything."""
        return self.plot.mouse.give_up() or self.turned.mouse.give_up()

    def clear(self) -> None:
        """No cloud, no centroids."""
        self.give_up_gesture()
        self._points, self._weights = np.zeros((0, 3), np.float32), np.zeros(0)
        self._point_colours = np.zeros((0, 3), np.uint8)
        self.marks.set_history(np.zeros((0, 0, 3)), np.zeros((0, 3), np.uint8))
        self.marks.step, self.marks.pointed = 0, None
        self._show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()

    def _choices(self, number: int) -> tuple[tuple[int, ...], ...]:
        """So many axes at a time to choose from; none where there are fewer."""
        return choices(self._space, self._bands, number)

    @property
    def is_in_space(self) -> bool:
        """Whether three axes are shown."""
        return self.in_space.isChecked() and bool(self._choices(3))

    def _list_axes(self) -> None:
        names = axis_names(self._space, self._bands)
        self.projections.blockSignals(True)
        self.projections.clear()
        for axes in self._choices(3 if self.is_in_space else 2):
            self.projections.addItem(" – ".join(names[axis] for axis in axes), axes)
        self.projections.blockSignals(False)
        self.projections.setVisible(self.projections.count() > 1)
        self.lasso.setVisible(self.is_in_space)
        self._views.setCurrentWidget(self.turned if self.is_in_space else self.plot)
        self._show()

    def _show(self) -> None:
        """Hand everything to the view that is seen."""
        names, axes = axis_names(self._space, self._bands), self.projections.currentData()
        points = self._points.astype(float)
        if self.is_in_space:
            self.turned.show_space(axes, names, points, self._point_colours, self._weights)
            return
        if not axes or self._points.shape[1] < 2:
            axes = (0,)
        labels = names[axes[0]], names[axes[-1] if len(axes) > 1 else 1]
        self.plot.show_plane(axes, labels, points, self._point_colours, self._weights)

    def _refresh_marks(self) -> None:
        if self.is_in_space:
            self.turned.update()
        else:
            self.plot.refresh_marks()

    def _take_colours(self) -> None:
        colours = plot_colours(self.palette())
        self.marks.outline, self.marks.halo = colours.foreground, colours.background
        self.plot.set_colours(colours)

    def _take_lasso(self, lassoing: bool) -> None:
        self.turned.lassoing = lassoing

    def _name_plots(self) -> None:
        self.plot.setObjectName("colourSpacePlot")
        self.plot.setToolTip(
            self.tr(
                "The picture's colours, and the way of each centroid from its start to where it stands. "
                "Drag a centroid and the clustering goes on from there; draw round colours to see their "
                "pixels."
            )
        )
        self.plot.setAccessibleName(self.tr("Colours of the picture and centroids"))
        self.turned.setToolTip(
            self.tr(
                "Drag to turn, the wheel zooms, double click shows it as at first. Drag a centroid and the "
                "clustering goes on from there. Shift and drag draws round colours to see their pixels."
            )
        )

    def _projection_box(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("colourProjection")
        box.setToolTip(self.tr("The axes shown; the clustering always uses all of them"))
        box.setAccessibleName(self.tr("Axes of the colour space shown"))
        box.currentIndexChanged.connect(self._show)
        return box

    def _buttons(self) -> tuple[QToolButton, QToolButton]:
        words = self.tr("In space: three axes that can be turned, instead of two")
        turned = named(QToolButton(autoRaise=True), "colourTurned", words, words)
        turned.setCheckable(True)
        turned.setText(self.tr("3-D"))
        turned.setChecked(True)
        turned.toggled.connect(self._list_axes)
        words = self.tr("Draw round colours with the mouse to see their pixels, instead of turning")
        lasso = named(QToolButton(autoRaise=True), "colourLasso", words, words)
        lasso.setCheckable(True)
        set_icon(lasso, "lasso")
        lasso.toggled.connect(self._take_lasso)
        return turned, lasso

    def _arrange(self) -> None:
        header = fill(QHBoxLayout(), (self.title, 1), self.lasso, self.in_space, self.projections)
        header.setContentsMargins(0, 0, 8, 0)
        header.setSpacing(2)
        fill(QVBoxLayout(self), header, (self._views, 1), margins=0, spacing=0)
