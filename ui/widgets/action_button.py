"""A push button that does and shows what an action does and shows."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget


class ActionButton(QPushButton):
    """A push button that does and shows what an action does and shows."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(action.icon(), action.text(), parent)
        self._action = action
        self.setObjectName(f"{action.objectName()}_button")
        self.setAccessibleName(action.text())
        self.setToolTip(action.toolTip())
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setIcon(self._action.icon())
