"""Copies and saves what the tab of regions shows, in a thread: a hundred thousand rows take seconds."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.io.products import picture_stem
from core.regions.region_filter import filter_note
from ui.segment.regions.region_view import RegionView
from ui.session.session import Session
from ui.widgets.file_dialogs import FileType, ask_save_path, last_folder
from ui.widgets.number_text import count_text
from ui.widgets.settings import EXPORT_FOLDER
from workers.job_thread import JobThread


class RegionExport(QObject):
    """exported(paths), failed(sentence), said(sentence), left_out(sentence): what is not in the files."""

    exported = Signal(tuple)
    failed = Signal(str)
    said = Signal(str)
    left_out = Signal(str)

    def __init__(self, session: Session, view: RegionView, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._view, self._window = session, view, window
        self._note = ""
        self._thread = JobThread("region export", self, on_done=self._take, on_failed=self._take_failure)
        view.copy_requested.connect(self.copy)
        view.export_table_requested.connect(self.save_table)
        view.export_sizes_requested.connect(self.save_sizes)

    def copy(self) -> None:
        """The selected rows, or all, as a spreadsheet takes them."""
        table = self._view.table.regions.table
        if table is None or not len(table):
            return
        from workers.region_files import table_text

        chosen = self._view.table.chosen()
        self._thread.submit(partial(table_text, table, chosen if len(chosen) else None))

    def save_table(self) -> None:
        table = self._view.table.regions.table
        if table is None:
            return
        path = self._asked("_regions.csv")
        if path is not None:
            from workers.region_files import write_table

            self._note = filter_note(table)
            self._thread.submit(partial(write_table, path, table))

    def save_sizes(self) -> None:
        """Of every class by itself, as the command line writes them."""
        table = self._view.table.regions.table
        if table is None:
            return
        path = self._asked("_sizes.csv")
        if path is not None:
            from workers.region_files import write_sizes

            self._note = filter_note(table)
            self._thread.submit(partial(write_sizes, path, table, self._view.sizes.measure))

    def close(self) -> None:
        self._thread.close()

    def _asked(self, ending: str) -> Path | None:
        document = self._session.document
        if document is not None and document.image.level is not None:
            self.failed.emit(self.tr("Only a level of the picture is open: its regions are not exported."))
            return None
        stem = "" if document is None else picture_stem(Path(document.image.provenance.path))
        suggestion = last_folder(EXPORT_FOLDER, document) / f"{stem or 'floe'}{ending}"
        types = (FileType(self.tr("CSV"), (".csv",)),)
        return ask_save_path(self._window, self.tr("Export regions"), suggestion, types, EXPORT_FOLDER)

    def _take(self, outcome: Path | str) -> None:
        if isinstance(outcome, Path):
            self.exported.emit((outcome,))
            if self._note:
                self.left_out.emit(self._note)
            return
        QGuiApplication.clipboard().setText(outcome)
        rows = outcome.count("\n") - 1
        said = self.tr("1 region copied.") if rows == 1 else self.tr("{0} regions copied.")
        self.said.emit(said.format(count_text(rows)))

    def _take_failure(self, sentence: str) -> None:
        self.failed.emit(sentence)
