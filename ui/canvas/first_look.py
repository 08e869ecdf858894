"""FirstLook: what can be seen of a picture while it is still being read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.theme import plot_colours

_MARGIN = 12


class FirstLook(QWidget):
    """Lies over the picture that is open, which stays until the next one is read; hidden without a look."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._pixels: NDArray[np.uint8] | None = None
        self.hide()

    def set_pixels(self, pixels: NDArray[np.uint8] | None) -> None:
        """(height, width, 4) uint8 premultiplied BGRA, not written into while it is shown; None: hide."""
        self._pixels = pixels  # the image uses its memory
        if pixels is None:
            self._image = QImage()
            self.hide()
            return
        height, width = pixels.shape[:2]
        self._image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        colours = plot_colours(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.background)
        line = painter.fontMetrics().height() + _MARGIN
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN - line)
        size = self._image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(place, colours.checker)
        painter.drawImage(place, self._image)
        painter.setPen(colours.muted)
        below = QRect(_MARGIN, place.bottom() + _MARGIN, self.width() - 2 * _MARGIN, line)
        text = self.tr("A first look: the picture is still being read")
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)
