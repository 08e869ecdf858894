"""The brush, which gives pixels to a class, and the eraser, which takes edits by hand away."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPainterPath, QPen

from core.measure.gestures import Gesture
from ui.canvas.overlay import draw_outline
from ui.canvas.tool import Pointer, Tool, ToolEntry
from ui.segment.edits.edit_options import BrushSize, ClassChoice, EditOptions
from ui.shell.actions import QT_TRANSLATE_NOOP

ERASER_COLOUR = QColor(255, 255, 255)


OPACITY = 0.75
# A point this much of the brush from the last one changes nothing that is seen.
_NEAR = 0.12
# Pixels of the picture that a stroke is drawn in: a pixel of the image each, up to this many.
_MOST_PIXELS = 2e6


class BrushTool(Tool):
    """drawn(gesture, path): a stroke has ended. picked(column, row): Alt+click takes the class from there."""

    id = "brush"
    entry = ToolEntry("B", "brush", "has_segmentation").says(
        QT_TRANSLATE_NOOP("Actions", "&Brush"),
        QT_TRANSLATE_NOOP("Actions", "Paint over pixels to give them to a class."),
    )
    drawn = Signal(object, object)
    picked = Signal(int, int)

    def __init__(self, choice: ClassChoice, size: BrushSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice: ClassChoice | None = choice
        self._size = size
        self._stroke: StrokePath | None = None
        self._at: QPointF | None = None
        self._name()
        size.changed.connect(self._repaint)

    def _name(self) -> None:
        self.name = self.tr("Brush")
        self.hint = self.tr("Paint over pixels to give them to the class. Alt+click takes the class.")
        self.options = EditOptions(self.id, self._choice, self._size)

    @property
    def _colour(self) -> QColor:
        current = None if self._choice is None else self._choice.current
        return ERASER_COLOUR if current is None else current.colour

    def press(self, pointer: Pointer) -> None:
        if pointer.alt and self._choice is not None:
            self.picked.emit(*pointer.pixel)
            return
        if self._choice is not None and self._choice.current is None:
            return
        self._stroke = StrokePath(pointer.x, pointer.y, self._size.pixels, self._colour, self._size.picture)
        self._repaint()

    def move(self, pointer: Pointer) -> None:
        self.hover(pointer)
        if self._stroke is not None:
            part = self._stroke.add(pointer.x, pointer.y, pointer.scale)
            if not part.isNull():
                self.changed.emit(part)

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        stroke, self._stroke = self._stroke, None
        if stroke is not None:
            self.drawn.emit(self._gesture(stroke), stroke)

    def _gesture(self, stroke: StrokePath) -> Gesture:
        current = None if self._choice is None else self._choice.current
        name = None if current is None else current.name
        return Gesture("stroke", tuple(stroke.points), name, self._choice is None, stroke.size)

    def hover(self, pointer: Pointer) -> None:
        before, self._at = self._at, QPointF(pointer.x, pointer.y)
        for at in (before, self._at):
            if at is not None:
                self.changed.emit(self._round(at))

    def leave(self) -> None:
        before, self._at = self._at, None
        if before is not None:
            self.changed.emit(self._round(before))

    def key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_BracketRight:
            self._size.grow()
        elif event.key() == Qt.Key.Key_BracketLeft:
            self._size.shrink()
        else:
            return False
        return True

    def cancel(self) -> bool:
        there, self._stroke = self._stroke is not None, None
        if there:
            self._repaint()
        return there

    def paint(self, painter: QPainter, scale: float) -> None:  # noqa: ARG002
        if self._stroke is not None:
            self._stroke.paint(painter)
        if self._at is not None:
            at, radius = QPointF(*snapped(x=self._at.x(), y=self._at.y(), size=self._size.pixels)), 0.5
            radius *= self._size.pixels
            ring = QPainterPath()
            ring.addEllipse(at, radius, radius)
            draw_outline(painter, ring, width=1.2)

    def _round(self, at: QPointF) -> QRectF:
        room = self._size.pixels / 2 + 1
        return QRectF(at.x() - room, at.y() - room, 2 * room, 2 * room)

    def _repaint(self) -> None:
        self.changed.emit(QRectF())


class EraserTool(BrushTool):
    """Takes edits away: the pixels get back the class that was computed."""

    id = "eraser"
    entry = ToolEntry("X", "eraser", "has_segmentation").says(
        QT_TRANSLATE_NOOP("Actions", "Er&aser"),
        QT_TRANSLATE_NOOP("Actions", "Take edits by hand away: the class that was computed comes back."),
    )

    def __init__(self, size: BrushSize, parent: QObject | None = None) -> None:
        super().__init__(ClassChoice(), size, parent)

    def _name(self) -> None:
        self._choice = None
        self.name = self.tr("Eraser")
        self.hint = self.tr("Take edits by hand away: the pixels get the class back that was computed.")
        self.options = EditOptions(self.id, None, self._size)


def snapped(*, x: float, y: float, size: int) -> tuple[float, float]:
    """Where a brush of this size sits: on the middle of a pixel, or on a corner (core.document.strokes)."""
    if size % 2:
        return x // 1 + 0.5, y // 1 + 0.5
    return (x + 0.5) // 1, (y + 0.5) // 1


class StrokePath:
    """The points, and an image of what they cover, to which each piece is added once.

    Drawn anew as one line, a long stroke would take more time with every move.
    """

    def __init__(self, x: float, y: float, size: int, colour: QColor, picture: tuple[int, int]) -> None:
        """picture: its width and height."""
        self.points: list[tuple[float, float]] = [(x, y)]
        self.size = size
        self._colour = colour
        width, height = picture
        self._factor = min(1.0, math.sqrt(_MOST_PIXELS / (width * height)))
        self._image = QImage(
            math.ceil(width * self._factor),
            math.ceil(height * self._factor),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        self._image.fill(Qt.GlobalColor.transparent)
        self._whole = QRectF(0, 0, width, height)
        self._last = QPointF(*snapped(x=x, y=y, size=size))
        self.bounds = self._draw(self._last, self._last)

    def add(self, x: float, y: float, scale: float) -> QRectF:
        """Go on to here; what has to be painted anew. scale: screen pixels per picture pixel."""
        at, last = QPointF(*snapped(x=x, y=y, size=self.size)), self._last
        if (at - last).manhattanLength() < max(_NEAR * self.size, 0.7 / scale):
            return QRectF()
        self.points.append((x, y))
        self._last = at
        part = self._draw(last, at)
        self.bounds = self.bounds.united(part)
        return part

    def paint(self, painter: QPainter) -> None:
        """In picture coordinates."""
        part = self.bounds & self._whole
        if part.isEmpty():
            return
        factor = self._factor
        source = QRectF(part.x() * factor, part.y() * factor, part.width() * factor, part.height() * factor)
        painter.setOpacity(OPACITY)
        painter.drawImage(part, self._image, source)
        painter.setOpacity(1.0)

    def _draw(self, start: QPointF, end: QPointF) -> QRectF:
        pen = QPen(self._colour, self.size)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter = QPainter(self._image)
        painter.scale(self._factor, self._factor)
        painter.setPen(pen)
        if start == end:
            painter.drawPoint(start)
        else:
            painter.drawLine(start, end)
        painter.end()
        room = self.size / 2 + 1
        return QRectF(start, end).normalized().adjusted(-room, -room, room, room)
