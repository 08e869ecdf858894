"""The pace of a run: who waits at each iteration is let go, held, or told to end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from core.base.parallel import never_cancelled
from workers.pace import Pace

LONG = 10.0


class Walker:
    """A loop in a thread that waits for its pace at every step, as a run does."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.steps = 0
        self._moved = threading.Condition()
        self._cancelled = threading.Event()
        self._thread = threading.Thread(target=self._walk, name="walker")
        self._thread.start()

    def _walk(self) -> None:
        while not self._cancelled.is_set() and not self.pace.stopped:
            self.pace.wait(self._cancelled.is_set)
            with self._moved:
                self.steps += 1
                self._moved.notify_all()

    def reaches(self, steps: int) -> bool:
        with self._moved:
            return self._moved.wait_for(lambda: self.steps >= steps, LONG)

    def cancel(self) -> None:
        self._cancelled.set()

    @property
    def ended(self) -> bool:
        self._thread.join(LONG)
        return not self._thread.is_alive()


@pytest.fixture
def walk() -> Iterator[Callable[[Pace], Walker]]:
    walkers: list[Walker] = []

    def start(pace: Pace) -> Walker:
        walkers.append(Walker(pace))
        return walkers[-1]

    yield start
    for walker in walkers:
        walker.cancel()
        assert walker.ended


def test_a_pace_that_is_not_paused_holds_nobody() -> None:
    pace = Pace()
    pace.wait(never_cancelled)
    assert not pace.paused
    assert not pace.stopped


def test_a_step_lets_exactly_one_through(walk: Callable[[Pace], Walker]) -> None:
    pace = Pace(paused=True)
    walker = walk(pace)
    for expected in (1, 2, 3):
        pace.step()
        assert walker.reaches(expected)
    assert walker.steps == 3
    assert pace.paused


def test_steps_asked_for_beforehand_are_all_given() -> None:
    pace = Pace()
    pace.step()
    pace.step()
    assert pace.paused
    pace.wait(never_cancelled)
    pace.wait(never_cancelled)
    asked = iter([False, True])
    pace.wait(lambda: next(asked))  # the third is held until it is cancelled
    assert next(asked, None) is None


def test_resuming_lets_the_walk_go_on(walk: Callable[[Pace], Walker]) -> None:
    pace = Pace(paused=True)
    walker = walk(pace)
    pace.pause(False)
    assert walker.reaches(100)
    assert not pace.paused


def test_stopping_ends_the_wait_although_paused(walk: Callable[[Pace], Walker]) -> None:
    pace = Pace(paused=True)
    walker = walk(pace)
    pace.stop()
    assert walker.ended
    assert walker.steps == 1
    assert pace.stopped


def test_cancelling_ends_the_wait_although_paused(walk: Callable[[Pace], Walker]) -> None:
    walker = walk(Pace(paused=True))
    walker.cancel()
    assert walker.ended
    assert walker.steps == 1


def test_steps_asked_for_before_resuming_are_not_made_after_the_next_pause() -> None:
    pace = Pace()
    pace.step()
    pace.step()
    pace.pause(False)
    pace.pause(True)
    asked = iter([False, True])
    pace.wait(lambda: next(asked))  # held until it is cancelled
    assert next(asked, None) is None
