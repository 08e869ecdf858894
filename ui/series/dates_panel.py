"""Beneath the list of pictures: where dates stand in their names, and the date of those that are chosen."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QWidget

from core.pictures.dates import iso_date
from ui.widgets.building import named
from ui.widgets.number_fields import NumberField


class DatesPanel(QWidget):
    """pattern_typed(text), date_typed(ISO text): what a person says; "" takes it back."""

    pattern_typed = Signal(str)
    date_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Whoever knows the names reads it.
        self.pattern = named(
            NumberField(str, begins=_is_any),
            "series_pattern",
            self.tr("Date in the names"),
            self.tr(
                "Where the date stands in the names, for example scene_%Y-%m-%d*: %Y, %m, %d, %j for the day "
                "of the year, %H, %M, %S; * and ? for other characters. Empty: as it is found."
            ),
        )
        self.date = named(NumberField(iso_date, begins=_is_date), "series_date", self.tr("Date"))
        self.pattern.editingFinished.connect(self._tell_pattern)
        self.date.editingFinished.connect(self._tell_date)
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 6, 0, 0)
        rows.setVerticalSpacing(4)
        rows.addRow(self.tr("Date in names"), self.pattern)
        rows.addRow(self.tr("Date"), self.date)

    def show_pattern(self, typed: str, found: str) -> None:
        """found: where the dates are that were found in the names, "" for none."""
        _show(self.pattern, typed)
        self.pattern.setPlaceholderText(found or self.tr("none found"))

    def show_date(self, typed: str, known: str, source: str, *, number: int) -> None:
        """number: of pictures that are chosen; typed: their date that a person said; known: else, from
        `source`.
        """
        self.date.setEnabled(number > 0)
        _show(self.date, typed.replace("T", " "))
        hint = f"{known.replace('T', ' ')} ({source})" if known else self.tr("none known")
        self.date.setPlaceholderText(hint if number else self.tr("choose a picture"))
        self.date.setToolTip(
            self.tr("When the chosen picture was taken, for example 2024-05-01 or 2024-05-01 12:30.")
            if number < 2
            else self.tr("When the {0} chosen pictures were taken, for example 2024-05-01.").format(number)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """What the fields let pass, as Enter, is not for the list above."""
        event.accept()

    def _tell_pattern(self) -> None:
        if _is_new(self.pattern):
            self.pattern_typed.emit(self.pattern.value() or "")

    def _tell_date(self) -> None:
        if _is_new(self.date):
            self.date_typed.emit(self.date.value() or "")


def _show(field: NumberField[str], text: str) -> None:
    """What is being typed stays."""
    if not (field.hasFocus() and field.isModified()) and field.text() != text:
        field.setText(text)


def _is_new(field: NumberField[str]) -> bool:
    """Whether something was typed that can be read, and is to be told now."""
    new = field.isModified() and not field.problem()
    field.setModified(field.isModified() and not new)
    return new


def _is_any(_text: str) -> bool:
    return True


def _is_date(text: str) -> bool:
    """Whether it can become a date."""
    return re.fullmatch(r"[\d\-./: T]*", text) is not None
