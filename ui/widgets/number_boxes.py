"""Spin boxes for numbers that are typed in any language: core.writing.typed_numbers reads them, and what is
refused is said at the box."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QWidget

from core.base.errors import ParameterError
from core.writing.typed_numbers import is_beginning, parse_number, parse_whole_number
from ui.widgets.field_note import FieldNote


class WholeNumberBox(QSpinBox):
    """For whole numbers. takes_letters: whether letters may be typed, as those of a unit."""

    takes_letters = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = FieldNote(self)
        self.setKeyboardTracking(False)  # typing 12 is not 1, then 12; nor 1,2 the number of 1,234.5
        self.lineEdit().textEdited.connect(self._follow)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        return _state(self._problem(text)), text, position

    def fixup(self, text: str) -> str:
        """What cannot be taken goes back to what was there."""
        self._note.say(self._problem(text), passing=True)
        return text

    def valueFromText(self, text: str) -> int:  # noqa: N802
        return parse_whole_number(_bare(self, text))

    def textFromValue(self, value: int) -> str:  # noqa: N802
        return str(value)

    def _problem(self, text: str) -> str:
        return _problem(self, text, parse_whole_number)

    def _follow(self, text: str) -> None:
        """Say at once what cannot become a number, and no longer what has been mended."""
        self._note.say("" if is_beginning(_bare(self, text)) else self._problem(text))


class DecimalBox(QDoubleSpinBox):
    """For numbers with decimals. takes_letters: whether letters may be typed, as those of a unit."""

    takes_letters = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = FieldNote(self)
        self.setKeyboardTracking(False)  # typing 12 is not 1, then 12; nor 1,2 the number of 1,234.5
        self.lineEdit().textEdited.connect(self._follow)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        return _state(self.problem(text)), text, position

    def fixup(self, text: str) -> str:
        """What cannot be taken goes back to what was there."""
        self._note.say(self.problem(text), passing=True)
        return text

    def valueFromText(self, text: str) -> float:  # noqa: N802
        return parse_number(_bare(self, text))

    def textFromValue(self, value: float) -> str:  # noqa: N802
        return f"{value:.{self.decimals()}f}"

    def problem(self, text: str) -> str:
        """Why the text cannot be taken, as a sentence; empty where it can."""
        return _problem(self, text, self._exact)

    def _exact(self, text: str) -> float:
        number = parse_number(text)
        if round(number, self.decimals()) != number:
            words = QCoreApplication.translate("Numbers", "“{0}” has more than the {1} decimals that count.")
            raise ParameterError(words.format(text, self.decimals()))
        return number

    def _follow(self, text: str) -> None:
        """Say at once what cannot become a number, and no longer what has been mended."""
        self._note.say("" if is_beginning(_bare(self, text)) else self.problem(text))


def _bare(box: QSpinBox | QDoubleSpinBox, text: str) -> str:
    """Without the unit that stands behind, and once more where it was typed."""
    bare, suffix = text.removeprefix(box.prefix()).strip(), box.suffix().strip()
    for _ in range(2):
        bare = bare.removesuffix(suffix).strip()
    return bare


def _problem(box: QSpinBox | QDoubleSpinBox, text: str, read: Callable[[str], float]) -> str:
    bare = _bare(box, text)
    if not bare:
        return QCoreApplication.translate("Numbers", "Type a number.")
    try:
        number = read(bare)
    except ParameterError as error:
        return str(error)
    if box.minimum() <= number <= box.maximum():
        return ""
    words = QCoreApplication.translate("Numbers", "“{0}” is out of range: choose {1} to {2}.")
    return words.format(bare, f"{box.minimum():.12g}", f"{box.maximum():.12g}")


def _state(problem: str) -> QValidator.State:
    """All can be typed: what cannot be taken is said, and not left out without a word."""
    return QValidator.State.Intermediate if problem else QValidator.State.Acceptable
