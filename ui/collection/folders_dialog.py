"""Where pictures are to go: how, into which folder, and what would be done, before it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.base.sentences import in_a_row
from core.writing.number_words import grouped
from ui.collection.placings_table import PlacingsTable
from ui.widgets.building import fill, label_of, named
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.file_dialogs import ask_folder

if TYPE_CHECKING:
    from core.collection.sorting_plan import How
    from workers.collection_files import FoldersPlan

_HOW: tuple[How, ...] = ("copy", "move", "link")


class FoldersDialog(QDialog):
    """plan_wanted(how, folder): what would be done is asked for. confirmed(plan): do it."""

    plan_wanted = Signal(str, object)
    confirmed = Signal(object)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        """folder: in which a new one is proposed."""
        super().__init__(parent)
        self.setObjectName("collection_folders_dialog")
        self.setWindowTitle(self.tr("Put into folders by cluster"))
        self.resize(560, 420)
        self._folder = folder / self.tr("sorted by kind")
        self._plan: FoldersPlan | None = None
        self.how = named(QComboBox(), "folders_how", self.tr("How"))
        self.how.addItems([self.tr("Copy them"), self.tr("Move them"), self.tr("Link to them")])
        self.how.setToolTip(self.tr("A link needs no room, and leads to the picture where it is."))
        self.where = named(ElidedLabel(mode=Qt.TextElideMode.ElideMiddle), "folders_where")
        self.choose = named(QPushButton(self.tr("Choose…")), "folders_choose", self.tr("Choose the folder"))
        self.said = named(QLabel(wordWrap=True), "folders_said")
        self.table = PlacingsTable("folders_plan", self.tr("What would be done"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.do = named(QPushButton(), "folders_do")
        self._buttons.addButton(self.do, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        form = QFormLayout()
        form.addRow(label_of(self.how, self.tr("How")), self.how)
        where = fill(QHBoxLayout(), (self.where, 1), self.choose, spacing=6)
        form.addRow(label_of(self.choose, self.tr("Where to")), where)
        fill(QVBoxLayout(self), form, (self.table, 1), self.said, self._buttons, spacing=8)
        self.how.currentIndexChanged.connect(self.ask_for_plan)
        self.choose.clicked.connect(self._choose)
        self._buttons.accepted.connect(self._confirm)
        self._buttons.rejected.connect(self.reject)

    def ask_for_plan(self) -> None:
        """For what is chosen now; nothing can be done until it is there."""
        self._plan = None
        verbs = (self.tr("Copy"), self.tr("Move"), self.tr("Link"))
        self.do.setText(verbs[self.how.currentIndex()])
        self.do.setEnabled(False)
        self.where.setText(str(self._folder))
        self.plan_wanted.emit(_HOW[self.how.currentIndex()], self._folder)

    def show_plan(self, plan: FoldersPlan) -> None:
        """What would be done."""
        self._plan = plan
        placings = plan.plan.placings
        self.table.show_placings(placings)
        verbs = (
            self.tr("{0} pictures are copied; the originals stay where they are."),
            self.tr("{0} pictures are moved; a journal beside them can take all of them back."),
            self.tr("{0} links are made; the pictures stay where they are."),
        )
        words = [verbs[self.how.currentIndex()].format(grouped(len(placings)))]
        if renamed := sum(each.target.name != each.source.name for each in placings):
            words.append(self.tr("{0} get a number after their names, which are taken.").format(renamed))
        words.append(self.tr("Nothing is overwritten."))
        self.said.setText(in_a_row(words))
        self.do.setEnabled(True)
        self.do.setDefault(True)

    def _choose(self) -> None:
        folder = ask_folder(self, self.tr("Put the folders into"), self._folder.parent)
        if folder is not None:
            self._folder = folder
            self.ask_for_plan()

    def _confirm(self) -> None:
        if self._plan is not None:
            self.confirmed.emit(self._plan)
            self.accept()
