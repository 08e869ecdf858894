"""The collection as a document: the folder that it is saved to, and nothing lost on the way out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from core.base.paths import is_file
from ui.collection.collection_session import CollectionSession, Work
from ui.collection.map_controller import MapController
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.building import open_dialog
from ui.widgets.file_dialogs import ask_folder, last_folder
from ui.widgets.settings import EXPORT_FOLDER
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from workers.collection_files import WrittenCollection


class CollectionDocument(QObject):
    """changed, saved, given_up: as of an OwnDocument. What is saved are the files of `floe cluster`, in a
    folder.
    """

    changed = Signal()
    saved = Signal()
    given_up = Signal()

    def __init__(
        self, services: Services, collection: CollectionSession, maps: MapController, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services, self._collection, self._maps = services, collection, maps
        self.undo_stack = collection.undo_stack
        # What was saved, and what is being saved.
        self._saved, self._saving = Work(), Work()
        self._waiting: Path | None = None
        self._thread: JobThread[WrittenCollection] = JobThread(
            "saving collection", self, on_done=self._take_written, on_failed=self._take_failure
        )
        services.status.add_job(self._cancel, self._occupation, workspace="collection")
        collection.work_changed.connect(self.changed)
        self.undo_stack.indexChanged.connect(self._tell)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec(
                "collection_export", "Ctrl+Alt+Shift+E", self.save_as, icon="export", when="can_export"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Export t&he collection…"),
                QT_TRANSLATE_NOOP("Actions", "Write the table of pictures by cluster, and the record."),
            ),
        )

    @property
    def saving(self) -> bool:
        return self._thread.busy

    @property
    def title(self) -> str:
        folder = self._collection.folder
        if folder is not None:
            return folder.name
        return self.tr("Collection") if self.is_open else ""

    @property
    def is_open(self) -> bool:
        return bool(self._collection.work.pictures)

    @property
    def is_unsaved(self) -> bool:
        """Whether something that a person has made would be lost: names, or clusters by hand."""
        work, saved = self._collection.work, self._saved
        if work.run is None:
            return False
        made = work.run.clustered.outcome.get("by_hand", 0)
        same_run = saved.run is work.run
        return dict(work.run_names) != dict(saved.run_names if same_run else {}) or bool(
            made and not same_run
        )

    def save(self) -> None:
        """Where it was saved to before; asks where to the first time."""
        if self._collection.folder is None:
            self.save_as()
        else:
            self._write(self._collection.folder)

    def save_as(self) -> None:
        if self._collection.work.run is None:
            self._services.status.show_message(
                self.tr("Sort the pictures first: then there is what to save.")
            )
            self.given_up.emit()
            return
        start = last_folder(EXPORT_FOLDER, None)
        folder = ask_folder(self._services.window, self.tr("Save the collection to"), start)
        if folder is None:
            self.given_up.emit()
            return
        EXPORT_FOLDER.set(str(folder))
        if is_file(folder / "run.json") and folder != self._collection.folder:
            self._ask_about_files(folder)
        else:
            self._write(folder)

    def close_document(self) -> None:
        """An empty collection; asks first where work would be lost."""
        self._services.closing.settle(self, self._empty)

    def close(self) -> None:
        self._thread.close()

    def _write(self, folder: Path) -> None:
        work = self._collection.work
        if self._thread.busy or work.found is None:
            return
        from workers.collection_files import write_files

        self._saving = work
        self._thread.submit(partial(write_files, work.found, self._maps.placed, work.run_names, folder))
        self._services.status.refresh()

    def _ask_about_files(self, folder: Path) -> None:
        self._waiting = folder
        text = self.tr("There is a collection in {0} already. Replace its files?").format(folder)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Floe"), text, parent=self._services.window)
        box.setObjectName("replace_collection")
        replace = box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        replace.setObjectName("replace")
        box.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())
        box.buttonClicked.connect(self._take_replacing)
        open_dialog(box)

    def _take_replacing(self, button: QAbstractButton) -> None:
        folder, self._waiting = self._waiting, None
        if button.objectName() == "replace" and folder is not None:
            self._write(folder)
        else:
            self.given_up.emit()

    def _take_written(self, written: WrittenCollection) -> None:
        self._services.status.refresh()
        self._saved, self._collection.folder = self._saving, written.folder
        self._services.written.say(written.paths)
        self.changed.emit()
        self.saved.emit()

    def _take_failure(self, sentence: str) -> None:
        self.given_up.emit()
        self._services.status.refresh()
        self._services.complaints.show(sentence)

    def _empty(self) -> None:
        self._thread.cancel()
        self._saved = Work()
        self._collection.empty()
        self.changed.emit()

    def _cancel(self) -> None:
        if self._thread.busy:
            self._thread.cancel()
            self.given_up.emit()
            self._services.status.refresh()

    def _occupation(self) -> str:
        return self.tr("Saving…") if self._thread.busy else ""

    def _tell(self, _index: int) -> None:
        self.changed.emit()
