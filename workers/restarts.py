"""The restarts of one run: each in the hands of one thread at a time, several at once."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import compress

from core.base.errors import Cancelled
from core.base.parallel import Cancel, available_threads, raise_if_cancelled
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import Prepared
from core.cluster.starts.restarts import ends_with_swaps, number_of_starts, run, run_by_swaps
from core.cluster.starts.starts import start_alone
from core.pipeline.task import RunStep
from workers.pace import Pace


class Restarts:
    """The runs and their histories; whoever takes a run has it alone until it is put back.

    The thread of the job follows one run after the other (`next`, `steps`, `put_back`); in between,
    helpers work off the others unseen. While the pace holds the run, helpers put back what they have, so
    that whoever steps on goes through all that is left. Which thread makes a step changes nothing in it.
    """

    def __init__(self, runs: Sequence[Iterator[KMeansStep]], pace: Pace, cancelled: Cancel) -> None:
        self.histories: list[list[KMeansStep]] = [[] for _ in runs]
        self._runs, self._pace, self._cancelled = list(runs), pace, cancelled
        self._condition = threading.Condition()
        self._free = set(range(len(runs)))
        self._unfinished = set(self._free)
        self._error: BaseException | None = None
        self._over = False

    def next(self) -> int | None:
        """Take the lowest run that is left, waiting where others have them all; None after the last one.

        A run that is stopped ends with the first, which is begun in any case. Raises Cancelled, and what
        ended a helper.
        """
        while not (self._pace.stopped and self.histories[0]):
            raise_if_cancelled(self._cancelled)
            with self._condition:
                if self._error:
                    raise self._error
                if not self._unfinished:
                    return None
                if self._free:
                    return self._take()
                # A cancel rings no bell here: look again soon.
                self._condition.wait(0.05)
        return None

    def add(self, run: Iterator[KMeansStep], history: list[KMeansStep]) -> None:
        """One run more, after all others are whole; history: empty, gets its steps."""
        with self._condition:
            number = len(self.histories)
            self.histories.append(history)
            self._runs.append(run)
            self._free.add(number)
            self._unfinished.add(number)

    def steps(self, number: int) -> Iterator[KMeansStep]:
        """The further steps of a run that was taken, as they happen, each entered in its history."""
        for step in self._runs[number]:
            self.histories[number].append(step)
            yield step

    def put_back(self, number: int) -> None:
        """Let go of a run, whole or not."""
        history = self.histories[number]
        with self._condition:
            if history and history[-1].stop is not None:
                self._unfinished.discard(number)
            else:
                self._free.add(number)
            self._condition.notify_all()

    @contextmanager
    def helped(self, helpers: int) -> Iterator[None]:
        """So many threads more work on the runs until the block ends; it waits for the step they are in."""
        with ThreadPoolExecutor(max(helpers, 1), thread_name_prefix="restart") as pool:
            for _ in range(helpers):
                pool.submit(self._help)
            try:
                yield
            finally:
                self._over = True

    def _take(self) -> int:
        number = min(self._free)
        self._free.remove(number)
        return number

    def _help(self) -> None:
        while not self._ended():
            self._pace.hold(self._ended)
            with self._condition:
                if not self._free or self._ended():
                    return
                number = self._take()
            try:
                for _ in self.steps(number):
                    if self._pace.paused or self._ended():
                        break
            except Cancelled:
                return
            except BaseException as error:
                self._error = error
                return
            finally:
                self.put_back(number)

    def _ended(self) -> bool:
        return self._over or self._pace.stopped or self._cancelled()


def follow_restarts(
    prepared: Prepared, parameters: Parameters, threads: int | None, cancelled: Cancel, *, pace: Pace
) -> Generator[RunStep, None, tuple[Parameters, list[list[KMeansStep]]]]:
    """The restarts as the window follows them (core.pipeline.task.Restarting): the first alone on all
    threads, so that it is seen soon; then the others, several at once.
    """
    threads = threads or available_threads()
    starts = number_of_starts(parameters)
    share = max(threads // max(starts - 1, 1), 1)
    runs = [
        run(prepared, parameters, i, threads=share if i else None, cancelled=cancelled) for i in range(starts)
    ]
    restarts = Restarts(runs, pace, cancelled)
    yield from _followed(restarts, pace, cancelled)
    if starts > 1:
        with restarts.helped(min(threads, starts - 1) - 1):
            while (yield from _followed(restarts, pace, cancelled)):
                pass
    if ends_with_swaps(prepared, parameters) and not pace.stopped:
        yield from _followed_swaps(prepared, parameters, restarts, pace, cancelled)
    return as_if_capped(parameters, restarts.histories)


def _followed_swaps(
    prepared: Prepared, parameters: Parameters, restarts: Restarts, pace: Pace, cancelled: Cancel
) -> Generator[RunStep, None, None]:
    """The run by swaps, from the ends of all restarts. A stop during the search leaves it out."""
    ends = list(restarts.histories)
    history: list[KMeansStep] = []

    # Not of `restarts`, which has the run: a ring of them would keep the run's threads.
    def ended() -> bool:
        return cancelled() or (pace.stopped and not history)

    restarts.add(run_by_swaps(prepared, parameters, ends, cancelled=ended), history)
    try:
        yield from _followed(restarts, pace, cancelled)
    except Cancelled:
        if cancelled():
            raise


def _followed(restarts: Restarts, pace: Pace, cancelled: Cancel) -> Generator[RunStep, None, bool]:
    """The steps of the next restart, as it runs; whether there was one."""
    number = restarts.next()
    if number is None:
        return False
    history = restarts.histories[number]
    for _ in restarts.steps(number):
        raise_if_cancelled(cancelled)
        yield RunStep(number, history)
        # Stopping keeps at least one update, so that a cap can repeat it.
        if pace.stopped and (number or len(history) > 1):
            break
    restarts.put_back(number)
    return True


def as_if_capped(
    parameters: Parameters, histories: list[list[KMeansStep]]
) -> tuple[Parameters, list[list[KMeansStep]]]:
    """A run that was stopped becomes one that its record can repeat.

    Where all restarts are whole, only the run by swaps is left out. Of several restarts those count that are
    whole up to the first that is not; of "best", the best of the whole ones, as the start that it is. A
    broken one counts only where it is the first: as the run that an iteration cap gives.
    """
    starts = number_of_starts(parameters)
    whole = [bool(steps) and steps[-1].stop is not None for steps in histories]
    if all(whole[:starts]):
        left_out = len(whole) > starts and not whole[starts]
        return (replace(parameters, swaps=False), histories[:starts]) if left_out else (parameters, histories)
    best = parameters.init == "best"
    if best and any(whole):
        number = min(compress(range(starts), whole), key=lambda i: histories[i][-1].inertia)
        return start_alone(parameters, number), [histories[number]]
    if number := whole.index(False):
        return replace(parameters, restarts=number, swaps=False), histories[:number]
    last = histories[0][-1]
    histories[0][-1] = replace(last, stop="iteration cap")
    first = start_alone(parameters, 0) if best else replace(parameters, restarts=1)
    return replace(first, max_iter=last.iteration), histories[:1]
