"""The pictures of a collection: which there are, and what is done to those that are chosen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from core.base.arrays import Ints
from ui.collection.collection_session import CollectionSession
from ui.collection.gallery_view import GalleryView
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from workers.collection_offer import ListedPictures, list_pictures
from workers.job_thread import JobThread


class CollectionPictures(QObject):
    """added: there are others now, and they want to be sorted."""

    added = Signal()

    def __init__(
        self, services: Services, collection: CollectionSession, view: GalleryView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services, self._collection, self._view = services, collection, view
        self._listing = JobThread[ListedPictures](
            "listing", self, on_done=self._take_listed, on_failed=self._take_failure
        )
        self._making = JobThread[Path](
            "sample collection", self, on_done=self._take_sample, on_failed=self._take_failure
        )
        view.opened.connect(self.open)
        collection.replaced.connect(self._cancel)
        services.status.add_job(self._cancel, self._occupation, workspace="collection")

    @property
    def busy(self) -> bool:
        """Whether pictures are listed or made."""
        return self._listing.busy or self._making.busy

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec(
                "collection_open_marked", "Ctrl+Alt+Shift+P", self.open_marked, when="one_marked"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "&Open in Segment"),
                QT_TRANSLATE_NOOP("Actions", "See this picture by itself; the others stand in the list."),
            ),
            ActionSpec("collection_show_folder", "Ctrl+Alt+F", self.show_folder, when="one_marked").says(
                QT_TRANSLATE_NOOP("Actions", "Show in fol&der"),
                QT_TRANSLATE_NOOP("Actions", "Show the file of this picture in the file manager."),
            ),
            ActionSpec("collection_remove", "Ctrl+Shift+D", self.remove, icon="delete", when="has_some").says(
                QT_TRANSLATE_NOOP("Actions", "Leave out of t&he collection"),
                QT_TRANSLATE_NOOP("Actions", "Leave the chosen pictures out; their files stay."),
            ),
            ActionSpec("collection_to_series", "Ctrl+Alt+Shift+M", self.to_series, when="has_some").says(
                QT_TRANSLATE_NOOP("Actions", "&Measure as a series"),
                QT_TRANSLATE_NOOP("Actions", "Measure the chosen pictures by one legend, in Series."),
            ),
            ActionSpec("collection_sample", "Ctrl+Alt+5", self.open_sample).says(
                QT_TRANSLATE_NOOP("Actions", "Open sample &collection"),
                QT_TRANSLATE_NOOP("Actions", "Sixty made pictures of four kinds: ice, lakes, cells, fields."),
            ),
        )

    def add(self, paths: list[Path]) -> None:
        """Files, and the pictures in folders and all below."""
        self._listing.submit(partial(list_pictures, tuple(paths)))
        self._services.status.refresh()

    def open_sample(self) -> None:
        from workers.sample_collection import collection_folder, make_collection

        self._making.submit(partial(make_collection, collection_folder()))
        self._services.status.refresh()

    def open(self, row: int) -> None:
        """In Segment, with all pictures in the list there."""
        run = self._collection.work.run
        if run is None:
            return
        files = self._services.files
        texts = [str(path) for path in run.collection.pictures]
        if list(files.listed.paths) != texts:
            files.listed.set_paths(texts)
        files.open_listed(str(run.rows[row].path))

    def open_marked(self) -> None:
        for row in self._view.chosen_rows().tolist()[:1]:
            self.open(row)

    def show_folder(self) -> None:
        for path in self._paths(self._view.chosen_rows()[:1]):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def remove(self) -> None:
        work = self._collection.work
        gone = set(self._paths(self.some()))
        left = tuple(path for path in work.pictures if path not in gone)
        if gone:
            text = self.tr("Leave pictures out")
            self._collection.put(text, replace(work, pictures=left, selection=np.empty(0, np.int64)))
            self.added.emit()

    def to_series(self) -> None:
        if paths := self._paths(self.some()):
            self._services.files.series_wanted.emit(paths)

    def some(self) -> Ints:
        """Several that are chosen in the gallery; else the selection; else the one in the gallery."""
        marked, selection = self._view.chosen_rows(), self._collection.work.selection
        return marked if len(marked) > 1 or not len(selection) else selection

    def close(self) -> None:
        for thread in (self._listing, self._making):
            thread.close()

    def _paths(self, rows: Ints) -> list[Path]:
        run = self._collection.work.run
        return [] if run is None else [run.rows[row].path for row in rows.tolist()]

    def _take_listed(self, listed: ListedPictures) -> None:
        self._services.status.refresh()
        if listed.saved is not None:
            self._services.files.opening.open_collection(listed.saved)
            return
        for sentence in listed.problems:
            self._services.notices.add(sentence)
        before = self._collection.work
        work = before.with_pictures(listed.pictures, listed.columns)
        if (work.pictures, work.columns) != (before.pictures, before.columns):
            self._collection.put(self.tr("Add pictures"), work)
        self.added.emit()

    def _take_sample(self, folder: Path) -> None:
        self.add([folder])

    def _take_failure(self, sentence: str) -> None:
        self._services.status.refresh()
        self._services.complaints.show(sentence)

    def _cancel(self) -> None:
        for thread in (self._listing, self._making):
            thread.cancel()
        self._services.status.refresh()

    def _occupation(self) -> str:
        if self._making.busy:
            return self.tr("Making sixty pictures…")
        return self.tr("Looking for pictures…") if self._listing.busy else ""
