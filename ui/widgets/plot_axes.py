"""The axes of plots and their look."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from ui.widgets.theme import PlotColours

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
LEFT_WIDTH = 44


def power_of_ten(exponent: int) -> str:
    """10 with a raised exponent, such as 10⁻³."""
    return f"10{str(exponent).translate(_SUPERSCRIPT)}"


class WholeAxis(pg.AxisItem):
    """Ticks at whole numbers only."""

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:  # noqa: N802, N803
        spacings = super().tickSpacing(minVal, maxVal, size)
        return [(max(1.0, float(round(spacing))), offset) for spacing, offset in spacings[:1]]


class PowerAxis(WholeAxis):
    """Exponents of ten, written as powers."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: N802, ARG002
        return [power_of_ten(math.floor(value)) for value in values]


def settle_plot(plot: pg.PlotWidget) -> None:
    """Let a plot own its menu, and be no stop of the Tab key: it has no keys of its own.

    WORKAROUND: a PlotItem makes a menu without a parent, which outlives it (pyqtgraph 0.14,
    graphicsItems/PlotItem/PlotItem.py). Its settings live in it, so it cannot be left out.
    """
    menu = plot.getPlotItem().ctrlMenu
    menu.setParent(plot, menu.windowFlags())
    for widget in (plot, plot.viewport()):
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def show_values(plot: pg.PlotWidget, shown: bool) -> None:
    """Numbers at the axes, or none where there is nothing they could belong to."""
    item = plot.getPlotItem()
    if item.getAxis("left").style["showValues"] != shown:
        for side in ("left", "bottom"):
            item.getAxis(side).setStyle(showValues=shown)
        # The room that the numbers take, now and not with the next event.
        item.layout.activate()


def settle_ranges(plot: pg.PlotWidget) -> None:
    """After its values have changed: a plot that comes to its ranges while it is painted is painted twice."""
    plot.scene().prepareForPaint()


def style_plot(plot: pg.PlotWidget, colours: PlotColours) -> None:
    """Give a plot its colours and take away what can be moved by accident."""
    plot.setBackground(colours.background)
    plot.setFrameShape(QFrame.Shape.NoFrame)
    plot.setMouseEnabled(False, False)
    plot.hideButtons()
    plot.setMinimumSize(140, 90)
    for widget in (plot, plot.viewport()):
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    item = plot.getPlotItem()
    item.layout.setContentsMargins(4, 4, 12, 2)
    for side in ("left", "bottom"):
        axis = item.getAxis(side)
        axis.enableAutoSIPrefix(False)
        axis.setPen(pg.mkPen(colours.grid))
        axis.setTextPen(pg.mkPen(colours.muted))
        axis.setTickPen(pg.mkPen(colours.grid))
        axis.setStyle(tickLength=-4, maxTickLevel=0)
        axis.setGrid(255)
    item.getAxis("left").setWidth(LEFT_WIDTH)
