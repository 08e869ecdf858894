"""A thread for one-shot jobs: one runs, one may wait; a new one cancels the old."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QThread, Signal

from core.base.errors import Cancelled, FloeError
from core.base.parallel import Cancel

# A job gets a function that tells whether it has been cancelled, and returns its outcome.
Job = Callable[[Cancel], object]

_log = logging.getLogger(__name__)


@dataclass
class _Ticket:
    number: int
    job: Job
    cancelled: threading.Event = field(default_factory=threading.Event)


class JobThread(QThread):
    """Runs the newest job submitted and tells its outcome, with its number, in the GUI thread.

    Connect bound methods of GUI objects to `done` and `failed`; drop outcomes whose number is not the
    newest (a job that ended just before it was cancelled still reports).
    """

    done = Signal(int, object)
    failed = Signal(int, str)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._condition = threading.Condition()
        self._number = 0
        self._waiting: _Ticket | None = None
        self._running: _Ticket | None = None
        self._closing = False

    @property
    def newest(self) -> int:
        """Number of the job submitted last."""
        return self._number

    @property
    def busy(self) -> bool:
        """Whether there is a job whose outcome will be told: one that is cancelled no longer counts."""
        with self._condition:
            running = self._running is not None and not self._running.cancelled.is_set()
            return running or self._waiting is not None

    def submit(self, job: Job) -> int:
        """Cancel what runs or waits, run this one next; returns its number. Starts the thread.

        After `close` nothing runs any more.
        """
        with self._condition:
            self._number += 1
            if self._closing:
                return self._number
            self._waiting = _Ticket(self._number, job)
            if self._running:
                self._running.cancelled.set()
            self._condition.notify()
        if not self.isRunning():
            self.start()
        return self._number

    def cancel(self) -> None:
        """Cancel what runs or waits; nothing more is heard of it than perhaps one late outcome."""
        with self._condition:
            self._number += 1
            self._waiting = None
            if self._running:
                self._running.cancelled.set()

    def close(self) -> None:
        """Cancel, end the thread and wait for it."""
        with self._condition:
            self._closing = True
            self._waiting = None
            if self._running:
                self._running.cancelled.set()
            self._condition.notify()
        self.wait()

    def run(self) -> None:
        """The thread's own loop (Qt calls it)."""
        while (ticket := self._next()) is not None:
            try:
                outcome = ticket.job(ticket.cancelled.is_set)
            except Cancelled:
                pass
            except FloeError as error:
                self._tell_failure(ticket, str(error))
            except MemoryError:
                self._tell_failure(
                    ticket, "There is not enough memory for this: close other pictures or programs."
                )
            except Exception:
                # A defect of ours must not take the window down: the log has the traceback.
                _log.exception("A job of %s failed", self.objectName())
                self._tell_failure(
                    ticket, "Floe made a mistake here; nothing was lost. The log has the details."
                )
            else:
                # First free, then told: who hears of the outcome may submit the next job where none is busy.
                with self._condition:
                    self._running = None
                if not ticket.cancelled.is_set():
                    self.done.emit(ticket.number, outcome)
                del outcome
            with self._condition:
                self._running = None
            del ticket

    def _tell_failure(self, ticket: _Ticket, sentence: str) -> None:
        if not ticket.cancelled.is_set():
            self.failed.emit(ticket.number, sentence)

    def _next(self) -> _Ticket | None:
        with self._condition:
            while self._waiting is None and not self._closing:
                self._condition.wait()
            self._running, self._waiting = self._waiting, None
            return None if self._closing else self._running
