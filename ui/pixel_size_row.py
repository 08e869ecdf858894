"""Width, height and unit of a pixel, as typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from core.lengths import UNITS, parse_length
from ui.number_text import parse_number

INDENT = 24


class PixelSizeRow(QWidget):
    """`changed` tells that the user typed or chose; `problem` is empty where the size can be used."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.width_edit = _edit("pixel_width", self.tr("Pixel width"))
        self.width_edit.setToolTip(self.tr("How wide a pixel is on the ground; areas grow with it."))
        self.height_edit = _edit("pixel_height", self.tr("Pixel height"))
        self.height_edit.setToolTip(self.tr("How high a pixel is on the ground; areas grow with it."))
        self.same = QCheckBox(self.tr("&Same height"))
        self.same.setObjectName("pixel_square")
        self.same.setAccessibleName(self.tr("Same height"))
        self.same.setToolTip(self.tr("A pixel is as high as it is wide."))
        self.same.setChecked(True)
        self.unit = QComboBox()
        self.unit.setObjectName("pixel_unit")
        self.unit.setAccessibleName(self.tr("Unit"))
        self.unit.setToolTip(self.tr("The unit of width and height; areas carry its square."))
        self.unit.addItems(list(UNITS))
        self.unit.setCurrentText("m")
        self._lay_out()
        self.width_edit.textEdited.connect(self._touched)
        self.height_edit.textEdited.connect(self._touched)
        self.same.toggled.connect(self._touched)
        self.unit.activated.connect(self._touched)
        self._follow()

    def begin(self) -> None:
        """Put the keyboard where the size is typed."""
        self.width_edit.setFocus()

    def text(self) -> str:
        """ "0.5m,0.5m", for core.calibration.parse_pixel_size; empty where there is a problem."""
        width, height = parse_number(self.width_edit.text()), parse_number(self.height_edit.text())
        if self.problem() or width is None or height is None:
            return ""
        unit = self.unit.currentText()
        return f"{width!r}{unit},{height!r}{unit}"

    def set_text(self, text: str) -> None:
        """Show a size of the same form; announces nothing."""
        width, _, height = text.partition(",")
        number, unit = parse_length(width)
        other, _ = parse_length(height or width)
        self.unit.setCurrentText(unit)
        self.same.blockSignals(True)
        self.same.setChecked(other == number)
        self.same.blockSignals(False)
        self.width_edit.setText(f"{number:.15g}")
        self.height_edit.setText(f"{other:.15g}")
        self._follow()

    def problem(self) -> str:
        """A sentence on what is missing, or nothing."""
        named = ((self.width_edit, self.tr("width")), (self.height_edit, self.tr("height")))
        for edit, name in named:
            if not edit.text().strip():
                return self.tr("Type the {0} of a pixel, for example 0.5.").format(name)
            value = parse_number(edit.text())
            if value is None:
                return self.tr("The {0} “{1}” is not a number.").format(name, edit.text().strip())
            if value <= 0:
                return self.tr("The {0} must be above zero.").format(name)
        return ""

    def _touched(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        self.height_edit.setEnabled(not self.same.isChecked())
        if self.same.isChecked():
            self.height_edit.setText(self.width_edit.text())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(INDENT, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for row, (text, edit) in enumerate(
            ((self.tr("&Width"), self.width_edit), (self.tr("&Height"), self.height_edit))
        ):
            label = QLabel(text)
            label.setBuddy(edit)
            grid.addWidget(label, row, 0)
            grid.addWidget(edit, row, 1)
        grid.addWidget(self.unit, 0, 2)
        grid.addWidget(self.same, 1, 2)
        grid.setColumnStretch(3, 1)


def _edit(name: str, accessible: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(accessible)
    edit.setMaxLength(30)
    edit.setMaximumWidth(140)
    return edit
