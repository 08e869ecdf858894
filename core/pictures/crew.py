"""Worker processes that take one picture after the other; each has a guarded process of its own for reading.

A picture that kills its process (memory) costs one job: it is told as failed, and a new process takes over.
Ends at once: whoever stops asking for outcomes has killed the processes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, Self

from core.base.errors import FloeError
from core.base.hidden_main import without_main
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.processes import kill_process, start_process
from core.base.sentences import _, speak
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


class AnyCrew(Protocol):
    """Who takes jobs: processes of this machine (Crew), or workers of others (RemoteCrew)."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_error: object) -> None: ...

    def close(self) -> None:
        """End what is at work; more jobs may be given all the same."""
        ...

    def outcomes(self, jobs: Iterable[Job], cancelled: Cancel = never_cancelled) -> Iterator[Outcome]:
        """The outcome of each job, as it comes. Raises Cancelled, FloeError; work then ends, as it does where
        the caller stops early.
        """
        ...


@dataclass(frozen=True)
class Place:
    """Of processes that another program than Floe starts. folder: from which paths are meant; it stays where
    there is none of that name. language: of sentences.
    """

    folder: str
    language: str

    def take(self) -> None:
        """From now on, for this process and those that it starts."""
        with suppress(OSError):
            os.chdir(self.folder)
        speak(self.language)


class Crew:
    """So many processes, started when there is work; used as a context. For one thread.

    place: None where the program that asks is Floe, whose place is theirs.
    """

    def __init__(self, number: int, place: Place | None = None) -> None:
        self._number, self._place = max(1, number), place
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
            # The script of another program is not run again.
            with without_main() if self._place else nullcontext():
                process, pipe = start_process("floe-crew", _serve, self._place, duplex=True, alone=False)
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


def _serve(pipe: Connection, place: Place | None) -> None:
    """Runs in a worker process until its pipe ends: that of a killed program does, too."""
    if place is not None:
        place.take()
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
