"""A line for a number, or for one with a unit, that is typed in any language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QLineEdit, QWidget

from core.base.errors import ParameterError
from core.writing.typed_numbers import is_beginning
from ui.widgets.field_note import FieldNote

Read = TypeVar("Read")


class NumberField(QLineEdit, Generic[Read]):
    """What is refused stays, with a sentence beside it: at once where it cannot become a number, else when
    the field is left.

    read: makes a value of the text that is not empty; raises ParameterError. says: whether the field itself
    says what is wrong; else whoever holds it does. begins: whether a text can become one that is read.
    """

    def __init__(
        self,
        read: Callable[[str], Read],
        parent: QWidget | None = None,
        *,
        says: bool = True,
        begins: Callable[[str], bool] = is_beginning,
    ) -> None:
        super().__init__(parent)
        self.read, self._begins = read, begins
        self._note = FieldNote(self)
        if says:
            self.textEdited.connect(self._follow)
            self.textChanged.connect(self._mend)
            self.editingFinished.connect(self.tell)

    def value(self) -> Read | None:
        """What was typed; None where nothing was, and where it is refused."""
        text = self.text().strip()
        if not text:
            return None
        try:
            return self.read(text)
        except ParameterError:
            return None

    def problem(self) -> str:
        """Why the text is refused, as a sentence; empty where it is not."""
        text = self.text().strip()
        if not text:
            return ""
        try:
            self.read(text)
        except ParameterError as error:
            return str(error)
        return ""

    def tell(self) -> None:
        """Say beside the field what is wrong, if anything is."""
        self._note.say(self.problem())

    def _follow(self, text: str) -> None:
        if text.strip() and not self._begins(text):
            self.tell()

    def _mend(self) -> None:
        if not self.problem():
            self._note.withdraw()
