"""The series as a document: its file, its title, and nothing lost on the way out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from core.document.file_names import DOCUMENT_SUFFIX
from core.series.project import Project
from core.series.series import Found
from core.writing.stamp import FileStamp
from ui.series.series_session import SeriesSession
from ui.series.series_state import Results, is_complete
from ui.shell.services import Services
from ui.widgets.building import open_dialog
from ui.widgets.file_dialogs import FileType, ask_save_path, last_folder
from ui.widgets.settings import DOCUMENT_FOLDER
from workers.job_thread import JobThread
from workers.opened_project import OpenedProject

if TYPE_CHECKING:
    from workers.project_files import SavedSeries


class ProjectController(QObject):
    """changed: title, is_open or is_unsaved. opened: a project takes the place of the one before."""

    changed = Signal()
    opened = Signal()

    def __init__(self, services: Services, series: SeriesSession, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._series = services, series
        self.undo_stack = series.undo_stack
        self._stamp: FileStamp | None = None
        self._saved_found: Found | None = None
        self._saving_found: Found | None = None
        self._discards = False
        # What goes on once the user has said what becomes of the present project.
        self._next: Callable[[], object] | None = None
        self._coming: OpenedProject | None = None
        self._thread: JobThread[SavedSeries] = JobThread(
            "saving series", self, on_done=self._take_saved, on_failed=self._take_failure
        )
        services.status.add_job(self._cancel, self._occupation)
        services.files.opening.project_opened.connect(self._take_project)
        services.closing.stays.connect(self._keep)
        for signal in (series.project_changed, series.results_changed):
            signal.connect(self.changed)
        self.undo_stack.indexChanged.connect(self._tell)

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
        changed = not self.undo_stack.isClean() or self._series.results.found is not self._saved_found
        project = self._series.project
        work = bool(project.recipe or project.named or project.legend or self._series.results.entries)
        return changed and (self._series.path is not None or (work and self.is_open))

    def save(self) -> None:
        """Where it was opened from; asks where to the first time."""
        if self._series.path is None:
            self.save_as()
        else:
            self._save(self._series.path, self._stamp)

    def save_as(self) -> None:
        path = self._ask_where()
        if path is not None:
            self._save(path, FileStamp.of(path))
        else:
            self._forget()

    def close_document(self) -> None:
        """An empty series; asks first where work would be lost."""
        self._after_asking(self._empty)

    def may_close(self) -> bool:
        """Whether nothing would be lost; else asks, and closes the window once that is settled."""
        if self._discards or not self.is_unsaved:
            return True
        self._after_asking(self._services.window.close)
        return False

    def discard(self) -> None:
        """What is in no file may go."""
        self._discards = True

    def close(self) -> None:
        self._thread.close()

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
        self._series.path, self._stamp, self._saved_found = saved.path, saved.stamp, self._saving_found
        if self._series.project is saved.project:
            self.undo_stack.setClean()
        self._services.recent.add(saved.path)
        self._services.notices.add(self.tr("Saved {0}").format(saved.path), "info")
        if saved.found is None and self._series.results.entries:
            self._services.notices.add(
                self.tr("What was measured is not in the file: measure all pictures, then save again.")
            )
        self.changed.emit()
        self._go_on()

    def _take_failure(self, sentence: str) -> None:
        self._forget()
        self._services.status.refresh()
        self._services.complaints.show(sentence)

    def _take_project(self, coming: OpenedProject) -> None:
        self._coming = coming
        self._after_asking(self._open_coming)

    def _open_coming(self) -> None:
        coming, self._coming = self._coming, None
        if coming is None:
            return
        self._thread.cancel()  # a file that is still written is not of the series that comes
        found = coming.found
        results = Results()
        if found is not None:
            entries = {Path(each.path): each for each in found.entries}
            results = Results(coming.project, entries, found)
        self._stamp, self._saved_found, self._discards = coming.stamp, found, False
        self._series.open(coming.project, results, coming.path)
        self._services.recent.add(coming.path)
        self.opened.emit()
        self.changed.emit()

    def _empty(self) -> None:
        self._thread.cancel()
        self._stamp, self._saved_found, self._discards = None, None, False
        self._series.open(Project(), Results(), None)
        self.changed.emit()

    def _after_asking(self, then: Callable[[], object]) -> None:
        """Do this now, or once the user has said what becomes of the present project."""
        if self._discards or not self.is_unsaved:
            then()
            return
        self._next = then
        name = self.title
        text = self.tr("Save what you did with {0}?").format(name)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Floe"), text, parent=self._services.window)
        box.setObjectName("unsaved_series")
        box.setInformativeText(self.tr("It is in no file, and is lost otherwise."))
        save = box.addButton(self.tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        save.setObjectName("save")
        drop = box.addButton(self.tr("Don’t save"), QMessageBox.ButtonRole.DestructiveRole)
        drop.setObjectName("drop")
        box.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())
        box.setDefaultButton(save)
        box.buttonClicked.connect(self._take_answer)
        open_dialog(box)

    def _take_answer(self, button: QAbstractButton) -> None:
        if button.objectName() == "save":
            self.save()
        elif button.objectName() == "drop":
            self._discards = True
            self._go_on()
        else:
            self._forget()

    def _go_on(self) -> None:
        then, self._next = self._next, None
        if then is not None:
            then()

    def _cancel(self) -> None:
        self._thread.cancel()
        self._forget()
        self._services.status.refresh()

    def _forget(self) -> None:
        """Nothing goes on: the present series stays."""
        self._next = self._coming = None

    def _keep(self) -> None:
        """The window stays after all: what is in no file is asked about again."""
        self._discards = False

    def _occupation(self) -> str:
        return self.tr("Saving…") if self._thread.busy else ""

    def _tell(self, _index: int) -> None:
        self.changed.emit()

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
