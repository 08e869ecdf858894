"""How an observer says by the mouse what is at a point: a button a class, a field for another, and others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.base.errors import ParameterError
from core.classes.classes import checked_name
from ui.widgets.building import fill, named
from ui.widgets.field_note import FieldNote
from ui.widgets.swatch import SWATCH, swatch

# Two columns have room for names; many classes would be too long a list.
_MOST_IN_TWO = 10
_ROUND_WORDS = 12


@dataclass(frozen=True)
class AnswerChoice:
    """A class to choose. colour: "#rrggbb"; empty where the map does not have it."""

    name: str
    colour: str = ""


class AnswerButtons(QWidget):
    """said(said, name): as core.accuracy.sample.Answer has them. taken_back: the last one was wrong.

    A click leaves the keyboard where it is, so that keys and mouse can take turns; Tab reaches all of them.
    """

    said = Signal(str, str)
    taken_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "accuracy_answers", self.tr("What is at the point"))
        self._choices: tuple[AnswerChoice, ...] = ()
        self._buttons: list[QPushButton] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        self.other = OtherField(self)
        self.unsure = _quiet_button(self.tr("Unsure (U)"), "accuracy_unsure")
        self.unsure.setToolTip(self.tr("Nobody can tell what this is: the point does not count."))
        self.skip = _quiet_button(self.tr("Skip (S)"), "accuracy_skip")
        self.skip.setToolTip(self.tr("Ask for this point again at the end. (S or Space)"))
        self.back = _quiet_button(self.tr("Back (⌫)"), "accuracy_back")
        self.back.setToolTip(self.tr("Take back the last answer and ask again. (Backspace)"))
        for button in (self.unsure, self.skip, self.back):
            button.setAccessibleName(button.text())
        self.unsure.clicked.connect(self._say_unsure)
        self.skip.clicked.connect(self._say_skip)
        self.back.clicked.connect(self.taken_back)
        self.other.named.connect(self._say_other)
        others = fill(QHBoxLayout(), self.unsure, self.skip, self.back, spacing=4)
        fill(QVBoxLayout(self), self._grid, others, margins=0, spacing=6)

    def show_choices(
        self, choices: tuple[AnswerChoice, ...], *, can_answer: bool, can_take_back: bool
    ) -> None:
        """One button each, numbered from 1."""
        if choices != self._choices:
            self._choices = choices
            self._fill(choices)
        for widget in (*self._buttons, self.other, self.unsure, self.skip):
            widget.setEnabled(can_answer)
        self.back.setEnabled(can_take_back)

    def _fill(self, choices: Sequence[AnswerChoice]) -> None:
        while len(self._buttons) > len(choices):
            button = self._buttons.pop()
            self._grid.removeWidget(button)
            button.deleteLater()
        columns = 2 if len(choices) <= _MOST_IN_TWO else 3
        edge = QColor(self.palette().color(QPalette.ColorRole.Text))
        edge.setAlpha(110)
        previous: QWidget | None = None
        for number, choice in enumerate(choices, 1):
            if number > len(self._buttons):
                made = ElidedButton()
                made.clicked.connect(self._say_class)
                self._buttons.append(made)
            button = self._buttons[number - 1]
            named(button, f"accuracy_answer_{number}")
            button.setProperty("class_name", choice.name)
            if isinstance(button, ElidedButton):
                named_so = choice.name != str(number)
                button.show_text(f"{number}  {choice.name}" if named_so else choice.name)
            button.setToolTip(self.tr("This is “{0}”. ({1})").format(choice.name, number))
            plain = swatch(choice.colour, edge, self.devicePixelRatioF()) if choice.colour else QIcon()
            button.setIcon(plain)
            self._grid.addWidget(button, *divmod(number - 1, columns))
            if previous is not None:
                QWidget.setTabOrder(previous, button)
            previous = button
        self._grid.addWidget(self.other, *divmod(len(choices), columns))
        if previous is not None:
            QWidget.setTabOrder(previous, self.other)
        QWidget.setTabOrder(self.other, self.unsure)

    def _say_class(self) -> None:
        self.said.emit("class", self.sender().property("class_name"))

    def _say_other(self, name: str) -> None:
        self.said.emit("class", name)

    def _say_unsure(self) -> None:
        self.said.emit("unsure", "")

    def _say_skip(self) -> None:
        self.said.emit("skip", "")


class OtherField(QLineEdit):
    """named(name): a class that is no choice yet, typed and taken by Enter."""

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(
            self,
            "accuracy_other",
            self.tr("Something else"),
            self.tr("Type what is there where the map has no such class, then Enter. (O)"),
        )
        self.setPlaceholderText(self.tr("Something else (O)"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._note = FieldNote(self)
        self.textEdited.connect(self._note.withdraw)
        self.returnPressed.connect(self._take)

    def _take(self) -> None:
        try:
            name = checked_name(self.text(), "class")
        except ParameterError as error:
            self._note.say(str(error))
            return
        self.clear()
        self.named.emit(name)


class ElidedButton(QPushButton):
    """Its text stands at the left and ends in “…” where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(SWATCH, SWATCH))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("text-align: left; padding: 3px 6px;")

    def show_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self._elide()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(60, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.width() - SWATCH - 24
        fitting = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, max(room, 20))
        # "&" would underline the letter behind it and make it a key.
        self.setText(fitting.replace("&", "&&"))


def _quiet_button(text: str, name: str) -> QPushButton:
    button = named(QPushButton(text), name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    # In a narrow panel: the style asks for more than the words need.
    button.setMinimumWidth(button.fontMetrics().horizontalAdvance(text) + _ROUND_WORDS)
    return button
