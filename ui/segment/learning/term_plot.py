"""TermPlot: how the terms of what a network makes small fall, epoch by epoch."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.base.sentences import _
from ui.canvas.view_title import ViewTitle
from ui.widgets.building import fill, named
from ui.widgets.plot_axes import LogAxis, WholeAxis, settle_plot, settle_ranges, show_values, style_plot
from ui.widgets.theme import plot_colours

_LEAST = 1e-12


class TermPlot(QWidget):
    """A curve a term on one logarithmic axis; the newest value of each stands in the legend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ViewTitle(self.tr("Loss"))
        self.plot = pg.PlotWidget(
            axisItems={"left": LogAxis("left"), "bottom": WholeAxis("bottom")}, enableMenu=False
        )
        settle_plot(self.plot)
        named(self.plot, "learning_plot", self.tr("Loss over the epochs"))
        self.legend = named(QLabel(), "learning_legend")
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setWordWrap(True)
        self.legend.setIndent(10)
        self.legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        fill(QVBoxLayout(self), self.title, self.legend, (self.plot, 1), margins=0, spacing=0)
        self._curves: dict[str, pg.PlotCurveItem] = {}
        self._terms: Mapping[str, tuple[float, ...]] = {}
        self._take_colours()
        self.set_terms({})

    def set_terms(self, terms: Mapping[str, tuple[float, ...]]) -> None:
        """By N_() name, one value an epoch; may be called again while more come."""
        if list(terms) != list(self._curves):
            for curve in self._curves.values():
                self.plot.removeItem(curve)
            self._curves = {name: pg.PlotCurveItem(connect="finite", antialias=True) for name in terms}
            for curve in self._curves.values():
                self.plot.addItem(curve)
            self._take_colours()
        self._terms = terms
        logs = {name: np.log10(np.maximum(values, _LEAST)) for name, values in terms.items()}
        for name, values in logs.items():
            self._curves[name].setData(np.arange(1, len(values) + 1), values)
        self._set_ranges(np.concatenate([*logs.values(), np.zeros(0)]), logs)
        self._say()
        settle_ranges(self.plot)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()
            self._say()

    def _set_ranges(self, values: np.ndarray, logs: Mapping[str, np.ndarray]) -> None:
        show_values(self.plot, bool(len(values)))
        if len(values):
            low, high = float(values.min()), float(values.max())
            self.plot.setXRange(1, max(2, *(len(each) for each in logs.values())), padding=0.02)
            self.plot.setYRange(low, high if high > low else low + 1, padding=0.08)

    def _say(self) -> None:
        said = [
            f'<span style="color:{self._colour(i).name()}">{"━" if i < 2 else "╌"}</span>&nbsp;'
            f"{escape(_(name))}&nbsp;{values[-1]:.3g}"
            for i, (name, values) in enumerate(self._terms.items())
            if values
        ]
        self.legend.setText(" &nbsp; ".join(said))
        self.legend.setVisible(bool(said))

    def _colour(self, i: int) -> QColor:
        colours = plot_colours(self.palette())
        return colours.line if i % 2 == 0 else colours.second_line

    def _take_colours(self) -> None:
        style_plot(self.plot, plot_colours(self.palette()))
        for i, curve in enumerate(self._curves.values()):
            style = Qt.PenStyle.SolidLine if i < 2 else Qt.PenStyle.DashLine
            # pyqtgraph's pens count pixels of the screen.
            curve.setPen(pg.mkPen(self._colour(i), width=2 * self.devicePixelRatioF(), style=style))
