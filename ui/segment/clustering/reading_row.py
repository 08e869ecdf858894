"""How the file is read where it leaves that open: shown only for files that do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from core.base.errors import ParameterError
from core.image.image import PlaneAxis
from core.image.reading import Reading, parse_channels
from ui.widgets.building import fill, label_of, named
from ui.widgets.number_boxes import WholeNumberBox


class ReadingRow(QWidget):
    """changed: a field of core.image.reading.Reading, and its new value. refused: a sentence."""

    changed = Signal(str, object)
    refused = Signal(str)

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
        self.labels = self._box(
            "labels",
            self.tr("What the values are"),
            self.tr(
                "Values that lie in flat pieces: levels of a picture, which are clustered, or labels of "
                "another program, where every value above 0 is one object and a region by itself."
            ),
            ((self.tr("Levels"), False), (self.tr("Labels"), True)),
        )
        self.page = self._spin(
            "page", self.tr("Page"), self.tr("Which page, frame or plane of the file is read.")
        )
        self.slice = self._spin("slice", self.tr("Slice"), self.tr("Which slice of the stack is read."))
        self.time = self._spin("time", self.tr("Time"), self.tr("Which time of the series is read."))
        self.channels = named(QLineEdit(placeholderText="1"), "channels", self.tr("Channels"))
        self.channels.setToolTip(
            self.tr(
                "Which channels are read, for example 2, or 1,3: several are clustered together, as bands."
            )
        )
        self.channels.editingFinished.connect(self._channels_typed)
        self._reading = Reading()
        self._labels: dict[str, QLabel] = {}
        layout = fill(QHBoxLayout(self), margins=0, spacing=8)
        widgets: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Alpha"), self.alpha),
            (self.tr("Colour table"), self.colour_table),
            (self.tr("Values"), self.labels),
            (self.tr("Page"), self.page),
            (self.tr("Channels"), self.channels),
            (self.tr("Slice"), self.slice),
            (self.tr("Time"), self.time),
        )
        for text, widget in widgets:
            self._labels[widget.objectName()] = label_of(widget, text)
            fill(layout, self._labels[widget.objectName()], (widget, 1))
        self.set_reading(Reading(), (), ())

    def set_reading(self, reading: Reading, choices: tuple[str, ...], planes: tuple[PlaneAxis, ...]) -> None:
        """Show what was chosen, of what this file leaves open and has several of; announces nothing."""
        self._reading = reading
        sizes = {"channels" if axis.name == "channel" else axis.name: axis.size for axis in planes}
        for box in (self.alpha, self.colour_table, self.labels):
            box.setCurrentIndex(box.findData(getattr(reading, box.objectName())))
        for spin in (self.page, self.slice, self.time):
            blocker = QSignalBlocker(spin)
            spin.setMaximum(sizes.get(spin.objectName(), 1))
            spin.setValue(max(1, getattr(reading, spin.objectName())))
            blocker.unblock()
        blocker = QSignalBlocker(self.channels)
        self.channels.setText(",".join(map(str, reading.channels)))
        blocker.unblock()
        shown = {*choices, *sizes}
        for name, label in self._labels.items():
            for each in (getattr(self, name), label):
                each.setVisible(name in shown)
        self.setVisible(bool(shown))

    def _box(self, name: str, title: str, tip: str, words: tuple[tuple[str, object], ...]) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setToolTip(tip)
        for text, word in words:
            box.addItem(text, word)
        box.activated.connect(self._chosen)
        return box

    def _spin(self, name: str, title: str, tip: str) -> WholeNumberBox:
        spin = named(WholeNumberBox(), name, title)
        spin.setMinimum(1)
        spin.setToolTip(tip)
        spin.valueChanged.connect(self._turned)
        return spin

    def _turned(self, number: int) -> None:
        # The first is what is read where nothing is chosen.
        self.changed.emit(self.sender().objectName(), 0 if number == 1 else number)

    def _channels_typed(self) -> None:
        try:
            channels = parse_channels(self.channels.text())
        except ParameterError as error:
            self.channels.setText(",".join(map(str, self._reading.channels)))
            self.refused.emit(str(error))
            return
        if channels != self._reading.channels:
            self.changed.emit("channels", channels)

    def _chosen(self, _row: int) -> None:
        box: Any = self.sender()
        self.changed.emit(box.objectName(), box.currentData())
