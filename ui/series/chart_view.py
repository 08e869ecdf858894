"""The chart of a series: areas or ratios against date or order, with their intervals; a click chooses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from core.series.chart import Curve, Curves
from core.writing.number_words import short
from ui.series.chart_geometry import Room, marked, name_places, point_at
from ui.widgets.building import named
from ui.widgets.notices import COLOURS
from ui.widgets.theme import PlotColours, is_dark, plot_colours

_TOP, _BOTTOM, _SIDE, _DOT = 30.0, 26.0, 12.0, 3.5
_LONGEST_NAME = 150
# Of more points the curve alone is drawn: dots would cover each other.
_MOST_DOTS = 150


class ChartView(QWidget):
    """chosen(path): the picture of the point that was clicked; opened(path): by a double click."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "series_chart", self.tr("Chart"))
        self.setMinimumSize(240, 140)
        self.setMouseTracking(True)
        self.curves: Curves | None = None
        self._reasons: Mapping[str, str] = {}
        self._states: Mapping[str, str] = {}
        self._path = ""

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(640, 300)

    def show_curves(
        self, curves: Curves | None, states: Mapping[str, str], reasons: Mapping[str, str]
    ) -> None:
        """states, reasons: of the pictures by their paths."""
        self.curves, self._states, self._reasons = curves, states, reasons
        self.update()

    def choose(self, path: str) -> None:
        """Mark the points of this picture."""
        self._path = path
        self.update()

    def place_of(self, path: str, curve: int = 0) -> QPointF | None:
        """Where the point of a picture is drawn."""
        if self.curves is None:
            return None
        points = (point for point in self.curves.curves[curve].points if point.path == path)
        point = next(points, None)
        return None if point is None else QPointF(*self._room(self.curves).at(point.place, point.value))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if (path := self._path_at(event.position())) and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(path)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if path := self._path_at(event.position()):
            self.opened.emit(path)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        near = bool(self._path_at(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if near else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        colours, curves = plot_colours(self.palette()), self.curves
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.background)
        if curves is None:
            painter.setPen(colours.muted)
            words = self.tr("Areas against date or order stand here once pictures are measured.")
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 8, -24, -8), flags, words)
            return
        room = self._room(curves)
        self._draw_title(painter, curves, colours)
        self._draw_axes(painter, room, colours)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_marks(painter, room, curves)
        for curve in curves.curves:
            self._draw_curve(painter, room, curve, colours)
        self._draw_names(painter, room, curves, colours)

    def _room(self, curves: Curves) -> Room:
        metrics, beside = self.fontMetrics(), curves.beside
        left = _SIDE + max(metrics.horizontalAdvance(words) for _place, words in beside.ticks) + 8
        names = max(metrics.horizontalAdvance(curve.name) for curve in curves.curves)
        right = _SIDE + min(names, _LONGEST_NAME) + 22
        width, height = self.width() - left - right, self.height() - _TOP - _BOTTOM
        return Room(left, _TOP, max(width, 1), max(height, 1), curves.below, beside)

    def _draw_title(self, painter: QPainter, curves: Curves, colours: PlotColours) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colours.foreground)
        painter.drawText(QRectF(_SIDE, 4, self.width(), 20), Qt.AlignmentFlag.AlignVCenter, curves.title)
        painter.setFont(self.font())

    def _draw_axes(self, painter: QPainter, room: Room, colours: PlotColours) -> None:
        line = self.fontMetrics().height()
        for value, words in room.beside.ticks:
            y = room.at(room.below.low, value)[1]
            painter.setPen(colours.grid)
            painter.drawLine(QPointF(room.left, y), QPointF(room.left + room.width, y))
            painter.setPen(colours.muted)
            place = QRectF(0, y - line / 2, room.left - 8, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        bottom, last = room.top + room.height, -1.0
        for at, words in room.below.ticks:
            x, wide = room.at(at, room.beside.low)[0], self.fontMetrics().horizontalAdvance(words)
            if x - wide / 2 < last:
                continue
            last = x + wide / 2 + 8
            painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 4))
            painter.drawText(
                QRectF(x - wide, bottom + 5, 2 * wide, line), Qt.AlignmentFlag.AlignCenter, words
            )

    def _draw_marks(self, painter: QPainter, room: Room, curves: Curves) -> None:
        """A band behind the pictures that have drifted."""
        colour = QColor(COLOURS["warning"][is_dark(self.palette())])
        colour.setAlpha(70)
        for place in marked(curves, self._states):
            x = room.at(place, room.beside.low)[0]
            painter.fillRect(QRectF(x - 5, room.top, 10, room.height), colour)

    def _draw_curve(self, painter: QPainter, room: Room, curve: Curve, colours: PlotColours) -> None:
        points = [QPointF(*room.at(point.place, point.value)) for point in curve.points]
        painter.setPen(QPen(colours.muted, 1.0))
        for point, at in zip(curve.points, points, strict=True):
            if point.high > point.low:
                low, high = room.at(point.place, point.low)[1], room.at(point.place, point.high)[1]
                painter.drawLine(QPointF(at.x(), low), QPointF(at.x(), high))
                for y in (low, high):
                    painter.drawLine(QPointF(at.x() - 4, y), QPointF(at.x() + 4, y))
        own = QColor(curve.colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Upon a wider line in the colour of the text, or a light class would not be seen on white.
        for pen in (QPen(colours.muted, 3.4), QPen(own, 2.4)):
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(colours.foreground, 1.0))
        for point, at in zip(curve.points, points, strict=True):
            chosen = point.path == self._path
            if chosen or len(points) <= _MOST_DOTS:
                size = _DOT + 3 * chosen
                painter.setBrush(colours.background if point.doubtful else own)
                painter.drawEllipse(at, size, size)

    def _draw_names(self, painter: QPainter, room: Room, curves: Curves, colours: PlotColours) -> None:
        """Beside the last values, no name upon another; those that find no room are said by the points."""
        metrics, line = self.fontMetrics(), self.fontMetrics().height()
        left = room.left + room.width + 10
        wide = int(self.width() - left - 12)
        for curve, y in name_places(room, curves, line):
            painter.setPen(QPen(colours.foreground, 1.0))
            painter.setBrush(QColor(curve.colour))
            painter.drawEllipse(QPointF(left, y), _DOT, _DOT)
            text = metrics.elidedText(curve.name, Qt.TextElideMode.ElideRight, wide)
            place = QRectF(left + 8, y - line / 2, wide, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)

    def _path_at(self, place: QPointF) -> str:
        if self.curves is None:
            return ""
        found = point_at(self._room(self.curves), self.curves, place.x(), place.y())
        return "" if found is None else found[1].path

    def _tip(self, place: QPointF) -> str:
        if self.curves is None:
            return ""
        found = point_at(self._room(self.curves), self.curves, place.x(), place.y())
        if found is None:
            return self.tr("Bars: the interval that holds the truth in 95 of 100 cases. A click chooses.")
        name, point = found
        lines = [Path(point.path).name, f"{name}: {short(point.value)}"]
        if point.high > point.low:
            lines[1] += f" ({short(point.low)} … {short(point.high)})"
        return "\n".join(line for line in (*lines, self._reasons.get(point.path, "")) if line)
