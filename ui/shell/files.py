"""Opens what the user names: files, folders, samples, the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from core.base.paths import is_file, is_folder
from core.base.sentences import _
from core.document.file_names import DOCUMENT_SUFFIX
from core.image.reading import Reading
from ui.session.listed_pictures import ListedPictures
from ui.session.opening import OpenController
from ui.session.session import Session
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.status import StatusLine
from ui.widgets.dropped import local_files
from ui.widgets.file_dialogs import FileType, all_files, ask_folder, ask_open_paths
from ui.widgets.notices import NoticeBar
from ui.widgets.settings import OPEN_FOLDER
from workers.opened_collection import COLLECTION_SUFFIX
from workers.opening import MOST_OF_A_FOLDER, Listed

# Of files that cannot be read, in one dialog.
_MOST_SENTENCES = 5


class FileController(QObject):
    """clipboard_changed: `can_paste` may be another. take_pictures: gets the files that are chosen or pasted:
    of the workspace that is seen. series_wanted(paths): all of these are to be measured alike;
    collection_wanted(paths): they are to be sorted by kind.
    """

    clipboard_changed = Signal()
    series_wanted = Signal(list)
    collection_wanted = Signal(list)

    def __init__(
        self,
        session: Session,
        notices: NoticeBar,
        status: StatusLine,
        complain: Callable[[str], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._notices, self._complain, self._window = session, notices, complain, window
        self.opening = OpenController(self)
        self.listed = ListedPictures(self)
        self.can_paste = _clipboard_has_picture()
        # Of several files the first that can be read is opened.
        # Of all that are listed, where it was chosen for them; and whether that was just now.
        self._reading: Reading | None = None
        self.reading_is_new = False
        self._untried: list[str] = []
        # What is to be listed once it is known that a document is no project, which lists nothing here.
        self._coming: list[str] = []
        self._unread: list[str] = []
        self.take_pictures: Callable[[list[Path]], None] = self.open_paths
        self.opening.failed.connect(self._take_failure)
        self.opening.listed.connect(self._take_listed)
        for signal in (self.opening.document_opened, self.opening.picture_wanted):
            signal.connect(self._list_coming)
        for signal in (self.opening.project_opened, self.opening.collection_opened):
            signal.connect(self._take_project)
        self.opening.state_changed.connect(status.refresh)
        status.add_job(self.cancel, self._occupation)
        QGuiApplication.clipboard().dataChanged.connect(self._look_at_clipboard)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("open", "Ctrl+O", self.open_dialog, icon="open").says(
                QT_TRANSLATE_NOOP("Actions", "&Open…"),
                QT_TRANSLATE_NOOP("Actions", "Open one or more pictures."),
            ),
            ActionSpec("open_folder", "Ctrl+Alt+Shift+O", self.open_folder_dialog).says(
                QT_TRANSLATE_NOOP("Actions", "Open &folder…"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Open the pictures of a folder; one of Sentinel-2 or Landsat is a single picture.",
                ),
            ),
            ActionSpec("open_as_labels", "Ctrl+Alt+L", self.open_as_labels).says(
                QT_TRANSLATE_NOOP("Actions", "Open as &labels…"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Open what another program has found: every value above 0 is an object and a region.",
                ),
            ),
            ActionSpec("open_sample", "Ctrl+Shift+O", self.open_sample, "sea-ice", icon="picture").says(
                QT_TRANSLATE_NOOP("Actions", "&Sea ice"),
                QT_TRANSLATE_NOOP("Actions", "Open floes on water whose areas Floe finds to the pixel."),
            ),
            ActionSpec("open_sample_ponds", "Ctrl+Alt+1", self.open_sample, "melt-ponds").says(
                QT_TRANSLATE_NOOP("Actions", "&Melt ponds"),
                QT_TRANSLATE_NOOP("Actions", "Open floes with melt ponds and rims of thin ice, on a map."),
            ),
            ActionSpec("open_sample_lake", "Ctrl+Alt+2", self.open_sample, "lake").says(
                QT_TRANSLATE_NOOP("Actions", "&Lake"),
                QT_TRANSLATE_NOOP("Actions", "Open a lake with islands and a shallow shore, on a map."),
            ),
            ActionSpec("open_sample_cells", "Ctrl+Alt+3", self.open_sample, "cells").says(
                QT_TRANSLATE_NOOP("Actions", "&Cells"),
                QT_TRANSLATE_NOOP("Actions", "Open stained cells with nuclei, without a scale."),
            ),
            ActionSpec("paste", "Ctrl+V", self.paste, icon="paste", when="can_paste").says(
                QT_TRANSLATE_NOOP("Actions", "&Paste picture"),
                QT_TRANSLATE_NOOP("Actions", "Measure the picture that is on the clipboard."),
            ),
        )

    def open_dialog(self) -> None:
        if paths := self._asked_paths(self.tr("Open pictures or a document")):
            self.take_pictures(paths)

    def open_folder_dialog(self) -> None:
        start = self._picture_folder() or OPEN_FOLDER.get()
        if folder := ask_folder(self._window, self.tr("Open folder"), start):
            OPEN_FOLDER.set(str(folder))
            self.take_pictures([folder])

    def open_as_labels(self) -> None:
        if paths := self._asked_paths(self.tr("Open label images")):
            self.open_paths(paths, Reading(labels=True))

    def open_paths(self, paths: list[Path], reading: Reading | None = None) -> None:
        """Open the first of these that can be read; the others wait in the list. Folders: what is in them.

        reading: of all of them, where it is chosen.
        """
        self._reading, self.reading_is_new = reading, reading is not None
        if any(is_folder(path) for path in paths):
            self.opening.list_files(tuple(paths))
        else:
            self._open_files(paths)

    def open_path(self, path: str) -> None:
        """One file, and no list."""
        self.open_paths([Path(path)])

    def list_pictures(self, paths: Sequence[str], reading: Reading | None) -> None:
        """List these, where it is another list; none is opened. reading: of all, where it is chosen."""
        self._reading = reading
        if list(self.listed.paths) != list(paths):
            self.listed.set_paths(paths)

    @property
    def listed_reading(self) -> Reading | None:
        """Of all that are listed, where it was chosen."""
        return self._reading

    def open_listed(self, path: str) -> None:
        """Another picture of the list."""
        self._untried, self._unread, self._coming, self.reading_is_new = [], [], [], False
        self.opening.open_file(Path(path), self._reading)

    def measure_alike(self) -> None:
        """All of the list, as a series."""
        self.series_wanted.emit([Path(path) for path in self.listed.paths])

    def sort_by_kind(self) -> None:
        """All of the list, as a collection."""
        self.collection_wanted.emit([Path(path) for path in self.listed.paths])

    def open_sample(self, name: str = "sea-ice") -> None:
        """One of core.scenes.samples; without a name the scene whose areas are found to the pixel."""
        self.listed.set_paths([])
        self.opening.open_sample(name)

    def paste(self) -> None:
        """Open a picture on the clipboard, or picture files copied in a file manager."""
        data = QGuiApplication.clipboard().mimeData()
        if files := local_files(data):
            self.take_pictures(files)
        elif data.hasImage():
            picture = data.imageData()
            if isinstance(picture, QImage) and not picture.isNull():
                self.listed.set_paths([])
                self.opening.open_clipboard(picture)

    def take_unread(self) -> list[str]:
        """What was wrong with the files that were tried before one could be read; the rest is not tried."""
        unread, self._untried, self._unread = self._unread, [], []
        return unread

    def cancel(self) -> None:
        """Read no more; the picture before stays marked in the list."""
        self.opening.cancel()
        if self._session.document is not None:
            self._mark_open()

    def close(self) -> None:
        self.opening.close()

    def _occupation(self) -> str:
        return self.tr("Reading {0}…").format(self.opening.reading) if self.opening.reading else ""

    def _take_listed(self, listed: Listed) -> None:
        """What is in folders."""
        for folder in listed.empty:
            self._complain(self.tr("There is no picture in the folder {0} that Floe reads.").format(folder))
        for folder, number in listed.cut:
            text = self.tr("Only the first {0} of {1} pictures of the folder {2} are listed.")
            self._notices.add(text.format(MOST_OF_A_FOLDER, number, folder))
        self._open_files(listed.files)

    def _open_files(self, files: Sequence[Path]) -> None:
        texts = list(dict.fromkeys(str(file) for file in files))
        if not texts:
            return
        self._coming = texts
        if Path(texts[0]).suffix.lower() not in (DOCUMENT_SUFFIX, COLLECTION_SUFFIX):
            self._list_coming()
        self._untried, self._unread = texts[1:], []
        self.opening.open_file(Path(texts[0]), self._reading)

    def _list_coming(self, _opened: object = None) -> None:
        coming, self._coming = self._coming, []
        if coming:
            self.listed.set_paths(coming)

    def _take_project(self, _opened: object) -> None:
        """It is seen elsewhere: what is listed here stays, but for pictures that came with it."""
        self._coming = self._coming[1:]
        self._untried = []
        self._list_coming()

    def _take_failure(self, sentence: str) -> None:
        """The picture before stays open, and stays marked in the list."""
        self._mark_open()
        self._unread.append(sentence)
        if self._untried:
            self._list_coming()
            self.opening.open_file(Path(self._untried.pop(0)), self._reading)
        else:
            self._complain("\n".join(self._unread[:_MOST_SENTENCES]))
            self._unread, self._coming = [], []

    def _mark_open(self) -> None:
        document = self._session.document
        self.listed.mark(document.image.provenance.path if document else "")

    def _look_at_clipboard(self) -> None:
        self.can_paste = _clipboard_has_picture()
        self.clipboard_changed.emit()

    def _asked_paths(self, title: str) -> list[Path]:
        start = self._picture_folder() or OPEN_FOLDER.get()
        return ask_open_paths(self._window, title, start, self._readable_types(), OPEN_FOLDER)

    def _picture_folder(self) -> str:
        """Where the open picture lies: its neighbours are what is opened next."""
        document = self._session.document
        source = Path(document.image.provenance.path) if document is not None else Path()
        return str(source.parent) if source.is_absolute() and is_file(source) else ""

    def _readable_types(self) -> list[FileType]:
        from core.io.reader import PICTURE_FILES

        pictures = {suffix for family in PICTURE_FILES.values() for suffix in family}
        every = sorted({DOCUMENT_SUFFIX, COLLECTION_SUFFIX, *pictures})
        types = [
            FileType(self.tr("Pictures and documents"), tuple(every)),
            FileType(self.tr("Floe documents"), (DOCUMENT_SUFFIX,)),
            FileType(self.tr("Floe collections"), (COLLECTION_SUFFIX,)),
        ]
        types += [FileType(_(name), tuple(suffixes)) for name, suffixes in PICTURE_FILES.items() if suffixes]
        return [*types, all_files()]


def _clipboard_has_picture() -> bool:
    data = QGuiApplication.clipboard().mimeData()
    return data is not None and (data.hasImage() or bool(local_files(data)))
