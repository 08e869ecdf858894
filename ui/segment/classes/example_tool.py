"""The tool that says what is what by example: a click or a scribble on a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from core.classes.examples import Example
from ui.canvas.overlay import draw_handle, draw_outline
from ui.canvas.tool import Pointer, Tool, ToolEntry
from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.widgets.building import fill, label_of, named

# The next place of a scribble is so many pixels of the screen away.
_STEP = 4.0


@dataclass(frozen=True)
class Mark:
    """An example as it is drawn."""

    example: Example
    colour: QColor


class ExampleTool(Tool):
    """drawn: the places of a click or scribble, in pixels; its class is the one in the options."""

    id = "examples"
    entry = ToolEntry("T", "pin", "has_segmentation").says(
        QT_TRANSLATE_NOOP("Actions", "What is what, b&y example"),
        QT_TRANSLATE_NOOP("Actions", "Click or scribble on something and say what it is an example of."),
    )
    drawn = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = self.tr("Examples")
        self.hint = self.tr("Click or scribble on the class: its cluster takes that name, whatever k is.")
        self.settings = ExampleOptions()
        self.options = self.settings
        self._marks: tuple[Mark, ...] = ()
        self._way: list[tuple[float, float]] = []

    def set_marks(self, marks: Sequence[Mark]) -> None:
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
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

    def cancel(self) -> bool:
        had, self._way = bool(self._way), []
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
        if len(self._way) > 1:
            draw_outline(painter, _path(self._way))


class ExampleOptions(QWidget):
    """Of which class the next example is; the newest can be taken back, and all."""

    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("example_options")
        self.box = named(QComboBox(), "example_class", self.tr("Class of the examples"))
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMinimumContentsLength(14)
        self.box.setToolTip(self.tr("What the next click or scribble is an example of; type a name."))
        edit = self.box.lineEdit()
        if edit is not None:
            edit.setMaxLength(200)
            edit.setPlaceholderText(self.tr("for example ice"))
        self._clear = QPushButton(self.tr("Remove all"))
        self._clear.setObjectName("examples_clear")
        self._clear.setToolTip(self.tr("Remove all examples; the classes stay as they are."))
        self._clear.clicked.connect(self.cleared)
        label = label_of(self.box, self.tr("Example of"))
        fill(QHBoxLayout(self), label, self.box, self._clear, margins=0, spacing=8)
        self.set_classes((), any_examples=False)

    @property
    def class_name(self) -> str:
        return self.box.currentText().strip()

    def ask(self) -> None:
        """There is no name yet: the field for it has the focus."""
        self.box.setFocus()

    def set_classes(self, names: Sequence[str], *, any_examples: bool) -> None:
        """Names that are there; what has been typed stays."""
        self._clear.setEnabled(any_examples)
        if [self.box.itemText(i) for i in range(self.box.count())] == list(names):
            return
        typed = self.box.currentText()
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItems(list(names))
            self.box.setEditText(typed)


def _path(places: Sequence[tuple[float, float]]) -> QPainterPath:
    path = QPainterPath(QPointF(*places[0]))
    for place in places[1:]:
        path.lineTo(*place)
    return path
