"""Asks what a cluster is to be called that is made of the pictures chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCompleter, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.building import fill, named


class NameDialog(QDialog):
    """name_typed(name): not empty."""

    name_typed = Signal(str)

    def __init__(self, question: str, known: Sequence[str], parent: QWidget | None = None) -> None:
        """known: names of clusters, into one of which the pictures may go."""
        super().__init__(parent)
        self.setObjectName("collection_name_dialog")
        self.setWindowTitle(self.tr("Floe"))
        self.name = named(QLineEdit(), "collection_name", question)
        self.name.setCompleter(QCompleter(list(known), self))
        note = QLabel(self.tr("Where a cluster has this name already, they go into that."), wordWrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make = named(buttons.addButton(QDialogButtonBox.StandardButton.Ok), "collection_make")
        self.make.setText(self.tr("Make cluster"))
        for button in buttons.buttons():
            button.setIcon(QIcon())
        fill(QVBoxLayout(self), QLabel(question), self.name, note, buttons, spacing=8)
        self.name.textChanged.connect(self._follow)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self._follow()

    def _follow(self) -> None:
        self.make.setEnabled(bool(self.name.text().split()))

    def _accept(self) -> None:
        self.name_typed.emit(self.name.text())
        self.accept()
