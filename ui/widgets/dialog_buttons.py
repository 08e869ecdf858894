"""The two buttons at the foot of a dialog: one says what it does, the other is Cancel."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton


def add_buttons(dialog: QDialog, name: str, text: str, tooltip: str) -> tuple[QDialogButtonBox, QPushButton]:
    """Buttons "NAME_accept" and "NAME_cancel", connected to `dialog`; the box and the accepting button."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    accept = box.button(QDialogButtonBox.StandardButton.Ok)
    cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
    accept.setText(text)
    accept.setAccessibleName(text)
    accept.setObjectName(f"{name}_accept")
    accept.setToolTip(tooltip)
    cancel.setObjectName(f"{name}_cancel")
    cancel.setToolTip(QCoreApplication.translate("Dialogs", "Leave everything as it is."))
    for button in (accept, cancel):
        button.setIcon(QIcon())  # the style's green hook and red cross are no part of Floe's drawings
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box, accept
