"""Saves documents and recipes, and applies recipes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from core.base.errors import FloeError
from core.document.file_names import DOCUMENT_SUFFIX, RECIPE_ENDING
from core.document.plain_json import Json, damage_named
from core.image.reading import reading_in
from core.writing.stamp import FileStamp
from ui.session.document_controller import DocumentController
from ui.session.recent_files import RecentFiles
from ui.session.session import Session
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.own_document import OwnDocument
from ui.shell.shell_state import title_of
from ui.shell.status import StatusLine
from ui.widgets.building import open_dialog
from ui.widgets.file_dialogs import FileType, all_files, ask_open_path, ask_save_path, last_folder
from ui.widgets.notices import NoticeBar
from ui.widgets.settings import DOCUMENT_FOLDER
from workers.save_request import ChangedMeanwhile, Saved, ToSave


class SavingController(QObject):
    """saved(Saved): a document is in its file now. given_up: it is not, and is not going to be.

    reading_wanted(Reading, path, values): a recipe is for the picture read in another way.
    own: what is saved in place of the Session's document; of the workspace that is seen.
    """

    saved = Signal(object)
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
        self._changed: ChangedMeanwhile | None = None
        self.own: OwnDocument | None = None
        self.files = DocumentController(window)
        self.files.saved.connect(self._take_saved)
        self.files.recipe_read.connect(self._take_recipe)
        self.files.changed_meanwhile.connect(self._ask_about_change)
        self.files.failed.connect(self._take_failure)
        self.files.state_changed.connect(status.refresh)
        status.add_job(self.files.cancel, self._occupation)

    @property
    def saving(self) -> bool:
        return self.files.saving

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("save_document", "Ctrl+S", self.save, icon="save", when="has_document").says(
                QT_TRANSLATE_NOOP("Actions", "Sa&ve"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Save parameters, classes, scale and what was drawn, to go on later."
                ),
            ),
            ActionSpec("save_document_as", "Ctrl+Shift+S", self.save_as, when="has_document").says(
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
        if self.own is not None:
            self.own.save()
            return
        path = self._session.path
        if path is None:
            self.save_as()
        else:
            self.save_to(path, self._session.stamp)

    def save_as(self) -> None:
        if self.own is not None:
            self.own.save_as()
            return
        if self._session.document is None:
            return
        path = self.ask_where(title_of(self._session))
        if path is not None:
            self.save_to(path, FileStamp.of(path))

    def ask_where(self, name: str) -> Path | None:
        """Where a document is to be saved the first time. name: of its file or picture."""
        title = self.tr("Save {0}").format(name)
        return self._ask_where(title, name, self.tr("Floe documents"), DOCUMENT_SUFFIX)

    def save_recipe(self) -> None:
        document = self._session.document
        if document is None:
            return
        title, name = self.tr("Save recipe"), title_of(self._session)
        path = self._ask_where(title, name, self.tr("Recipes"), RECIPE_ENDING)
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

    def save_to(self, path: Path, before: FileStamp | None) -> None:
        session = self._session
        if session.document is not None:
            models = () if session.outcome is None else tuple(session.outcome.segmentation.models)
            wanted = ToSave(
                path,
                session.document,
                session.embed,
                session.key,
                models=models,
                held_in=session.path,
                before=before,
            )
            self.files.save(wanted)

    def _take_saved(self, saved: Saved) -> None:
        if saved.document is not None:
            if saved.key == self._session.key:
                self._take_present(saved)
            self._recent.add(saved.path)
        self._notices.add(self.tr("Saved {0}").format(saved.path), "info")
        self.saved.emit(saved)

    def _take_present(self, saved: Saved) -> None:
        session = self._session
        has_file = session.document is not None and session.document.image.provenance.sha256
        kept_inside = saved.embedded and not session.embed and has_file
        if kept_inside:
            session.set_embedding(True)
        if saved.document is not None:
            session.take_saved(saved.document, saved.path, saved.stamp)
        if kept_inside:
            self._notices.add(
                self.tr("The picture stays inside {0}: it is in no other place.").format(saved.path.name)
            )

    def _ask_about_change(self, changed: ChangedMeanwhile) -> None:
        """Somebody else has written the file: whose work goes is not for the program to say."""
        self._changed = changed
        name = changed.wanted.path.name
        text = self.tr("{0} has been changed by another window or program since it was opened here.")
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Floe"), text.format(name), parent=self._window)
        box.setObjectName("changed_meanwhile")
        box.setInformativeText(self.tr("Saving here would replace what was saved there."))
        other = box.addButton(self.tr("Save as…"), QMessageBox.ButtonRole.AcceptRole)
        other.setObjectName("save_elsewhere")
        replace_it = box.addButton(self.tr("Replace it"), QMessageBox.ButtonRole.DestructiveRole)
        replace_it.setObjectName("replace_changed")
        box.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())
        box.setDefaultButton(other)
        box.buttonClicked.connect(self._take_answer)
        open_dialog(box)

    def _take_answer(self, button: QAbstractButton) -> None:
        changed, self._changed = self._changed, None
        if changed is None:
            return
        wanted = changed.wanted
        if button.objectName() == "replace_changed":
            self.files.save(replace(wanted, before=changed.now))
            return
        path = self.ask_where(wanted.path.name) if button.objectName() == "save_elsewhere" else None
        if path is None:
            self.given_up.emit()
        else:
            self.files.save(replace(wanted, path=path, before=FileStamp.of(path)))

    def _take_failure(self, sentence: str) -> None:
        self.given_up.emit()
        self._complain(sentence)

    def _take_recipe(self, path: Path, values: Json) -> None:
        from core.document.document_parts import unfitting_crop
        from core.document.recipe import apply_recipe

        document = self._session.document
        if document is None:
            return
        try:
            after = apply_recipe(document, values, path)
            with damage_named(path, "recipe"):
                reading, note = reading_in(values), unfitting_crop(values, document.image)
        except FloeError as error:
            self._complain(str(error))
            return
        if "reading" in values and reading != document.image.reading:
            self.reading_wanted.emit(reading, path, values)
        else:
            self._session.put(self.tr("Apply recipe"), after)
            if note:
                self._notices.add(note)

    def _ask_where(self, title: str, name: str, kind: str, ending: str) -> Path | None:
        folder = last_folder(DOCUMENT_FOLDER, self._session.document)
        stem = Path(name).stem or "floe"
        types = (FileType(kind, (ending,)),)
        suggestion = folder / f"{stem}{ending}"
        return ask_save_path(self._window, title, suggestion, types, DOCUMENT_FOLDER, must_match=True)
