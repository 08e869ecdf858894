"""The series as a document: its file, its title, and nothing lost on the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.document.file_names import DOCUMENT_SUFFIX
from core.series.kept_project import KeptProject
from core.series.project import Project
from core.series.series import Found
from core.writing.stamp import FileStamp
from ui.series.series_session import SeriesSession
from ui.series.series_state import Results, fitting, is_complete
from ui.shell.document_controller import DocumentController
from ui.shell.services import Services
from ui.widgets.file_dialogs import FileType, ask_save_path, last_folder
from ui.widgets.settings import DOCUMENT_FOLDER
from workers.opened_project import OpenedProject

if TYPE_CHECKING:
    from workers.project_files import SavedSeries


@dataclass(frozen=True, eq=False)
class SavedAs:
    """What is in the file of the project. stamp: of that when it was read or written last. found: what was
    measured by then.
    """

    stamp: FileStamp | None = None
    found: Found | None = None


class ProjectController(DocumentController):
    """opened: a project takes the place of the one before. saved_as: what is in its file."""

    opened = Signal()

    def __init__(self, services: Services, series: SeriesSession, parent: QObject) -> None:
        super().__init__(services, series.undo_stack, "series", parent)
        self._series = series
        self.saved_as = SavedAs()
        self._saving_found: Found | None = None
        for signal in (series.project_changed, series.points_changed, series.results_changed):
            signal.connect(self.changed)
        services.autosave.watch(self, (self.changed,))

    @property
    def key(self) -> str:
        """Another one for each series that is open."""
        return self._series.key

    @property
    def title(self) -> str:
        if self._series.path is not None:
            return self._series.path.name
        return self.tr("Series") if self.is_open else ""

    @property
    def is_open(self) -> bool:
        return bool(self._series.project.pictures) or self._series.path is not None

    @property
    def is_unsaved(self) -> bool:
        """Whether something would be lost: all that differs from the file; without one, work."""
        changed = not self.undo_stack.isClean() or self._series.results.found is not self.saved_as.found
        project = self._series.project
        said = project.recipe or project.named or project.legend or project.dates or project.sample
        work = bool(said or project.own or project.shared or self._series.results.entries)
        return changed and (self._series.path is not None or (work and self.is_open))

    def save(self) -> None:
        """Where it was opened from; asks where to the first time."""
        if self._series.path is None:
            self.save_as()
        else:
            self._save(self._series.path, self.saved_as.stamp)

    def save_as(self) -> None:
        path = self._ask_where()
        if path is not None:
            self._save(path, FileStamp.of(path))
        else:
            self.given_up.emit()

    def close_document(self) -> None:
        """An empty series; asks first where work would be lost."""
        self.empty(lambda: None)

    def empty(self, then: Callable[[], object]) -> None:
        """Do this with an empty series, once the user has said what becomes of the present one."""
        self._services.closing.settle(self, partial(self._replace, None, then))

    def unsaved(self) -> KeptProject | None:
        """What a crash must not take; None where all of it is in a file or is no work."""
        if not self.is_unsaved:
            return None
        texts = tuple(self.undo_stack.text(i) for i in range(self.undo_stack.index()))
        series = self._series
        fits = fitting(series.project, series.results)
        entries = tuple(
            series.results.entries[path]
            for path in series.project.pictures
            if path in fits and path in series.results.entries
        )
        alike = series.project.is_measured_alike(series.results.project)
        found = series.results.found if alike else None
        return KeptProject(self.key, series.project, entries, found, series.path, self.saved_as.stamp, texts)

    def _save(self, path: Path, before: FileStamp | None) -> None:
        if self._thread.busy:
            return
        from workers.project_files import save_project

        project, results = self._series.project, self._series.results
        found = self._series.shown if is_complete(project, results) else None
        self._thread.submit(partial(save_project, path, project, found, before))
        self._saving_found = results.found
        self._services.status.refresh()

    def _take_saved(self, saved: SavedSeries) -> None:
        self._services.status.refresh()
        self._series.path, self.saved_as = saved.path, SavedAs(saved.stamp, self._saving_found)
        if self._series.project is saved.project:
            self.undo_stack.setClean()
        self._services.recent.add(saved.path)
        self._services.notices.add(self.tr("Saved {0}").format(saved.path), "info")
        if saved.found is None and self._series.results.entries:
            self._services.notices.add(
                self.tr("What was measured is not in the file: measure all pictures, then save again.")
            )
        self.changed.emit()
        self.saved.emit()

    def take_opened(self, coming: OpenedProject) -> None:
        """In place of the present one; asks first where work would be lost."""
        self._services.closing.settle(self, partial(self._replace, coming, self.opened.emit))

    def _replace(self, coming: OpenedProject | None, then: Callable[[], object]) -> None:
        """None: an empty series comes."""
        self._thread.cancel()  # a file that is still written is not of the series that comes
        self._services.autosave.drop(self.key)
        if coming is None:
            self.saved_as = SavedAs()
            self._series.open(Project(), Results(), None)
        else:
            self._open(coming)
        then()
        self.changed.emit()

    def _open(self, coming: OpenedProject) -> None:
        entries = {Path(each.path): each for each in coming.entries}
        self.saved_as = SavedAs(coming.stamp, coming.found)
        self._series.open(
            coming.project, Results(coming.project, entries, coming.found), coming.path, key=coming.key
        )
        if coming.path is not None:
            self._services.recent.add(coming.path)
        if coming.left is not None:
            self.undo_stack.resetClean()  # what was kept against a crash is in no file
            self._services.autosave.keep_now()

    def _ask_where(self) -> Path | None:
        types = (FileType(self.tr("Floe documents"), (DOCUMENT_SUFFIX,)),)
        pictures = self._series.project.pictures
        folder = last_folder(DOCUMENT_FOLDER, None)
        stem = pictures[0].parent.name if pictures else ""
        suggestion = folder / f"{stem or 'series'}{DOCUMENT_SUFFIX}"
        title = self.tr("Save {0}").format(self.title)
        return ask_save_path(
            self._services.window, title, suggestion, types, DOCUMENT_FOLDER, must_match=True
        )
