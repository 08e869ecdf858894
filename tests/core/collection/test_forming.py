"""Clusters while they form: which iterations are told."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

import numpy as np

from core.collection.clustering import Clustered
from core.collection.forming import Forming, formed
from core.collection.method import Step

END = Clustered(np.array([1, 2]), {})


def steps(*inertias: tuple[int, float]) -> Generator[Step, None, Clustered]:
    """Of these restarts with these inertias."""
    for number, (restart, inertia) in enumerate(inertias):
        yield Step(restart, 2, number, np.zeros((2, 1)), inertia, lambda: np.array([0, 1]))
    return END


def ticking(*seconds: float) -> Callable[[], float]:
    left: Iterator[float] = iter(seconds)
    return lambda: next(left)


def test_those_are_told_that_are_better_than_all_before() -> None:
    told: list[Forming] = []
    going = steps((1, 9.0), (1, 7.0), (1, 7.0), (2, 8.0), (2, 7.0), (2, 6.0))
    assert formed(going, told.append, ticking(0, 1, 1, 2, 2, 3, 3)) is END
    assert [(each.restart, each.iteration, each.inertia) for each in told] == [
        *((1, 0, 9.0), (1, 1, 7.0), (2, 5, 6.0))
    ]
    assert told[0].labels.tolist() == [1, 2]


def test_telling_takes_a_fifth_of_the_time_at_most() -> None:
    told: list[Forming] = []
    # It begins at 0 and takes a second: the next at 5 at the earliest, at 4.9 not yet.
    clock = ticking(0.0, 0.0, 1.0, 4.9, 5.0, 5.001, 5.08, 5.09, 5.1)
    formed(steps((1, 9.0), (1, 8.0), (1, 7.0), (1, 6.0), (1, 5.0)), told.append, clock)
    assert [each.iteration for each in told] == [0, 2, 4]
