"""Chunks of work on all cores. The kernels hold no GIL, so threads are enough."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from core.base.errors import Cancelled

# Asked now and then by long work: true once the user has cancelled.
Cancel = Callable[[], bool]


def never_cancelled() -> bool:
    """The `cancelled` of a job that nobody cancels."""
    return False


def raise_if_cancelled(cancelled: Cancel) -> None:
    """Raises Cancelled once `cancelled()` is true."""
    if cancelled():
        raise Cancelled


def chunks(size: int, step: int, cancelled: Cancel = never_cancelled) -> Iterator[slice]:
    """Of so many things `step` at a time, the last ones perhaps fewer. Raises Cancelled before each."""
    for start in range(0, size, step):
        raise_if_cancelled(cancelled)
        yield slice(start, min(start + step, size))


def row_blocks(
    height: int, width: int, cancelled: Cancel = never_cancelled, *, pixels: int = 1 << 20
) -> Iterator[tuple[int, int]]:
    """Blocks of whole rows, first ≤ row < last, of about so many pixels. Raises Cancelled before each."""
    for rows in chunks(height, max(1, pixels // max(1, width)), cancelled):
        yield rows.start, rows.stop


def available_threads() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """A fixed number of threads for the length of a `with`; none are started where one is enough.

    cancelled: looked at before each item of work.
    """

    def __init__(self, threads: int | None = None, cancelled: Cancel = never_cancelled) -> None:
        self.number = threads or available_threads()
        self._cancelled = cancelled
        self._pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._pool:
            self._pool.shutdown()

    def each(self, work: Callable[[int], None], items: Iterable[int]) -> None:
        """Call work(item) for every item and wait; the first exception is raised here, or Cancelled."""
        items = list(items)

        def unless_cancelled(item: int) -> None:
            if self._cancelled():
                raise Cancelled
            work(item)

        if self.number <= 1 or len(items) <= 1:
            for item in items:
                unless_cancelled(item)
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self.number, thread_name_prefix="floe")
        for _ in self._pool.map(unless_cancelled, items):
            pass
