"""The thread for one-shot jobs: the newest runs, the old is cancelled, what fails is a sentence."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread
from pytestqt.qtbot import QtBot

from core.base.errors import Cancelled, ParameterError
from core.base.parallel import Cancel
from workers.job_thread import JobThread
from workers.mailbox import Mailbox

LONG = 10.0
FLOOD = 2000


class Audience(QObject):
    """Hears all that a JobThread tells, in the GUI thread. reaction: called with every outcome."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: JobThread[object] | None = None
        self.done: list[object] = []
        self.failed: list[str] = []
        self.progress: list[object] = []
        self.busy: list[bool] = []
        self.threads: set[QThread] = set()
        self.reaction: Callable[[object], None] | None = None

    def take(self, outcome: object) -> None:
        self._listen()
        self.done.append(outcome)
        if self.reaction:
            self.reaction(outcome)

    def take_failure(self, sentence: str) -> None:
        self._listen()
        self.failed.append(sentence)

    def take_progress(self, item: object) -> None:
        self.threads.add(QThread.currentThread())
        self.progress.append(item)

    def _listen(self) -> None:
        self.threads.add(QThread.currentThread())
        if self.jobs is not None:
            self.busy.append(self.jobs.busy)


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
def audience(qapp: object) -> Audience:
    return Audience()


@pytest.fixture
def jobs(audience: Audience) -> Iterator[JobThread[object]]:
    thread = JobThread("tested", on_done=audience.take, on_failed=audience.take_failure)
    audience.jobs = thread
    yield thread
    thread.close()
    assert thread.isFinished() or not thread.isRunning()


def ended(jobs: JobThread[object]) -> bool:
    """Whether the thread has nothing in hand: what it had to tell waits for the GUI thread."""
    with jobs._condition:
        return jobs._running is None and jobs._waiting is None


def let_end(jobs: JobThread[object]) -> None:
    """Wait for the end of the job while the GUI thread hears nothing."""
    deadline = time.monotonic() + LONG
    while not ended(jobs):
        assert time.monotonic() < deadline
        time.sleep(0.001)
    time.sleep(0.02)  # between the end of the job and its word


def test_no_thread_runs_before_the_first_job(jobs: JobThread[object]) -> None:
    assert not jobs.isRunning()
    assert not jobs.busy


