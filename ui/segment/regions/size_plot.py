"""The size distribution of the regions, log-log: by bins or cumulative, with the fitted power law."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.regions.size_distribution import SizeDistribution
from ui.widgets.log_axis import LogAxis
from ui.widgets.plot_axes import settle_plot, show_values, style_plot
from ui.widgets.theme import PlotColours, plot_colours

Kind = Literal["histogram", "cumulative"]
MOST_POINTS = 500
_EMPTY = np.zeros(0)


class SizePlot(pg.PlotWidget):
    """x: log₁₀ of the size, y: log₁₀ of the number an area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            parent, axisItems={"left": LogAxis("left"), "bottom": LogAxis("bottom")}, enableMenu=False
        )
        settle_plot(self)
        self.setObjectName("size_plot")
        self.setAccessibleName(self.tr("Size distribution"))
        self._found: SizeDistribution | None = None
        self._kind: Kind = "histogram"
        self.bars = pg.BarGraphItem(x0=_EMPTY, x1=_EMPTY, y0=_EMPTY, y1=_EMPTY)
        self.steps = pg.ScatterPlotItem(size=4, pen=None)
        self.line = pg.PlotCurveItem(antialias=True)
        self.cut = pg.InfiniteLine(angle=90)
        for item in (self.bars, self.steps, self.cut, self.line):
            self.addItem(item)
        self.take_colours(plot_colours(self.palette()))
        self.show_distribution(None, "histogram")

    def show_distribution(self, found: SizeDistribution | None, kind: Kind) -> None:
        """None, or one without regions: an empty plot."""
        self._found, self._kind = found, kind
        there = found is not None and len(found.sizes) > 0 and found.area > 0
        show_values(self, there)
        for side in ("left", "bottom"):
            self.getPlotItem().getAxis(side).setGrid(255 if there else False)
        self.cut.setVisible(there and found is not None and found.law is not None)
        if found is None or not there:
            self.bars.setOpts(x0=_EMPTY, x1=_EMPTY, y0=_EMPTY, y1=_EMPTY)
            self.steps.setData(_EMPTY, _EMPTY)
            self.line.setData(_EMPTY, _EMPTY)
            return
        if found.law is not None:
            self.cut.setValue(float(np.log10(found.law.lower)))
        tops = self._show_bins(found) if kind == "histogram" else self._show_larger(found)
        edges = np.log10(found.edges)
        self.setXRange(float(edges[0]), float(edges[-1]), padding=0.02)
        self.setYRange(float(tops.min()) - 0.3, float(tops.max()) + 0.1, padding=0.02)

    def _show_bins(self, found: SizeDistribution) -> NDArray[np.float64]:
        filled = found.counts > 0
        edges, tops = np.log10(found.edges), np.log10(found.densities[filled])
        low = np.full(len(tops), tops.min() - 10.0)
        self.bars.setOpts(x0=edges[:-1][filled], x1=edges[1:][filled], y0=low, y1=tops)
        self.steps.setData(_EMPTY, _EMPTY)
        middles, expected = found.expected()
        seen = expected > 0
        self.line.setData(np.log10(middles[seen]), np.log10(expected[seen] / found.area))
        return tops

    def _show_larger(self, found: SizeDistribution) -> NDArray[np.float64]:
        sizes, larger = found.cumulative(MOST_POINTS)
        tops = np.log10(larger / found.area)
        self.steps.setData(np.log10(sizes), tops)
        self.bars.setOpts(x0=_EMPTY, x1=_EMPTY, y0=_EMPTY, y1=_EMPTY)
        if found.law is None:
            self.line.setData(_EMPTY, _EMPTY)
        else:
            ends = np.array((found.law.lower, found.sizes[-1]))
            self.line.setData(np.log10(ends), np.log10(found.law.larger(ends) / found.area))
        return tops

    def take_colours(self, colours: PlotColours) -> None:
        """To be called when the palette changes."""
        style_plot(self, colours)
        soft = colours.line.toRgb()
        soft.setAlpha(150)
        self.bars.setOpts(brush=pg.mkBrush(soft), pen=pg.mkPen(colours.background, width=1))
        self.steps.setBrush(pg.mkBrush(colours.line))
        self.line.setPen(pg.mkPen(colours.second_line, width=2 * self.devicePixelRatioF()))
        self.cut.setPen(pg.mkPen(colours.muted, width=1, style=Qt.PenStyle.DashLine))
