"""How the shares of the named classes, and the ratios, change with the number of clusters."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from core.writing.number_words import share
from ui.segment.choosing.criterion_plot import DOT, SIDE, CriterionPlot, Curve
from ui.widgets.theme import plot_colours

if TYPE_CHECKING:
    from core.cluster.choose_k.k_choice import KChoice, NamedValue

# Nobody reads a tenth of a point of a curve.
_POINT = 0.01


class NamedPlot(CriterionPlot):
    """A line for each class in its colour, a dashed one for each ratio, its name at the right end.

    Shown only where something is named.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("named", "", "", parent)
        self._title = self.tr("What is named, %")
        self._explanation = self.tr(
            "The share of every named class, and every ratio, with each number of clusters:\n"
            "clusters count to the named one that they are most like. Recommended is the least\n"
            "number that gives about the medians."
        )
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(self._explanation)
        self.setMinimumWidth(150)
        self._named: tuple[NamedValue, ...] = ()
        self._colours: Mapping[str, str] = {}

    def set_choice(self, choice: KChoice | None, last: int, colours: Mapping[str, str]) -> None:
        """colours: "#rrggbb" of the classes, by name."""
        self._named = () if choice is None else choice.named
        self._colours = colours
        self.setVisible(bool(self._named))
        if choice is None or not self._named:
            return
        ks = tuple(row.k for row in choice.rows)
        self.set_curve(Curve(ks, tuple(map(_drawn, self._named[0].values))), last, choice.recommended)

    def _draw_lines(self, painter: QPainter) -> None:
        for each in self._named:
            self._draw_named(painter, each)
        self._draw_names(painter)

    def _draw_named(self, painter: QPainter, each: NamedValue) -> None:
        """Upon a wider line in the colour of the text, or a light class would not be seen on white."""
        points = [
            QPointF(self._x(k), self._y(value))
            for k, value in zip(self.curve.ks, each.values, strict=True)
            if value is not None
        ]
        foreground = plot_colours(self.palette()).foreground
        style = Qt.PenStyle.DashLine if each.is_ratio else Qt.PenStyle.SolidLine
        own = foreground if each.is_ratio else QColor(self._colours.get(each.name, foreground.name()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(foreground, 3.4, style), QPen(own, 2.2, style))[each.is_ratio :]:
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(foreground, 0.8))
        painter.setBrush(own)
        for point in points:
            painter.drawEllipse(point, DOT + 0.6, DOT + 0.6)

    def _draw_names(self, painter: QPainter) -> None:
        """Beside the last values, from the lowest up, no name upon another."""
        metrics, line = painter.fontMetrics(), painter.fontMetrics().height()
        left = self._room().right() + 4
        ends = sorted((-_last(each.values), each.name) for each in self._named if _last(each.values) >= 0)
        top = -math.inf
        painter.setPen(plot_colours(self.palette()).foreground)
        for value, name in ends:
            top = max(self._y(-value) - line / 2, top + line)
            place = QRectF(left, top, self.width() - left - 2, line)
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(place.width()))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _room(self) -> QRectF:
        longest = max((self.fontMetrics().horizontalAdvance(each.name) for each in self._named), default=0)
        return super()._room().adjusted(0, 0, -min(longest + SIDE, 0.4 * self.width()), 0)

    def _range(self) -> tuple[float, float]:
        values = [value for each in self._named for value in each.values if value is not None]
        return min(values, default=0.0), max(values, default=1.0)

    def _tip(self, k: int | None) -> str:
        if k is None:
            return self._explanation
        i = self.curve.ks.index(k)
        lines = [
            f"{each.name}: {share(value, _POINT)}"
            for each in self._named
            if (value := each.values[i]) is not None
        ]
        return "\n".join((f"k = {k}", *lines, self._explanation))


def _drawn(value: float | None) -> float:
    return math.nan if value is None else value


def _last(values: tuple[float | None, ...]) -> float:
    """The last value that is there; -1 where none is."""
    return next((value for value in reversed(values) if value is not None), -1.0)
