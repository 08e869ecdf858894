"""Undo and redo, which say what they would take back or make again."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QUndoGroup, QUndoStack

from ui.session.session import Session
from ui.shell.actions import QT_TRANSLATE_NOOP, Actions, ActionSpec
from ui.widgets.building import without_mnemonic


class Gestures(Protocol):
    """Where the mouse may be drawing."""

    @property
    def drawing(self) -> bool: ...

    def give_up_gesture(self) -> bool: ...


class UndoController(QObject):
    """gestures: of the workspace that is seen. Steps are those of the stack that was shown last."""

    def __init__(self, session: Session, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own, self._actions = session.undo_stack, actions
        self._stack = QUndoGroup(self)
        self._plain: dict[str, tuple[str, str]] = {}
        self.gestures: Gestures | None = None
        self._stack.undoTextChanged.connect(self._say_undo)
        self._stack.redoTextChanged.connect(self._say_redo)

    def use(self, stack: QUndoStack | None) -> None:
        """Undo and redo are of this one from now on; None: of that of the Session."""
        self._stack.addStack(stack or self._own)
        self._stack.setActiveStack(stack or self._own)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("undo", "Ctrl+Z", self.undo, icon="undo", when="can_undo").says(
                QT_TRANSLATE_NOOP("Actions", "&Undo"),
                QT_TRANSLATE_NOOP("Actions", "Take back the last change of classes, scale or parameters."),
            ),
            ActionSpec("redo", "Ctrl+Shift+Z; Ctrl+Y", self.redo, icon="redo", when="can_redo").says(
                QT_TRANSLATE_NOOP("Actions", "&Redo"),
                QT_TRANSLATE_NOOP("Actions", "Make the change again that was taken back."),
            ),
        )

    def undo(self) -> None:
        """In the middle of a stroke that is what goes, and not what was done before it."""
        if self.gestures is not None and self.gestures.drawing:
            self.gestures.give_up_gesture()
        else:
            self._stack.undo()

    def redo(self) -> None:
        if self.gestures is None or not self.gestures.drawing:
            self._stack.redo()

    def _say_undo(self, change: str) -> None:
        self._say("undo", change)

    def _say_redo(self, change: str) -> None:
        self._say("redo", change)

    def _say(self, name: str, change: str) -> None:
        action = self._actions[name]
        text, tooltip = self._plain.setdefault(name, (action.text(), action.toolTip()))
        if change:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            tooltip = self.tr("{0}: {1} ({2})").format(without_mnemonic(text), change, keys)
            text = self.tr("{0}: {1}").format(text, change.replace("&", "&&"))
        action.setText(text)
        action.setToolTip(tooltip)
