"""Undo and Redo say what they would take back or make again."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence, QUndoStack


class UndoWords(QObject):
    """Keeps the texts of two actions in step with a stack."""

    def __init__(self, stack: QUndoStack, undo: QAction, redo: QAction) -> None:
        super().__init__(stack)
        self._undo, self._redo = undo, redo
        self._plain = {action: (action.text(), action.toolTip()) for action in (undo, redo)}
        stack.undoTextChanged.connect(self._say_undo)
        stack.redoTextChanged.connect(self._say_redo)

    def _say_undo(self, change: str) -> None:
        self._say(self._undo, change)

    def _say_redo(self, change: str) -> None:
        self._say(self._redo, change)

    def _say(self, action: QAction, change: str) -> None:
        text, tooltip = self._plain[action]
        if change:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            tooltip = f"{text.replace('&', '')}: {change} ({keys})"
            text = f"{text}: {change.replace('&', '&&')}"
        action.setText(text)
        action.setToolTip(tooltip)
