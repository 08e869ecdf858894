"""The chart of a series: areas or ratios against date or order, with their intervals; a click chooses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from core.series.chart import Curves
from core.series.plot import Letters, Plot
from core.writing.number_words import short
from ui.series.chart_drawing import ChartDrawing
from ui.widgets.building import named
from ui.widgets.notices import COLOURS
from ui.widgets.theme import is_dark, plot_colours

# Rings round points that are chosen.
_CHOSEN, _CHOSEN_DIAMOND = 6.5, 9.5


class ChartView(QWidget):
    """chosen(path): the picture of the point that was clicked; opened(path): by a double click.

    laid_out: points stand elsewhere now. plot: where they stand; None without curves.
    """

    chosen = Signal(str)
    opened = Signal(str)
    laid_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "series_chart", self.tr("Chart"))
        self.setMinimumSize(240, 140)
        self.setMouseTracking(True)
        self.plot: Plot | None = None
        self._reasons: Mapping[str, str] = {}
        self._states: Mapping[str, str] = {}
        self._path = ""
        # All but the mark of what is chosen, drawn once; as it was until the new drawing is done.
        self._drawn: QPixmap | None = None
        self._drawing: ChartDrawing | None = None
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def curves(self) -> Curves | None:
        return None if self.plot is None else self.plot.curves

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(640, 300)

    def show_curves(
        self, curves: Curves | None, states: Mapping[str, str], reasons: Mapping[str, str]
    ) -> None:
        """states, reasons: of the pictures by their paths."""
        self._states, self._reasons = states, reasons
        self._lay_out(curves)

    def choose(self, path: str) -> None:
        """Mark the points of this picture."""
        self._path = path
        self.update()

    def place_of(self, path: str, curve: int = 0) -> QPointF | None:
        """Where the point of a picture is drawn."""
        if self.plot is None:
            return None
        points = (point for point in self.plot.curves.curves[curve].points if point.path == path)
        point = next(points, None)
        return None if point is None else QPointF(*self.plot.of(point))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if (path := self._path_at(event.position())) and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(path)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if path := self._path_at(event.position()):
            self.opened.emit(path)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        near = bool(self._path_at(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if near else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._lay_out(self.curves)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another theme, or another type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_out(self.curves)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        ratio = self.devicePixelRatioF()
        if self._drawing is None or self._drawing.pixmap.devicePixelRatioF() != ratio:
            self._drawing = self._begin(ratio)
            self._go_on()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawing.pixmap if self._drawn is None else self._drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._mark_chosen(painter)

    def _lay_out(self, curves: Curves | None) -> None:
        self.plot = None
        if curves is not None:
            self.plot = Plot(curves, self.width(), self.height(), self._letters())
        self._drawing = None
        self.update()
        self.laid_out.emit()

    def _go_on(self) -> None:
        """Draw on; what is done is seen."""
        if self._drawing is None or self._drawing.done:
            return
        self._drawing.go_on()
        if self._drawing.done:
            self._drawn = self._drawing.pixmap
            self.update()
        else:
            self._timer.start()

    def _letters(self) -> Letters:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = {False: QFontMetricsF(self.font()), True: QFontMetricsF(bold)}
        return Letters(lambda text, bold: metrics[bold].horizontalAdvance(text), metrics[False].height())

    def _begin(self, ratio: float) -> ChartDrawing:
        pixmap = QPixmap((self.size() * ratio).expandedTo(QSize(1, 1)))
        pixmap.setDevicePixelRatio(ratio)
        colours = plot_colours(self.palette())
        pixmap.fill(colours.background)
        painter = QPainter(pixmap)
        painter.setFont(self.font())
        if self.plot is None:
            painter.setPen(colours.muted)
            words = self.tr("Areas against date or order stand here once pictures are measured.")
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 8, -24, -8), flags, words)
        else:
            self._draw_marks(painter, self.plot)
        painter.end()
        return ChartDrawing(pixmap, () if self.plot is None else self.plot.shapes(), self.font(), colours)

    def _draw_marks(self, painter: QPainter, plot: Plot) -> None:
        """A band behind the pictures that have drifted."""
        colour = QColor(COLOURS["warning"][is_dark(self.palette())])
        colour.setAlpha(70)
        points = (point for curve in plot.curves.curves for point in curve.points)
        for place in {point.place for point in points if self._states.get(point.path) == "drifted"}:
            x = plot.at(place, plot.beside.low)[0]
            painter.fillRect(QRectF(x - 5, plot.top, 10, plot.bottom - plot.top), colour)

    def _mark_chosen(self, painter: QPainter) -> None:
        if self.plot is None or not self._path:
            return
        colours = plot_colours(self.palette())
        painter.setPen(QPen(colours.foreground, 1.0))
        for curve in self.plot.curves.curves:
            for point in curve.points:
                if point.path == self._path:
                    filled = colours.background if point.doubtful else QColor(curve.colour)
                    painter.setBrush(Qt.BrushStyle.NoBrush if curve.is_checked else filled)
                    radius = _CHOSEN_DIAMOND if curve.is_checked else _CHOSEN
                    painter.drawEllipse(QPointF(*self.plot.of(point)), radius, radius)

    def _path_at(self, place: QPointF) -> str:
        found = None if self.plot is None else self.plot.nearest(place.x(), place.y())
        return "" if found is None else found[1].path

    def _tip(self, place: QPointF) -> str:
        if self.plot is None:
            return ""
        found = self.plot.nearest(place.x(), place.y())
        if found is None:
            return self.tr("Bars: the interval that holds the truth in 95 of 100 cases. A click chooses.")
        curve, point = found
        lines = [Path(point.path).name, f"{curve.name}: {short(point.value)}"]
        if point.high > point.low:
            lines[1] += f" ({short(point.low)} … {short(point.high)})"
        return "\n".join(line for line in (*lines, self._reasons.get(point.path, "")) if line)
