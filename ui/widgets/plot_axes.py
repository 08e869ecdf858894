"""The axes of plots and their look."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from ui.widgets.theme import PlotColours

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
LEFT_WIDTH = 44


# Decades up to which 2 and 5 are numbered too, and room that a number takes along the axis.
_SHORT = 2.0
_TALL, _WIDE = 22.0, 46.0


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
    """Let a plot own its menu, leave files that are dropped on it to the window, and be no stop of the Tab
    key: it has no keys of its own.

    WORKAROUND: a PlotItem makes a menu without a parent, which outlives it (pyqtgraph 0.14,
    graphicsItems/PlotItem/PlotItem.py). Its settings live in it, so it cannot be left out.
    """
    menu = plot.getPlotItem().ctrlMenu
    menu.setParent(plot, menu.windowFlags())
    plot.setAcceptDrops(False)
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
    plot.setAcceptDrops(False)
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


class LogAxis(pg.AxisItem):
    """Values are exponents; ticks at 1, 2, 5 of a decade, at whole decades, or at every few.

    Where fewer than two of these are in sight: at round numbers.
    """

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N802, N803
        span = maxVal - minVal
        if not (math.isfinite(span) and span > 0):
            return []
        room = _WIDE if self.orientation in ("bottom", "top") else _TALL
        decades = range(math.floor(minVal), math.ceil(maxVal) + 1)
        if span <= _SHORT and size / span > 3 * room:
            places = [d + math.log10(part) for d in decades for part in (1, 2, 5)]
        else:
            step = max(1, math.ceil(room * span / max(size, 1)))
            places = [float(d) for d in decades if d % step == 0]
        inside = [place for place in places if minVal <= place <= maxVal]
        if len(inside) < 2 and span <= _SHORT:
            inside = _round_numbers(minVal, maxVal, max(2, math.floor(size / room)))
        return [(1.0, inside)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: N802, ARG002
        return [_said(value) for value in values]


def _round_numbers(low: float, high: float, most: int) -> list[float]:
    """Exponents of round numbers between two exponents: at most `most`, with the narrowest steps."""
    first, last = 10.0**low, 10.0**high
    power = 10.0 ** math.floor(math.log10((last - first) / most))
    for step in (power * part for part in (1, 2, 5, 10, 20)):
        numbers = range(math.ceil(first / step - 1e-9), math.floor(last / step + 1e-9) + 1)
        if len(numbers) <= most:
            return [math.log10(number * step) for number in numbers]
    return []


def _said(exponent: float) -> str:
    whole = math.floor(exponent + 1e-9)
    if -3 <= whole <= 3:
        return f"{10.0**exponent:.4g}"  # 1000, not 1e+03
    part = f"{10.0 ** (exponent - whole):.4g}"
    return power_of_ten(whole) if part == "1" else f"{part}·{power_of_ten(whole)}"
