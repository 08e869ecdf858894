"""The colour of a class as a small square before its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache

# Its side, in screen pixels.
SWATCH = 14


def swatch(colour: str, edge: QColor, scale: float) -> QIcon:
    """A rounded square of the colour, with a thin edge so that it is seen on any background."""
    # A table draws each of its swatches time and again.
    key = f"swatch {colour} {edge.name(QColor.NameFormat.HexArgb)} {scale}"
    kept = QPixmap()
    return QIcon(kept if QPixmapCache.find(key, kept) else _drawn_swatch(key, colour, edge, scale))


def _drawn_swatch(key: str, colour: str, edge: QColor, scale: float) -> QPixmap:
    pixmap = QPixmap(QSize(round(SWATCH * scale), round(SWATCH * scale)))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(edge)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(0.5, 0.5, SWATCH - 1, SWATCH - 1), 3, 3)
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap
