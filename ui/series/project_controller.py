"""The series as a document: its title, its undo stack."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.series.series_session import SeriesSession
from ui.shell.services import Services


class ProjectController(QObject):
    """changed: title, is_open or is_unsaved. opened: a project takes the place of the one before."""

    changed = Signal()
    opened = Signal()

    def __init__(self, services: Services, series: SeriesSession, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._series = services, series
        self.undo_stack = series.undo_stack
        for signal in (series.project_changed, series.results_changed, self.undo_stack.indexChanged):
            signal.connect(self.changed)

    @property
    def title(self) -> str:
        return self.tr("Series") if self._series.project.pictures else ""

    @property
    def is_open(self) -> bool:
        return False

    @property
    def is_unsaved(self) -> bool:
        return False

    def save(self) -> None: ...
    def save_as(self) -> None: ...
    def close_document(self) -> None: ...
    def may_close(self) -> bool:
        return True

    def discard(self) -> None: ...
    def close(self) -> None: ...
