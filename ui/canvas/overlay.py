"""What is drawn over both pictures: the strokes of the tools and of what they made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QWidget
from PySide6.QtWidgets import QStyleOptionGraphicsItem as Option

Paint = Callable[[QPainter, float], None]

# Strokes and handles reach this far beyond their picture coordinates, in screen pixels.
_REACH = 12.0
# No stroke on the screen lies farther out.
_FAR = 1e7
SHADE = QColor(0, 0, 0, 150)
LIGHT = QColor(255, 255, 255)
ACCENT = QColor("#ffb52e")  # amber: far from ice, water and land; both themes have it
HANDLE = 7.0


class OverlayItem(QGraphicsItem):
    """Lets others paint over one view, in picture coordinates, in the order in which they were added."""

    def __init__(self) -> None:
        super().__init__()
        self._painters: list[Paint] = []
        self.setZValue(5)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def add(self, paint: Paint, *, below: bool = False) -> None:
        """below: under all that is there, tools too."""
        self._painters.insert(0 if below else len(self._painters), paint)
        self.update()

    def refresh(self, rect: QRectF, scale: float) -> None:
        """Paint `rect` anew (picture coordinates; a null one: all) with room for the strokes."""
        room = _REACH / scale
        self.update(QRectF() if rect.isNull() else rect.adjusted(-room, -room, room, room))

    def boundingRect(self) -> QRectF:  # noqa: N802
        return QRectF(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR)

    def paint(self, painter: QPainter, option: Option, widget: QWidget | None = None) -> None:  # noqa: ARG002
        # The clip tells those who paint a lot what of it is seen.
        painter.setClipRect(option.exposedRect)
        # The scale in device-independent pixels: a cosmetic pen's width is in those too.
        scale = float(painter.worldTransform().m11())
        for paint in self._painters:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            try:
                paint(painter, scale)
            finally:
                painter.restore()  # for whoever paints next, whatever became of this one


def cosmetic_pen(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen of `width` screen pixels at any zoom."""
    pen = QPen(colour, width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    return pen


def draw_outline(
    painter: QPainter, path: QPainterPath, *, colour: QColor = LIGHT, width: float = 1.6, dashed: bool = False
) -> None:
    """A line that shows on any colour: light (or `colour`) on a dark shade."""
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    for pen in (cosmetic_pen(SHADE, width + 2), cosmetic_pen(colour, width, style)):
        painter.setPen(pen)
        painter.drawPath(path)


def draw_handle(painter: QPainter, x: float, y: float, scale: float, *, active: bool = False) -> None:
    """A small square to take hold of, of the same size at any zoom."""
    half = HANDLE / 2 / scale
    painter.setPen(cosmetic_pen(QColor(0, 0, 0, 210), 1.2))
    painter.setBrush(QBrush(ACCENT if active else LIGHT))
    painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))
