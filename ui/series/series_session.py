"""SeriesSession: the one owner of the project, its undo stack, and what was measured of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from core.pictures.known_hashes import KnownHashes
from core.series.project import Project
from core.series.series import Found
from ui.series.series_state import Results, shown_of
from ui.session.value_steps import Steps, ValueStep, put_steps, steps_in
from workers.previews import Preview

if TYPE_CHECKING:
    from core.series.series_check import SeriesCheck


@dataclass(frozen=True, eq=False)
class HandedSeries:
    """A series that is open, for the window that comes next; see SeriesSession."""

    project: Project
    results: Results
    previews: Mapping[Path, Preview]
    path: Path | None
    key: str
    hashes: KnownHashes
    steps: Steps[Project]


class SeriesSession(QObject):
    """project_changed: also by undo. points_changed: of the project nothing but its points. results_changed:
    what was measured. previews_changed: of some pictures. replaced: another project comes, and whatever works
    for the present one is to stop.

    path: of the file of the project. key: another one for each project that is opened. directory: where the
    journal of this session lies; with it what is up to date is not measured again. hashes: of the
    pictures that were read.
    """

    project_changed = Signal()
    points_changed = Signal()
    results_changed = Signal()
    previews_changed = Signal()
    replaced = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project, self.results = Project(), Results()
        self.previews: dict[Path, Preview] = {}
        self.path: Path | None = None
        self.key = uuid4().hex
        self.hashes = KnownHashes()
        self.undo_stack = QUndoStack(self)
        # What the points of the project say of what is measured, as far as it has been found.
        self.check: SeriesCheck | None = None
        self._shown: tuple[Project, Results, Found | None] = self.project, self.results, None
        self._folder: TemporaryDirectory[str] | None = None

    @property
    def shown(self) -> Found | None:
        """What table and chart show: derived anew where project or results are others."""
        project, results, found = self._shown
        if project is not self.project or results is not self.results:
            found = shown_of(self.project, self.results)
            self._shown = self.project, self.results, found
        return found

    @property
    def directory(self) -> Path:
        if self._folder is None:
            # A job that was just stopped may still write there.
            self._folder = TemporaryDirectory(prefix="floe-series-", ignore_cleanup_errors=True)
        return Path(self._folder.name)

    def put(self, text: str, project: Project) -> None:
        """Another project, as one step to undo."""
        self.undo_stack.push(ValueStep(text, self.project, project, self.show))

    def show(self, project: Project) -> None:
        """Of undo and redo."""
        before, self.project = self.project, project
        if not _only_points_differ(before, project):
            self.project_changed.emit()
            return
        if self._shown[0] is before:
            self._shown = project, *self._shown[1:]
        self.points_changed.emit()

    def set_results(self, results: Results) -> None:
        self.results = results
        self.results_changed.emit()

    def forget_previews(self, paths: Collection[Path]) -> None:
        """Of pictures whose files are others now: they are made again."""
        if gone := self.previews.keys() & set(paths):
            self.previews = {path: preview for path, preview in self.previews.items() if path not in gone}
            self.project_changed.emit()

    def add_preview(self, preview: Preview) -> None:
        self.previews[preview.path] = preview
        self.previews_changed.emit()

    def open(self, project: Project, results: Results, path: Path | None, *, key: str = "") -> None:
        """In place of the present one; what was undone of that is gone. key: it was open before."""
        self.replaced.emit()
        self._drop_folder()
        self.hashes = KnownHashes()
        self.key = key or uuid4().hex
        self.undo_stack.clear()
        self.previews, self.results, self.path, self.project = {}, results, path, project
        self.check = None
        self.project_changed.emit()
        self.results_changed.emit()

    def hand_on(self) -> HandedSeries:
        """All of it, with what can be undone."""
        steps: Steps[Project] = steps_in(self.undo_stack)
        results = replace(self.results, processes=0)
        return HandedSeries(self.project, results, self.previews, self.path, self.key, self.hashes, steps)

    def take_over(self, handed: HandedSeries) -> None:
        """In place of an empty one."""
        self.project, self.results, self.previews = handed.project, handed.results, dict(handed.previews)
        self.path, self.key, self.hashes = handed.path, handed.key, handed.hashes
        put_steps(self.undo_stack, handed.steps, self.show)
        self.project_changed.emit()
        self.results_changed.emit()

    def close(self) -> None:
        """Leave nothing on the disk."""
        self._drop_folder()

    def _drop_folder(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _only_points_differ(one: Project, other: Project) -> bool:
    """Answers follow each other fast, and table and chart do not depend on them."""
    return all(
        getattr(one, each.name) is getattr(other, each.name)
        for each in fields(Project)
        if each.name != "sample"
    )
