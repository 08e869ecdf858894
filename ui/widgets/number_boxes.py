"""Spin boxes that leave undo, redo and single letters to the window: there a number typed is one step among
others, and a letter chooses a tool."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox


class WholeNumberBox(QSpinBox):
    """For whole numbers."""

    def event(self, event: QEvent) -> bool:
        return _is_for_the_window(event) or super().event(event)


class DecimalBox(QDoubleSpinBox):
    """For numbers with decimals."""

    def event(self, event: QEvent) -> bool:
        return _is_for_the_window(event) or super().event(event)


def _is_for_the_window(event: QEvent) -> bool:
    """Undo, redo, and the letters that choose tools: a number has none.

    Qt asks whoever has the keyboard before a shortcut acts: the box's own line edit would say yes.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo = any(event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    letter = not held and Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
    if undo or letter:
        event.ignore()
    return undo or letter
