"""Buttons: one that stands for an action, and the two at the foot of a dialog."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget

from ui.widgets.building import named, without_mnemonic


class ActionButton(QPushButton):
    """A push button that does and shows what an action does and shows."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(action.icon(), action.text(), parent)
        self._action = action
        named(self, f"{action.objectName()}_button", without_mnemonic(action.text()), action.toolTip())
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setIcon(self._action.icon())
        self.setToolTip(self._action.toolTip())


def add_buttons(dialog: QDialog, name: str, text: str, tooltip: str) -> tuple[QDialogButtonBox, QPushButton]:
    """Buttons "NAME_accept" and "NAME_cancel", connected to `dialog`; the box and the accepting button."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    accept = box.button(QDialogButtonBox.StandardButton.Ok)
    cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
    accept.setText(text)
    named(accept, f"{name}_accept", text, tooltip)
    cancel.setObjectName(f"{name}_cancel")
    cancel.setToolTip(QCoreApplication.translate("Dialogs", "Leave everything as it is."))
    for button in (accept, cancel):
        button.setIcon(QIcon())  # the style's green hook and red cross are no part of Floe's drawings
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box, accept
