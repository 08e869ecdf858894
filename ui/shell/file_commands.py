"""What the File menu does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from core.document.file_names import DOCUMENT_SUFFIX
from workers.opening import MOST_OF_A_FOLDER, Listed

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow

_FOLDER_KEY = "open/folder"
# Of files that cannot be read, in one dialog.
_MOST_SENTENCES = 5


class FileCommands:
    """Part of MainWindow: opening, exporting, closing."""

    def open_dialog(self: MainWindow) -> None:
        settings = QSettings()
        folder = self._picture_folder() or str(settings.value(_FOLDER_KEY, ""))
        title = self.tr("Open pictures or a document")
        names, _ = QFileDialog.getOpenFileNames(self, title, folder, self._name_filters())
        if names:
            settings.setValue(_FOLDER_KEY, str(Path(names[0]).parent))
            self.open_paths([Path(name) for name in names])

    def open_paths(self: MainWindow, paths: list[Path]) -> None:
        """Open the first of these that can be read; the others wait in the list. Folders: what is in them."""
        if any(path.is_dir() for path in paths):
            self.opening.list_files(tuple(paths))
        else:
            self._open_files(paths)

    def take_listed(self: MainWindow, listed: Listed) -> None:
        """What is in folders."""
        for folder in listed.empty:
            self.complain(self.tr("There is no picture in the folder {0} that Floe reads.").format(folder))
        for folder, number in listed.cut:
            text = self.tr("Only the first {0} of {1} pictures of the folder {2} are listed.")
            self.parts.notices.add(text.format(MOST_OF_A_FOLDER, number, folder))
        self._open_files(listed.files)

    def _open_files(self: MainWindow, files: Sequence[Path]) -> None:
        texts = list(dict.fromkeys(str(file) for file in files))
        if not texts:
            return
        self.parts.files.set_paths(texts)
        self._given_scales.clear()  # what was copied, was to the pictures of the list before
        self._given_classes.clear()
        self.parts.docks["dock_pictures"].setVisible(len(texts) > 1)
        self._untried, self._unread = texts[1:], []
        self.opening.open_file(Path(texts[0]))

    def open_path_text(self: MainWindow, path: str) -> None:
        self.open_paths([Path(path)])

    def show_listed(self: MainWindow, path: str) -> None:
        """Another picture of the list."""
        self._untried, self._unread = [], []
        self.opening.open_file(Path(path))

    def take_open_failure(self: MainWindow, sentence: str) -> None:
        """The picture before stays open, and stays marked in the list."""
        document = self.session.document
        self.parts.files.mark(document.image.provenance.path if document else "")
        self._unread.append(sentence)
        if self._untried:
            # Of several files the first that can be read is opened.
            self.opening.open_file(Path(self._untried.pop(0)))
        else:
            self.complain("\n".join(self._unread[:_MOST_SENTENCES]))
            self._unread = []

    def open_sample(self: MainWindow) -> None:
        """The scene whose areas are found to the pixel."""
        self._open_sample("sea-ice")

    def open_sample_ponds(self: MainWindow) -> None:
        self._open_sample("melt-ponds")

    def open_sample_lake(self: MainWindow) -> None:
        self._open_sample("lake")

    def open_sample_cells(self: MainWindow) -> None:
        self._open_sample("cells")

    def paste_picture(self: MainWindow) -> None:
        """A picture on the clipboard, or picture files copied in a file manager."""
        data = QGuiApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.open_paths(files)
        elif data.hasImage():
            picture = data.imageData()
            if isinstance(picture, QImage) and not picture.isNull():
                self.parts.files.set_paths([])
                self.parts.docks["dock_pictures"].hide()
                self.opening.open_clipboard(picture)

    def look_at_clipboard(self: MainWindow) -> None:
        self._can_paste = self._clipboard_has_picture()
        self.refresh()

    def export_dialog(self: MainWindow) -> None:
        self.exports.ask()

    def measure_all(self: MainWindow) -> None:
        self.exports.ask_all()

    def export_labels(self: MainWindow) -> None:
        self.exports.ask_one("labels")

    def export_segmented(self: MainWindow) -> None:
        self.exports.ask_one("segmented")

    def export_mask(self: MainWindow) -> None:
        """Of the selected class; without one, of the lightest (ice and snow are)."""
        rows = self._state.rows if self._state else ()
        chosen = self.parts.classes.selected_names()
        if rows:
            self.exports.ask_one("mask", chosen[0] if chosen else rows[-1].name)

    def export_areas(self: MainWindow) -> None:
        self.exports.ask_one("areas")

    def export_record(self: MainWindow) -> None:
        self.exports.ask_one("run")

    def export_animation(self: MainWindow) -> None:
        self.exports.ask_one("animation")

    def close_picture(self: MainWindow) -> None:
        """The window stays, empty."""
        self.remember()
        self.replay.clear()
        self.parts.pictures.clear()
        self.parts.notices.clear()
        self.parts.files.mark("")
        self.session.close()

    def quit(self: MainWindow) -> None:
        self.close()

    def cancel_all(self: MainWindow) -> None:
        """Drop reading, clustering, comparing and exporting; what is open stays."""
        self.opening.cancel()
        if self.session.document is not None:
            self.parts.files.mark(self.session.document.image.provenance.path)
        if self.runs.running:
            self.runs.cancel()
        self.choosing.cancel()
        self.regions.cancel()
        self.exports.cancel()
        self.documents.cancel()
        self.roi.cancel()

    def _picture_folder(self: MainWindow) -> str:
        """Where the open picture lies: its neighbours are what is opened next."""
        document = self.session.document
        source = Path(document.image.provenance.path) if document is not None else Path()
        return str(source.parent) if source.is_absolute() and source.is_file() else ""

    def _open_sample(self: MainWindow, name: str) -> None:
        self.parts.files.set_paths([])
        self.parts.docks["dock_pictures"].hide()
        self.opening.open_sample(name)

    def _name_filters(self: MainWindow) -> str:
        from core.io.reader import PICTURE_FILES

        every = sorted({DOCUMENT_SUFFIX, *(suffix for family in PICTURE_FILES.values() for suffix in family)})
        filters = [self.tr("Pictures and documents ({0})").format(" ".join(f"*{suffix}" for suffix in every))]
        filters.append(self.tr("Floe documents (*{0})").format(DOCUMENT_SUFFIX))
        filters += [
            f"{name} ({' '.join(f'*{suffix}' for suffix in suffixes)})"
            for name, suffixes in PICTURE_FILES.items()
        ]
        return ";;".join([*filters, self.tr("All files (*)")])

    def _clipboard_has_picture(self: MainWindow) -> bool:
        data = QGuiApplication.clipboard().mimeData()
        return data is not None and (data.hasImage() or any(url.isLocalFile() for url in data.urls()))
