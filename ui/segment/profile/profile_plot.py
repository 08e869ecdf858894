"""The curves of a line profile, on the colours of the classes that the line crosses."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.image.band_words import band_words
from core.measure.line_profile import LineProfile
from ui.widgets.building import fill, named
from ui.widgets.plot_axes import settle_plot, settle_ranges, show_values, style_plot
from ui.widgets.theme import is_dark, plot_colours

# More curves are a thicket: those of the first bands are drawn, the file has all.
MOST_CURVES = 12
_OF_COLOURS = {"red": "#e05252", "green": "#4caf50", "blue": "#4d8fe0"}
_TINT = 70


class ProfilePlot(QWidget):
    """A curve a band; behind them the classes, with a line at every border."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = pg.PlotWidget(enableMenu=False)
        settle_plot(self.plot)
        named(self.plot, "profile_plot", self.tr("Values along the line"))
        self.parts = pg.BarGraphItem(x0=[], x1=[], y0=[], y1=[])
        self.borders = pg.PlotCurveItem(connect="pairs")
        self.curves: list[pg.PlotCurveItem] = []
        for item in (self.parts, self.borders):
            self.plot.addItem(item)
        self.legend = named(QLabel(), "profile_legend")
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        fill(QVBoxLayout(self), (self.plot, 1), self.legend, margins=0, spacing=2)
        self._shown: LineProfile | None = None
        self._colours: Mapping[str, str] = {}
        self._take_colours()
        self.set_profile(None, {})

    def set_profile(self, found: LineProfile | None, colours: Mapping[str, str]) -> None:
        """None: there is no line. colours: "#rrggbb" by the names of the classes."""
        self._shown, self._colours = found, colours
        number = 0 if found is None else min(len(found.bands), MOST_CURVES)
        while len(self.curves) > number:
            self.plot.removeItem(self.curves.pop())
        while len(self.curves) < number:
            self.curves.append(pg.PlotCurveItem(connect="finite", antialias=True))
            self.plot.addItem(self.curves[-1])
        show_values(self.plot, found is not None)
        if found is None:
            self.parts.setOpts(x0=[], x1=[], y0=[], y1=[])
            self.borders.setData([], [])
            self.legend.setText("")
            return
        low, high = _range(found.values[:, :number])
        for i, curve in enumerate(self.curves):
            curve.setData(found.distance, found.values[:, i])
        self._show_classes(found, low, high)
        self.plot.setXRange(0.0, found.length, padding=0.0)
        self.plot.setYRange(low, high, padding=0.0)
        self._colour()
        settle_ranges(self.plot)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()
            self._colour()

    def _show_classes(self, found: LineProfile, low: float, high: float) -> None:
        parts = [part for part in found.parts if part[2] >= 0]
        self.parts.setOpts(
            x0=[begin for begin, _end, _kind in parts],
            x1=[end for _begin, end, _kind in parts],
            y0=[low] * len(parts),
            y1=[high] * len(parts),
            brushes=[pg.mkBrush(self._tint(found.class_names[kind])) for _begin, _end, kind in parts],
            pen=None,
        )
        borders = [begin for begin, _end, _kind in found.parts[1:]]
        self.borders.setData(np.repeat(borders, 2), np.tile([low, high], len(borders)))

    def _tint(self, name: str) -> QColor:
        colour = QColor(self._colours.get(name, "#808080"))
        colour.setAlpha(_TINT)
        return colour

    def _curve_colour(self, i: int) -> QColor:
        found = self._shown
        colours = plot_colours(self.palette())
        if found is None or len(found.bands) == 1:
            return colours.line
        if found.bands[i] in _OF_COLOURS:
            return QColor(_OF_COLOURS[found.bands[i]])
        lightness = 170 if is_dark(self.palette()) else 110
        return QColor.fromHsl(360 * i // len(self.curves), 170, lightness)

    def _colour(self) -> None:
        """The curves, and what each is called with its values at both ends."""
        found = self._shown
        if found is None:
            return
        said, words = [], band_words(found.bands)
        for i, curve in enumerate(self.curves):
            # pyqtgraph's pens count pixels of the screen.
            curve.setPen(pg.mkPen(self._curve_colour(i), width=2 * self.devicePixelRatioF()))
            said.append(
                f'<span style="color:{self._curve_colour(i).name()}">━</span>&nbsp;{escape(words[i])}'
            )
        if len(found.bands) > len(self.curves):
            said.append(self.tr("the first {0} of {1} bands").format(len(self.curves), len(found.bands)))
        crossed = sorted({kind for _begin, _end, kind in found.parts if kind >= 0})
        names = [found.class_names[kind] for kind in crossed]
        said += [
            f'<span style="color:{self._colours.get(name, "#808080")}">■</span>&nbsp;{escape(name)}'
            for name in names
        ]
        self.legend.setText(" &nbsp; ".join(said))

    def _take_colours(self) -> None:
        colours = plot_colours(self.palette())
        style_plot(self.plot, colours)
        self.borders.setPen(pg.mkPen(colours.muted, width=1, style=Qt.PenStyle.DashLine))


def _range(values: np.ndarray) -> tuple[float, float]:
    """With a little room; of nothing, or of one value, about it."""
    finite = values[np.isfinite(values)]
    if not len(finite):
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    room = 0.06 * (high - low) or abs(low) * 0.06 or 1.0
    return low - room, high + room
