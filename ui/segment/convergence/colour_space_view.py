"""ColourSpaceView: the picture's colours as a cloud, and the centroids on their way through it."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.canvas.view_title import ViewTitle
from ui.segment.convergence.centroid_trails import CentroidItem
from ui.segment.convergence.colour_cloud import CloudItem, as_histogram
from ui.widgets.building import fill
from ui.widgets.plot_axes import settle_plot, settle_ranges, show_values, style_plot
from ui.widgets.theme import plot_colours

Projection = tuple[int, int]
# The projection shown first is the first one.
_PROJECTIONS: dict[str, tuple[Projection, ...]] = {
    "rgb": ((0, 2), (0, 1), (1, 2)),
    "lab": ((1, 2), (1, 0), (2, 0)),
    "hsv": ((0, 1), (0, 2), (1, 2)),
}
_PADDING = 0.06
# Planes of more bands would be too many to choose from.
MOST_BANDS = 6


class ColourSpaceView(QWidget):
    """A plane of the colour space. A grey space has one axis: there the cloud is a histogram."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._space = "rgb"
        self._bands: tuple[str, ...] = ()
        self._points: NDArray[np.float32] = np.zeros((0, 3), np.float32)
        self._point_colours: NDArray[np.uint8] = np.zeros((0, 3), np.uint8)
        self._weights: NDArray[np.float64] = np.zeros(0)
        self._history: NDArray[np.float64] = np.zeros((0, 0, 3))
        self._centroid_colours: NDArray[np.uint8] = np.zeros((0, 3), np.uint8)
        self._shown = 0
        self.plot = pg.PlotWidget(enableMenu=False)
        settle_plot(self.plot)
        self.plot.setObjectName("colourSpacePlot")
        self.plot.setToolTip(
            self.tr("The picture's colours, and the way of each centroid from its start to where it stands")
        )
        self.plot.setAccessibleName(self.tr("Colours of the picture and centroids"))
        self.cloud = CloudItem()
        self.centroids = CentroidItem()
        self.plot.addItem(self.cloud)
        self.plot.addItem(self.centroids)
        self.projections = self._projection_box()
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
        names = self._axis_names()
        self.projections.blockSignals(True)
        self.projections.clear()
        for x, y in self._planes():
            self.projections.addItem(f"{names[x]} – {names[y]}", (x, y))
        self.projections.blockSignals(False)
        self.projections.setVisible(self.projections.count() > 0)
        self._project()

    def set_cloud(
        self, points: NDArray[np.float32], colours: NDArray[np.uint8], weights: NDArray[np.float64]
    ) -> None:
        """points (n, d) in the units of the space, their colours (n, 3) and pixels (n,); n ≤ 4000."""
        self._points, self._point_colours = np.asarray(points, np.float32), np.asarray(colours, np.uint8)
        self._weights = np.asarray(weights, float)
        self._project()

    def set_history(self, centroids: NDArray[np.float64], colours: NDArray[np.uint8]) -> None:
        """centroids (steps, k, d) in the units of the space, and the colours (k, 3) of their discs."""
        self._history = np.asarray(centroids, float)
        self._centroid_colours = np.asarray(colours, np.uint8)
        self._project()

    def show_iteration(self, i: int) -> None:
        """Centroids as they were at iteration `i`, with their way until then."""
        self._shown = i
        self.centroids.show_step(i)

    def clear(self) -> None:
        """No cloud, no centroids."""
        self._points, self._weights = np.zeros((0, 3), np.float32), np.zeros(0)
        self._point_colours = np.zeros((0, 3), np.uint8)
        self._history, self._centroid_colours = np.zeros((0, 0, 3)), np.zeros((0, 3), np.uint8)
        self._shown = 0
        self._project()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()

    def _planes(self) -> tuple[Projection, ...]:
        """The planes to choose from; none where there is one axis only."""
        if self._space == "bands":
            return tuple(combinations(range(min(len(self._bands), MOST_BANDS)), 2))
        return _PROJECTIONS.get(self._space, ())

    def _axis_names(self) -> tuple[str, ...]:
        if self._space == "bands" and len(self._bands) > 1:
            return self._bands
        if self._space == "bands":
            return (*self._bands, self.tr("Share, %"))
        return {
            "rgb": (self.tr("Red"), self.tr("Green"), self.tr("Blue")),
            "lab": ("L*", "a*", "b*"),
            "hsv": (self.tr("Chroma · cos hue"), self.tr("Chroma · sin hue"), self.tr("Value")),
        }.get(self._space, (self.tr("Grey value"), self.tr("Share, %")))

    def _project(self) -> None:
        """Hand the chosen plane of everything to the items and fit it into the plot."""
        planes = self._planes()
        if planes and self._points.shape[1] > 1:
            axes = list(self.projections.currentData() or planes[0])
            flat, history = _plane(self._points, axes).astype(float), _plane(self._history, axes)
            self.cloud.set_points(flat, self._point_colours, self._weights)
        else:
            axes = [0, 1]
            flat, colours = as_histogram(self._points[:, 0], self._point_colours, self._weights)
            history = np.concatenate([self._history[:, :, :1], np.zeros_like(self._history[:, :, :1])], 2)
            self.cloud.set_bars(flat, colours)
        self.centroids.set_history(history, self._centroid_colours)
        self.centroids.show_step(self._shown)
        names = self._axis_names()
        self.plot.setLabel("bottom", names[axes[0]])
        self.plot.setLabel("left", names[axes[1]])
        everything = np.concatenate([flat, history.reshape(-1, 2)])
        show_values(self.plot, bool(len(everything)))
        if len(everything):
            self._fit(everything.min(0), everything.max(0))
        settle_ranges(self.plot)

    def _fit(self, low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
        low = np.where(high > low, low, low - 0.5)
        size = np.where(high > low, high - low, 1.0)
        size = np.maximum(size, 1e-9)
        rect = QRectF(float(low[0]), float(low[1]), float(size[0]), float(size[1]))
        room = rect.adjusted(-rect.width(), -rect.height(), rect.width(), rect.height())
        self.cloud.set_area(room)
        self.centroids.set_area(room)
        self.plot.setRange(rect, padding=_PADDING, disableAutoRange=True)

    def _take_colours(self) -> None:
        colours = plot_colours(self.palette())
        style_plot(self.plot, colours)
        self.plot.getPlotItem().vb.setBackgroundColor(colours.surround)
        self.cloud.set_outline(colours.muted)
        self.centroids.set_outline(colours.foreground, colours.background)
        for side in ("left", "bottom"):
            self.plot.getPlotItem().getAxis(side).setGrid(False)
            self.plot.getPlotItem().getAxis(side).label.setDefaultTextColor(colours.muted)

    def _projection_box(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("colourProjection")
        box.setToolTip(self.tr("The two axes shown; the clustering always uses all of them"))
        box.setAccessibleName(self.tr("Axes of the colour space shown"))
        box.currentIndexChanged.connect(self._change_projection)
        return box

    def _change_projection(self, index: int) -> None:  # noqa: ARG002
        self._project()

    def _arrange(self) -> None:
        header = fill(
            QHBoxLayout(), (ViewTitle(self.tr("Colour space")), 1), self.projections, margins=(0, 0, 8, 0)
        )
        fill(QVBoxLayout(self), header, (self.plot, 1), margins=0, spacing=0)


def _plane(values: NDArray[Any], axes: list[int]) -> NDArray[Any]:
    """Two axes of values (…, d); where there are none, of whatever space: none (…, 2)."""
    return values[..., axes] if values.size else np.zeros((*values.shape[:-1], 2))
