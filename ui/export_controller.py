"""Asks where to, and has the files written in a thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.export_dialog import ExportChoice, ExportDialog
from ui.session import Session
from ui.view_state import shown_classes
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.exporters import Contents
    from workers.exporting import Kind

_FOLDER_KEY, _WHAT_KEY = "export/folder", "export/what"
_FORMAT_KEY = "export/animation_format"


class ExportController(QObject):
    """exported(paths), failed(sentence). state_changed: `exporting`."""

    exported = Signal(tuple)
    failed = Signal(str)
    state_changed = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._thread = JobThread("export", self)
        self._thread.done.connect(self._take)
        self._thread.failed.connect(self._take_failure)
        self._dialog: ExportDialog | None = None
        self.exporting = False

    def ask(self) -> None:
        """The dialog for several files at once."""
        document, outcome = self._session.document, self._session.outcome
        if document is None or outcome is None:
            return
        settings = QSettings()
        what = str(settings.value(_WHAT_KEY, "labels,segmented,areas,record")).split(",")
        classes = [c.name for c in shown_classes(document, outcome)]
        choice = ExportChoice(
            directory=self._folder(),
            stem=self._stem(),
            what=frozenset(what),
            mask_class=classes[-1],
            animation_format=str(settings.value(_FORMAT_KEY, "gif")),
        )
        self._dialog = ExportDialog(
            choice,
            classes,
            georeferenced=document.image.georeference is not None,
            files_there=self._files_there,
            parent=self._window,
        )
        self._dialog.accepted.connect(self._accept)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.open()

    def ask_one(self, kind: Kind, class_name: str = "") -> None:
        """A file dialog for one file. class_name: of the mask."""
        document = self._session.document
        if document is None or self._session.outcome is None:
            return
        from workers.exporting import files_for

        georeferenced = document.image.georeference is not None
        what = "labels" if kind == "labels_tif" else kind
        files = files_for(
            [what],
            self._folder(),
            self._stem(),
            georeferenced=georeferenced,
            mask=class_name,
            animation="gif",
        )
        suggestion = files[-1][1]
        target = self._asked(suggestion, self._filter(kind, georeferenced))
        if target is None:
            return
        if kind == "labels" and target.suffix.lower() in (".tif", ".tiff"):
            kind = "labels_tif"
        QSettings().setValue(_FOLDER_KEY, str(target.parent))
        self.write(((kind, target),), class_name)

    def write(self, files: tuple[tuple[Kind, Path], ...], class_name: str = "") -> None:
        """Write files of the present result, in a thread."""
        from workers.exporting import Export, export

        outcome = self._session.outcome
        contents = self._contents()
        if outcome is None or contents is None:
            return
        mask = next((c for c in contents.classes if c.name == class_name), None)
        request = Export(contents, outcome.prepared, files, mask, self._session.uncertainty)
        self._thread.submit(partial(export, request))
        self._set_exporting(True)

    def cancel(self) -> None:
        self._thread.cancel()
        self._set_exporting(False)

    def close(self) -> None:
        self._thread.close()

    def _accept(self) -> None:
        dialog, document = self._dialog, self._session.document
        if dialog is None or document is None:
            return
        choice = dialog.choice()
        settings = QSettings()
        settings.setValue(_FOLDER_KEY, str(choice.directory))
        settings.setValue(_WHAT_KEY, ",".join(sorted(choice.what)))
        settings.setValue(_FORMAT_KEY, choice.animation_format)
        self.write(self._files(choice), choice.mask_class)

    def _forget_dialog(self, _result: int) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _files(self, choice: ExportChoice) -> tuple[tuple[Kind, Path], ...]:
        from workers.exporting import files_for

        document = self._session.document
        return files_for(
            tuple(choice.what),
            choice.directory,
            choice.stem,
            georeferenced=document is not None and document.image.georeference is not None,
            mask=choice.mask_class,
            animation=choice.animation_format,
        )

    def _files_there(self, choice: ExportChoice) -> int:
        """How many files an export would replace."""
        return sum(path.exists() for _, path in self._files(choice))

    def _contents(self) -> Contents | None:
        from core.run_files import contents_of

        document, outcome = self._session.document, self._session.outcome
        if document is None or outcome is None:
            return None
        return contents_of(document, outcome.segmentation, measurement=outcome.measurement)

    def _asked(self, suggestion: Path, filters: str) -> Path | None:
        """Where to. A name without an ending gets one; the dialog asks again where that file is there."""
        ending = suggestion.suffix
        while True:
            path, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export"), str(suggestion), filters)
            if not path:
                return None
            target = Path(path)
            if target.suffix:
                return target
            suggestion = target.with_suffix(ending)
            if not suggestion.exists():
                return suggestion

    def _filter(self, kind: Kind, georeferenced: bool) -> str:
        raster = self.tr("PNG (*.png)")
        if georeferenced:
            raster = self.tr("GeoTIFF (*.tif)") + ";;" + raster
        return {
            "segmented": self.tr("PNG (*.png)"),
            "areas": self.tr("CSV (*.csv)"),
            "record": self.tr("JSON (*.json)"),
            "animation": self.tr("GIF (*.gif)") + ";;" + self.tr("WebP (*.webp)"),
        }.get(kind, raster)

    def _stem(self) -> str:
        document = self._session.document
        name = Path(document.image.provenance.path).stem if document else ""
        return "".join("_" if c in '<>:"/\\|?*' else c for c in name) or "floe"

    def _folder(self) -> Path:
        """The folder of the last export, else that of the picture, else the documents."""
        stored = str(QSettings().value(_FOLDER_KEY, ""))
        if stored and Path(stored).is_dir():
            return Path(stored)
        document = self._session.document
        beside = Path(document.image.provenance.path).parent if document else Path()
        if beside != Path() and beside.is_dir():
            return beside
        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def _take(self, number: int, paths: tuple[Path, ...]) -> None:
        if number == self._thread.newest:
            self._set_exporting(False)
            self.exported.emit(paths)

    def _take_failure(self, number: int, sentence: str) -> None:
        if number == self._thread.newest:
            self._set_exporting(False)
            self.failed.emit(sentence)

    def _set_exporting(self, exporting: bool) -> None:
        self.exporting = exporting
        self.state_changed.emit()
