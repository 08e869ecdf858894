"""Worker processes: what they give, what becomes of one that dies, and that nobody outlives a crew."""

from __future__ import annotations

import errno
import os
import signal
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from core.base.errors import Cancelled, FloeError, ParameterError
from core.pictures import crew as crew_module
from core.pictures.crew import Crew, Job, Outcome, Place, done
from tests.reading import HERE


def twice(_reader: object, number: int) -> int:
    return 2 * number


def who(_reader: object) -> int:
    return os.getpid()


def dies(_reader: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuses(_reader: object) -> None:
    raise ParameterError("No.")


def is_short_of_memory(_reader: object) -> None:
    raise MemoryError


def is_broken(_reader: object) -> None:
    raise KeyError("x")


def waits(_reader: object, path: Path) -> None:
    path.write_text(str(os.getpid()))
    signal.pause()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_in_processes() -> None:
    with Crew(2) as crew:
        jobs = [Job(i, twice, (i,)) for i in range(3)] + [
            Job(3, dies, ()),
            Job(4, who, ()),
            Job(5, twice, (5,)),
        ]
        found = {each.number: each for each in crew.outcomes(jobs)}
        assert {i: found[i].value for i in (0, 1, 2, 5)} == {0: 0, 1: 2, 2: 4, 5: 10}
        assert "was ended; it may need too much memory" in found[3].problem
        assert found[4].value != os.getpid()
        # The same processes serve what comes next.
        assert list(crew.outcomes([Job(0, twice, (7,))])) == [Outcome(0, 14)]
        assert list(crew.outcomes([])) == []


def test_a_process_that_cannot_be_started_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(*_: object, **__: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr("core.pictures.crew.start_process", start)
    with (
        Crew(1) as crew,
        pytest.raises(FloeError, match=r"for the pictures \(Resource temporarily unavailable\): close other"),
    ):
        list(crew.outcomes([Job(0, twice, (7,))]))


class Standing:
    """Stands in for a process: a thread that does what is sent."""

    def __init__(self, pipe: Connection) -> None:
        self._thread = Thread(target=self._serve, args=(pipe,))
        self._thread.start()

    def kill(self) -> None:
        """It ends with its pipe."""

    def join(self) -> None:
        self._thread.join()

    @staticmethod
    def _serve(pipe: Connection) -> None:
        with suppress(EOFError, OSError):
            while True:
                work, arguments = pipe.recv()
                pipe.send(done(work, HERE, arguments))  # type: ignore[arg-type]


@pytest.mark.parametrize(("number", "jobs", "processes"), [(4, 2, 2), (2, 5, 2), (3, 0, 0), (1, 3, 1)])
def test_no_more_processes_than_jobs(
    monkeypatch: pytest.MonkeyPatch, number: int, jobs: int, processes: int
) -> None:
    started = []

    def start(*_: object, **_options: object) -> tuple[Standing, Connection]:
        ours, theirs = Pipe()
        started.append(Standing(theirs))
        return started[-1], ours

    monkeypatch.setattr("core.pictures.crew.start_process", start)
    monkeypatch.setattr("core.pictures.crew.kill_process", Standing.join)
    with Crew(number) as crew:
        found = list(crew.outcomes(Job(i, twice, (i,)) for i in range(jobs)))
    assert sorted(each.value for each in found) == [2 * i for i in range(jobs)]
    assert len(started) == processes


@pytest.mark.parametrize(("name", "there"), [("a", "a"), ("gone", ".")])
def test_a_place_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, there: str) -> None:
    """By processes that another program than Floe starts."""
    said: list[str] = []
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(crew_module, "speak", said.append)
    Place(str(tmp_path / name), "zh_CN").take()
    assert Path.cwd() == (tmp_path / there).resolve()
    assert said == ["zh_CN"]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_cancelled_in_the_middle(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    with Crew(1) as crew, pytest.raises(Cancelled):
        list(crew.outcomes([Job(0, waits, (begun,))], begun.exists))
    assert not _lives(int(begun.read_text() or 0))


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_who_stops_asking_ends_it() -> None:
    with Crew(1) as crew:
        outcomes = crew.outcomes([Job(0, who, ()), Job(1, signal_pause, ())])
        process = next(outcomes).value
        outcomes.close()  # type: ignore[attr-defined]
        assert not _lives(process)


def signal_pause(_reader: object) -> None:
    signal.pause()


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (refuses, "No."),
        (is_short_of_memory, "There is not enough memory for this picture."),
        (
            is_broken,
            "Working on it failed by a defect of Floe (KeyError: 'x'): please report it with the file.",
        ),
    ],
)
def test_what_goes_wrong_is_a_sentence(work: Any, words: str) -> None:
    value, problem = done(work, HERE, ())  # type: ignore[arg-type]
    assert value is None
    assert problem.startswith(words)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
