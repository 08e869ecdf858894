"""Which key says what is at a point, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from core.writing.typed_numbers import parse_whole_number
from ui.accuracy.answer_buttons import AnswerChoice

# So many classes are named, with so many letters each and in all.
_NAMED, _LETTERS, _ROOM = 9, 16, 90


def keys_hint(choices: Sequence[AnswerChoice], digits: str) -> str:
    """Which key says what. digits: those of a number that waits for another."""
    if digits:
        return _words("{0}… another digit, or Enter for {1}").format(
            digits, choices[parse_whole_number(digits) - 1].name
        )
    named = " · ".join(f"{number} {_cut(choice.name)}" for number, choice in enumerate(choices, 1))
    if len(choices) > _NAMED or len(named) > _ROOM:
        named = _words("1–{0} the class").format(len(choices))
    others = _words("O something else · U unsure · S skip · Backspace back · Esc pauses")
    return f"{named} · {others}"


def _cut(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"


def _words(text: str) -> str:
    return QCoreApplication.translate("Accuracy", text)
