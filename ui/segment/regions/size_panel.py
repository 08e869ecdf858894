"""Beside the table of regions: how many there are of each size, and the power law that fits."""

from __future__ import annotations

from typing import Literal, cast

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.base.sentences import with_semicolons
from core.regions.size_distribution import LEAST_TAIL, SAFE_TAIL, SIZES, PowerLaw, SizeDistribution
from core.writing.number_words import fixed, grouped
from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.widgets.building import fill, named
from ui.widgets.number_text import short_text
from ui.widgets.plot_axes import LogAxis, settle_plot, show_values, style_plot
from ui.widgets.theme import PlotColours, plot_colours

_SIZE_WORDS = {
    "equivalent_diameter": QT_TRANSLATE_NOOP("SizePanel", "Diameter"),
    "mean_caliper_diameter": QT_TRANSLATE_NOOP("SizePanel", "Mean caliper diameter"),
    "feret_max": QT_TRANSLATE_NOOP("SizePanel", "Feret max"),
    "feret_min": QT_TRANSLATE_NOOP("SizePanel", "Feret min"),
    "major_axis": QT_TRANSLATE_NOOP("SizePanel", "Major axis"),
}


PlotKind = Literal["plain", "histogram", "cumulative"]
MOST_POINTS = 500
_EMPTY = np.zeros(0)


class SizePanel(QWidget):
    """measure_changed: sizes of another kind are wanted."""

    measure_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("size_panel")
        self.found: SizeDistribution | None = None
        self.kind_box, self.measure_box = QComboBox(), QComboBox()
        self.axes, self.law, self.plot = QLabel(), QLabel(), SizePlot()
        self._fill_boxes()
        for label, name in ((self.axes, "size_axes"), (self.law, "size_law")):
            label.setObjectName(name)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.law.setWordWrap(True)
        self.law.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = fill(QHBoxLayout(), self.kind_box, self.measure_box, (self.axes, 1), spacing=5)
        fill(QVBoxLayout(self), top, (self.plot, 1), self.law, margins=0, spacing=2)
        self.kind_box.activated.connect(self._show)
        self.measure_box.activated.connect(self.measure_changed)
        self.clear("")

    @property
    def measure(self) -> str:
        return str(self.measure_box.currentData())

    def set_distribution(self, found: SizeDistribution) -> None:
        self.found = found
        self._show()

    def clear(self, message: str) -> None:
        """No distribution, or not yet."""
        self.found = None
        self._show()
        self.law.setText(message)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.plot.take_colours(plot_colours(self.palette()))

    def _show(self) -> None:
        found, kind = self.found, cast("PlotKind", self.kind_box.currentData())
        self.plot.show_distribution(found, kind)
        if found is None:
            self.axes.setText("")
            self.law.setText("")
            self.law.setToolTip("")
            return
        counted = self.tr("regions") if kind == "histogram" else self.tr("regions of a size or larger")
        what = self.tr("{what} per {area} measured, by size in {unit}")
        self.axes.setToolTip(what.format(what=counted, area=found.per, unit=found.unit))
        self.axes.setText(f"{'N' if kind == 'histogram' else 'N(≥ d)'} / {found.per}")
        if kind == "plain":
            self.axes.setToolTip(self.tr("Regions in bins of one width, by size in {0}").format(found.unit))
            self.axes.setText(self.tr("N"))
        for i, name in enumerate(SIZES):
            words = QCoreApplication.translate("SizePanel", _SIZE_WORDS[name])
            self.measure_box.setItemText(i, f"{words} ({found.unit})")
        self.law.setText(self._law_text(found))
        self.law.setToolTip(self._law_tip(found.law))
        counted = self.tr("{0} regions").format(grouped(len(found.sizes)))
        self.plot.setAccessibleDescription(with_semicolons((counted, self.law.text())))

    def _law_text(self, found: SizeDistribution) -> str:
        law = found.law
        if law is None:
            return self.tr("No power law: it needs {0} regions of unlike size.").format(LEAST_TAIL)
        text = self.tr("α = {0} ± {1} ({2} to {3}), d ≥ {4} {5}, n = {6}").format(
            *(fixed(each, 2) for each in (law.exponent, law.standard_error, law.low, law.high)),
            short_text(law.lower),
            found.unit,
            grouped(law.tail),
        )
        return text if law.tail >= SAFE_TAIL else text + " " + self.tr("(few)")

    def _law_tip(self, law: PowerLaw | None) -> str:
        if law is None:
            return ""
        return self.tr(
            "Power law p(d) ∝ d^−α, so N(≥ d) ∝ d^−{0}, fitted by maximum likelihood from the lower cut on,\n"
            "which is the size from where law and data are closest (Clauset, Shalizi and Newman 2009).\n"
            "±: standard error with this cut. In brackets: the middle 95 % of 200 resamples, the cut\n"
            "searched anew in each. n: regions from the cut on.\n"
            "Below {1} regions the exponent is uncertain in itself. A fit is no proof of a power law."
        ).format(fixed(law.exponent - 1, 2), SAFE_TAIL)

    def _fill_boxes(self) -> None:
        self.kind_box.setObjectName("size_kind")
        self.kind_box.addItem(self.tr("By size"), "histogram")
        self.kind_box.addItem(self.tr("Cumulative"), "cumulative")
        self.kind_box.addItem(self.tr("Plain"), "plain")
        self.kind_box.setAccessibleName(self.tr("Kind of distribution"))
        self.kind_box.setToolTip(
            self.tr(
                "By size: regions an area in bins of equal ratio, both axes logarithmic. Plain: how many "
                "regions in bins of one width. Cumulative: all from a size on."
            )
        )
        self.measure_box.setObjectName("size_measure")
        for name in SIZES:
            self.measure_box.addItem(QCoreApplication.translate("SizePanel", _SIZE_WORDS[name]), name)
        self.measure_box.setAccessibleName(self.tr("Size"))
        for box, letters in ((self.kind_box, 8), (self.measure_box, 10)):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(letters)
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.measure_box.setToolTip(self.tr("What counts as the size of a region."))


