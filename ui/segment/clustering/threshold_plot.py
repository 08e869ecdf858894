"""The histogram of a channel, with the thresholds as lines that the mouse moves."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from core.cluster.prepared.channel import ChannelHistogram
from ui.widgets.building import named
from ui.widgets.plot_axes import settle_plot, style_plot
from ui.widgets.theme import plot_colours

# Steps of a line along the plot, where values are no whole numbers.
_STEPS = 400
_EMPTY = np.zeros(0)
_HEIGHT = 104


class ThresholdPlot(pg.PlotWidget):
    """moved: all thresholds, and whether the one that was dragged has come to rest."""

    moved = Signal(tuple, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, enableMenu=False)
        settle_plot(self)
        named(
            self,
            "threshold_plot",
            self.tr("Histogram of the channel"),
            self.tr(
                "How many pixels have each value (heights are square roots, so that small heaps show). Drag "
                "a line: a value of at least a threshold belongs above it."
            ),
        )
        self._found: ChannelHistogram | None = None
        self._colours: tuple[str, ...] = ()
        self.bars = pg.BarGraphItem(x0=_EMPTY, x1=_EMPTY, y0=0, y1=_EMPTY)
        self.lines: list[pg.InfiniteLine] = []
        self.addItem(self.bars)
        self.take_colours(self.palette())
        self.setFixedHeight(_HEIGHT)

    @property
    def at(self) -> tuple[float, ...]:
        """Where the lines stand."""
        return tuple(float(line.value()) for line in self.lines)

    def show_bars(self, found: ChannelHistogram | None) -> None:
        """The histogram; None while there is none."""
        if found is self._found:
            return
        self._found = found
        edges, counts = (_EMPTY, _EMPTY) if found is None else (found.edges, found.counts)
        tops = np.sqrt(counts)
        self.bars.setOpts(x0=edges[:-1], x1=edges[1:], y0=0, y1=tops, brushes=None)
        if found is not None:
            self.setXRange(float(edges[0]), float(edges[-1]), padding=0.02)
            self.setYRange(0.0, float(tops.max(initial=1.0)), padding=0.02)
        self._paint_bars()

    def show_thresholds(self, at: Sequence[float], colours: Sequence[str] | None = None) -> None:
        """Where the channel is cut, and the colour of each class; None for those that they have."""
        colours = self._colours if colours is None else tuple(colours)
        same = tuple(at) == self.at and colours == self._colours
        self._colours = colours
        while len(self.lines) > len(at):
            self.removeItem(self.lines.pop())
        while len(self.lines) < len(at):
            self.lines.append(self._line())
        for line, value in zip(self.lines, at, strict=True):
            line.blockSignals(True)
            line.setValue(value)
            line.blockSignals(False)
        if not same:
            self._paint_bars()

    def _line(self) -> pg.InfiniteLine:
        line = pg.InfiniteLine(angle=90, movable=True)
        self._colour(line)
        line.sigDragged.connect(self._drag)
        line.sigPositionChangeFinished.connect(self._rest)
        self.addItem(line)
        return line

    def _drag(self, line: pg.InfiniteLine) -> None:
        self._settle(line)
        self.moved.emit(self.at, False)

    def _rest(self, line: pg.InfiniteLine) -> None:
        self._settle(line)
        self.moved.emit(self.at, True)

    def _settle(self, line: pg.InfiniteLine) -> None:
        """A round value in the plot, between those beside it."""
        found, i = self._found, self.lines.index(line)
        if found is None:
            return
        step = step_of(found)
        low = self.lines[i - 1].value() + step if i else float(found.edges[0])
        high = self.lines[i + 1].value() - step if i + 1 < len(self.lines) else float(found.edges[-1])
        value = round(line.value() / step) * step
        value = min(max(value, math.ceil(low / step) * step), math.floor(high / step) * step)
        line.blockSignals(True)
        line.setValue(float(f"{value:.10g}"))
        line.blockSignals(False)

    def _paint_bars(self) -> None:
        """Each bar in the colour of the class that its middle belongs to."""
        if self._found is None:
            return
        if len(self._colours) != len(self.lines) + 1:
            self.bars.setOpts(brushes=None, brush=self._plain, pen=None)
            return
        edges = self._found.edges
        labels = np.searchsorted(self.at, (edges[:-1] + edges[1:]) / 2, side="right")
        brushes = [pg.mkBrush(QColor(colour)) for colour in self._colours]
        self.bars.setOpts(brushes=[brushes[i] for i in labels.tolist()], pen=None)

    def take_colours(self, palette: QPalette) -> None:
        """To be called when the palette changes."""
        self._plain = pg.mkBrush(plot_colours(palette).line)
        self._pens = pg.mkPen(palette.text().color(), width=2), pg.mkPen(palette.highlight().color(), width=4)
        style_plot(self, plot_colours(palette))
        self.setMinimumSize(120, _HEIGHT)
        self.hideAxis("left")
        self.getPlotItem().getAxis("bottom").setGrid(False)
        for line in self.lines:
            self._colour(line)
        self._paint_bars()

    def _colour(self, line: pg.InfiniteLine) -> None:
        pen, hover_pen = self._pens
        line.setPen(pen)
        line.setHoverPen(hover_pen)


def step_of(found: ChannelHistogram) -> float:
    """By how much a line moves at least: 1 between whole numbers, else a power of ten."""
    low, high = float(found.edges[0]), float(found.edges[-1])
    # Bars of whole numbers stand around them.
    whole = (low + 0.5).is_integer() and (high + 0.5).is_integer()
    return 1.0 if whole else float(10.0 ** math.floor(math.log10((high - low) / _STEPS)))
