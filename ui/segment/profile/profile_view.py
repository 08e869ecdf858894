"""The tab “Profile”: the values along a line that is drawn in the pictures."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.measure.line_profile import MOST_WIDTH, LineProfile
from core.writing.number_words import grouped, short
from ui.segment.profile.profile_plot import ProfilePlot
from ui.widgets.building import fill, label_of, named
from ui.widgets.number_boxes import WholeNumberBox
from ui.widgets.number_text import NO_BREAK


class ProfileView(QWidget):
    """width_changed: another number of lines is averaged. copy_requested, save_requested: of what is shown.

    looked_at: the tab has come into sight.
    """

    width_changed = Signal()
    copy_requested = Signal()
    save_requested = Signal()
    looked_at = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("profile")
        self.found: LineProfile | None = None
        self.said = named(QLabel(), "profile_said")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.width_box = named(
            WholeNumberBox(),
            "profile_width",
            self.tr("Width of the line"),
            self.tr("How many lines side by side, a pixel apart, are averaged: takes grain off the curve."),
        )
        self.width_box.setRange(1, MOST_WIDTH)
        self.copy = named(
            QPushButton(self.tr("Copy")),
            "profile_copy",
            tooltip=self.tr("Copy the values as a table, for a spreadsheet."),
        )
        self.save = named(
            QPushButton(self.tr("Save…")),
            "profile_save",
            tooltip=self.tr("Write the values, places and classes as a CSV file."),
        )
        self.plot = ProfilePlot()
        top = fill(QHBoxLayout(), (self.said, 1), label_of(self.width_box, self.tr("Width")), self.width_box)
        fill(top, self.copy, self.save, spacing=6)
        fill(QVBoxLayout(self), top, (self.plot, 1), margins=(8, 4, 8, 4), spacing=4)
        self.width_box.valueChanged.connect(self.width_changed)
        self.copy.clicked.connect(self.copy_requested)
        self.save.clicked.connect(self.save_requested)
        self.clear(self.tr("Draw a line in a picture to see the values along it."))

    def set_profile(self, found: LineProfile, colours: Mapping[str, str]) -> None:
        """colours: "#rrggbb" by the names of the classes."""
        self.found = found
        unit, borders = f"{NO_BREAK}{found.unit}", len(found.parts) - 1
        words = self.tr("Length {0}, {1} values, 1 border")
        if borders != 1:
            words = self.tr("Length {0}, {1} values, {2} borders")
        length = short(found.length, 5) + unit
        text = words.format(length, grouped(len(found.distance)), grouped(borders))
        self.said.setText(text)
        self.said.setToolTip(text)
        self.plot.set_profile(found, colours)
        self._enable()

    def clear(self, message: str) -> None:
        """There is no line, or nothing along it."""
        self.found = None
        self.said.setText(message)
        self.said.setToolTip(message)
        self.plot.set_profile(None, {})
        self._enable()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.looked_at.emit()

    def _enable(self) -> None:
        for button in (self.copy, self.save):
            button.setEnabled(self.found is not None)
