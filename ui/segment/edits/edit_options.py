"""The settings of the tools for edits: the class that gets the pixels, and the size of the brush."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSlider, QWidget

from core.document.strokes import MOST_SIZE
from ui.widgets.building import fill, label_of, named
from ui.widgets.number_boxes import WholeNumberBox

OUT_COLOUR = QColor(128, 128, 128)


# What the slider reaches; a number that is typed may be larger.
_MOST_ON_SLIDER = 100
_GROWTH = 1.25


@dataclass(frozen=True)
class ClassItem:
    """name: None for “taken out of every class”."""

    name: str | None
    text: str
    colour: QColor


class ClassChoice(QObject):
    """changed: other classes, or another one is chosen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[ClassItem, ...] = ()
        self._index = 0

    @property
    def current(self) -> ClassItem | None:
        """None where there are no classes yet."""
        return self.items[self._index] if self._index < len(self.items) else None

    def set_classes(self, items: Sequence[ClassItem]) -> None:
        """Offer these; the chosen one stays chosen, by its name, else by its place."""
        if tuple(items) == self.items:
            return
        chosen = self.current
        self.items = tuple(items)
        names = [item.name for item in items]
        if chosen is not None and chosen.name in names:
            self._index = names.index(chosen.name)
        self._index = min(self._index, max(0, len(names) - 1))
        self.changed.emit()

    def choose(self, name: str | None) -> None:
        """Choose the class of this name, if it is offered."""
        names = [item.name for item in self.items]
        if name in names and names.index(name) != self._index:
            self._index = names.index(name)
            self.changed.emit()


def choice_icon(colour: QColor) -> QIcon:
    """A square of the colour, with a rim that shows on light and dark."""
    square = QPixmap(12, 12)
    square.fill(OUT_COLOUR)
    painter = QPainter(square)
    painter.fillRect(1, 1, 10, 10, colour)
    painter.end()
    return QIcon(square)


class ClassBox(QComboBox):
    """Shows a ClassChoice and changes it."""

    def __init__(self, choice: ClassChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hand_class")
        self.setAccessibleName(self.tr("Class that gets the pixels"))
        self.setToolTip(self.tr("The class that gets the pixels; a row chosen in the class table is taken."))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self._choice = choice
        choice.changed.connect(self._show)
        self.activated.connect(self._choose)
        self._show()

    def _show(self) -> None:
        current = self._choice.current
        with QSignalBlocker(self):
            self.clear()
            for item in self._choice.items:
                self.addItem(choice_icon(item.colour), item.text)
            if current is not None:
                self.setCurrentIndex(self._choice.items.index(current))
        self.setEnabled(current is not None)

    def _choose(self, row: int) -> None:
        self._choice.choose(self._choice.items[row].name)


class BrushSize(QObject):
    """The diameter of brush and eraser in pixels of the picture: one for both. changed: it is another.

    picture: width and height of the picture that is brushed.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pixels = 11
        self.picture = (1, 1)

    def set_pixels(self, pixels: int) -> None:
        pixels = min(max(pixels, 1), MOST_SIZE)
        if pixels != self.pixels:
            self.pixels = pixels
            self.changed.emit()

    def grow(self) -> None:
        self.set_pixels(max(self.pixels + 1, round(self.pixels * _GROWTH)))

    def shrink(self) -> None:
        self.set_pixels(min(self.pixels - 1, round(self.pixels / _GROWTH)))


class EditOptions(QWidget):
    """choice: where there is a class to choose. size: where there is a brush."""

    def __init__(self, name: str, choice: ClassChoice | None = None, size: BrushSize | None = None) -> None:
        super().__init__()
        self.setObjectName(f"{name}_options")
        layout = fill(QHBoxLayout(self), margins=0, spacing=6)
        if choice is not None:
            box = ClassBox(choice)
            fill(layout, label_of(box, self.tr("Class")), box)
        self._size = size
        if size is not None:
            self._add_size(layout, size)

    def _add_size(self, layout: QHBoxLayout, size: BrushSize) -> None:
        self._slider, self._box = QSlider(Qt.Orientation.Horizontal), WholeNumberBox()
        self._slider.setRange(1, _MOST_ON_SLIDER)
        self._slider.setFixedWidth(110)
        self._box.setRange(1, MOST_SIZE)
        self._box.setSuffix(self.tr(" px"))
        help_text = self.tr("Diameter of the brush in pixels of the picture. Keys: [ and ]")
        for widget, name in ((self._slider, "brush_slider"), (self._box, "brush_size")):
            named(widget, name, self.tr("Size of the brush"), help_text)
        fill(layout, label_of(self._box, self.tr("Size")), self._slider, self._box)
        self._slider.valueChanged.connect(size.set_pixels)
        self._box.valueChanged.connect(size.set_pixels)
        size.changed.connect(self._show_size)
        self._show_size()

    def _show_size(self) -> None:
        if self._size is None:
            return
        for widget in (self._slider, self._box):
            with QSignalBlocker(widget):
                widget.setValue(self._size.pixels)
