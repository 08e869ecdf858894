"""Which document is open: from one picture to the next, and nothing lost on the way or at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.base.paths import is_file
from core.cluster.parameters import k_fell, with_colours_enough
from core.document.document import Document, fitting
from core.document.plain_json import Json
from core.image.display import note as words_of
from core.image.image import Image
from core.image.reading import Reading
from core.recovery.history import History
from core.writing.number_words import grouped
from core.writing.stamp import FileStamp
from ui.session.autosave import Autosave
from ui.session.left_pictures import Back, LeftPictures
from ui.session.preferred import PreferredParameters
from ui.session.recent_files import RecentFiles
from ui.session.remembered import Remembered, remember
from ui.session.session import Session
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.files import FileController
from ui.shell.saving import SavingController
from ui.shell.shell_state import title_of
from ui.widgets.notices import Answer, NoticeBar
from workers.save_request import Saved

if TYPE_CHECKING:
    from workers.document_files import OpenedDocument
    from workers.left import Left
    from workers.opening import Opened
    from workers.picture_search import PictureWanted
    from workers.recovery import Recovered


class Copies(Protocol):
    """What waits for pictures of the list until they are opened."""

    def step(self, document: Document, path: str) -> tuple[str, Document]: ...

    def clear(self) -> None: ...

    def hand_on(self) -> object: ...

    def take_over(self, waiting: Any) -> None: ...


@dataclass(frozen=True, eq=False)
class HandedDocuments:
    """Of one window to the next. history: of the picture that is open, None where none is. openings: in the
    ways that its steps lead to, the present first. path, key, embed, stamp: as of the Session. copies: what
    waits for other pictures, in the order of those who keep it. asks_for_labels: whether nobody has said yet
    whether the picture that is open is a label image.
    """

    history: History | None
    openings: tuple[Opened, ...]
    path: Path | None
    key: str
    embed: bool
    stamp: FileStamp | None
    left: LeftPictures
    preferred: PreferredParameters
    copies: tuple[object, ...]
    asks_for_labels: bool


class OpenDocuments(QObject):
    """opening(Opened): this picture takes the place of the one before; its document comes next.

    closing: the picture goes, and no other comes.
    """

    opening = Signal(object)
    closing = Signal()

    def __init__(
        self,
        session: Session,
        *,
        files: FileController,
        saving: SavingController,
        autosave: Autosave,
        recent: RecentFiles,
        notices: NoticeBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._files, self._saving, self._autosave = session, files, saving, autosave
        self._recent, self._notices, self._window = recent, notices, window
        self.preferred = PreferredParameters()
        self._copies: list[Copies] = []
        self._left = LeftPictures()
        self._openings: list[Opened] = []
        self._shown: Image | None = None
        self._recipe: tuple[Path, Json] | None = None
        # As it was asked last.
        self._labels_question = ""
        # Before anybody else: whoever shows something finds its picture shown.
        session.document_changed.connect(self._show_its_picture)
        files.opening.opened.connect(self.take_opened)
        files.opening.read.connect(self._take_read_again)
        files.opening.document_opened.connect(self._take_document)
        files.opening.picture_wanted.connect(self._take_picture_wanted)
        files.listed.paths_changed.connect(self._forget_copies)
        saving.files.picture_found.connect(self._open_with_picture)
        files.opening.recovered.connect(self._take_recovered)
        saving.saved.connect(self._take_saved)
        saving.reading_wanted.connect(self._read_for_recipe)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("close", "Ctrl+W", self.close_picture, icon="close", when="has_document").says(
                QT_TRANSLATE_NOOP("Actions", "&Close picture"),
                QT_TRANSLATE_NOOP("Actions", "Close the picture or the series; the window stays."),
            ),
        )

    def add_copies(self, copies: Copies) -> None:
        """Give these to the pictures that they were copied to, when one of them is opened."""
        self._copies.append(copies)

    def hand_on(self) -> HandedDocuments:
        """All that is said of pictures, of that which is open and of those that were left."""
        session = self._session
        return HandedDocuments(
            history=session.history,
            openings=tuple(sorted(self._openings, key=lambda each: each.image is not self._shown)),
            path=session.path,
            key=session.key,
            embed=session.embed,
            stamp=session.stamp,
            left=self._left,
            preferred=self.preferred,
            copies=tuple(each.hand_on() for each in self._copies),
            asks_for_labels=self._labels_question in (each.text for each in self._notices.notices()),
        )

    def take_over(self, handed: HandedDocuments) -> None:
        """In a window in which nothing is open, once the workspaces are there."""
        self._left = handed.left
        self.preferred.take_over(handed.preferred)
        # What is said of them is said in the language of this window.
        openings = [replace(each, note=words_of(each.image)) for each in handed.openings]
        if handed.history is not None and openings:
            self._show(
                openings[0],
                handed.history,
                path=handed.path,
                embed=handed.embed,
                key=handed.key,
                stamp=handed.stamp,
                others=openings[1:],
            )
            if handed.asks_for_labels:
                self._ask_for_labels(openings[0])
        for copies, waiting in zip(self._copies, handed.copies, strict=True):
            copies.take_over(waiting)

    def take_opened(self, opened: Opened) -> None:
        """A picture has been read: it takes the place of the one before, as it was left or anew."""
        self._remember()
        image = opened.image
        back = self._left.back(opened, reading_is_new=self._files.reading_is_new)
        if isinstance(back, Reading):
            self._files.opening.open_file(Path(image.provenance.path), back)
            return
        unread = self._files.take_unread()
        if back is None:
            parameters = fitting(image, self.preferred.of(image))
            fallen = with_colours_enough(parameters, opened.colours)
            self._show(opened, Document(image, fallen, own_scale=opened.own_scale))
            if fallen is not parameters:
                self._notices.add(k_fell(fallen.k), "info", waits=True)  # before it, what was not read
            self._ask_for_labels(opened)
        else:
            self._show_again(back)
        for sentence in unread:
            self._notices.add(sentence, "error")

    def _show_again(self, back: Back) -> None:
        """A picture as it was left, with its steps."""
        kept = back.kept
        self._show(
            back.openings[0],
            back.history,
            path=kept.path,
            embed=kept.embed,
            key=kept.key,
            stamp=kept.stamp,
            others=back.openings[1:],
        )
        if back.then is not None:
            self.read_again(back.then)

    def _ask_for_labels(self, opened: Opened) -> None:
        """Whether a picture that looks like one is a label image."""
        if not opened.labels:
            return
        text = self.tr("Its {0} values above 0 lie in flat pieces: is each of them an object?")
        if opened.image.band_count > 1:
            text = self.tr("Its {0} colours lie in flat pieces: is each of them an object?")
        labels = self.tr("Read it as labels: every value is a region, and nothing is clustered.")
        levels = self.tr("Leave it as it is: the values are levels, which are clustered.")
        answers = (
            Answer(self.tr("Labels"), labels, self.read_as_labels),
            Answer(self.tr("Picture"), levels),
        )
        self._labels_question = text.format(grouped(opened.labels))
        self._notices.add(self._labels_question, "info", answers=answers)

    def read_as_labels(self) -> None:
        """The picture that is open, as one step to undo."""
        if self._session.document is not None:
            self.read_again(replace(self._session.document.image.reading, labels=True))

    def read_again(self, reading: Reading) -> None:
        """Read the picture that is open in another way, as one step to undo."""
        document, self._recipe = self._session.document, None
        if document is not None and document.image.provenance.sha256:
            self._files.opening.read_again(Path(document.image.provenance.path), reading)

    def _read_for_recipe(self, reading: Reading, path: Path, values: Json) -> None:
        self.read_again(reading)
        self._recipe = path, values

    def _take_read_again(self, opened: Opened) -> None:
        document, image, note = self._session.document, opened.image, ""
        if document is None or document.image.provenance.path != image.provenance.path:
            return
        if document.image.provenance.sha256 != image.provenance.sha256:
            self._notices.add(self.tr("The file has changed since it was opened: open it again."), "error")
            return
        self._openings.append(opened)
        text, after = self.tr("Read the file in another way"), document.on_image(image, opened.own_scale)
        if document.image.reading.labels and not image.reading.labels:
            after = after.with_parameters(with_colours_enough(after.parameters, opened.colours))
        if self._recipe is not None:
            # The window starts without them.
            from core.document.document_parts import unfitting_crop
            from core.document.recipe import apply_recipe

            path, values = self._recipe
            text, after, self._recipe = self.tr("Apply recipe"), apply_recipe(after, values, path), None
            note = unfitting_crop(values, image)
        self._session.put(text, after)
        if note:
            self._notices.add(note)

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
        if self._saving.own is not None:
            self._saving.own.close_document()
            return
        self._remember()
        self._openings, self._shown = [], None
        self._notices.clear()
        self.closing.emit()
        self._files.listed.mark("")
        self._session.close()

    def unsaved(self) -> tuple[Remembered, ...]:
        """What of all pictures is in no file, the one that is open first."""
        here = remember(self._session, title_of(self._session)) if self._session.is_unsaved else None
        return (*(each for each in (here,) if each is not None), *self._left.unsaved())

    def _remember(self) -> None:
        """What was said of a picture, for when the user comes back to it."""
        self._autosave.take_leave()
        kept = remember(self._session, title_of(self._session))
        if kept is not None and self._session.document is not None:
            self._left.put(kept, self._session.document.image)

    def _take_saved(self, saved: Saved) -> None:
        """A document that is not shown is in its file now."""
        if self._left.has_saved(saved):
            self._autosave.drop(saved.key)

    def _show(
        self,
        opened: Opened,
        history: History | Document,
        *,
        path: Path | None = None,
        embed: bool = False,
        key: str = "",
        stamp: FileStamp | None = None,
        others: Sequence[Opened] = (),
    ) -> None:
        """Show a picture with what is said of it; see Session.open. others: the same, read in other ways."""
        picture = opened.image.provenance.path
        self._notices.clear()
        self._openings, self._shown = [opened, *others], opened.image
        self.opening.emit(opened)
        if opened.note:
            self._notices.add(opened.note, "info", waits=True)
        if path is None and is_file(picture):
            self._recent.add(picture)
        listed = str(path or picture)
        self._files.listed.mark(listed)
        steps: list[tuple[str, Document]] = []
        after = history.document if isinstance(history, History) else history
        for copies in self._copies:
            text, after = copies.step(after, listed)
            steps.append((text, after))
        self._session.open(history, path, key=key, embed=embed, stamp=stamp, steps=steps)

    def _forget_copies(self) -> None:
        """What was copied, was to the pictures of the list before."""
        for copies in self._copies:
            copies.clear()

    def _take_document(self, found: OpenedDocument) -> None:
        self._remember()
        path, embedded = found.saved.path, found.saved.embedded
        back = self._left.back(found.picture, found)
        if isinstance(back, Reading):
            self._files.opening.open_file(Path(found.picture.image.provenance.path), back)
            return
        if back is not None:
            self._show_again(back)
            self._recent.add(path)
            return
        self._show(found.picture, found.document, path=path, embed=embedded, stamp=found.stamp)
        self._recent.add(found.saved.path)
        if not found.fits:
            self._notices.add(
                self.tr("This picture has another size: what was drawn on the one before is left out.")
            )

    def _take_picture_wanted(self, wanted: PictureWanted) -> None:
        self._files.listed.mark("")
        self._saving.files.ask_for_picture(wanted)

    def _open_with_picture(self, document: Path | Left, picture: Path, accept: bool) -> None:
        if isinstance(document, Path):
            self._files.opening.open_document(document, picture, accept=accept)
        else:
            self._files.opening.recover(document, picture)

    def _take_recovered(self, found: Recovered) -> None:
        """What a crash has left, with its steps."""
        self._remember()
        kept = found.left.kept
        self._show(
            found.picture,
            found.history,
            path=found.path,
            embed=kept.embed,
            key=kept.key,
            stamp=found.stamp,
        )
        self._autosave.keep_now()
