"""Look: one picture of what a network has made, with its name above it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.canvas.view_title import ViewTitle
from ui.widgets.building import fill, named

_LEAST = 90
_EDGE = 6


class Look(QWidget):
    """name: of the object. `set_picture` shows (height, width, 3) uint8; None: nothing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self.title = ViewTitle("")
        self.canvas = _Canvas()
        fill(QVBoxLayout(self), self.title, (self.canvas, 1), margins=0, spacing=0)

    def set_picture(self, title: str, picture: NDArray[np.uint8] | None) -> None:
        self.title.set_title(title)
        self.canvas.setAccessibleName(title)
        self.canvas.set_picture(picture)


class _Canvas(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.picture: NDArray[np.uint8] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST, _LEAST)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(160, 150)

    def set_picture(self, picture: NDArray[np.uint8] | None) -> None:
        self.picture = None if picture is None else np.ascontiguousarray(picture)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        if self.picture is None:
            return
        height, width = self.picture.shape[:2]
        image = QImage(self.picture.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        room = QSizeF(self.width() - 2 * _EDGE, self.height() - _EDGE)
        size = QSizeF(image.size()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(self)
        # Small ones show their pixels, large ones are made smaller without a pattern.
        smooth = size.width() < width
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height()), image)
