"""The thread for one-shot jobs: the newest runs, the old is cancelled, what fails is a sentence."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QThread
from pytestqt.qtbot import QtBot

from core.base.errors import Cancelled, ParameterError
from core.base.parallel import Cancel
from workers.job_thread import JobThread

LONG = 10.0


class Audience(QObject):
    """Hears all that a JobThread tells, in the GUI thread."""

    def __init__(self, jobs: JobThread) -> None:
        super().__init__()
        self.done: list[tuple[int, object]] = []
        self.failed: list[tuple[int, str]] = []
        self.threads: set[QThread] = set()
        jobs.done.connect(self.take)
        jobs.failed.connect(self.take_failure)

    def take(self, number: int, outcome: object) -> None:
        self.threads.add(QThread.currentThread())
        self.done.append((number, outcome))

    def take_failure(self, number: int, sentence: str) -> None:
        self.threads.add(QThread.currentThread())
        self.failed.append((number, sentence))


class LongJob:
    """Runs until it is released or cancelled."""

    def __init__(self, outcome: object = "long", *, obeys: bool = True) -> None:
        self.begun, self.release = threading.Event(), threading.Event()
        self.was_cancelled = False
        self._outcome, self._obeys = outcome, obeys

    def __call__(self, cancelled: Cancel) -> object:
        self.begun.set()
        while not self.release.wait(0.005):
            if cancelled() and self._obeys:
                self.was_cancelled = True
                raise Cancelled
        return self._outcome


def returning(outcome: object) -> Callable[[Cancel], object]:
    return lambda _cancelled: outcome


def raising(error: Exception) -> Callable[[Cancel], object]:
    def job(_cancelled: Cancel) -> object:
        raise error

    return job


@pytest.fixture
def jobs(qapp: object) -> Iterator[JobThread]:
    thread = JobThread("tested")
    yield thread
    thread.close()
    assert thread.isFinished() or not thread.isRunning()


@pytest.fixture
def audience(jobs: JobThread) -> Audience:
    return Audience(jobs)


def test_no_thread_runs_before_the_first_job(jobs: JobThread) -> None:
    assert not jobs.isRunning()
    assert not jobs.busy
    assert jobs.newest == 0


def test_an_outcome_is_told_in_the_gui_thread(jobs: JobThread, audience: Audience, qtbot: QtBot) -> None:
    seen: list[QThread] = []
    number = jobs.submit(lambda _cancelled: seen.append(QThread.currentThread()) or "result")
    qtbot.waitUntil(lambda: bool(audience.done))
    assert audience.done == [(number, "result")]
    assert audience.threads == {QThread.currentThread()}
    assert seen == [jobs]
    assert seen != [QThread.currentThread()]


def test_jobs_follow_each_other_on_one_thread(jobs: JobThread, audience: Audience, qtbot: QtBot) -> None:
    for value in range(3):
        jobs.submit(returning(value))
        qtbot.waitUntil(lambda wanted=value + 1: len(audience.done) == wanted)
    assert audience.done == [(1, 0), (2, 1), (3, 2)]


def test_a_new_job_cancels_the_old(jobs: JobThread, audience: Audience, qtbot: QtBot) -> None:
    old = LongJob()
    jobs.submit(old)
    assert old.begun.wait(LONG)
    number = jobs.submit(returning("new"))
    qtbot.waitUntil(lambda: bool(audience.done))
    assert old.was_cancelled
    assert audience.done == [(number, "new")]
    assert jobs.newest == number


def test_of_those_that_wait_only_the_newest_runs(jobs: JobThread, audience: Audience, qtbot: QtBot) -> None:
    stubborn, ran = LongJob(obeys=False), []
    jobs.submit(stubborn)
    assert stubborn.begun.wait(LONG)
    for value in range(50):
        jobs.submit(lambda _cancelled, value=value: ran.append(value))
    stubborn.release.set()
    qtbot.waitUntil(lambda: bool(audience.done))
    assert ran == [49]
    assert audience.done == [(51, None)]


def test_a_cancelled_job_is_heard_of_no_more(jobs: JobThread, audience: Audience, qtbot: QtBot) -> None:
    stubborn = LongJob(obeys=False)
    number = jobs.submit(stubborn)
    assert stubborn.begun.wait(LONG)
    jobs.cancel()
    assert jobs.newest > number
    stubborn.release.set()
    jobs.submit(returning("after"))
    qtbot.waitUntil(lambda: bool(audience.done))
    assert audience.done == [(jobs.newest, "after")]


def test_busy_is_what_will_still_be_told(jobs: JobThread, audience: Audience, qtbot: QtBot) -> None:
    stubborn = LongJob(obeys=False)
    jobs.submit(stubborn)
    assert stubborn.begun.wait(LONG)
    assert jobs.busy
    jobs.cancel()
    assert not jobs.busy  # although it has not noticed yet
    jobs.submit(returning("next"))
    assert jobs.busy
    stubborn.release.set()
    qtbot.waitUntil(lambda: bool(audience.done))
    qtbot.waitUntil(lambda: not jobs.busy)


def test_a_job_that_waits_can_be_cancelled(jobs: JobThread, audience: Audience, qtbot: QtBot) -> None:
    stubborn, ran = LongJob(obeys=False), []
    jobs.submit(stubborn)
    assert stubborn.begun.wait(LONG)
    jobs.submit(lambda _cancelled: ran.append("waiting"))
    jobs.cancel()
    stubborn.release.set()
    jobs.submit(returning("after"))
    qtbot.waitUntil(lambda: bool(audience.done))
    assert ran == []


def test_a_users_mistake_is_told_as_it_is(jobs: JobThread, audience: Audience, qtbot: QtBot) -> None:
    jobs.submit(raising(ParameterError("k is 9, but the picture has only 3 distinct colours.")))
    qtbot.waitUntil(lambda: bool(audience.failed))
    assert audience.failed == [(1, "k is 9, but the picture has only 3 distinct colours.")]
    assert audience.done == []


def test_want_of_memory_is_a_sentence(jobs: JobThread, audience: Audience, qtbot: QtBot) -> None:
    jobs.submit(raising(MemoryError()))
    qtbot.waitUntil(lambda: bool(audience.failed))
    assert "memory" in audience.failed[0][1]


def test_a_defect_is_logged_and_told_and_the_next_job_runs(
    jobs: JobThread, audience: Audience, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        jobs.submit(raising(ZeroDivisionError("of ours")))
        qtbot.waitUntil(lambda: bool(audience.failed))
    assert "nothing was lost" in audience.failed[0][1]
    assert "ZeroDivisionError" in caplog.text
    assert "tested" in caplog.text
    jobs.submit(returning("fine"))
    qtbot.waitUntil(lambda: bool(audience.done))


def test_what_a_cancelled_job_raises_is_not_told(jobs: JobThread, audience: Audience, qtbot: QtBot) -> None:
    begun = threading.Event()

    def fails_late(cancelled: Cancel) -> object:
        begun.set()
        while not cancelled():
            pass
        raise ParameterError("too late")

    jobs.submit(fails_late)
    assert begun.wait(LONG)
    jobs.submit(returning("new"))
    qtbot.waitUntil(lambda: bool(audience.done))
    assert audience.failed == []


def test_an_outcome_is_not_kept_alive(jobs: JobThread, audience: Audience, qtbot: QtBot) -> None:
    import weakref

    class Big:
        pass

    references: list[weakref.ref[Big]] = []

    def make(_cancelled: Cancel) -> Big:
        big = Big()
        references.append(weakref.ref(big))
        return big

    jobs.submit(make)
    qtbot.waitUntil(lambda: bool(audience.done))
    audience.done.clear()
    qtbot.waitUntil(lambda: references[0]() is None)


def test_closing_cancels_and_waits(jobs: JobThread) -> None:
    long = LongJob()
    jobs.submit(long)
    assert long.begun.wait(LONG)
    jobs.close()
    assert long.was_cancelled
    assert not jobs.isRunning()
    jobs.close()


def test_a_closed_thread_takes_no_more_jobs(jobs: JobThread, audience: Audience) -> None:
    ran: list[int] = []
    jobs.submit(lambda _cancelled: None)
    jobs.close()
    jobs.submit(lambda _cancelled: ran.append(1))
    assert not jobs.isRunning()
    assert not jobs.busy
    assert ran == []


def test_who_hears_of_an_outcome_finds_the_thread_free(jobs: JobThread, qtbot: QtBot) -> None:
    """Else a choice that comes between the outcome and the end of the job would wait for ever."""
    busy: list[bool] = []

    def look(_number: int, _outcome: object) -> None:
        busy.append(jobs.busy)

    # In the thread itself, at the moment of telling.
    jobs.done.connect(look, Qt.ConnectionType.DirectConnection)
    jobs.submit(lambda _cancelled: 1)
    qtbot.waitUntil(lambda: bool(busy))
    jobs.done.disconnect(look)
    assert busy == [False]
