"""Where the keyboard is: one ring, round whatever has the focus in whichever window, once a key was used."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

_WIDTH, _ROUNDING = 2, 3


class FocusRing(QObject):
    """Seen from the first change of the focus that no mouse has made until the mouse is pressed again.

    Fusion marks the focus of some widgets faintly, that of pictures, plots, maps and empty lists not at all.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._style = _RingStyle("Fusion")
        self._style.setParent(self)
        self._frame: QFocusFrame | None = None
        self._by_mouse, self._closed = True, False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._watch)
            application.focusChanged.connect(self._follow)

    @property
    def ringed(self) -> QWidget | None:
        """What the ring is round; None while it is round nothing."""
        frame = self._frame
        return frame.widget() if frame is not None and shiboken6.isValid(frame) else None

    def close(self) -> None:
        """The window goes, and another may take its place, which has a ring of its own."""
        self._closed = True
        self._take_away()

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:  # noqa: N802
        """Of whole windows alone: a filter in Python for all widgets would cost at every event."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._by_mouse = True
            self._take_away()
        elif event.type() == QEvent.Type.KeyPress:
            self._by_mouse = False
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._take_away()
        if new is not None and not new.isWindow() and not self._by_mouse and not self._closed:
            self._frame = _Frame(new.window())
            self._frame.setStyle(self._style)
            self._frame.setWidget(new)
            self._frame.show()  # also round what is about to be scrolled into sight

    def _take_away(self) -> None:
        frame, self._frame = self._frame, None
        if frame is not None and shiboken6.isValid(frame):  # it goes with the window that it was in
            frame.setWidget(None)  # type: ignore[arg-type]
            frame.deleteLater()


class _Frame(QFocusFrame):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """At the edge of a window or of what scrolls the ring lies within, so that it is whole."""
        parent = self.parentWidget()
        seen = self.rect() if parent is None else self.rect() & parent.rect().translated(-self.pos())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), _WIDTH))
        half = _WIDTH / 2
        painter.drawRoundedRect(QRectF(seen).adjusted(half, half, -half, -half), _ROUNDING, _ROUNDING)


class _RingStyle(QProxyStyle):
    """Of the ring alone: in front of all that it may touch, and just outside what it is round."""

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returnData)

    def pixelMetric(  # noqa: N802
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return _WIDTH
        return super().pixelMetric(metric, option, widget)
