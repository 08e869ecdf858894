"""The tool that says what is what by example: a click or a scribble on a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath

from core.classes.examples import Example
from ui.accuracy.accuracy_tool import ring
from ui.accuracy.answer_keys import AnswerKeys
from ui.canvas.overlay import draw_handle, draw_outline
from ui.canvas.tool import Pointer, Tool, ToolEntry
from ui.segment.examples.example_options import ExampleOptions
from ui.shell.actions import QT_TRANSLATE_NOOP

# The next place of a scribble is so many pixels of the screen away.
_STEP = 4.0


@dataclass(frozen=True)
class Mark:
    """An example as it is drawn."""

    example: Example
    colour: QColor


class ExampleTool(Tool):
    """drawn: the places of a click or scribble, in pixels; its class is the one in the options.

    question: the pixel that is asked about, by column and row. keys: what is said of it.
    given_up: Esc was pressed while it was asked.
    """

    id = "examples"
    entry = ToolEntry("T", "pin", "has_segmentation").says(
        QT_TRANSLATE_NOOP("Actions", "What is what, b&y example"),
        QT_TRANSLATE_NOOP("Actions", "Click or scribble on something and say what it is an example of."),
    )
    drawn = Signal(object)
    given_up = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = self.tr("Examples")
        self.hint = self.tr("Click or scribble on the class: its cluster takes that name, whatever k is.")
        self.settings = ExampleOptions()
        self.options = self.settings
        self.keys = AnswerKeys(self)
        self.question: tuple[int, int] | None = None
        self._marks: tuple[Mark, ...] = ()
        self._way: list[tuple[float, float]] = []

    def set_marks(self, marks: Sequence[Mark]) -> None:
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self.changed.emit(QRectF())

    def ask_at(self, pixel: tuple[int, int] | None) -> None:
        """Mark what is asked about; None: nothing is."""
        if pixel != self.question:
            self.question = pixel
            self.keys.forget()
            self.changed.emit(QRectF())

    def press(self, pointer: Pointer) -> None:
        self._way = [(pointer.x, pointer.y)]

    def move(self, pointer: Pointer) -> None:
        if not self._way:
            return
        x, y = self._way[-1]
        if abs(pointer.x - x) + abs(pointer.y - y) >= _STEP / pointer.scale:
            self._way.append((pointer.x, pointer.y))
            self.changed.emit(QRectF())

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        way, self._way = tuple(self._way), []
        if way:
            self.drawn.emit(way)
            self.changed.emit(QRectF())

    def key(self, event: QKeyEvent) -> bool:
        return self.question is not None and self.keys.take(event)

    def cancel(self) -> bool:
        had, self._way = bool(self._way), []
        if not had and self.question is not None:
            self.ask_at(None)
            self.given_up.emit()
            had = True
        self.changed.emit(QRectF())
        return had

    def paint(self, painter: QPainter, scale: float) -> None:
        for mark in self._marks:
            places = mark.example.places
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if len(places) > 1:
                draw_outline(painter, _path(places), colour=mark.colour)
            draw_handle(painter, *places[0], scale)
            half = 2.5 / scale
            x, y = places[0]
            painter.fillRect(QRectF(x - half, y - half, 2 * half, 2 * half), mark.colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.question is not None:
            column, row = self.question
            draw_outline(painter, ring(QPointF(column + 0.5, row + 0.5), scale))
        if len(self._way) > 1:
            draw_outline(painter, _path(self._way))


def _path(places: Sequence[tuple[float, float]]) -> QPainterPath:
    path = QPainterPath(QPointF(*places[0]))
    for place in places[1:]:
        path.lineTo(*place)
    return path
