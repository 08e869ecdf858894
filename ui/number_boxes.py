"""Spin boxes that leave undo and redo to the window: there a number typed is one step among others."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox


class WholeNumberBox(QSpinBox):
    """For whole numbers."""

    def event(self, event: QEvent) -> bool:
        return _is_undo(event) or super().event(event)


class DecimalBox(QDoubleSpinBox):
    """For numbers with decimals."""

    def event(self, event: QEvent) -> bool:
        return _is_undo(event) or super().event(event)


def _is_undo(event: QEvent) -> bool:
    """Qt asks whoever has the keyboard before a shortcut acts: the box's own line edit would say yes."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if not any(event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)):
        return False
    event.ignore()
    return True
