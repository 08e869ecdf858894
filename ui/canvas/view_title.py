"""ViewTitle: the name of a view, and a detail that gives way where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.theme import plot_colours

_PADDING = 10
_GAP = 16
# Fewer letters than this of a longer detail say nothing, or a wrong number.
FEWEST = 12
_SEPARATOR = " · "


class ViewTitle(QWidget):
    """One line: title left, detail right, shortened where there is little room and whole as a tooltip."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.detail = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        self._title = title
        self._say()

    def set_detail(self, detail: str) -> None:
        self.detail = detail
        self._say()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, QFontMetrics(self._bold()).height() + _PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        room = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        painter.setPen(self.palette().windowText().color())
        painter.setFont(self._bold())
        middle = Qt.AlignmentFlag.AlignVCenter
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, title)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(self._title) + _GAP)
        painter.setPen(plot_colours(self.palette()).muted)
        painter.setFont(self.font())
        shown = fitting_text(self.detail, painter.fontMetrics(), max(0, room.width()))
        if shown != self.detail and len(shown) < FEWEST:
            return
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, shown)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        self.update()

    def _say(self) -> None:
        self.setToolTip(self.detail)
        self.setAccessibleDescription(self.detail)
        self.update()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font


def fitting_text(detail: str, metrics: QFontMetrics, width: int) -> str:
    """The detail in this width: a long first part, as a file name, gives way in its middle, then the last."""
    if metrics.horizontalAdvance(detail) <= width:
        return detail
    first, *others = detail.split(_SEPARATOR)
    for kept in range(len(others), 0, -1):
        rest = "".join(_SEPARATOR + part for part in others[:kept]) + ("" if kept == len(others) else " …")
        name = metrics.elidedText(
            first, Qt.TextElideMode.ElideMiddle, width - metrics.horizontalAdvance(rest)
        )
        if name == first or len(name) >= FEWEST:
            return name + rest
    return metrics.elidedText(detail, Qt.TextElideMode.ElideMiddle, width)
