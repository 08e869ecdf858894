"""A mailbox of one slot with a bell: the newest frame waits, older ones are dropped, nothing floods."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class Bell(QObject):
    """Rings without payload, in the thread of whoever is connected."""

    rung = Signal()


class Mailbox(Generic[T]):
    """One slot. `put` from any thread; `take` in the thread that hears the bell."""

    def __init__(self) -> None:
        self.bell = Bell()
        self._lock = threading.Lock()
        self._item: T | None = None

    def put(self, item: T) -> None:
        """Replace what waits; ring only where nothing waited, so that bells never pile up."""
        with self._lock:
            waiting = self._item is not None
            self._item = item
        if not waiting:
            self.bell.rung.emit()

    def take(self) -> T | None:
        """The newest item, once; None where it was taken before."""
        with self._lock:
            item, self._item = self._item, None
            return item

    @property
    def empty(self) -> bool:
        return self._item is None
