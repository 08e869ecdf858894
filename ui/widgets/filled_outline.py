"""Which pixels of a widget an outline holds, that was drawn with the mouse."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPolygonF

from core.base.arrays import Mask


def filled(outline: QPolygonF, width: int, height: int) -> Mask:
    """(height, width) bool: the pixels whose middles lie inside; where it crosses itself, by even and odd."""
    picture = QImage(width, height, QImage.Format.Format_Grayscale8)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawPolygon(outline, Qt.FillRule.OddEvenFill)
    painter.end()
    values = np.frombuffer(picture.constBits(), np.uint8).reshape(height, picture.bytesPerLine())
    inside: Mask = values[:, :width] > 0
    return inside
