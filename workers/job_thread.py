"""A thread for one-shot jobs: one runs, one may wait; a new one cancels the old."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from core.base.errors import Cancelled, FloeError
from core.base.parallel import Cancel
from core.base.sentences import _
from workers.mailbox import Mailbox

JobOutcome = TypeVar("JobOutcome")

# A job gets a function that tells whether it has been cancelled, and returns its outcome.
Job = Callable[[Cancel], JobOutcome]

_log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Ticket:
    number: int
    job: Job[object]
    cancelled: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, eq=False)
class _Done:
    outcome: object


@dataclass(frozen=True)
class _Failed:
    sentence: str


class JobThread(QThread, Generic[JobOutcome]):
    """Runs the newest job submitted and calls `on_done` or `on_failed` in the GUI thread.

    Both are called for the newest job only, and so is `on_item` of the Mailbox submitted with it: what an
    older one, or one that was cancelled, still tells is dropped here. They are bound methods of objects of
    the GUI thread, connected to signals: none of them is kept alive. A Signal has no type parameters, so the
    outcome is typed by these arguments: mypy infers Outcome from `on_done` and holds every job submitted to
    it. Without `on_done` write JobThread[None](name).
    """

    # Of the worker, with the number of its job; then, in the GUI thread, of the newest one.
    _replied = Signal(int, object)
    _rung = Signal()
    _done = Signal(object)
    _failed = Signal(str)

    def __init__(
        self,
        name: str,
        parent: QObject | None = None,
        *,
        on_done: Callable[[JobOutcome], None] | None = None,
        on_failed: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._condition = threading.Condition()
        self._waiting: _Ticket | None = None
        self._running: _Ticket | None = None
        self._closing = False
        # Of the GUI thread alone.
        self._newest = 0
        self._progress: Mailbox[Any] | None = None
        self._busy = False
        self._replied.connect(self._deliver)
        self._rung.connect(self._deliver_progress)
        if on_done is not None:
            self._done.connect(on_done)
        if on_failed is not None:
            self._failed.connect(on_failed)

    @property
    def busy(self) -> bool:
        """Whether there is a job whose outcome will still be told: one that is cancelled no longer counts."""
        return self._busy

    def submit(self, job: Job[JobOutcome], progress: Mailbox[Any] | None = None) -> None:
        """Cancel what runs or waits, and run this job next. Starts the thread.

        progress: where the job puts what it tells while it runs. After `close` nothing runs any more.
        """
        self.cancel()
        if self._closing:
            return
        self._progress, self._busy = progress, True
        if progress is not None:
            progress.ring(self._rung.emit)
        with self._condition:
            self._waiting = _Ticket(self._newest, job)
            self._condition.notify()
        if not self.isRunning():
            self.start()

    def cancel(self) -> None:
        """Cancel what runs or waits; nothing more is heard of it."""
        self._newest += 1
        self._progress, self._busy = None, False
        with self._condition:
            self._waiting = None
            if self._running:
                self._running.cancelled.set()

    def close(self) -> None:
        """Cancel, end the thread and wait for it."""
        self.cancel()
        with self._condition:
            self._closing = True
            self._condition.notify()
        self.wait()

    def run(self) -> None:
        """Work off the jobs: the thread's own loop (Qt calls it)."""
        while (ticket := self._next()) is not None:
            reply = self._work(ticket)
            with self._condition:
                self._running = None
            if not ticket.cancelled.is_set():
                self._replied.emit(ticket.number, reply)
            del reply, ticket

    def _work(self, ticket: _Ticket) -> _Done | _Failed | None:
        """Run a job; None for one that was cancelled."""
        try:
            return _Done(ticket.job(ticket.cancelled.is_set))
        except Cancelled:
            return None
        except FloeError as error:
            return _Failed(str(error))
        except MemoryError:
            return _Failed(_("There is not enough memory for this: close other pictures or programs."))
        except Exception:
            # A defect of ours must not take the window down: the log has the traceback.
            _log.exception("A job of %s failed", self.objectName())
            return _Failed(_("Floe made a mistake here; nothing was lost. The log has the details."))

    def _next(self) -> _Ticket | None:
        with self._condition:
            while self._waiting is None and not self._closing:
                self._condition.wait()
            self._running, self._waiting = self._waiting, None
            return None if self._closing else self._running

    def _deliver(self, number: int, reply: object) -> None:
        """Tell the outcome, in the GUI thread: a job may have ended just before it was cancelled."""
        if number != self._newest:
            return
        # First free, then told: who hears of the outcome may submit the next job where none is busy.
        self._progress, self._busy = None, False
        if isinstance(reply, _Done):
            self._done.emit(reply.outcome)
        elif isinstance(reply, _Failed):
            self._failed.emit(reply.sentence)

    def _deliver_progress(self) -> None:
        """Empty the newest job's mailbox; the bell may have been that of an older one."""
        mailbox = self._progress
        for item in mailbox.take() if mailbox else ():
            # Who hears of an item may submit or cancel.
            if mailbox is not None and mailbox is self._progress:
                mailbox.on_item(item)
