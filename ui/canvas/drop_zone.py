"""DropZone: a page with a dashed frame that lights up while files hover over the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QColor, QDragEnterEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.dropped import local_files
from ui.widgets.theme import plot_colours

CORNER = 14.0
_TINT = 26
_ENDS = (QEvent.Type.DragLeave, QEvent.Type.Drop, QEvent.Type.Leave)


class DropZone(QWidget):
    """lit: whether files hover over the window, wherever: it takes them everywhere."""

    def __init__(self, margin: int, parent: QWidget | None = None) -> None:
        """margin: of the frame, in pixels."""
        super().__init__(parent)
        self._margin = margin
        self._window: QWidget | None = None
        self.lit = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """See what the window gets; it stays the window's."""
        if isinstance(event, QDragEnterEvent):
            self._light(bool(local_files(event.mimeData())))
        elif event.type() in _ENDS:
            self._light(False)
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        window = self.window()
        if window is not self._window:
            if self._window is not None:
                self._window.removeEventFilter(self)
            self._window = window
            window.installEventFilter(self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        colours = plot_colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colours.background)
        quiet = (
            colours.checker.darker(115)
            if colours.background.lightness() > 128
            else colours.checker.lighter(140)
        )
        pen = QPen(colours.line if self.lit else quiet)
        pen.setWidthF(2.5 if self.lit else 1.5)
        if self.lit:
            painter.setBrush(QColor(colours.line.red(), colours.line.green(), colours.line.blue(), _TINT))
        else:
            pen.setDashPattern([4, 4])
        painter.setPen(pen)
        room = float(self._margin)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(room, room, -room, -room), CORNER, CORNER)

    def _light(self, lit: bool) -> None:
        if lit != self.lit:
            self.lit = lit
            self.update()
