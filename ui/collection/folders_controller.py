"""Writes what was found of a collection, and puts its pictures into folders: a plan is shown first."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox

from core.writing.number_words import grouped
from ui.collection.collection_session import CollectionSession
from ui.collection.folders_dialog import FoldersDialog
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.building import open_dialog
from ui.widgets.file_dialogs import ask_folder, last_folder
from ui.widgets.settings import EXPORT_FOLDER
from workers.job_thread import JobThread
from workers.mailbox import Mailbox

if TYPE_CHECKING:
    from core.collection.sorting_plan import How
    from workers.collection_files import FoldersMade, FoldersPlan, Placing, TakenBack


class FoldersController(QObject):
    """One thing at a time; what was done when it is stopped is in the journal, and can be taken back."""

    def __init__(self, services: Services, collection: CollectionSession, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._collection = services, collection
        self._placing: Placing | None = None
        self._dialog: FoldersDialog | None = None
        self._done: FoldersPlan | None = None
        # Journals that this window has written: what they say of other servers no stranger says.
        self._making_by: Path | None = None
        self._own: set[Path] = set()
        self._planning: JobThread[FoldersPlan] = JobThread(
            "folders plan", self, on_done=self._take_plan, on_failed=self._take_failure
        )
        self._making: JobThread[FoldersMade] = JobThread(
            "folders", self, on_done=self._take_made, on_failed=self._take_failure
        )
        self._undoing: JobThread[TakenBack] = JobThread(
            "folders back", self, on_done=self._take_back, on_failed=self._take_failure
        )
        self._looking_back: JobThread[FoldersPlan] = JobThread(
            "folders back plan", self, on_done=self._take_back_plan, on_failed=self._take_failure
        )
        self._threads = (self._planning, self._making, self._looking_back, self._undoing)
        services.status.add_job(self.cancel, self._occupation, workspace="collection")

    @property
    def busy(self) -> bool:
        return any(thread.busy for thread in self._threads)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("collection_folders", "Ctrl+Shift+Q", self.ask, when="can_export").says(
                QT_TRANSLATE_NOOP("Actions", "Put into &folders by cluster…"),
                QT_TRANSLATE_NOOP("Actions", "Copy, move or link the pictures; what would be done is shown."),
            ),
            ActionSpec("collection_folders_back", "Ctrl+Shift+W", self.ask_back).says(
                QT_TRANSLATE_NOOP("Actions", "Take pictures &back from folders…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Undo what was put into folders, by the journal that lies there."
                ),
            ),
        )

    def ask(self) -> None:
        """How, and where to."""
        if self._collection.work.found is None or self.busy:
            return
        self._dialog = FoldersDialog(last_folder(EXPORT_FOLDER, None), self._services.window)
        self._dialog.plan_wanted.connect(self._plan)
        self._dialog.confirmed.connect(self._make)
        self._dialog.finished.connect(self._forget_dialog)
        open_dialog(self._dialog)
        self._dialog.ask_for_plan()

    def ask_back(self) -> None:
        """From which folder."""
        if self.busy:
            return
        title = self.tr("The folder into which pictures were put")
        folder = ask_folder(self._services.window, title, last_folder(EXPORT_FOLDER, None))
        if folder is None:
            return
        from core.collection.sorting import JOURNAL
        from workers.collection_files import plan_back

        journal = folder / JOURNAL
        self._looking_back.submit(partial(plan_back, journal, own=journal in self._own))
        self._services.status.refresh()

    def cancel(self) -> None:
        for thread in self._threads:
            thread.cancel()
        self._services.status.refresh()

    def close(self) -> None:
        for thread in self._threads:
            thread.close()

    def _take_back_plan(self, done: FoldersPlan) -> None:
        """It is shown before anything is done."""
        from ui.collection.back_dialog import BackDialog

        self._services.status.refresh()
        self._done = done
        dialog = BackDialog(done, self._services.window)
        dialog.confirmed.connect(self._go_back)
        open_dialog(dialog)

    def _go_back(self) -> None:
        done, self._done = self._done, None
        if done is None:
            return
        from workers.collection_files import take_back

        self._placing = None
        progress = Mailbox["Placing"](self._take_placing)
        self._undoing.submit(partial(take_back, done, progress), progress)
        self._services.status.refresh()

    def _plan(self, how: How, folder: Path) -> None:
        found = self._collection.work.found
        if found is None:
            return
        from workers.collection_files import plan_folders

        self._planning.submit(partial(plan_folders, found, how, folder))
        self._services.status.refresh()

    def _take_plan(self, plan: FoldersPlan) -> None:
        self._services.status.refresh()
        if self._dialog is not None:
            self._dialog.show_plan(plan)

    def _make(self, plan: FoldersPlan) -> None:
        from workers.collection_files import make_folders

        EXPORT_FOLDER.set(str(plan.journal.parent))
        self._placing, self._making_by = None, plan.journal
        progress = Mailbox["Placing"](self._take_placing)
        self._making.submit(partial(make_folders, plan, progress), progress)
        self._services.status.refresh()

    def _take_placing(self, placing: Placing) -> None:
        self._placing = placing
        if self._making.busy and self._making_by is not None:  # else another one may be there
            self._own.add(self._making_by)
        self._services.status.follow_progress()

    def _take_made(self, made: FoldersMade) -> None:
        self._services.status.refresh()
        self._own.add(made.journal)
        words = self.tr("{0} pictures are in folders now. Take them back from there by the menu Collection.")
        text = words.format(grouped(made.number))
        self._services.notices.add(text, "info", folder=str(made.journal.parent))

    def _take_back(self, back: TakenBack) -> None:
        self._services.status.refresh()
        words = self.tr("{0} pictures are as they were.").format(grouped(back.number))
        self._services.notices.add(words, "info")
        if back.sentences:
            text = "\n".join(back.sentences[:5])
            box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Floe"), text, parent=self._services.window)
            box.setObjectName("complaint")
            box.addButton(QMessageBox.StandardButton.Ok).setIcon(QIcon())
            open_dialog(box)

    def _take_failure(self, sentence: str) -> None:
        self._services.status.refresh()
        self._services.complaints.show(sentence)

    def _occupation(self) -> str:
        if self._planning.busy:
            return self.tr("Planning the folders…")
        if self._looking_back.busy:
            return self.tr("Reading what was put into folders…")
        if not (self._making.busy or self._undoing.busy):
            return ""
        words = self.tr("Taking pictures back…") if self._undoing.busy else self.tr("Placing pictures…")
        placing = self._placing
        if placing is None:
            return words
        done = self.tr("{0} of {1}").format(grouped(placing.done), grouped(placing.of))
        return f"{words} {done}"

    def _forget_dialog(self, _result: int) -> None:
        self._dialog = None
