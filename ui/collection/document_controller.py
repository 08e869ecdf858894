"""The collection as a document: the folder that it is saved to, and nothing lost on the way out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from core.base.paths import is_file
from core.collection.merged_names import InFile, Names, merged_names
from core.collection.store import NAME
from ui.collection.collection_session import CollectionSession
from ui.collection.work import Work
from ui.shell.document_controller import DocumentController
from ui.shell.services import Services
from ui.widgets.building import open_dialog
from ui.widgets.file_dialogs import ask_folder, last_folder
from ui.widgets.settings import EXPORT_FOLDER

if TYPE_CHECKING:
    from core.collection.kept_collection import KeptCollection
    from core.collection.reopened import Reopened
    from workers.collection_files import WrittenCollection
    from workers.opened_collection import OpenedCollection


@dataclass(frozen=True, eq=False)
class SavedAs:
    """What was saved, with how many runs; in_file: what stands in the file of names."""

    work: Work
    runs: int
    in_file: InFile | None


class CollectionDocument(DocumentController):
    """What is saved are the files of `floe cluster`, in a folder; it is opened again by its store."""

    def __init__(self, services: Services, collection: CollectionSession, parent: QObject) -> None:
        super().__init__(services, collection.undo_stack, "collection", parent)
        self._collection = collection
        # What was saved with how many runs, and what is being saved.
        self._saved, self._saving = (Work(), 0), (Work(), 0)
        # What stands in the file of names, None where that says nothing of these runs.
        self._in_file: InFile | None = None
        self._waiting: tuple[Path, Collection[str]] | None = None
        collection.work_changed.connect(self.changed)
        # What is written of the one before is no file of the next.
        collection.replaced.connect(self._thread.cancel)
        services.autosave.watch(self, (self.changed, collection.map_added))

    @property
    def key(self) -> str:
        """Another one for each collection that is open."""
        return self._collection.key

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
        """Whether something would be lost: all but what is chosen that differs from the files; without them
        what a person has made, names and clusters by hand.
        """
        work, (saved, runs) = self._collection.work, self._saved
        if work.run is None:
            return False
        if self._collection.folder is None:
            return bool(work.all_called) or bool(work.run.clustered.outcome.get("by_hand", 0))
        same = work.run is saved.run and len(self._collection.runs) == runs
        return not same or work.pictures != saved.pictures or work.all_called != saved.all_called

    def unsaved(self) -> KeptCollection | None:
        """What a crash must not take: runs, too, which take their time."""
        work, folder = self._collection.work, self._collection.folder
        if work.run is None or (folder is not None and not self.is_unsaved):
            return None
        from core.collection.kept_collection import KeptCollection

        texts = tuple(self.undo_stack.text(i) for i in range(self.undo_stack.index()))
        path = None if folder is None else folder / NAME
        return KeptCollection(
            self.key,
            tuple(self._collection.runs.values()),
            work.names,
            work.run,
            work.selection,
            work.proposed,
            path,
            texts,
            {key: tuple(maps.values()) for key, maps in self._collection.maps.items()},
            self._in_file,
        )

    def take_opened(self, opened: OpenedCollection, found: Reopened) -> None:
        """What was opened stands in the session: nothing of it is unsaved, unless a crash has left it."""
        self._in_file = found.in_file
        if opened.left is None:
            work = self._collection.work
            self._saved = work, len(self._collection.runs)
            if self._collection.folder is not None:
                self._in_file = InFile(work.all_called, found.kept_as)
        else:
            self._saved = Work(), 0
            self._services.autosave.keep_now()
        if opened.path is not None:
            self._services.recent.add(opened.path)
        self.changed.emit()

    def hand_on(self) -> SavedAs:
        """What is in its files."""
        return SavedAs(*self._saved, self._in_file)

    def take_over(self, handed: SavedAs) -> None:
        """The same collection is open, in the window that comes next."""
        self._saved, self._in_file = (handed.work, handed.runs), handed.in_file

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
        self.write_to(folder)

    def write_to(self, folder: Path, exports: Collection[str] = ()) -> None:
        """Asks first where another collection is there. exports: as of core.collection.files."""
        from core.collection.files import RECORD, TABLE

        there = any(is_file(folder / name) for name in (NAME, RECORD, TABLE))
        if there and folder != self._collection.folder:
            self._ask_about_files(folder, exports)
        else:
            self._write(folder, exports)

    def close_document(self) -> None:
        """An empty collection; asks first where work would be lost."""
        self._services.closing.settle(self, self._empty)

    def _write(self, folder: Path, exports: Collection[str] = (), *, replaces: bool = False) -> None:
        work, session = self._collection.work, self._collection
        if self._thread.busy or work.found is None:
            return
        from workers.collection_files import ToWrite, write_files

        what = ToWrite(
            work.found,
            {key: run.named(work.called(key)) for key, run in session.runs.items()},
            {key: tuple(maps.values()) for key, maps in session.maps.items()},
            work.selection,
            (self._in_file if folder == session.folder else None) or InFile(),
            replaces,
            tuple(sorted(exports)),
        )
        self._saving = work, len(session.runs)
        self._thread.submit(partial(write_files, what, folder))
        self._services.status.refresh()

    def _ask_about_files(self, folder: Path, exports: Collection[str]) -> None:
        self._waiting = folder, exports
        text = self.tr(
            "There is a collection in {0} already. Replace it? Its runs and names are gone then; its other "
            "files stay."
        ).format(folder)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Floe"), text, parent=self._services.window)
        box.setObjectName("replace_collection")
        replace = box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        replace.setObjectName("replace")
        box.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())
        box.buttonClicked.connect(self._take_replacing)
        open_dialog(box)

    def _take_replacing(self, button: QAbstractButton) -> None:
        waiting, self._waiting = self._waiting, None
        if button.objectName() == "replace" and waiting is not None:
            self._write(*waiting, replaces=True)
        else:
            self.given_up.emit()

    def _take_saved(self, saved: WrittenCollection) -> None:
        self._services.status.refresh()
        (work, runs), self._in_file = self._saving, saved.now
        now = _with_names(work, work, saved.now.names)
        self._saved, self._collection.folder = (now, runs), saved.folder
        if now is not work:
            text = self.tr("Take names over")
            self._collection.put(text, _with_names(self._collection.work, work, saved.now.names))
            self._services.notices.add(
                self.tr("Names were changed in the file meanwhile: they are taken over."), "info"
            )
        self._services.recent.add(saved.folder / NAME)
        self._services.written.say(saved.paths)
        self.changed.emit()
        self.saved.emit()

    def _empty(self) -> None:
        self._services.autosave.drop(self.key)
        self._saved, self._in_file = (Work(), 0), None
        self._collection.empty()
        self.changed.emit()


def _with_names(work: Work, written: Work, there: Mapping[str, Names]) -> Work:
    """With what somebody else has changed of the names that were written; what was changed since, stays."""
    for key, names in there.items():
        as_written = written.called(key)
        if names != as_written:
            work = work.with_called(key, merged_names(work.called(key), as_written, names))
    return work
