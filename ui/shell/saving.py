"""Saves documents and recipes, and applies recipes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import FloeError
from core.document.file_names import DOCUMENT_SUFFIX, RECIPE_ENDING
from core.document.plain_json import Json, damage_named
from core.image.reading import reading_in
from ui.session.document_controller import DocumentController
from ui.session.recent_files import RecentFiles
from ui.session.session import Session
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.shell_state import title_of
from ui.shell.status import StatusLine
from ui.widgets.file_dialogs import FileType, all_files, ask_open_path, ask_save_path, last_folder
from ui.widgets.notices import NoticeBar
from ui.widgets.settings import DOCUMENT_FOLDER

if TYPE_CHECKING:
    from core.document.document import Document
    from workers.document_files import Saved


class SavingController(QObject):
    """saved: a document is in its file now. given_up: it is not, and is not going to be.

    reading_wanted(Reading, path, values): a recipe is for the picture read in another way.
    """

    saved = Signal()
    reading_wanted = Signal(object, object, object)
    given_up = Signal()

    def __init__(
        self,
        session: Session,
        *,
        recent: RecentFiles,
        notices: NoticeBar,
        status: StatusLine,
        complain: Callable[[str], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._recent, self._notices = session, recent, notices
        self._complain, self._window = complain, window
        self.files = DocumentController(window)
        self.files.saved.connect(self._take_saved)
        self.files.recipe_read.connect(self._take_recipe)
        self.files.failed.connect(self._take_failure)
        self.files.state_changed.connect(status.refresh)
        status.add_job(self.files.cancel, self._occupation)

    @property
    def saving(self) -> bool:
        return self.files.saving

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("save_document", "Ctrl+S", self.save, icon="save", when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "Sa&ve"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Save parameters, classes, scale and what was drawn, to go on later."
                ),
            ),
            ActionSpec("save_document_as", "Ctrl+Shift+S", self.save_as, when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "Save &as…"),
                QT_TRANSLATE_NOOP("Actions", "Save the document under another name."),
            ),
            ActionSpec(
                "embed_picture", "Ctrl+Alt+I", self._session.set_embedding, checkable=True, when="has_image"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Save &with the picture inside"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Put the picture into the document: one file is all. Else it is named by its path.",
                ),
            ),
            ActionSpec("save_recipe", "Ctrl+Alt+S", self.save_recipe, when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "Save rec&ipe…"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Save what can be done to another picture too: parameters, classes, clean-up, ratios.",
                ),
            ),
            ActionSpec("apply_recipe", "Ctrl+Alt+O", self.apply_recipe, when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "Appl&y recipe…"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Do to this picture what a recipe or a run record says; its scale stays its own.",
                ),
            ),
        )

    def save(self) -> None:
        """Where it was opened from; asks where to the first time."""
        document, path = self._session.document, self._session.path
        if document is None:
            return
        if path is None:
            self.save_as()
        else:
            self._save(path, document)

    def save_as(self) -> None:
        document = self._session.document
        if document is None:
            return
        path = self._ask_where(self.tr("Save document"), self.tr("Floe documents"), DOCUMENT_SUFFIX)
        if path is not None:
            self._save(path, document)

    def _save(self, path: Path, document: Document) -> None:
        outcome = self._session.outcome
        models = () if outcome is None else outcome.segmentation.models
        self.files.save(path, document, embed=self._session.embed, models=models)

    def save_recipe(self) -> None:
        document = self._session.document
        if document is None:
            return
        path = self._ask_where(self.tr("Save recipe"), self.tr("Recipes"), RECIPE_ENDING)
        if path is not None:
            self.files.save_recipe(path, document)

    def apply_recipe(self) -> None:
        types = FileType(self.tr("Recipes and run records"), (".json",)), all_files()
        start = last_folder(DOCUMENT_FOLDER, self._session.document)
        path = ask_open_path(self._window, self.tr("Apply recipe"), start, types, DOCUMENT_FOLDER)
        if path is not None:
            self.files.read_recipe(path)

    def close(self) -> None:
        self.files.close()

    def _occupation(self) -> str:
        return self.tr("Saving…") if self.saving else ""

    def _take_saved(self, saved: Saved) -> None:
        if saved.document is not None:
            self._session.take_saved(saved.document, saved.path)
            self._recent.add(saved.path)
        self._notices.add(self.tr("Saved {0}").format(saved.path), "info")
        self.saved.emit()

    def _take_failure(self, sentence: str) -> None:
        self.given_up.emit()
        self._complain(sentence)

    def _take_recipe(self, path: Path, values: Json) -> None:
        from core.document.recipe import apply_recipe

        document = self._session.document
        if document is None:
            return
        try:
            after = apply_recipe(document, values, path)
            with damage_named(path, "recipe"):
                reading = reading_in(values)
        except FloeError as error:
            self._complain(str(error))
            return
        if "reading" in values and reading != document.image.reading:
            self.reading_wanted.emit(reading, path, values)
        else:
            self._session.put(self.tr("Apply recipe"), after)

    def _ask_where(self, title: str, kind: str, ending: str) -> Path | None:
        folder = last_folder(DOCUMENT_FOLDER, self._session.document)
        stem = Path(title_of(self._session)).stem or "floe"
        types = (FileType(kind, (ending,)),)
        suggestion = folder / f"{stem}{ending}"
        return ask_save_path(self._window, title, suggestion, types, DOCUMENT_FOLDER, must_match=True)
