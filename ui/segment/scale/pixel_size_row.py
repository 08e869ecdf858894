"""Width, height, unit and error of a pixel size, as typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QWidget

from core.scale.lengths import check_error, parse_length, parse_typed_size
from core.scale.units import UNITS
from core.writing.typed_numbers import parse_number
from ui.widgets.building import label_of, named
from ui.widgets.number_fields import NumberField, Read

INDENT = 24


class PixelSizeRow(QWidget):
    """`changed` tells that the user typed or chose; `problem` is empty where the size can be used."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.width_edit = _edit(self._length, "pixel_width", self.tr("Pixel width"))
        self.width_edit.setToolTip(self.tr("How wide a pixel is on the ground; areas grow with it."))
        self.height_edit = _edit(self._length, "pixel_height", self.tr("Pixel height"))
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
        self.error_edit = _edit(_per_cent, "pixel_error", self.tr("Error of the pixel size in per cent"))
        self.error_edit.setPlaceholderText("0")
        self.error_edit.setToolTip(
            self.tr(
                "How far width and height may be off together: the truth lies within it in 95 of 100 cases. "
                "It enters the ± of areas, twice; ratios do not depend on it. Empty: taken as exact."
            )
        )
        self._lay_out()
        self.width_edit.textEdited.connect(self._touched)
        self.height_edit.textEdited.connect(self._touched)
        self.error_edit.textEdited.connect(self._touched)
        self.width_edit.editingFinished.connect(self._finish)
        self.height_edit.editingFinished.connect(self._finish)
        self.same.toggled.connect(self._touched)
        self.unit.activated.connect(self._touched)
        self._follow()

    def begin(self) -> None:
        """Put the keyboard where the size is typed."""
        self.width_edit.setFocus()

    def text(self) -> str:
        """ "0.5m,0.5m±1.0%", for core.scale.calibration.parse_pixel_size; empty where there is a problem."""
        width, height = self.width_edit.value(), self.height_edit.value()
        if self.problem() or width is None or height is None:
            return ""
        (width_number, width_unit), (height_number, height_unit) = width, height
        error = self.error_edit.value() or 0.0
        text = f"{width_number!r}{width_unit},{height_number!r}{height_unit}±{error!r}%"
        return parse_typed_size(text).text

    def set_text(self, text: str) -> None:
        """Show a size of the same form; announces nothing."""
        size = parse_typed_size(text)
        self.unit.setCurrentText(size.unit)
        self.same.blockSignals(True)
        self.same.setChecked(size.height == size.width)
        self.same.blockSignals(False)
        self.width_edit.setText(f"{size.width:.15g}")
        self.height_edit.setText(f"{size.height:.15g}")
        self.error_edit.setText(f"{size.error_percent:.15g}" if size.error_percent else "")
        self._follow()

    def problem(self) -> str:
        """A sentence on what is missing, or nothing."""
        named = ((self.width_edit, self.tr("width")), (self.height_edit, self.tr("height")))
        for edit, name in named:
            if not edit.text().strip():
                return self.tr("Type the {0} of a pixel, for example 0.5.").format(name)
            if problem := edit.problem():
                return problem
        return self.error_edit.problem()

    def _length(self, text: str) -> tuple[float, str]:
        return parse_length(text, self.unit.currentText())

    def _finish(self) -> None:
        """A unit that was typed is the one that is chosen, and both numbers are in it."""
        typed = (self.width_edit.value(), self.height_edit.value())
        units = [each[1] for each in typed if each is not None]
        if len(units) == 2 and units != [self.unit.currentText()] * 2 and (text := self.text()):
            self.set_text(text)

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
            grid.addWidget(label_of(edit, text), row, 0)
            grid.addWidget(edit, row, 1)
        grid.addWidget(self.unit, 0, 2)
        grid.addWidget(self.same, 1, 2)
        grid.addWidget(label_of(self.error_edit, self.tr("&Error ±")), 2, 0)
        grid.addWidget(self.error_edit, 2, 1)
        grid.addWidget(QLabel(self.tr("% of both")), 2, 2)
        grid.setColumnStretch(3, 1)


def _per_cent(text: str) -> float:
    """Raises ParameterError for what cannot be the error of a size."""
    return check_error(parse_number(text.removesuffix("%")))


def _edit(read: Callable[[str], Read], name: str, accessible: str) -> NumberField[Read]:
    edit = named(NumberField(read, says=False), name, accessible)  # the dialog has a line for it
    edit.setMaxLength(30)
    edit.setMaximumWidth(140)
    return edit
