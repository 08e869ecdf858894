"""Asks where to, and has the files written in a thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.io.products import picture_stem
from ui.segment.export.export_dialog import FORBIDDEN, ExportChoice, ExportDialog
from ui.segment.export.export_rows import all_rows, translated
from ui.session.session import Session
from ui.widgets.file_dialogs import FileType, ask_save_path, last_folder
from ui.widgets.settings import EXPORT_AUTHOR, EXPORT_CONTENTS, EXPORT_FOLDER
from workers.job_thread import JobThread
from workers.mailbox import Mailbox

if TYPE_CHECKING:
    from core.pipeline.result import Result
    from core.regions.region_table import RegionTable
    from workers.exporting import ExportProgress, Files


class ExportController(QObject):
    """exported(paths), failed(sentence), stopped(paths): cancelled, with these files written before.
    state_changed: `exporting`. progressed: `occupation`, what is written now. left_out: a sentence on what is
    not in the files that were written.
    """

    # Emitted in the thread of an export that is cancelled: no JobThread tells what that leaves behind.
    _left = Signal(tuple)

    exported = Signal(tuple)
    stopped = Signal(tuple)
    failed = Signal(str)
    left_out = Signal(str)
    state_changed = Signal()
    progressed = Signal()

    def __init__(
        self, session: Session, window: QWidget, regions: Callable[[], RegionTable | None] | None = None
    ) -> None:
        """regions: those that the user has filtered, None where all are wanted."""
        super().__init__(window)
        self._session, self._window, self._regions = session, window, regions
        self._thread = JobThread("export", self, on_done=self._take, on_failed=self._take_failure)
        self._left.connect(self.stopped)
        self._dialog: ExportDialog | None = None
        self._shown: Result | None = None  # what the dialog is about
        self.exporting = False
        self.occupation = self._note = self._remark = ""

    def ask(self) -> None:
        """The dialog for several files at once."""
        from workers.exporting import hindrances

        contents = self.contents()
        if contents is None:
            return
        self._shown = contents
        wanted = EXPORT_CONTENTS.get()
        why = hindrances(contents)
        if contents.image.georeference is None and not EXPORT_CONTENTS.is_set():
            wanted -= {"labels_tif"}  # what every run writes, without having been asked
        self._dialog = ExportDialog(
            ExportChoice(self._folder(), self._stem(), wanted, EXPORT_AUTHOR.get(), self._remark),
            hindrances=why,
            number_of_files=self._number_of_files,
            files_there=self._files_there,
            note=contents.left_out,
            parent=self._window,
        )
        self._dialog.accepted.connect(self._accept)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.open()

    def ask_one(self, row_id: str, class_name: str = "") -> None:
        """A file dialog for one file of a row of `export_rows`, or for "mask", of the class of this name."""
        from workers.exporting import files_for, hindrances

        contents = self.contents()
        if contents is None:
            return
        on_map = contents.image.georeference is not None
        if row_id == "mask":
            keys = {f"mask:{class_name}": "GeoTIFF" if on_map else "PNG"}
        else:
            why = hindrances(contents)
            row = next(each for each in all_rows() if each.id == row_id)
            if all(key in why for key, _ in row.choices):
                self.failed.emit(why[row.choices[0][0]])
                return
            keys = {key: translated(name) for key, name in row.choices if key not in why}
        files = files_for(keys, self._folder(), self._stem(), classes=contents.classes, georeferenced=on_map)
        suggestions = dict(files)
        first = "labels_tif" if row_id == "labels" and on_map else next(iter(keys))
        ordered = [first, *(key for key in keys if key != first)]
        types = [FileType(keys[key], (suggestions[key].suffix,)) for key in ordered]
        if row_id == "mask" and on_map:
            types.append(FileType("PNG", (".png",)))
        target = self._asked(suggestions[first], types)
        if target is None:
            return
        endings = {suggestions[key].suffix.lower(): key for key in reversed(ordered)}
        suffix = {".tiff": ".tif"}.get(target.suffix.lower(), target.suffix.lower())
        self.write(((endings.get(suffix, first), target),))

    def write(self, files: Files) -> None:
        """Write files of the present result, in a thread: keys of formats with their paths."""
        from core.pipeline.byline import Byline
        from workers.exporting import Export, export

        contents = self.contents()
        if contents is None:
            return
        self.occupation = ""
        self._note = _filter_note(contents) if any(map(_is_of_regions, dict(files))) else ""
        progress = Mailbox(self._tell, slots=None)
        byline = Byline(EXPORT_AUTHOR.get(), self._remark, date.today())
        known = self._session.uncertainty
        request = Export(contents, files, known, byline, progress.put, self._left.emit)
        self._thread.submit(partial(export, request), progress)
        self._set_exporting(True)

    def ask_all(self) -> None:
        """Where the labels of all pixels go, of a picture of which a level is open."""
        suggestion = self._folder() / f"{self._stem()}_labels.tif"
        target = self._asked(suggestion, [FileType("GeoTIFF", (".tif",))])
        if target is not None:
            self.write_all_pixels(target)

    def write_all_pixels(self, labels: Path) -> None:
        """Measure all pixels in a thread; areas and record are written beside the labels."""
        from workers.all_pixels import AllPixels, measured

        document, outcome = self._session.document, self._session.outcome
        if document is None or outcome is None:
            return
        self.occupation = ""
        stem = labels.stem.removesuffix("_labels") or labels.stem
        progress = Mailbox(self._tell)
        request = AllPixels(document.settled(outcome.segmentation), labels, stem, progress.put)
        self._thread.submit(partial(measured, request), progress)
        self._set_exporting(True)

    def contents(self) -> Result | None:
        """What there is to export; None without a result."""
        from dataclasses import replace

        from core.pipeline.result import result_of

        document, outcome = self._session.document, self._session.outcome
        if document is None or outcome is None:
            return None
        found, image = outcome.measurement, outcome.result.image
        made = result_of(document, outcome.segmentation, measurement=found, image=image)
        regions = self._regions() if self._regions else None
        return replace(made, prepared=outcome.prepared, regions=regions)

    def cancel(self) -> None:
        self._thread.cancel()
        self._set_exporting(False)

    def close(self) -> None:
        self._thread.close()

    def _accept(self) -> None:
        dialog = self._dialog
        if dialog is None or self._session.document is None:
            return
        choice = dialog.choice()
        # What cannot be written of this picture is still wanted of the next.
        kept = {key for key, box in dialog.boxes.items() if not box.isEnabled()}
        EXPORT_FOLDER.set(str(choice.directory))
        EXPORT_CONTENTS.set(choice.what | (EXPORT_CONTENTS.get() & kept))
        EXPORT_AUTHOR.set(choice.author)
        self._remark = choice.note
        self.write(self._files(choice))

    def _forget_dialog(self, _result: int) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog, self._shown = None, None

    def hindrances(self) -> dict[str, str] | None:
        """Why formats cannot be written of the present result; None without one, or during an export."""
        from workers.exporting import hindrances

        contents = self.contents()
        return None if contents is None or self.exporting else hindrances(contents)

    def _files(self, choice: ExportChoice) -> Files:
        from workers.exporting import files_for

        contents = self._shown or self.contents()
        if contents is None:
            return ()
        return files_for(
            choice.what,
            choice.directory,
            choice.stem,
            classes=contents.classes,
            georeferenced=contents.image.georeference is not None,
        )

    def _number_of_files(self, choice: ExportChoice) -> int:
        return len(self._files(choice))

    def _files_there(self, choice: ExportChoice) -> int:
        """How many files an export would replace."""
        from workers.exporting import files_there

        return files_there(self._files(choice))

    def _asked(self, suggestion: Path, types: list[FileType]) -> Path | None:
        return ask_save_path(self._window, self.tr("Export"), suggestion, types, EXPORT_FOLDER)

    def _stem(self) -> str:
        document = self._session.document
        name = picture_stem(Path(document.image.provenance.path)) if document else ""
        return "".join("_" if c in FORBIDDEN else c for c in name) or "floe"

    def _folder(self) -> Path:
        return last_folder(EXPORT_FOLDER, self._session.document)

    def _tell(self, progress: ExportProgress) -> None:
        number, of, name = progress
        text = self.tr("Exporting {0}…").format(name)
        if self._session.document is not None and self._session.document.image.level is not None:
            self.occupation = self.tr("{0} % of all pixels: {1}").format(number, text)
            self.progressed.emit()
            return
        self.occupation = text if of == 1 else self.tr("{0} of {1}: {2}").format(number, of, text)
        self.progressed.emit()

    def _take(self, paths: tuple[Path, ...]) -> None:
        self._set_exporting(False)
        self.exported.emit(paths)
        note, self._note = self._note, ""
        if note:
            self.left_out.emit(note)

    def _take_failure(self, sentence: str) -> None:
        self._set_exporting(False)
        self.failed.emit(sentence)

    def _set_exporting(self, exporting: bool) -> None:
        self.exporting = exporting
        self.state_changed.emit()


def _filter_note(contents: Result) -> str:
    """What a filter leaves out of the files of regions, as a sentence; empty where nothing."""
    from core.regions.region_filter import filter_note

    return "" if contents.regions is None else filter_note(contents.regions)


def _is_of_regions(key: str) -> bool:
    """Whether the format of this key has a row, an outline or a count a region."""
    kinds = ("regions", "sizes", "report", "geojson", "gpkg", "shapefile", "rois", "coco", "yolo")
    return key.startswith(kinds)
