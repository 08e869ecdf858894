"""The box for the size of a step: a number in the unit beside it, or a number with a unit of its own."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QWidget

from core.base.errors import ParameterError
from core.document.step import Step, parse_size
from core.measure.step_units import why_not_in_its_unit
from core.scale.calibration import UNCALIBRATED, Calibration
from core.writing.typed_numbers import read_number
from ui.widgets.number_boxes import DecimalBox


class SizeBox(DecimalBox):
    """unit_typed(size, unit): "100 um" was typed, and the step may have it."""

    unit_typed = Signal(float, str)

    takes_letters = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step: Step | None = None
        self._calibration = UNCALIBRATED

    def show_for(self, step: Step, calibration: Calibration) -> None:
        """Whose size it is."""
        self._step, self._calibration = step, calibration

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        if read_number(text) is None:
            return QValidator.State.Intermediate, text, position
        return super().validate(text, position)

    def fixup(self, text: str) -> str:
        """A size with a unit is no number for the box, but it is one for the step."""
        typed = None if self.problem(text) else self._with_unit(text)
        if typed is not None:
            self.unit_typed.emit(typed.size, typed.unit)
            return text
        return super().fixup(text)

    def problem(self, text: str) -> str:
        if self._step is None or read_number(text) is not None:
            return super().problem(text)
        try:
            typed = self._with_unit(text)
        except ParameterError as error:
            return str(error)
        return why_not_in_its_unit(typed, self._calibration) if typed is not None else ""

    def _with_unit(self, text: str) -> Step | None:
        """Raises ParameterError."""
        if self._step is None:
            return None
        size, unit = parse_size(self._step.kind, text)
        return replace(self._step, size=size, unit=unit)
