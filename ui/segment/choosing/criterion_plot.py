"""A small plot of one criterion over k, and all of them side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.widgets.building import named
from ui.widgets.theme import plot_colours

SIDE = 7
DOT = 2.0
MARK = 4.0
SMALLER = 0.9


@dataclass(frozen=True)
class Curve:
    """ks and values: one each. second: another curve on the same scale. errors: half bars. Both may be empty.

    named: the k that the criterion names; None where it names none.
    """

    ks: tuple[int, ...] = ()
    values: tuple[float, ...] = ()
    second: tuple[float, ...] = ()
    errors: tuple[float, ...] = ()
    named: int | None = None


class CriterionPlot(QWidget):
    """Title, curve, the k that the criterion names (a ring) and the recommended one (a line)."""

    k_chosen = Signal(int)

    def __init__(self, name: str, title: str, explanation: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, f"criterion_{name}", title)
        self.setAccessibleDescription(explanation)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 56)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * SMALLER)
        self.setFont(font)
        self._title, self._explanation = title, explanation
        self.curve = Curve()
        self._last = 12
        self._recommended: int | None = None

    def set_curve(self, curve: Curve, last: int, recommended: int | None) -> None:
        """last: the k at the right end, of which perhaps not all are there yet."""
        self.curve, self._last, self._recommended = curve, last, recommended
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(124, 76)

    def place(self, k: int) -> QPointF:
        """Where k stands on the curve."""
        i = self.curve.ks.index(k)
        return self._points(self.curve.values)[i]

    def k_at(self, x: float) -> int | None:
        """The k nearest to a column of the widget."""
        if not self.curve.ks:
            return None
        return min(self.curve.ks, key=lambda k: abs(self._x(k) - x))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(self.k_at(event.pos().x())), self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        k = self.k_at(event.position().x())
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and k is not None and inside:
            self.k_chosen.emit(k)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = plot_colours(self.palette())
        painter.fillRect(self.rect(), colours.background)
        self._draw_title(painter)
        room, curve = self._room(), self.curve
        painter.setPen(QPen(colours.grid, 1))
        painter.drawLine(room.bottomLeft() + QPointF(0, 4), room.bottomRight() + QPointF(0, 4))
        if not curve.ks:
            return
        if self._recommended in curve.ks:
            x = self._x(self._recommended)
            painter.setPen(QPen(colours.foreground, 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, room.top() - 2), QPointF(x, room.bottom() + 4))
        for value, x, error in zip(curve.values, map(self._x, curve.ks), curve.errors, strict=False):
            if math.isfinite(value):
                painter.setPen(QPen(colours.muted, 1))
                painter.drawLine(QPointF(x, self._y(value - error)), QPointF(x, self._y(value + error)))
        self._draw_lines(painter)
        if curve.named in curve.ks:
            painter.setBrush(colours.background)
            painter.setPen(QPen(colours.line, 2))
            painter.drawEllipse(self.place(curve.named), MARK, MARK)

    def _draw_lines(self, painter: QPainter) -> None:
        colours, curve = plot_colours(self.palette()), self.curve
        if curve.second:
            self._draw_curve(painter, curve.second, QPen(colours.second_line, 1.2))
        self._draw_curve(painter, curve.values, QPen(colours.line, 1.6))

    def _draw_title(self, painter: QPainter) -> None:
        colours = plot_colours(self.palette())
        line = QRectF(SIDE, 1, self.width() - 2 * SIDE, painter.fontMetrics().height() + 2)
        painter.setPen(colours.foreground)
        named = "" if self.curve.named is None else f"{self.curve.named}"
        width = painter.fontMetrics().horizontalAdvance(named)
        painter.setPen(colours.line)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, named)
        line.setRight(line.right() - (width + 4 if named else 0))
        painter.setPen(colours.foreground)
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    def _draw_curve(self, painter: QPainter, values: Sequence[float], pen: QPen) -> None:
        points = self._points(values)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pen.color())
        for point in points:
            painter.drawEllipse(point, DOT, DOT)

    def _points(self, values: Sequence[float]) -> list[QPointF]:
        return [QPointF(self._x(k), self._y(v)) for k, v in zip(self.curve.ks, values, strict=True)]

    def _room(self) -> QRectF:
        top = self.fontMetrics().height() + 9
        return QRectF(SIDE, top, self.width() - 2 * SIDE, max(8, self.height() - top - 10))

    def _x(self, k: int) -> float:
        room, first = self._room().adjusted(MARK, 0, -MARK, 0), self.curve.ks[0]
        return room.left() + room.width() * (k - first) / max(1, self._last - first)

    def _y(self, value: float) -> float:
        """A value that is infinite stands at the edge."""
        room = self._room()
        low, high = self._range()
        part = (min(max(value, low), high) - low) / (high - low) if high > low else 0.5
        return room.bottom() - room.height() * part

    def _range(self) -> tuple[float, float]:
        """The values at the lower and the upper edge."""
        values = (*self.curve.values, *self.curve.second)
        finite = [v for v in values if math.isfinite(v)] or [0.0]
        return min(finite), max(finite)

    def _tip(self, k: int | None) -> str:
        if k is None:
            return self._explanation
        i = self.curve.ks.index(k)
        said = f"k = {k}: {self.curve.values[i]:.4g}"
        if self.curve.second:
            said += self.tr(", weakest cluster {0}").format(f"{self.curve.second[i]:.4g}")
        if self.curve.errors:
            said += f" ± {self.curve.errors[i]:.2g}"
        return f"{said}\n{self._explanation}"
