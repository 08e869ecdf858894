"""DocumentController: what is alike in the documents of workspaces: signals, and the thread that saves."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from ui.shell.services import Services
from workers.job_thread import JobThread


class DocumentController(QObject):
    """Half of an OwnDocument. changed: title, is_open or is_unsaved. saved, given_up: as of that."""

    changed = Signal()
    saved = Signal()
    given_up = Signal()

    def __init__(self, services: Services, undo_stack: QUndoStack, workspace: str, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self.undo_stack = services, undo_stack
        self._thread: JobThread[Any] = JobThread(
            f"saving {workspace}", self, on_done=self._take_saved, on_failed=self._take_failure
        )
        services.status.add_job(self._cancel, self._occupation, workspace=workspace)
        undo_stack.indexChanged.connect(self._tell)

    @property
    def saving(self) -> bool:
        return self._thread.busy

    def close(self) -> None:
        self._thread.close()

    def _take_saved(self, saved: Any) -> None:
        """It is in its file."""
        raise NotImplementedError

    def _take_failure(self, sentence: str) -> None:
        self.given_up.emit()
        self._services.status.refresh()
        self._services.complaints.show(sentence)

    def _cancel(self) -> None:
        if self._thread.busy:
            self._thread.cancel()
            self.given_up.emit()
            self._services.status.refresh()

    def _occupation(self) -> str:
        return self.tr("Saving…") if self._thread.busy else ""

    def _tell(self, _index: int) -> None:
        self.changed.emit()
