"""Asks which file to open and where to save, in the folder of the last time, and replaces nothing unasked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from core.base.paths import is_folder, is_there
from core.document.document import Document
from ui.widgets.settings import Setting


@dataclass(frozen=True)
class FileType:
    """A kind of files in a dialog. endings: such as ".tif", the usual one first."""

    name: str
    endings: tuple[str, ...]

    @property
    def text(self) -> str:
        """What Qt takes: "TIFF (*.tif *.tiff)"."""
        return f"{self.name} ({' '.join(f'*{ending}' for ending in self.endings)})"


def all_files() -> FileType:
    return FileType(QCoreApplication.translate("file_dialogs", "All files"), ("",))


def last_folder(folder: Setting[str], document: Document | None) -> Path:
    """Find the folder of the last time, else that of the picture, else the documents."""
    stored = folder.get()
    if stored and is_folder(stored):
        return Path(stored)
    beside = Path() if document is None else Path(document.image.provenance.path).parent
    if beside != Path() and is_folder(beside):
        return beside.absolute()
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def browse_folder(dialog: QWidget, title: str, edit: QLineEdit) -> None:
    """Let a folder be chosen for this field, in the dialog of the desktop, without waiting for it."""
    chooser = QFileDialog(dialog, title, edit.text())
    chooser.setObjectName("export_folder")
    chooser.setFileMode(QFileDialog.FileMode.Directory)
    chooser.setOption(QFileDialog.Option.ShowDirsOnly)
    chooser.fileSelected.connect(edit.setText)
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()


def ask_save_path(
    parent: QWidget,
    title: str,
    suggestion: Path,
    types: Sequence[FileType],
    folder: Setting[str],
    *,
    must_match: bool = False,
) -> Path | None:
    """Ask for a file to write and keep its folder in `folder`; None where the user gives up.

    A name without an ending gets that of the chosen type; with `must_match` so does one with another ending
    than those of the types. The dialog has asked about the name as typed: where there is a file of the whole
    name it comes again with that, and asks about it.
    """
    while True:
        name, chosen = QFileDialog.getSaveFileName(parent, title, str(suggestion), _filters(types))
        if not name:
            return None
        target = Path(name)
        endings = tuple(ending for each in types for ending in each.endings)
        complete = target.name.lower().endswith(endings) if must_match else bool(target.suffix)
        if not complete:
            kind = next((each for each in types if each.text == chosen), types[0])
            target = target.with_name(target.name + kind.endings[0])
            if is_there(target):
                suggestion = target
                continue
        folder.set(str(target.parent))
        return target


def ask_open_path(
    parent: QWidget,
    title: str,
    start: Path | str,
    types: Sequence[FileType],
    folder: Setting[str] | None = None,
) -> Path | None:
    """Ask for a file to read and keep its folder in `folder`; None where the user gives up."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(start), _filters(types))
    return _kept(folder, name) if name else None


def ask_folder(parent: QWidget, title: str, start: Path | str) -> Path | None:
    """Ask for a folder to read from; None where the user gives up."""
    name = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(name) if name else None


def ask_open_paths(
    parent: QWidget,
    title: str,
    start: Path | str,
    types: Sequence[FileType],
    folder: Setting[str] | None = None,
) -> list[Path]:
    """Ask for files to read and keep their folder in `folder`; none where the user gives up."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, str(start), _filters(types))
    return [_kept(folder, name) for name in names]


def _filters(types: Sequence[FileType]) -> str:
    return ";;".join(each.text for each in types)


def _kept(folder: Setting[str] | None, name: str) -> Path:
    path = Path(name)
    if folder is not None:
        folder.set(str(path.parent))
    return path
