"""Worker processes that take one picture after the other; each has a guarded process of its own for reading.

A picture that kills its process (memory) costs one job: it is told as failed, and a new process takes over.
Ends at once: whoever stops asking for outcomes has killed the processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Self

from core.base.errors import FloeError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.processes import kill_process, start_process
from core.base.sentences import _
from core.guarded.process import ReadingProcess
from core.io.reader import read

_GLANCE = 0.05
# Runs in a worker process with its reader; found by its name there.
Work = Callable[..., Any]


@dataclass(frozen=True)
class Job:
    """work(reader, *arguments), all of them picklable. number: by which its outcome is known."""

    number: int
    work: Work
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Outcome:
    """What a job gave, or the sentence that says why it gave nothing."""

    number: int
    value: Any = None
    problem: str = ""


class Crew:
    """So many processes, started when there is work; used as a context. For one thread."""

    def __init__(self, number: int) -> None:
        self._number = max(1, number)
        self._workers: dict[Connection, BaseProcess] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, whatever they are at; may be called twice."""
        workers, self._workers = self._workers, {}
        for process in workers.values():
            process.kill()  # all of them at once, before the end of any is waited for
        for pipe, process in workers.items():
            pipe.close()
            kill_process(process)

    def outcomes(self, jobs: Iterable[Job], cancelled: Cancel = never_cancelled) -> Iterator[Outcome]:
        """The outcome of each job, as it comes. Raises Cancelled within a tenth of a second, FloeError where
        no process can be started; then, and where the caller stops early, the processes are ended.
        """
        waiting, busy = iter(jobs), dict[Connection, int]()
        job, done = next(waiting, None), False
        try:
            while True:
                raise_if_cancelled(cancelled)
                while job is not None and (pipe := self._idle(busy)) is not None:
                    busy[pipe] = job.number
                    with suppress(OSError):  # it has ended: that is seen below
                        pipe.send((job.work, job.arguments))
                    job = next(waiting, None)
                if not busy:
                    done = True
                    return
                # Not by their type: that of pipes is another one on Windows.
                ready = wait(list(busy), _GLANCE)
                for pipe in [each for each in busy if each in ready]:
                    yield self._received(pipe, busy.pop(pipe))
        finally:
            if not done:
                self.close()

    def _idle(self, busy: dict[Connection, int]) -> Connection | None:
        """The pipe of a process that waits, started where there may be one more; None where all are busy."""
        for pipe in self._workers:
            if pipe not in busy:
                return pipe
        if len(self._workers) == self._number:
            return None
        try:
            process, pipe = start_process("floe-crew", _serve, duplex=True, alone=False)
        except OSError as error:
            sentence = _("No process could be started for the pictures ({reason}): close other programs.")
            raise FloeError(sentence.format(reason=error.strerror)) from None
        self._workers[pipe] = process
        return pipe

    def _received(self, pipe: Connection, number: int) -> Outcome:
        try:
            value, problem = pipe.recv()
            return Outcome(number, value, problem)
        except (EOFError, OSError):
            kill_process(self._workers.pop(pipe))
            pipe.close()
            return Outcome(
                number, problem=_("The process that worked on it was ended; it may need too much memory.")
            )


def _serve(pipe: Connection) -> None:
    """Runs in a worker process until its pipe ends: that of a killed program does, too."""
    with suppress(EOFError, OSError), ReadingProcess(read) as reader:
        while True:
            work, arguments = pipe.recv()
            pipe.send(done(work, reader, arguments))


def done(work: Work, reader: ReadingProcess, arguments: tuple[Any, ...]) -> tuple[Any, str]:
    """What the work gives, or the sentence that says why it gives nothing."""
    try:
        return work(reader, *arguments), ""
    except FloeError as error:
        return None, str(error)
    except MemoryError:
        return None, _("There is not enough memory for this picture.")
    except Exception as error:  # one picture's defect is not the end of the others
        sentence = _("Working on it failed by a defect of Floe ({what}): please report it with the file.")
        return None, sentence.format(what=f"{type(error).__name__}: {error}")
