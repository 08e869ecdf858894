"""Navigator: a small overview of a picture that is zoomed into, with what is seen of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.canvas.camera import Camera
from ui.widgets.building import named

# Of its longer side; and of the view, at most.
_SIDE, _SHARE = 140, 0.32
_LEFT, _TOP = 74, 30
# It comes where less than this share of the picture is seen.
_SEEN = 0.5


class Navigator(QWidget):
    """Lies in a corner of a view while a part of the picture is seen; a click or a drag goes there."""

    def __init__(self, view: QWidget, camera: Camera) -> None:
        super().__init__(view)
        named(self, "navigator", self.tr("Overview of the picture"))
        self.setToolTip(self.tr("The whole picture, and what is seen of it: click or drag to go elsewhere."))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._camera = camera
        self._image, self._array = QImage(), np.zeros((0, 0, 4), np.uint8)
        self._picture = QSizeF()
        self.is_wanted = True
        view.installEventFilter(self)
        camera.changed.connect(self.follow)
        self.hide()

    def set_levels(self, levels: Sequence[NDArray[np.uint8]]) -> None:
        """The pyramid of the picture (core.image.display); none: nothing to go to."""
        if not levels:
            self._image, self._picture = QImage(), QSizeF()
            self.follow()
            return
        self._picture = QSizeF(levels[0].shape[1], levels[0].shape[0])
        array = self._array = np.ascontiguousarray(levels[-1])
        kind = QImage.Format.Format_ARGB32_Premultiplied
        self._image = QImage(array.data, array.shape[1], array.shape[0], array.strides[0], kind)
        self.follow()

    def set_wanted(self, wanted: bool) -> None:
        self.is_wanted = wanted
        self.follow()

    def follow(self) -> None:
        """Come or go, and show what the camera sees."""
        seen = self._seen()
        whole = self._picture.width() * self._picture.height()
        part = seen.width() * seen.height()
        self.setVisible(self.is_wanted and not self._image.isNull() and part < _SEEN * whole)
        if self.isVisible():
            self._place()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        size = self._picture.scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        return QSize(max(24, round(size.width())), max(24, round(size.height())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize:
            self.follow()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(60, 66, 72))
        painter.drawImage(QRectF(self.rect()), self._image)
        x, y = self.width() / self._picture.width(), self.height() / self._picture.height()
        seen = self._seen()
        frame = QRectF(seen.x() * x, seen.y() * y, max(4.0, seen.width() * x), max(4.0, seen.height() * y))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor(0, 0, 0, 170), 3.6), (QColor(255, 255, 255), 1.6)):
            painter.setPen(QPen(colour, width))
            painter.drawRect(frame.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(QColor(255, 255, 255, 200), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0, 0, -1, -1))

    def _view(self) -> QWidget:
        return cast("QWidget", self.parentWidget())

    def _seen(self) -> QRectF:
        """What the view shows, in picture coordinates."""
        size = QSizeF(self._view().size()) / self._camera.scale
        corner = self._camera.centre - QPointF(size.width(), size.height()) / 2
        return QRectF(corner, size) & QRectF(0, 0, self._picture.width(), self._picture.height())

    def _place(self) -> None:
        view = self._view()
        room = min(1.0, _SHARE * view.width() / _SIDE, _SHARE * view.height() / _SIDE)
        # Beside the labels of degrees along both edges.
        self.setGeometry(QRect(QPoint(_LEFT, _TOP), self.sizeHint() * max(room, 0.3)))

    def _go(self, place: QPointF) -> None:
        x, y = place.x() / self.width(), place.y() / self.height()
        self._camera.go_to(QPointF(x * self._picture.width(), y * self._picture.height()))
