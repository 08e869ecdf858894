"""Which document is open: from one picture to the next, and nothing lost on the way or at the end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from core.document.document import Document, fitting
from core.document.document_parts import all_parts, has_work, with_all_parts
from core.document.plain_json import Json
from core.document.recipe import apply_recipe
from core.image.image import Image
from core.image.reading import Reading, reading_in
from ui.session.pending_copies import PendingCopies
from ui.session.preferred import PreferredParameters
from ui.session.recent_files import RecentFiles
from ui.session.session import Session
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.files import FileController
from ui.shell.saving import SavingController
from ui.shell.shell_state import title_of
from ui.widgets.building import open_dialog
from ui.widgets.notices import NoticeBar

if TYPE_CHECKING:
    from workers.document_files import OpenedDocument, PictureWanted
    from workers.opening import Opened


@dataclass(frozen=True)
class _Remembered:
    """What is kept of a picture while another one is shown; a list may hold a thousand, so not its pixels.

    values: of core.document.document_parts.all_parts. path, embed: of its document file, if there is one.
    unsaved: whether there is work in it that is in no file.
    """

    values: Json
    path: Path | None
    embed: bool
    unsaved: bool


class OpenDocuments(QObject):
    """opening(Opened): this picture takes the place of the one before; its document comes next.

    closing: the picture goes, and no other comes. may_close_now: the user has said what becomes of the work.
    """

    opening = Signal(object)
    closing = Signal()
    may_close_now = Signal()

    def __init__(
        self,
        session: Session,
        *,
        files: FileController,
        saving: SavingController,
        recent: RecentFiles,
        notices: NoticeBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._files, self._saving = session, files, saving
        self._recent, self._notices, self._window = recent, notices, window
        self.preferred = PreferredParameters()
        self._copies: list[PendingCopies[Any]] = []
        self._remembered: dict[tuple[str, str], _Remembered] = {}
        self._discards = self._closes_when_saved = False
        self._openings: list[Opened] = []
        self._shown: Image | None = None
        self._recipe: tuple[Path, Json] | None = None
        # Before anybody else: whoever shows something finds its picture shown.
        session.document_changed.connect(self._show_its_picture)
        files.opening.opened.connect(self.take_opened)
        files.opening.read.connect(self._take_read_again)
        files.opening.document_opened.connect(self._take_document)
        files.opening.picture_wanted.connect(self._take_picture_wanted)
        files.listed.paths_changed.connect(self._forget_copies)
        saving.files.picture_found.connect(self._open_with_picture)
        saving.saved.connect(self._take_saved)
        saving.reading_wanted.connect(self._read_for_recipe)
        saving.given_up.connect(self._stay_open)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("close", "Ctrl+W", self.close_picture, icon="close", when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "&Close picture"),
                QT_TRANSLATE_NOOP("Actions", "Close the picture; the window stays."),
            ),
        )

    def add_copies(self, copies: PendingCopies[Any]) -> None:
        """Give these to the pictures that they were copied to, when one of them is opened."""
        self._copies.append(copies)

    def take_opened(self, opened: Opened) -> None:
        """A picture has been read: it takes the place of the one before, as it was left or anew."""
        unread = self._files.take_unread()
        self._remember()
        image = opened.image
        known = self._remembered.pop((image.provenance.path, image.provenance.sha256), None)
        if known is not None and (reading := reading_in(known.values)) != image.reading:
            # It was read in another way when it was left; then nothing is new.
            self._remembered[image.provenance.path, image.provenance.sha256] = known
            self._files.opening.open_file(Path(image.provenance.path), reading)
            return
        document = Document(image, fitting(image, self.preferred.of(image)), own_scale=opened.own_scale)
        if known is None:
            self._show(opened, document)
        else:
            document = with_all_parts(document, known.values)
            self._show(opened, document, path=known.path, embed=known.embed, modified=known.unsaved)
        for sentence in unread:
            self._notices.add(sentence, "error")

    def read_again(self, reading: Reading) -> None:
        """Read the picture that is open in another way, as one step to undo."""
        document, self._recipe = self._session.document, None
        if document is not None and document.image.provenance.sha256:
            self._files.opening.read_again(Path(document.image.provenance.path), reading)

    def _read_for_recipe(self, reading: Reading, path: Path, values: Json) -> None:
        self.read_again(reading)
        self._recipe = path, values

    def _take_read_again(self, opened: Opened) -> None:
        document, image = self._session.document, opened.image
        if document is None or document.image.provenance.path != image.provenance.path:
            return
        if document.image.provenance.sha256 != image.provenance.sha256:
            self._notices.add(self.tr("The file has changed since it was opened: open it again."), "error")
            return
        self._openings.append(opened)
        text, after = self.tr("Read the file in another way"), document.on_image(image, opened.own_scale)
        if self._recipe is not None:
            path, values = self._recipe
            text, after, self._recipe = self.tr("Apply recipe"), apply_recipe(after, values, path), None
        self._session.put(text, after)

    def _show_its_picture(self) -> None:
        """A step, or one taken back, may be to the picture as it was read before."""
        document = self._session.document
        if document is None or document.image is self._shown:
            return
        found = next((each for each in self._openings if each.image is document.image), None)
        if found is not None:
            self._shown = document.image
            self._notices.clear()
            self.opening.emit(found)
            if found.note:
                self._notices.add(found.note, "info", waits=True)

    def close_picture(self) -> None:
        """The window stays, empty."""
        self._remember()
        self._openings, self._shown = [], None
        self.closing.emit()
        self._notices.clear()
        self._files.listed.mark("")
        self._session.close()

    def may_close(self) -> bool:
        """Whether nothing would be lost; else asks, and tells by `may_close_now` once it is answered."""
        names = [Path(path).name for (path, _), kept in self._remembered.items() if kept.unsaved]
        document = self._session.document
        here = document is not None and self._session.is_modified and has_work(document)
        if self._discards or not (here or names):
            return True
        self._ask_before_closing(names, here)
        return False

    def discard(self) -> None:
        """What is in no file may go."""
        self._discards = True

    def _remember(self) -> None:
        """What was said of a picture, for when the user comes back to it."""
        document = self._session.document
        if document is None or not document.image.provenance.sha256:
            return
        unsaved = self._session.is_modified and has_work(document)
        kept = _Remembered(all_parts(document), self._session.path, self._session.embed, unsaved)
        self._remembered[document.image.provenance.path, document.image.provenance.sha256] = kept

    def _show(
        self,
        opened: Opened,
        document: Document,
        *,
        path: Path | None = None,
        embed: bool = False,
        modified: bool = False,
    ) -> None:
        """Show a picture with what is said of it. path: of the document; modified: since it was saved."""
        picture = opened.image.provenance.path
        self._notices.clear()
        self._openings, self._shown = [opened], opened.image
        self.opening.emit(opened)
        if opened.note:
            self._notices.add(opened.note, "info", waits=True)
        if path is None and Path(picture).is_file():
            self._recent.add(picture)
        listed = str(path or picture)
        self._files.listed.mark(listed)
        steps: list[tuple[str, Document]] = []
        after = document
        for copies in self._copies:
            text, after = copies.step(after, listed)
            steps.append((text, after))
        self._session.open(document, path, embed=embed, modified=modified, steps=steps)

    def _forget_copies(self) -> None:
        """What was copied, was to the pictures of the list before."""
        for copies in self._copies:
            copies.clear()

    def _take_document(self, found: OpenedDocument) -> None:
        self._remember()
        self._show(found.picture, found.document, path=found.saved.path, embed=found.saved.embedded)
        self._recent.add(found.saved.path)
        if not found.fits:
            self._notices.add(
                self.tr("This picture has another size: what was drawn on the one before is left out.")
            )

    def _take_picture_wanted(self, wanted: PictureWanted) -> None:
        self._files.listed.mark("")
        self._saving.files.ask_for_picture(wanted)

    def _open_with_picture(self, path: Path, picture: Path, accept: bool) -> None:
        self._files.opening.open_document(path, picture, accept=accept)

    def _ask_before_closing(self, others: list[str], here: bool) -> None:
        names = ", ".join([title_of(self._session)] * here + others)
        text = self.tr("What you named, drew or typed is in no file: {0}").format(names)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Floe"), text, parent=self._window)
        box.setObjectName("unsaved")
        box.setInformativeText(self.tr("Save it as a document to go on later, or drop it."))
        if here and not others:
            box.addButton(QMessageBox.StandardButton.Save).setIcon(QIcon())
        drop = box.addButton(self.tr("Drop and close"), QMessageBox.ButtonRole.DestructiveRole)
        drop.setObjectName("drop")
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        cancel.setIcon(QIcon())
        box.setDefaultButton(cancel)
        box.buttonClicked.connect(self._take_closing_answer)
        open_dialog(box)

    def _take_closing_answer(self, button: QAbstractButton) -> None:
        box = button.window()
        if button.objectName() == "drop":
            self.discard()
            self.may_close_now.emit()
        elif isinstance(box, QMessageBox) and box.standardButton(button) == QMessageBox.StandardButton.Save:
            self._closes_when_saved = True
            self._saving.save()
            self._closes_when_saved = self._saving.saving

    def _take_saved(self) -> None:
        if self._closes_when_saved:
            self._closes_when_saved = False
            self.may_close_now.emit()

    def _stay_open(self) -> None:
        self._closes_when_saved = False
