"""Which class the hand gives pixels to: one choice for all tools of the hand, shown in each one's options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

OUT_COLOUR = QColor(128, 128, 128)


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
