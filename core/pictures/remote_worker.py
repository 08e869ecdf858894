"""What runs in a worker of Dask: each of its threads lets a process work (docs/adr/0086-other-machines.md).

So a picture is a process there as it is here, however many threads a worker has: none waits for another's
lock of Python, one that takes its process along is one row, and what is cancelled ends at once, which Dask
cannot do to a thread.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from core.base.errors import Cancelled
from core.base.machine import processor
from core.base.parallel import Cancel
from core.base.version import versions
from core.pictures.crew import Crew, Job, Outcome, Place
from core.writing.extras import extra

# A process that has had nothing to do for so long is ended: a client that was killed does not say so.
_IDLE_S = 20.0
ANY_SIZE = -1
PROCESSOR = "processor"
# What pictures are read, clustered, measured and embedded with.
_LIBRARIES = (
    *("numpy", "numba", "scipy", "opencv-python", "pillow", "tifffile", "imagecodecs", "rasterio", "h5py"),
    *("pyproj", "onnxruntime"),
)


@dataclass(frozen=True)
class Ticket:
    """What a run asks of every worker. versions: name and version of each library, and the processor where
    results depend on it. files: path and size in bytes (or ANY_SIZE) of some that it must see.
    """

    versions: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, int], ...]
    place: Place


@dataclass(frozen=True)
class Unfit:
    """Why a worker takes no jobs. versions: name, the one wanted and its own, "" for none. unseen: a file."""

    worker: str
    versions: tuple[tuple[str, str, str], ...] = ()
    unseen: str = ""


def versions_here(*, with_processor: bool) -> tuple[tuple[str, str], ...]:
    """Of a Ticket. The last part of Python's version changes no result."""
    found = versions(_LIBRARIES)
    found["python"] = ".".join(found["python"].split(".")[:2])
    return tuple((found | ({PROCESSOR: processor()} if with_processor else {})).items())


def outcome_there(ticket: Ticket, job: Job) -> Outcome | Unfit:
    """Runs in a thread of a worker. Raises FloeError where no process can be started, and Dask's Reschedule
    where the worker ends; nobody hears of what is raised by a job that was cancelled.
    """
    distributed = extra("distributed")
    worker = distributed.get_worker()
    if (unfit := _unfit(ticket, worker.address)) is not None:
        return unfit
    _may_start_processes()
    key = worker.get_current_task()
    try:
        return _desk(threading.get_ident()).outcome(ticket.place, job, lambda: _is_given_up(worker, key))
    except Cancelled:
        raise distributed.Reschedule from None
    finally:
        worker.loop.add_callback(worker.loop.call_later, _IDLE_S, dismiss, _IDLE_S)


def dismiss(idle_s: float = 0.0) -> None:
    """End the processes of this worker that have had no job for so long."""
    for desk in list(_DESKS.values()):
        desk.dismiss(idle_s)


class _Desk:
    """What one thread of a worker works with: a crew of one process, for whichever run asks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._crew: Crew | None = None
        self._place: Place | None = None
        self._since = 0.0

    def outcome(self, place: Place, job: Job, given_up: Cancel) -> Outcome:
        """Raises FloeError, Cancelled once `given_up()`: the process is then ended."""
        with self._lock:
            if self._crew is None or place != self._place:
                self._end()
                self._crew, self._place = Crew(1, place), place
            [outcome] = self._crew.outcomes([job], given_up)
            self._since = time.monotonic()
            return outcome

    def dismiss(self, idle_s: float) -> None:
        """One that is at work is left alone."""
        if self._lock.acquire(blocking=False):
            try:
                if time.monotonic() - self._since >= idle_s:
                    self._end()
            finally:
                self._lock.release()

    def _end(self) -> None:
        if self._crew is not None:
            self._crew.close()
            self._crew = None


_DESKS: dict[int, _Desk] = {}
# Tickets of which is known that this worker fits.
_ADMITTED: set[Ticket] = set()


def _desk(thread: int) -> _Desk:
    return _DESKS.setdefault(thread, _Desk())


def _is_given_up(worker: Any, key: object) -> bool:
    """Whether nobody waits for a job any more: it was cancelled, its client is gone, or the worker ends."""
    task = worker.state.tasks.get(key)
    return task is None or task.state != "executing" or worker.status.name in ("closing", "closed", "failed")


def _unfit(ticket: Ticket, worker: str) -> Unfit | None:
    """Looked at once for each ticket: what is missing may be there at the next try."""
    if ticket in _ADMITTED:
        return None
    if differing := differing_versions(dict(ticket.versions)):
        return Unfit(worker, differing)
    folder = Path(ticket.place.folder)
    for name, size in ticket.files:
        if not _is_seen(folder / name, size):
            return Unfit(worker, unseen=name)
    _ADMITTED.add(ticket)
    return None


def differing_versions(wanted: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Name, wanted version and that of here, of all that differ."""
    here = dict(versions_here(with_processor=PROCESSOR in wanted))
    pairs = ((name, wanted.get(name, ""), here.get(name, "")) for name in {**wanted, **here})
    return tuple(each for each in pairs if each[1] != each[2])


def _is_seen(path: Path, size: int) -> bool:
    try:
        found = path.stat().st_size
    except (OSError, ValueError):
        return False
    return size in (ANY_SIZE, found)


@cache
def _may_start_processes() -> None:
    """Once in a worker. Whatever is at work when it ends is ended with it.

    WORKAROUND: a nanny of Dask's starts its worker as a daemon of multiprocessing, which may start no process
    lest one be left over. Ours end with the worker, and with their pipes where it is killed.
    https://github.com/dask/distributed/issues/2142
    """
    configuration: dict[str, Any] = vars(multiprocessing.current_process())["_config"]
    configuration["daemon"] = False
    Finalize(None, dismiss, exitpriority=10)
