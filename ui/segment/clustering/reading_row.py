"""How the file is read where it leaves that open: shown only for files that do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from core.image.reading import Reading
from ui.widgets.building import fill, label_of


class ReadingRow(QWidget):
    """changed: a field of core.image.reading.Reading, and its new word."""

    changed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading_row")
        self.alpha = self._box(
            "alpha",
            self.tr("Use of the alpha band"),
            self.tr(
                "A band that is marked as alpha: a mask (where it is 0 there is no data), a measured band, "
                "as near infrared is, or nothing. Automatic: a mask where its values are those of one."
            ),
            (
                (self.tr("Automatic"), "auto"),
                (self.tr("Mask"), "mask"),
                (self.tr("Band"), "band"),
                (self.tr("Ignore"), "ignore"),
            ),
        )
        self.colour_table = self._box(
            "colour_table",
            self.tr("Use of the colour table"),
            self.tr(
                "A picture whose values stand for colours in a table: measure the values, which false "
                "colours only paint, or the colours. Automatic: values where every value has a colour."
            ),
            (
                (self.tr("Automatic"), "auto"),
                (self.tr("Value"), "value"),
                (self.tr("Colour"), "colour"),
            ),
        )
        layout = fill(QHBoxLayout(self), margins=0, spacing=8)
        self._labels: dict[str, QLabel] = {}
        for text, box in ((self.tr("A&lpha"), self.alpha), (self.tr("Colour &table"), self.colour_table)):
            self._labels[box.objectName()] = label_of(box, text)
            fill(layout, self._labels[box.objectName()], (box, 1))
        self.set_reading(Reading(), ())

    def set_reading(self, reading: Reading, choices: tuple[str, ...]) -> None:
        """Show what was chosen, of what this file leaves open; announces nothing."""
        for box in (self.alpha, self.colour_table):
            name = box.objectName()
            blocker = QSignalBlocker(box)
            box.setCurrentIndex(box.findData(getattr(reading, name)))
            blocker.unblock()
            for widget in (box, self._labels[name]):
                widget.setVisible(name in choices)
        self.setVisible(bool(choices))

    def _box(self, name: str, title: str, tip: str, words: tuple[tuple[str, str], ...]) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setToolTip(tip)
        for text, word in words:
            box.addItem(text, word)
        box.activated.connect(self._chosen)
        return box

    def _chosen(self, _row: int) -> None:
        box: Any = self.sender()
        self.changed.emit(box.objectName(), box.currentData())
