"""What would be done to take pictures back from folders, before it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from core.base.sentences import in_a_row
from core.writing.number_words import grouped
from ui.collection.placings_table import PlacingsTable
from ui.widgets.building import fill, named
from ui.widgets.elided_label import ElidedLabel
from workers.collection_files import FoldersPlan


class BackDialog(QDialog):
    """confirmed: take them back."""

    confirmed = Signal()

    def __init__(self, done: FoldersPlan, parent: QWidget | None = None) -> None:
        """done: what was done then."""
        super().__init__(parent)
        self.setObjectName("collection_back_dialog")
        self.setWindowTitle(self.tr("Take pictures back from folders"))
        self.resize(560, 380)
        where = named(ElidedLabel(mode=Qt.TextElideMode.ElideMiddle), "back_where")
        where.setText(str(done.journal.parent))
        self.table = PlacingsTable("back_plan", self.tr("What would be taken back"))
        self.table.show_placings(done.plan.placings)
        self.said = named(QLabel(self._words(done), wordWrap=True), "back_said")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        self.do = named(QPushButton(self.tr("Take back")), "back_do")
        self.do.setDefault(True)
        buttons.addButton(self.do, QDialogButtonBox.ButtonRole.AcceptRole)
        fill(QVBoxLayout(self), where, (self.table, 1), self.said, buttons, spacing=8)
        buttons.accepted.connect(self._confirm)
        buttons.rejected.connect(self.reject)

    def _words(self, done: FoldersPlan) -> str:
        words = {
            "copy": self.tr("{0} copies are removed; the originals stay where they are."),
            "move": self.tr("{0} pictures go back to where they were."),
            "link": self.tr("{0} links are removed; the pictures stay where they are."),
        }
        said = words[done.plan.how].format(grouped(len(done.plan.placings)))
        kept = self.tr("What was changed since stays, and is told. Folders that are empty then go.")
        return in_a_row((said, kept))

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()
