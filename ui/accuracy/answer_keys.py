"""The keys by which an observer says what is at a point."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from core.writing.typed_numbers import parse_whole_number

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMAND_KEYS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class AnswerKeys(QObject):
    """A class by its number, O for another, U for unsure, S or Space to skip, Backspace to take back.

    Of more than nine classes some numbers have two digits: one that others begin with waits for a second
    digit or for Enter. said(said, name): as core.accuracy.sample.Answer has them. other_wanted:
    the name of a class is to be typed that is no choice yet. typed: what waits, in digits.
    """

    said = Signal(str, str)
    other_wanted = Signal()
    taken_back = Signal()
    typed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._digits = ""

    def set_names(self, names: Sequence[str]) -> None:
        """What there is to choose from, number 1 first."""
        if tuple(names) != self._names:
            self._names = tuple(names)
            self.forget()

    def forget(self) -> None:
        """Another point, or none: digits typed for the one before do not count."""
        self._wait("")

    def take(self, event: QKeyEvent) -> bool:
        """Whether the key was one of these. A key that is held down answers one point, not the next ones."""
        if event.modifiers() & _COMMAND_KEYS:
            return False
        key, text = event.key(), event.text().lower()
        digit = len(text) == 1 and text in "0123456789"
        skip = key == Qt.Key.Key_Space or text == "s"
        enter = key in _ENTER and bool(self._digits)
        if not (digit or skip or enter or text in ("u", "o") or key == Qt.Key.Key_Backspace):
            return False
        if event.isAutoRepeat():
            return True
        if digit:
            self._type(self._digits + text)
        elif enter:
            self._say("class", self._names[parse_whole_number(self._digits) - 1])
        elif key == Qt.Key.Key_Backspace:
            self._take_back()
        elif text == "o":
            self.forget()
            self.other_wanted.emit()
        else:
            self._say("skip" if skip else "unsure")
        return True

    def _type(self, digits: str) -> None:
        number, most = parse_whole_number(digits), len(self._names)
        if not 1 <= number <= most:
            self._wait("")
        elif 10 * number <= most:
            self._wait(digits)
        else:
            self._say("class", self._names[number - 1])

    def _take_back(self) -> None:
        if self._digits:
            self._wait(self._digits[:-1])
        else:
            self.taken_back.emit()

    def _say(self, said: str, name: str = "") -> None:
        self._wait("")
        self.said.emit(said, name)

    def _wait(self, digits: str) -> None:
        if digits != self._digits:
            self._digits = digits
            self.typed.emit(digits)
