"""Asks for the files by which the nearest words become names: words, half a CLIP, its tokenizer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from core.cluster.features.options import Option
from ui.collection.option_form import OptionForm
from ui.widgets.building import fill, named

_LABELS = 90


class WordsDialog(QDialog):
    """confirmed(values): the files, by the names of the options."""

    confirmed = Signal(object)

    def __init__(
        self, options: Sequence[Option[Any]], before: Mapping[str, Any], parent: QWidget | None = None
    ) -> None:
        """before: the files of the last time."""
        super().__init__(parent)
        self.setObjectName("collection_words_dialog")
        self.setWindowTitle(self.tr("Name by words"))
        self.form = OptionForm("naming", self.tr("Name by words"), options, _LABELS)
        for name, value in before.items():
            self.form.set_value(name, value)
        said = QLabel(
            self.tr(
                "For each cluster the nearest of the words in a file is proposed. The pictures have to be "
                "sorted by the CLIP that the text encoder belongs to (Network). Nothing leaves this machine."
            ),
            wordWrap=True,
        )
        self.propose = named(QPushButton(self.tr("Propose names")), "words_find")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        buttons.addButton(self.propose, QDialogButtonBox.ButtonRole.AcceptRole)
        fill(QVBoxLayout(self), said, self.form, buttons, spacing=8)
        self.resize(460, self.sizeHint().height())
        self.form.changed.connect(self._follow)
        self.finished.connect(self.form.close_controls)
        buttons.accepted.connect(self._confirm)
        buttons.rejected.connect(self.reject)
        self._follow()

    def _follow(self) -> None:
        hindrance = self.form.hindrance()
        self.propose.setEnabled(not hindrance)
        self.propose.setToolTip(hindrance)

    def _confirm(self) -> None:
        if not self.form.hindrance():
            self.confirmed.emit(self.form.values())
            self.accept()
