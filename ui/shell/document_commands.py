"""What saving and opening documents and recipes does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from core.base.errors import FloeError
from core.document.document import Document, fitting
from core.document.document_parts import all_parts, has_work, with_all_parts
from core.document.file_names import DOCUMENT_SUFFIX, RECIPE_ENDING
from core.document.plain_json import Json
from core.image.image import Image
from ui.session.remembered import Remembered
from ui.widgets.file_dialogs import FileType, all_files, ask_open_path, ask_save_path, last_folder
from ui.widgets.settings import DOCUMENT_FOLDER

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow
    from workers.document_files import OpenedDocument, PictureWanted, Saved
    from workers.opening import Opened


class DocumentCommands:
    """Part of MainWindow: documents, recipes, and nothing lost when it closes."""

    def save_document(self: MainWindow) -> None:
        """Where it was opened from; asks where to the first time."""
        document, path = self.session.document, self.session.path
        if document is None:
            return
        if path is None:
            self.save_document_as()
        else:
            self.documents.save(path, document, embed=self.session.embed)

    def save_document_as(self: MainWindow) -> None:
        document = self.session.document
        if document is None:
            return
        path = self._ask_where(self.tr("Save document"), self.tr("Floe documents"), DOCUMENT_SUFFIX)
        if path is not None:
            self.documents.save(path, document, embed=self.session.embed)

    def set_embedding(self: MainWindow, embed: bool) -> None:
        self.session.set_embedding(embed)

    def save_recipe(self: MainWindow) -> None:
        document = self.session.document
        if document is None:
            return
        path = self._ask_where(self.tr("Save recipe"), self.tr("Recipes"), RECIPE_ENDING)
        if path is not None:
            self.documents.save_recipe(path, document)

    def apply_recipe(self: MainWindow) -> None:
        types = FileType(self.tr("Recipes and run records"), (".json",)), all_files()
        start = last_folder(DOCUMENT_FOLDER, self.session.document)
        path = ask_open_path(self, self.tr("Apply recipe"), start, types, DOCUMENT_FOLDER)
        if path is not None:
            self.documents.read_recipe(path)

    def connect_documents(self: MainWindow) -> None:
        self.opening.document_opened.connect(self._take_document)
        self.opening.picture_wanted.connect(self._take_picture_wanted)
        self.documents.saved.connect(self._take_saved)
        self.documents.recipe_read.connect(self._take_recipe)
        self.documents.failed.connect(self._take_saving_failure)
        self.documents.picture_found.connect(self._open_with_picture)
        self.documents.state_changed.connect(self.refresh)

    def remember(self: MainWindow) -> None:
        """What was said of a picture, for when the user comes back to it; without its pixels."""
        document = self.session.document
        if document is None or not document.image.provenance.sha256:
            return
        unsaved = self.session.is_modified and has_work(document)
        kept = Remembered(all_parts(document), self.session.path, self.session.embed, unsaved)
        self._remembered[document.image.provenance.path, document.image.provenance.sha256] = kept

    def restored(self: MainWindow, opened: Opened) -> tuple[Document, Remembered | None]:
        """The document of a picture that has been read, as it was left or anew."""
        image: Image = opened.image
        known = self._remembered.pop((image.provenance.path, image.provenance.sha256), None)
        parameters = fitting(image, self.parameters_for(image))
        document = Document(image, parameters, own_scale=opened.own_scale)
        return (document if known is None else with_all_parts(document, known.values)), known

    def may_close(self: MainWindow, event: QCloseEvent) -> bool:
        """Whether nothing would be lost; else asks, and closes when it has been answered."""
        names = [Path(path).name for (path, _), kept in self._remembered.items() if kept.unsaved]
        document = self.session.document
        here = document is not None and self.session.is_modified and has_work(document)
        if self._discards or not (here or names):
            return True
        event.ignore()
        self._ask_before_closing(names, here)
        return False

    def close_without_asking(self: MainWindow) -> None:
        """Close, and drop what is in no file."""
        self._discards = True
        self.close()

    def _ask_before_closing(self: MainWindow, others: list[str], here: bool) -> None:
        title = self._state.title if self._state else ""
        names = ", ".join([title] * here + others)
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Floe"),
            self.tr("What you named, drew or typed is in no file: {0}").format(names),
            parent=self,
        )
        box.setObjectName("unsaved")
        box.setInformativeText(self.tr("Save it as a document to go on later, or drop it."))
        if here and not others:
            box.addButton(QMessageBox.StandardButton.Save).setIcon(QIcon())
        drop = box.addButton(self.tr("Drop and close"), QMessageBox.ButtonRole.DestructiveRole)
        drop.setObjectName("drop")
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        cancel.setIcon(QIcon())
        box.setDefaultButton(cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(self._take_closing_answer)
        box.open()

    def _take_closing_answer(self: MainWindow, button: QAbstractButton) -> None:
        box = button.window()
        if button.objectName() == "drop":
            self.close_without_asking()
        elif isinstance(box, QMessageBox) and box.standardButton(button) == QMessageBox.StandardButton.Save:
            self._closes_when_saved = True
            self.save_document()
            self._closes_when_saved = self.documents.saving

    def _take_document(self: MainWindow, found: OpenedDocument) -> None:
        self.remember()
        self.show_opened(found.picture, found.document, path=found.saved.path, embed=found.saved.embedded)
        self.recent.add(found.saved.path)
        if not found.fits:
            self.parts.notices.add(
                self.tr("This picture has another size: what was drawn on the one before is left out.")
            )

    def _take_picture_wanted(self: MainWindow, wanted: PictureWanted) -> None:
        self.parts.files.mark("")
        self.documents.ask_for_picture(wanted)

    def _open_with_picture(self: MainWindow, path: Path, picture: Path, accept: bool) -> None:
        self.opening.open_document(path, picture, accept=accept)

    def _take_saved(self: MainWindow, saved: Saved) -> None:
        if saved.document is not None:
            self.session.take_saved(saved.document, saved.path)
            self.recent.add(saved.path)
        self.parts.notices.add(self.tr("Saved {0}").format(saved.path), "info")
        if self._closes_when_saved:
            self._closes_when_saved = False
            self.close()

    def _take_saving_failure(self: MainWindow, sentence: str) -> None:
        self._closes_when_saved = False
        self.complain(sentence)

    def _take_recipe(self: MainWindow, path: Path, values: Json) -> None:
        from core.document.recipe import apply_recipe

        document = self.session.document
        if document is None:
            return
        try:
            self.session.put(self.tr("Apply recipe"), apply_recipe(document, values, path))
        except FloeError as error:
            self.complain(str(error))

    def _ask_where(self: MainWindow, title: str, kind: str, ending: str) -> Path | None:
        folder = last_folder(DOCUMENT_FOLDER, self.session.document)
        stem = Path(self._state.title if self._state else "").stem or "floe"
        types = (FileType(kind, (ending,)),)
        suggestion = folder / f"{stem}{ending}"
        return ask_save_path(self, title, suggestion, types, DOCUMENT_FOLDER, must_match=True)
