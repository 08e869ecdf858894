"""Keys of the whole window: where Tab goes, and which shortcuts work while a field has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QDockWidget, QLineEdit, QTabBar, QWidget

from ui.shell.actions import Actions
from ui.shell.reserved_keys import EDITING, UNDOING
from ui.widgets.number_boxes import DecimalBox, WholeNumberBox

_COMMAND_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class FieldKeys(QObject):
    """Lets the shortcuts of `actions` work while a field of `window` has the focus.

    Those with Ctrl or Alt in every field, but for what text is edited with; in a number field undo and redo
    too, and the letters that choose tools, where no unit is typed.
    """

    def __init__(self, window: QWidget, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self._field: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Listen to the field with the focus alone: a filter in Python for all would cost at every event."""
        if self._field is not None:
            self._field.removeEventFilter(self)
            self._field.destroyed.disconnect(self._forget)
        self._field = None
        if isinstance(new, QLineEdit | QAbstractSpinBox) and self._window.isAncestorOf(new):
            self._field = new
            new.destroyed.connect(self._forget)
            new.installEventFilter(self)

    def _forget(self) -> None:
        self._field = None

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:  # noqa: N802
        """Before a shortcut is looked for, Qt asks the field whether the key is its own."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if self._edits(event):
            return False
        keys = QKeySequence(event.keyCombination())
        if any(keys in action.shortcuts() for action in self._actions.by_id.values()):
            event.ignore()
            return True
        return False

    def _edits(self, event: QKeyEvent) -> bool:
        """Whether the key is for the text of the field."""
        field = self._field
        number = field if isinstance(field, WholeNumberBox | DecimalBox) else None
        if not event.modifiers() & _COMMAND_KEYS:
            letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
            return number is None or number.takes_letters or not letter
        editing = EDITING if number is not None else (*EDITING, *UNDOING)
        return any(event.matches(key) for key in editing)


def next_in_sight(window: QWidget, *, forward: bool) -> QWidget | None:
    """Where Tab goes from what has the focus: past what stands behind another tab; None for nowhere.

    Qt counts the content of a panel behind a tab as visible.
    """
    start = window.focusWidget() or window
    widget: QWidget = start
    while True:
        following = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
        widget = following or start
        if widget is start:
            return None
        tab_stop = Qt.FocusPolicy.TabFocus in widget.focusPolicy() and widget.focusProxy() is None
        if tab_stop and widget.isEnabled() and widget.isVisibleTo(window) and _in_sight(widget, window):
            return widget


def _in_sight(widget: QWidget, window: QWidget) -> bool:
    if widget.window() is not window:
        return False
    if isinstance(widget, QTabBar) and widget.visibleRegion().isEmpty():
        return False  # Qt keeps the bar of panels outside the window while one of them alone is open
    while widget is not window and not isinstance(widget, QDockWidget):
        widget = widget.parentWidget() or window
    return widget is window or not widget.visibleRegion().isEmpty()
