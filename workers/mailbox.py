"""Progress of a job: one slot with a bell, so that the newest item wins and nothing floods the window."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """Takes items from the thread of one job; make a new one for each, and submit it along with the job.

    on_item: called by the JobThread in the GUI thread, while the job is the newest one. Without a JobThread
    it is called at once by whoever puts an item. slots: so many items wait at most, the older ones are
    dropped; None: all of them wait.
    """

    def __init__(self, on_item: Callable[[T], None], *, slots: int | None = 1) -> None:
        self.on_item = on_item
        self._items: deque[T] = deque(maxlen=slots)
        self._lock = threading.Lock()
        self._bell: Callable[[], None] | None = None

    def ring(self, bell: Callable[[], None]) -> None:
        """Call `bell` for what is put from now on; whoever hears it has to `take`."""
        self._bell = bell

    def put(self, item: T) -> None:
        """Add an item; ring only where none waited, so that bells never pile up."""
        with self._lock:
            waiting = bool(self._items)
            self._items.append(item)
        if self._bell is None:
            for each in self.take():
                self.on_item(each)
        elif not waiting:
            self._bell()

    def take(self) -> tuple[T, ...]:
        """Empty the slots: what waited, each item once."""
        with self._lock:
            items = tuple(self._items)
            self._items.clear()
        return items

    @property
    def empty(self) -> bool:
        return not self._items
