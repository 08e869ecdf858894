"""DistanceBars: how far a pixel is from every centroid, nearest first, as bars in the clusters' colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.base.sentences import with_semicolons

_PADDING = 3
_GAP = 8
LEAST_ROW = 20
MOST_LABEL = 0.42
RADIUS = 2.5


@dataclass(frozen=True)
class Bar:
    """label: cluster and class. colour: "#rrggbb" of the cluster. text: the distance as it is written."""

    label: str
    colour: str
    distance: float
    text: str


class DistanceBars(QWidget):
    """One row a centroid; the first, the pixel's own, stands out. Paints only the rows that are seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()
        self._label_width = self._text_width = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these, in this order."""
        number = len(self.bars)
        self.bars = tuple(bars)
        self._measure()
        if len(self.bars) != number:
            self.setFixedHeight(self.row_height * len(self.bars))
        self.setAccessibleDescription(with_semicolons(f"{bar.label}: {bar.text}" for bar in self.bars[:12]))
        self.update()

    @property
    def row_height(self) -> int:
        return max(LEAST_ROW, self.fontMetrics().height() + 2 * _PADDING)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, self.row_height * len(self.bars))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = event.pos().y() // self.row_height
            text = f"{self.bars[row].label}: {self.bars[row].text}" if row < len(self.bars) else ""
            QToolTip.showText(event.globalPos(), text or self.toolTip(), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()
            self.setFixedHeight(self.row_height * len(self.bars))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if not self.bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = max(0, event.rect().top() // self.row_height)
        last = min(len(self.bars) - 1, event.rect().bottom() // self.row_height)
        longest = max(bar.distance for bar in self.bars) or 1.0
        for row in range(first, last + 1):
            self._paint_row(painter, row, self.bars[row], longest)

    def _paint_row(self, painter: QPainter, row: int, bar: Bar, longest: float) -> None:
        room = QRect(0, row * self.row_height, self.width(), self.row_height)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._bold() if row == 0 else self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        label = room.adjusted(0, 0, self._label_width - room.width(), 0)
        words = painter.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, label.width())
        painter.drawText(label, middle | Qt.AlignmentFlag.AlignLeft, words)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, bar.text)
        space = QRectF(room).adjusted(
            self._label_width + _GAP, _PADDING + 1.5, -self._text_width - _GAP, -_PADDING - 1.5
        )
        # Even a distance of nothing shows the cluster's colour.
        space.setWidth(max(10.0, space.width() * bar.distance / longest))
        edge = QColor(self.palette().color(QPalette.ColorRole.WindowText))
        edge.setAlpha(110)
        painter.setPen(edge)
        painter.setBrush(QColor(bar.colour))
        painter.drawRoundedRect(space, RADIUS, RADIUS)

    def _measure(self) -> None:
        metrics = QFontMetrics(self._bold())
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self.bars), default=0)
        self._label_width = min(widest, int(MOST_LABEL * self.width()))
        self._text_width = max((metrics.horizontalAdvance(bar.text) for bar in self.bars), default=0)

    def resizeEvent(self, event: object) -> None:  # noqa: N802, ARG002
        self._measure()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font
