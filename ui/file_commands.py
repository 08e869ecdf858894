"""What the File menu does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from core.document_file import SUFFIX

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_FOLDER_KEY = "open/folder"
# A folder of more pictures than this is a series, not a list to click through.
_MOST_OF_A_FOLDER = 1000


class FileCommands:
    """Part of MainWindow: opening, exporting, closing."""

    def open_dialog(self: MainWindow) -> None:
        settings = QSettings()
        folder = str(settings.value(_FOLDER_KEY, ""))
        title = self.tr("Open pictures or a document")
        names, _ = QFileDialog.getOpenFileNames(self, title, folder, self._name_filters())
        if names:
            settings.setValue(_FOLDER_KEY, str(Path(names[0]).parent))
            self.open_paths([Path(name) for name in names])

    def open_paths(self: MainWindow, paths: list[Path]) -> None:
        """Open the first of these files, the others wait in the list. Folders: what is in them."""
        files: list[Path] = []
        for path in paths:
            found = self._pictures_in(path) if path.is_dir() else [path]
            if not found:
                self.complain(self.tr("There is no picture in the folder {0} that Floe reads.").format(path))
            files.extend(found)
        if not files:
            return
        texts = list(dict.fromkeys(str(file) for file in files))
        self.parts.files.set_paths(texts)
        self.parts.docks["dock_pictures"].setVisible(len(texts) > 1)
        self.opening.open_file(Path(texts[0]))

    def open_path_text(self: MainWindow, path: str) -> None:
        self.open_paths([Path(path)])

    def show_listed(self: MainWindow, path: str) -> None:
        """Another picture of the list."""
        self.opening.open_file(Path(path))

    def take_open_failure(self: MainWindow, sentence: str) -> None:
        """The picture before stays open, and stays marked in the list."""
        document = self.session.document
        self.parts.files.mark(document.image.provenance.path if document else "")
        self.complain(sentence)

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
        self.exports.ask_one("record")

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

    def _open_sample(self: MainWindow, name: str) -> None:
        self.parts.files.set_paths([])
        self.parts.docks["dock_pictures"].hide()
        self.opening.open_sample(name)

    def _pictures_in(self: MainWindow, folder: Path) -> list[Path]:
        from core.io import READABLE

        suffixes = {suffix.lower() for family in READABLE.values() for suffix in family}
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            return []
        pictures = [entry for entry in entries if entry.suffix.lower() in suffixes and entry.is_file()]
        if len(pictures) > _MOST_OF_A_FOLDER:
            text = self.tr("Only the first {0} of {1} pictures of the folder {2} are listed.")
            self.parts.notices.add(text.format(_MOST_OF_A_FOLDER, len(pictures), folder))
        return pictures[:_MOST_OF_A_FOLDER]

    def _name_filters(self: MainWindow) -> str:
        from core.io import READABLE

        every = sorted({SUFFIX, *(suffix for family in READABLE.values() for suffix in family)})
        filters = [self.tr("Pictures and documents ({0})").format(" ".join(f"*{suffix}" for suffix in every))]
        filters.append(self.tr("Floe documents (*{0})").format(SUFFIX))
        filters += [
            f"{name} ({' '.join(f'*{suffix}' for suffix in suffixes)})" for name, suffixes in READABLE.items()
        ]
        return ";;".join([*filters, self.tr("All files (*)")])

    def _clipboard_has_picture(self: MainWindow) -> bool:
        data = QGuiApplication.clipboard().mimeData()
        return data is not None and (data.hasImage() or any(url.isLocalFile() for url in data.urls()))
