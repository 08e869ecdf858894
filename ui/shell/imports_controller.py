"""Has modules imported ahead of their first use, once the first result stands."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ui.session.session import Session
from workers.imports_ahead import import_ahead
from workers.job_thread import JobThread

# After the first result: its errors and pictures come first.
_PATIENCE_MS = 1500


class ImportsController(QObject):
    """Does its work once."""

    done = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._thread = JobThread("imports", self, on_done=self._tell)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._begin)
        session.outcome_changed.connect(self._follow)

    def close(self) -> None:
        self._timer.stop()
        self._thread.close()

    def _follow(self) -> None:
        self._session.outcome_changed.disconnect(self._follow)
        self._timer.start()

    def _begin(self) -> None:
        self._thread.submit(import_ahead)

    def _tell(self, _outcome: None) -> None:
        self.done.emit()
