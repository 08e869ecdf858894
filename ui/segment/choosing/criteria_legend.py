"""What the marks in the plots of the criteria mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.segment.choosing.criterion_plot import MARK, SIDE, SMALLER
from ui.widgets.theme import plot_colours

SIGN = 14


class CriteriaLegend(QWidget):
    """Three lines: the ring, the dotted line, the second curve."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("criteria_legend")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 56)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * SMALLER)
        self.setFont(font)
        self._words = (
            self.tr("the k it names"),
            self.tr("recommended"),
            self.tr("weakest cluster"),
        )
        self.setAccessibleName(self.tr("Legend"))
        self.setAccessibleDescription(", ".join(self._words))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = plot_colours(self.palette())
        line = painter.fontMetrics().height() + 2
        top = (self.height() - 3 * line) / 2
        for i, words in enumerate(self._words):
            middle = QPointF(SIDE + SIGN / 2, top + (i + 0.5) * line)
            if i == 0:
                painter.setPen(QPen(colours.line, 2))
                painter.drawEllipse(middle, MARK, MARK)
            elif i == 1:
                painter.setPen(QPen(colours.foreground, 1, Qt.PenStyle.DotLine))
                painter.drawLine(middle - QPointF(0, line / 2), middle + QPointF(0, line / 2))
            else:
                painter.setPen(QPen(colours.second_line, 1.6))
                painter.drawLine(middle - QPointF(SIGN / 2, 0), middle + QPointF(SIGN / 2, 0))
            painter.setPen(colours.muted)
            place = QRectF(SIDE + SIGN + 6, top + i * line, self.width(), line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