def test_an_outcome_is_told_in_the_gui_thread(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
    seen: list[QThread] = []
    jobs.submit(lambda _cancelled: seen.append(QThread.currentThread()) or "result")
    qtbot.waitUntil(lambda: bool(audience.done))
    assert audience.done == ["result"]
    assert audience.threads == {QThread.currentThread()}
    assert seen == [jobs]
    assert seen != [QThread.currentThread()]


def test_jobs_follow_each_other_on_one_thread(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
    for value in range(3):
        jobs.submit(returning(value))
        qtbot.waitUntil(lambda wanted=value + 1: len(audience.done) == wanted)
    assert audience.done == [0, 1, 2]


def test_a_new_job_cancels_the_old(jobs: JobThread[object], audience: Audience, qtbot: QtBot) -> None:
    old = LongJob()
    jobs.submit(old)
    assert old.begun.wait(LONG)
    jobs.submit(returning("new"))
    qtbot.waitUntil(lambda: bool(audience.done))
    assert old.was_cancelled
    assert audience.done == ["new"]


def test_of_those_that_wait_only_the_newest_runs(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
    stubborn, ran = LongJob(obeys=False), []
    jobs.submit(stubborn)
    assert stubborn.begun.wait(LONG)
    for value in range(50):
        jobs.submit(lambda _cancelled, value=value: ran.append(value))
    stubborn.release.set()
    qtbot.waitUntil(lambda: bool(audience.done))
    assert ran == [49]
    assert audience.done == [None]


def test_a_cancelled_job_is_heard_of_no_more(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
    stubborn = LongJob(obeys=False)
    jobs.submit(stubborn)
    assert stubborn.begun.wait(LONG)
    jobs.cancel()
    stubborn.release.set()
    jobs.submit(returning("after"))
    qtbot.waitUntil(lambda: bool(audience.done))
    assert audience.done == ["after"]


def test_busy_is_what_will_still_be_told(jobs: JobThread[object], audience: Audience, qtbot: QtBot) -> None:
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


def test_a_job_that_waits_can_be_cancelled(jobs: JobThread[object], audience: Audience, qtbot: QtBot) -> None:
    stubborn, ran = LongJob(obeys=False), []
    jobs.submit(stubborn)
    assert stubborn.begun.wait(LONG)
    jobs.submit(lambda _cancelled: ran.append("waiting"))
    jobs.cancel()
    stubborn.release.set()
    jobs.submit(returning("after"))
    qtbot.waitUntil(lambda: bool(audience.done))
    assert ran == []


def test_a_users_mistake_is_told_as_it_is(jobs: JobThread[object], audience: Audience, qtbot: QtBot) -> None:
    jobs.submit(raising(ParameterError("k is 9, but the picture has only 3 distinct colours.")))
    qtbot.waitUntil(lambda: bool(audience.failed))
    assert audience.failed == ["k is 9, but the picture has only 3 distinct colours."]
    assert audience.done == []


def test_want_of_memory_is_a_sentence(jobs: JobThread[object], audience: Audience, qtbot: QtBot) -> None:
    jobs.submit(raising(MemoryError()))
    qtbot.waitUntil(lambda: bool(audience.failed))
    assert "memory" in audience.failed[0]


def test_a_defect_is_logged_and_told_and_the_next_job_runs(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        jobs.submit(raising(ZeroDivisionError("of ours")))
        qtbot.waitUntil(lambda: bool(audience.failed))
    assert "nothing was lost" in audience.failed[0]
    assert "ZeroDivisionError" in caplog.text
    assert "tested" in caplog.text
    jobs.submit(returning("fine"))
    qtbot.waitUntil(lambda: bool(audience.done))


def test_what_a_cancelled_job_raises_is_not_told(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
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


def test_an_outcome_is_not_kept_alive(jobs: JobThread[object], audience: Audience, qtbot: QtBot) -> None:
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


def test_closing_cancels_and_waits(jobs: JobThread[object]) -> None:
    long = LongJob()
    jobs.submit(long)
    assert long.begun.wait(LONG)
    jobs.close()
    assert long.was_cancelled
    assert not jobs.isRunning()
    jobs.close()


def test_a_closed_thread_takes_no_more_jobs(jobs: JobThread[object], audience: Audience) -> None:
    ran: list[int] = []
    jobs.submit(lambda _cancelled: None)
    jobs.close()
    jobs.submit(lambda _cancelled: ran.append(1))
    assert not jobs.isRunning()
    assert not jobs.busy
    assert ran == []


def test_who_hears_of_an_outcome_finds_the_thread_free(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
    """Else a choice that comes between the outcome and the end of the job would wait for ever."""
    jobs.submit(returning(1))
    qtbot.waitUntil(lambda: audience.done == [1])
    jobs.submit(raising(ParameterError("no")))
    qtbot.waitUntil(lambda: audience.failed == ["no"])
    assert audience.busy == [False, False]


def test_until_the_outcome_is_told_the_thread_is_busy(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
    """Else whoever waits for an outcome, and chooses again, would submit that and hear neither."""
    jobs.submit(returning(1))
    let_end(jobs)
    assert jobs.busy
    qtbot.waitUntil(lambda: audience.done == [1])
    assert not jobs.busy


def test_a_job_that_ends_as_cancelled_by_itself_leaves_the_thread_free(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
    jobs.submit(raising(Cancelled()))
    qtbot.waitUntil(lambda: not jobs.busy)
    assert (audience.done, audience.failed) == ([], [])


def test_a_stale_outcome_is_dropped(jobs: JobThread[object], audience: Audience, qtbot: QtBot) -> None:
    jobs.submit(returning("old"))
    let_end(jobs)
    jobs.submit(returning("new"))
    qtbot.waitUntil(lambda: bool(audience.done))
    assert audience.done == ["new"]


def test_the_outcome_of_a_job_that_ended_just_before_it_was_cancelled_is_dropped(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
    jobs.submit(returning("old"))
    let_end(jobs)
    jobs.cancel()
    assert not jobs.busy
    QCoreApplication.processEvents()
    assert audience.done == []


def test_a_stale_failure_is_dropped(jobs: JobThread[object], audience: Audience, qtbot: QtBot) -> None:
    jobs.submit(raising(ParameterError("old")))
    let_end(jobs)
    jobs.submit(returning("new"))
    qtbot.waitUntil(lambda: bool(audience.done))
    assert audience.failed == []


def test_what_was_told_before_closing_is_dropped(jobs: JobThread[object], audience: Audience) -> None:
    jobs.submit(returning("old"))
    let_end(jobs)
    jobs.close()
    QCoreApplication.processEvents()
    assert audience.done == []


def test_a_job_may_be_submitted_by_who_hears_of_another(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
    following = iter(("second", "third"))

    def submit_next(_outcome: object) -> None:
        if (text := next(following, "")) != "":
            jobs.submit(returning(text))

    audience.reaction = submit_next
    jobs.submit(returning("first"))
    qtbot.waitUntil(lambda: len(audience.done) == 3)
    assert audience.done == ["first", "second", "third"]


class Counting:
    """Puts numbers into a mailbox and ends with "counted"."""

    def __init__(self, mailbox: Mailbox[object], numbers: range) -> None:
        self._mailbox, self._numbers = mailbox, numbers

    def __call__(self, _cancelled: Cancel) -> object:
        for number in self._numbers:
            self._mailbox.put(number)
        return "counted"


def test_progress_is_told_in_the_gui_thread_before_the_outcome(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
    seen: list[object] = []
    audience.reaction = lambda _outcome: seen.extend(audience.progress)
    mailbox = Mailbox(audience.take_progress, slots=None)
    jobs.submit(Counting(mailbox, range(5)), mailbox)
    qtbot.waitUntil(lambda: bool(audience.done))
    assert seen == [0, 1, 2, 3, 4]
    assert audience.threads == {QThread.currentThread()}


def test_a_flood_of_progress_neither_piles_up_nor_loses_the_last(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
    mailbox = Mailbox(audience.take_progress)
    jobs.submit(Counting(mailbox, range(FLOOD)), mailbox)
    let_end(jobs)  # nobody listens meanwhile: the GUI is busy
    qtbot.waitUntil(lambda: bool(audience.done))
    assert audience.progress == [FLOOD - 1]


def test_while_the_gui_listens_progress_comes_in_order_and_the_last_always(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
    mailbox = Mailbox(audience.take_progress)
    jobs.submit(Counting(mailbox, range(FLOOD)), mailbox)
    qtbot.waitUntil(lambda: bool(audience.done))
    assert audience.progress == sorted(set(audience.progress))
    assert audience.progress[-1] == FLOOD - 1


@pytest.mark.parametrize("cancels", [True, False])
def test_stale_progress_is_dropped(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot, cancels: bool
) -> None:
    old, new = (Mailbox(audience.take_progress, slots=None) for _ in range(2))
    jobs.submit(Counting(old, range(3)), old)
    let_end(jobs)
    if cancels:
        jobs.cancel()
    else:
        jobs.submit(Counting(new, range(7, 9)), new)
        qtbot.waitUntil(lambda: bool(audience.done))
    old.put(3)
    QCoreApplication.processEvents()
    assert audience.progress == ([] if cancels else [7, 8])


def test_progress_that_follows_a_cancel_is_dropped(
    jobs: JobThread[object], audience: Audience, qtbot: QtBot
) -> None:
    """Who hears of the second item cancels: the others wait in the same mailbox."""

    def cancel_at_second(item: object) -> None:
        audience.take_progress(item)
        if item == 1:
            jobs.cancel()

    mailbox = Mailbox(cancel_at_second, slots=None)
    jobs.submit(Counting(mailbox, range(5)), mailbox)
    let_end(jobs)
    QCoreApplication.processEvents()
    assert audience.progress == [0, 1]
    assert audience.done == []


def test_who_listens_is_not_kept_alive(qapp: object) -> None:
    import weakref

    audience = Audience()
    thread = JobThread("tested", on_done=audience.take, on_failed=audience.take_failure)
    gone = weakref.ref(audience)
    del audience
    assert gone() is None
    thread.close()
