"""InertiaView: how inertia falls and how far the centroids still move, iteration by iteration."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from core.writing.number_words import scientific
from ui.canvas.view_title import ViewTitle
from ui.widgets.building import fill
from ui.widgets.plot_axes import (
    PowerAxis,
    WholeAxis,
    power_of_ten,
    settle_plot,
    settle_ranges,
    show_values,
    style_plot,
)
from ui.widgets.theme import plot_colours


class InertiaView(QWidget):
    """Two curves over the iterations with one cursor; a click or drag on either chooses an iteration."""

    iteration_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inertia: NDArray[np.float64] = np.zeros(0)
        self._shift: NDArray[np.float64] = np.zeros(0)
        self._shown = self._power = 0
        self._inertia_title = ViewTitle(self.tr("Inertia"))
        self._shift_title = ViewTitle(self.tr("Largest centroid shift"))
        self.inertia_plot = _IterationPlot()
        self.shift_plot = _IterationPlot(power_axis=True)
        self.inertia_plot.setObjectName("inertiaPlot")
        self.shift_plot.setObjectName("shiftPlot")
        tip = self.tr("Click or drag to show an iteration again")
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        for title, plot in ((self._inertia_title, self.inertia_plot), (self._shift_title, self.shift_plot)):
            plot.setToolTip(tip)
            plot.setAccessibleDescription(tip)
            plot.iteration_chosen.connect(self.iteration_chosen)
            self._layout.addWidget(_under(title, plot), 1)
        self.inertia_plot.setAccessibleName(self.tr("Inertia over the iterations"))
        self.shift_plot.setAccessibleName(self.tr("Largest centroid shift over the iterations"))
        self._take_colours()
        self.clear()

    def set_history(self, inertia: Sequence[float], shift: Sequence[float]) -> None:
        """One value an iteration, from iteration 0; may be called again while the run goes on."""
        self._inertia = np.asarray(inertia, float)
        self._shift = np.asarray(shift, float)
        self._power = power = _power(self._inertia)
        self.inertia_plot.set_values(self._inertia / 10.0**power)
        # At the fixed point the shift is 0, which has no place on a logarithmic axis.
        self.shift_plot.set_values(np.log10(self._shift, where=self._shift > 0, out=_nothing(self._shift)))
        for plot in (self.inertia_plot, self.shift_plot):
            show_values(plot, bool(len(self._inertia)))
        unit = f" (× {power_of_ten(power)})" if power else ""
        self._inertia_title.set_title(self.tr("Inertia") + unit)
        self.show_iteration(self._shown)
        for plot in (self.inertia_plot, self.shift_plot):
            settle_ranges(plot)

    def show_iteration(self, i: int) -> None:
        """Put the cursor on iteration `i` and say its values."""
        self._shown = i
        self.inertia_plot.set_cursor(i)
        self.shift_plot.set_cursor(i)
        self._inertia_title.set_detail(_said(self._inertia, i, self._power))
        self._shift_title.set_detail(_said(self._shift, i))

    def clear(self) -> None:
        self._shown = 0
        self.set_history((), ())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        wide = self.width() > 1.4 * self.height()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != direction:
            self._layout.setDirection(direction)

    def _take_colours(self) -> None:
        colours = plot_colours(self.palette())
        for plot, line in ((self.inertia_plot, colours.line), (self.shift_plot, colours.second_line)):
            style_plot(plot, colours)
            # pyqtgraph's pens count pixels of the screen.
            plot.curve.setPen(pg.mkPen(line, width=2 * self.devicePixelRatioF()))
            plot.dot.setBrush(pg.mkBrush(line))
            plot.dot.setPen(pg.mkPen(colours.background, width=1.5))
            plot.cursor_line.setPen(pg.mkPen(colours.muted, width=1))


class _IterationPlot(pg.PlotWidget):
    """One curve over the iterations, a cursor, and the mouse to move it."""

    iteration_chosen = Signal(int)

    def __init__(self, *, power_axis: bool = False) -> None:
        left = PowerAxis("left") if power_axis else pg.AxisItem("left")
        super().__init__(axisItems={"left": left, "bottom": WholeAxis("bottom")}, enableMenu=False)
        settle_plot(self)
        self._whole_decades = power_axis
        self._values: NDArray[np.float64] = np.zeros(0)
        self.curve = pg.PlotCurveItem(connect="finite", antialias=True)
        self.cursor_line = pg.InfiniteLine(angle=90)
        self.dot = pg.ScatterPlotItem(size=9)
        for item in (self.cursor_line, self.curve, self.dot):
            self.addItem(item)
        self.cursor_line.setVisible(False)

    def set_values(self, values: NDArray[np.float64]) -> None:
        self._values = values
        self.curve.setData(np.arange(len(values)), values)
        self.setXRange(0, max(1, len(values) - 1), padding=0.02)
        finite = values[np.isfinite(values)]
        if not len(finite):
            return
        low, high = float(finite.min()), float(finite.max())
        if self._whole_decades:
            low, high = math.floor(low), math.ceil(high)
        self.setYRange(low, high if high > low else low + (abs(low) or 1.0), padding=0.08)

    def set_cursor(self, i: int) -> None:
        inside = 0 <= i < len(self._values)
        self.cursor_line.setVisible(inside)
        self.cursor_line.setValue(i)
        there = inside and math.isfinite(self._values[i])
        self.dot.setData([i] if there else [], [self._values[i]] if there else [])

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._choose(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._choose(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def _choose(self, event: QMouseEvent) -> None:
        event.accept()
        if not event.buttons() & Qt.MouseButton.LeftButton or not len(self._values):
            return
        x = self.plotItem.vb.mapSceneToView(self.mapToScene(event.position().toPoint())).x()
        self.iteration_chosen.emit(min(max(round(x), 0), len(self._values) - 1))


def _under(title: ViewTitle, plot: QWidget) -> QWidget:
    pane = QWidget()
    fill(QVBoxLayout(pane), title, (plot, 1), margins=0, spacing=0)
    return pane


def _nothing(like: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.full(like.shape, np.nan)


def _power(values: NDArray[np.float64]) -> int:
    """The power of ten to take out of an axis; 0 for numbers that read well as they are."""
    largest = float(np.abs(values).max()) if len(values) else 0.0
    if largest <= 0 or 0.1 <= largest < 10_000:
        return 0
    return math.floor(math.log10(largest))


def _said(values: NDArray[np.float64], i: int, power: int = 0) -> str:
    """Value i to four figures, as people write it: 1.234 × 10⁹. power: that of the axis."""
    if not 0 <= i < len(values):
        return ""
    by_axis = values[i] / 10.0**power
    # A start by chance may lie far above: what is small beside it reads better in its own power.
    if power and by_axis >= 0.1:
        return f"{by_axis:.4g} × {power_of_ten(power)}"
    return scientific(float(values[i]), 4)
