"""Pictures on the workers of a real Dask scheduler, processes of their own: the same bytes as on one machine,
also where a worker is killed in the middle; and nothing is at work any more once a run is stopped.

Usage: .venv/bin/python -m tests.robustness.other_machines
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.core.series.made_folder import made_folder

ROOT = Path(__file__).resolve().parents[2]
_LONGEST_S = 180.0
_SERIES = ("series", "-k", "2", "--class", "ice=2", "--export", "areas,labels")
_COLLECTION = ("cluster", "-k", "2", "--embedding", "histogram", "--threads", "1")
# All but paths, versions and seconds, which no run has twice.
_SERIES_FILES = ("series.csv", "series_summary.csv", "series_areas.svg", "series_areas.png", "*_labels.*")


@dataclass(frozen=True)
class Machines:
    """address: of the scheduler. workers: the first is restarted by a nanny of Dask's, the others are not."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def machines(folder: Path, workers: int = 2) -> Iterator[Machines]:
    """A scheduler and workers on this machine; killed at the end."""
    told = folder / "scheduler.json"
    common = ("--host", "127.0.0.1", "--no-dashboard")
    started = [_started("scheduler", "--port", "0", "--scheduler-file", told, *common)]
    try:
        _until(lambda: told.is_file() and bool(told.read_text()))
        address = json.loads(told.read_text())["address"]
        for number in range(workers):
            nanny = "--nanny" if number == 0 else "--no-nanny"
            own = ("--nthreads", "1", nanny, "--local-directory", folder / f"worker{number}")
            started.append(_started("worker", address, *own, *common))
        there = Machines(address, tuple(started[1:]))
        _until(lambda: bool(_spawned(there)))  # the worker of the nanny
        yield there
    finally:
        for each in reversed(started):  # workers first, and told: a nanny ends its worker
            each.terminate()
        for each in started:
            try:
                each.wait(20)
            except subprocess.TimeoutExpired:
                each.kill()
                each.wait()


def _started(kind: str, *arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def floe(*arguments: object) -> subprocess.Popen[bytes]:
    """The command line, at work, in a cache of its own."""
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments), "--quiet"]
    return subprocess.Popen(command)


def killed_in_the_middle(folder: Path, machines: Machines) -> None:
    """A worker is killed once some pictures are done; all are measured all the same, to the same bytes."""
    pictures, here, there = made_folder(folder / "scenes", 9), folder / "here", folder / "there"
    assert floe(*_SERIES, *pictures, "-o", here).wait() == 0
    run = floe(*_SERIES, *pictures, "-o", there, "--scheduler", machines.address)
    journal = there / "series_journal.jsonl"
    _until(lambda: journal.is_file() and journal.read_bytes().count(b"\n") > 1)
    machines.workers[-1].kill()
    assert run.poll() is None, "all was done before the worker was killed"
    assert run.wait() == 0
    _check_same(here, there, _SERIES_FILES)


def same_collection(folder: Path, machines: Machines) -> None:
    """Vectors of the workers: the same clusters, record and all but the time of the run."""
    pictures, found = sorted((folder / "scenes").iterdir()), []
    for name, more in (("kinds_here", ()), ("kinds_there", ("--scheduler", machines.address))):
        assert floe("cluster", "--clear-cache").wait() == 0
        assert floe(*_COLLECTION, *pictures, "-o", folder / name, *more).wait() == 0
        found.append(folder / name)
    _check_same(*found, ("clusters.csv", "run.json"))


def stopped_in_the_middle(folder: Path, machines: Machines) -> float:
    """Seconds from Ctrl+C until no process works on a picture, on any worker."""
    pictures = made_folder(folder / "more", 9)
    out = folder / "stopped"
    before = _spawned(machines)
    run = floe(*_SERIES, *pictures, "-o", out, "--scheduler", machines.address)
    journal = out / "series_journal.jsonl"
    _until(lambda: journal.is_file() and journal.read_bytes().count(b"\n") > 1)
    assert _spawned(machines) > before
    stopped = time.monotonic()
    run.send_signal(signal.SIGINT)
    _until(lambda: _spawned(machines) == before)
    seconds = time.monotonic() - stopped
    assert run.wait() == 130
    return seconds


def _spawned(machines: Machines) -> set[int]:
    """Processes below the workers, but for Python's own trackers: Floe's, and the worker of a nanny."""
    found, waiting = set[int](), [each.pid for each in machines.workers]
    while waiting:
        for child in _children(waiting.pop()):
            waiting.append(child)
            with suppress(OSError):
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.add(child)
    return found


def _children(process: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        return [int(each) for task in tasks for each in (task / "children").read_text().split()]
    except OSError:
        return []


def _check_same(here: Path, there: Path, patterns: tuple[str, ...]) -> None:
    names = sorted(path.name for pattern in patterns for path in here.glob(pattern))
    assert names, f"nothing was written to {here}"
    for name in names:
        assert (here / name).read_bytes() == (there / name).read_bytes(), f"{name} is another one"


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST_S
    while not done():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.01)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="floe-machines-") as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        with machines(folder) as there:
            killed_in_the_middle(folder, there)
            print("a worker killed in the middle: the same bytes, nothing lost")
            same_collection(folder, there)
            print("a collection: the same bytes")
            print(f"stopped: nothing is at work {stopped_in_the_middle(folder, there):.2f} s after Ctrl+C")
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{used.ru_utime + used.ru_stime:.0f} s of processor")


if __name__ == "__main__":
    main()
