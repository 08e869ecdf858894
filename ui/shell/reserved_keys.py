"""Keys that no action may be given: those that fields, lists and dialogs live by, and what is typed."""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

_Standard = QKeySequence.StandardKey
# What a field's text is edited with, on every desktop; all else that Qt reserves in it, such as Ctrl+E for
# the end of the line and Ctrl+U for deleting it (X11 alone), belongs to the actions of the window.
EDITING = (
    _Standard.Copy,
    _Standard.Cut,
    _Standard.Paste,
    _Standard.SelectAll,
    _Standard.Delete,
    _Standard.DeleteStartOfWord,
    _Standard.DeleteEndOfWord,
    _Standard.MoveToPreviousWord,
    _Standard.MoveToNextWord,
    _Standard.SelectPreviousWord,
    _Standard.SelectNextWord,
)
# In a text these are its own; a number that was typed is a step of the document like all others.
UNDOING = (_Standard.Undo, _Standard.Redo)
# Move the focus, press a button, leave a dialog, move in a list, take back what was typed or answered: of no
# action, with Shift or without.
_MOVING = frozenset(
    (
        *("Esc", "Tab", "Backtab", "Return", "Enter", "Space", "Left", "Right", "Up", "Down"),
        *("Home", "End", "PgUp", "PgDown", "Backspace"),
    )
)
_COMMAND_KEYS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
# Beyond it are the keys that write nothing, such as F1 (Qt::Key).
_LAST_SIGN = 0x00FFFFFF


def is_of_fields(keys: QKeySequence) -> bool:
    """Whether these keys are those of fields, lists and dialogs, which no action may have.

    Alt with a letter opens menus and goes to fields, in each language by other letters.
    """
    text = keys.toString(QKeySequence.SequenceFormat.PortableText).removeprefix("Shift+")
    letter = text.removeprefix("Alt+")
    if letter != text and len(letter) == 1 and letter.isalpha():
        return True
    return text in _MOVING or any(keys in QKeySequence.keyBindings(key) for key in EDITING)


def is_typed(keys: QKeySequence) -> bool:
    """Whether these keys alone write a sign: in a field, or to find a row of a list by its beginning."""
    pressed: QKeyCombination = keys[0]  # type: ignore[index] # PySide's annotations leave it out
    return not pressed.keyboardModifiers() & _COMMAND_KEYS and int(pressed.key()) <= _LAST_SIGN
