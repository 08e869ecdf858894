"""What waits for quiet moments: modules imported ahead of their use, and Python's search for garbage."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ui.session.session import Session
from workers.imports_ahead import import_ahead
from workers.job_thread import JobThread

# After the first result: its errors and pictures come first.
_PATIENCE_MS = 1500


_LOOK_MS = 1000
# Objects made between two looks that mean that something works: numba's import alone makes half a million.
_BUSY = 5000
# Looks after which it is searched all the same.
_PATIENCE = 30


class ImportsController(QObject):
    """Has modules imported ahead of their first use, once the first result stands, or nothing is opened."""

    done = Signal()

    def __init__(self, session: Session, more: Sequence[str], parent: QObject | None = None) -> None:
        """more: modules of what the window makes when it is first seen."""
        super().__init__(parent)
        self._session, self._more = session, more
        self._thread = JobThread("imports", self, on_done=self._tell)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._begin)
        session.outcome_changed.connect(self._follow)

    def close(self) -> None:
        self._timer.stop()
        self._thread.close()

    def soon(self) -> None:
        """Nothing is opened for now."""
        self._timer.start()

    def _follow(self) -> None:
        self._session.outcome_changed.disconnect(self._follow)
        self._timer.start()

    def _begin(self) -> None:
        self._thread.submit(partial(import_ahead, more=self._more))

    def _tell(self, _outcome: None) -> None:
        self.done.emit()


class GarbageCollector(QObject):
    """Takes over from Python while it lives.

    By itself Python searches in whatever thread makes the next object, and goes through all there are: with
    numba imported that holds the interpreter, and so the window, for a tenth of a second. It may also end a
    QObject of the GUI thread in another one. What is there after the imports, for the start, the first result
    and what comes later, is set aside, so that a search here goes through what the window itself has made; so
    is a library that a feature imports when it is first used, as JAX is, which a search needs 60 ms for.
    """

    def __init__(self, session: Session, imports: ImportsController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before, self._waited = 0, 0
        gc.disable()
        self.set_aside()
        self._session = session
        session.outcome_changed.connect(self._follow)
        imports.done.connect(self.set_aside)
        self.destroyed.connect(gc.enable)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)

    def look(self) -> None:
        """Search as far as Python would, unless something works just now."""
        if len(sys.modules) > self._modules:
            self.set_aside()
        young, middle, old = gc.get_count()
        busy, self._before = young - self._before > _BUSY, young
        if busy and self._waited < _PATIENCE:
            self._waited += 1
            return
        self._waited = 0
        first, second, third = gc.get_threshold()
        if young > first:
            gc.collect(2 if old > third else 1 if middle > second else 0)
            self._before = 0

    def _follow(self) -> None:
        if self._session.outcome is not None:
            self._session.outcome_changed.disconnect(self._follow)
            self.set_aside()

    def set_aside(self) -> None:
        """Search no more in what there is now: modules, compiled kernels. Takes no time."""
        self._modules = len(sys.modules)
        gc.freeze()