class SizeAxis(LogAxis):
    """plain: values are numbers, not exponents."""

    plain = False

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N802, N803
        if not self.plain:
            return super().tickValues(minVal, maxVal, size)
        found: list[tuple[float, list[float]]] = pg.AxisItem.tickValues(self, minVal, maxVal, size)
        return found

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: N802
        return list(map(short_text, values)) if self.plain else super().tickStrings(values, scale, spacing)


class SizePlot(pg.PlotWidget):
    """x: log₁₀ of the size, y: log₁₀ of the number an area; of the plain histogram, size and number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            parent, axisItems={"left": SizeAxis("left"), "bottom": SizeAxis("bottom")}, enableMenu=False
        )
        settle_plot(self)
        named(self, "size_plot", self.tr("Size distribution"))
        self._found: SizeDistribution | None = None
        self._kind: PlotKind = "histogram"
        self.bars = pg.BarGraphItem(x0=_EMPTY, x1=_EMPTY, y0=_EMPTY, y1=_EMPTY)
        self.steps = pg.ScatterPlotItem(size=4, pen=None)
        self.line = pg.PlotCurveItem(antialias=True)
        self.cut = pg.InfiniteLine(angle=90)
        for item in (self.bars, self.steps, self.cut, self.line):
            self.addItem(item)
        self.take_colours(plot_colours(self.palette()))
        self.show_distribution(None, "histogram")

    def show_distribution(self, found: SizeDistribution | None, kind: PlotKind) -> None:
        """None, or one without regions: an empty plot."""
        self._found, self._kind = found, kind
        there = found is not None and len(found.sizes) > 0 and found.area > 0
        show_values(self, there)
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.plain = kind == "plain"
            axis.picture = None  # its numbers are drawn anew, in the same range too
            axis.setGrid(255 if there else False)
        self.cut.setVisible(there and kind != "plain" and found is not None and found.law is not None)
        if found is None or not there:
            self.bars.setOpts(x0=_EMPTY, x1=_EMPTY, y0=_EMPTY, y1=_EMPTY)
            self.steps.setData(_EMPTY, _EMPTY)
            self.line.setData(_EMPTY, _EMPTY)
            return
        if kind == "plain":
            self._show_plain(found)
            return
        if found.law is not None:
            self.cut.setValue(float(np.log10(found.law.lower)))
        tops = self._show_bins(found) if kind == "histogram" else self._show_larger(found)
        edges = np.log10(found.edges)
        self.setXRange(float(edges[0]), float(edges[-1]), padding=0.02)
        self.setYRange(float(tops.min()) - 0.3, float(tops.max()) + 0.1, padding=0.02)

    def _show_plain(self, found: SizeDistribution) -> None:
        edges, counts = found.plain()
        self.bars.setOpts(x0=edges[:-1], x1=edges[1:], y0=np.zeros(len(counts)), y1=counts)
        self.steps.setData(_EMPTY, _EMPTY)
        self.line.setData(_EMPTY, _EMPTY)
        self.setXRange(float(edges[0]), float(edges[-1]), padding=0.02)
        self.setYRange(0.0, 1.05 * float(counts.max()), padding=0)

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
