"""Saves documents and recipes in a thread, and asks for the picture of a document where it is missing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from core.document.document import Document
from ui.widgets.building import open_dialog
from ui.widgets.file_dialogs import all_files, ask_open_path
from workers.job_thread import Job, JobThread
from workers.save_request import ChangedMeanwhile, Saved, ToSave

if TYPE_CHECKING:
    from core.document.plain_json import Json
    from workers.picture_search import PictureWanted


class DocumentController(QObject):
    """saved(Saved), changed_meanwhile(ChangedMeanwhile), recipe_read(path, values), failed(sentence): the
    outcome of the newest request.

    picture_found(document, picture, accept), picture_given_up: what the user said to `ask_for_picture`.
    """

    saved = Signal(object)
    changed_meanwhile = Signal(object)
    recipe_read = Signal(object, object)
    failed = Signal(str)
    picture_found = Signal(object, object, bool)
    picture_given_up = Signal()
    state_changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._thread = JobThread("documents", self, on_done=self._take, on_failed=self._take_failure)
        self._wanted: PictureWanted | None = None
        self.saving = False

    def save(self, wanted: ToSave) -> None:
        from workers.saving import save_document

        self._submit(partial(save_document, wanted))

    def save_recipe(self, path: Path, document: Document) -> None:
        from workers.saving import save_recipe

        self._submit(partial(save_recipe, path, document))

    def read_recipe(self, path: Path) -> None:
        from workers.document_files import load_recipe

        self._submit(partial(load_recipe, path))

    def ask_for_picture(self, wanted: PictureWanted) -> None:
        """The picture of a document is not there, or is another one: the user says what to do."""
        self._wanted = wanted
        name, changed = wanted.name, wanted.changed
        if changed is None and wanted.damaged_inside:
            text = self.tr("The picture inside {0} is damaged, and {1} is not there.").format(
                name, wanted.picture
            )
            detail = self.tr("Choose where it is now. Nothing is changed until it is found.")
        elif changed is None:
            text = self.tr("The picture of {0} is not there any more: {1}").format(name, wanted.picture)
            detail = self.tr("Choose where it is now. Nothing is changed until it is found.")
        else:
            text = self.tr("{0} is not the picture that {1} was made with: its content is another.").format(
                changed, name
            )
            detail = self.tr("Choose the right one.")
        if changed is not None and wanted.takes_another:
            detail = self.tr(
                "Choose the right one, or measure this one: the clustering is run on it, and all numbers "
                "are new."
            )
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Floe"), text, parent=self._window)
        box.setObjectName("picture_wanted")
        box.setInformativeText(detail)
        choose = box.addButton(self.tr("Choose the picture…"), QMessageBox.ButtonRole.AcceptRole)
        choose.setObjectName("choose_picture")
        if changed is not None and wanted.takes_another:
            use = box.addButton(self.tr("Measure this one"), QMessageBox.ButtonRole.DestructiveRole)
            use.setObjectName("use_picture")
        box.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())
        box.setDefaultButton(choose)
        box.buttonClicked.connect(self._take_answer)
        open_dialog(box)

    def cancel(self) -> None:
        self._thread.cancel()
        self._set_saving(False)

    def close(self) -> None:
        self._thread.close()

    def _take_answer(self, button: QAbstractButton) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if button.objectName() == "use_picture":
            self.picture_found.emit(wanted.document, wanted.changed, True)
            return
        picture = None
        if button.objectName() == "choose_picture":
            title = self.tr("The picture of {0}").format(wanted.name)
            picture = ask_open_path(self._window, title, wanted.folder, (all_files(),))
        if picture is None:
            self.picture_given_up.emit()
        else:
            self.picture_found.emit(wanted.document, picture, False)

    def _submit(self, job: Job[Saved | ChangedMeanwhile | tuple[Path, Json]]) -> None:
        self._thread.submit(job)
        self._set_saving(True)

    def _take(self, outcome: Saved | ChangedMeanwhile | tuple[Path, Json]) -> None:
        self._set_saving(False)
        if isinstance(outcome, tuple):
            self.recipe_read.emit(*outcome)
        elif isinstance(outcome, Saved):
            self.saved.emit(outcome)
        else:
            self.changed_meanwhile.emit(outcome)

    def _take_failure(self, sentence: str) -> None:
        self._set_saving(False)
        self.failed.emit(sentence)

    def _set_saving(self, saving: bool) -> None:
        self.saving = saving
        self.state_changed.emit()
