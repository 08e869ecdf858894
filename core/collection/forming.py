"""Clusters while they form: what a method that can be watched has found so far."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from time import monotonic

from core.base.arrays import Ints
from core.collection.clustering import Clustered
from core.collection.method import Step

# Seconds between two that are told; and how much longer than telling took.
_PAUSE, _TIMES = 0.08, 4.0


@dataclass(frozen=True, eq=False)
class Forming:
    """restart: from 1, of restarts. iteration: of it. labels: (n,) int64 from 1, as they are numbered in this
    restart. inertia: the least so far.
    """

    restart: int
    restarts: int
    iteration: int
    labels: Ints
    inertia: float


Tell = Callable[[Forming], None]


def formed(
    steps: Generator[Step, None, Clustered], tell: Tell, clock: Callable[[], float] = monotonic
) -> Clustered:
    """The steps to their end. Those are told that are better than all before, as often as somebody can look.

    clock: seconds. Raises what the steps raise.
    """
    least, wait_until = float("inf"), clock()
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            found: Clustered = end.value
            return found
        if step.inertia >= least:
            continue
        least, begun = step.inertia, clock()
        if begun >= wait_until:
            tell(Forming(step.restart, step.restarts, step.iteration, step.labels() + 1, least))
            now = clock()
            wait_until = now + max(_PAUSE, _TIMES * (now - begun))
