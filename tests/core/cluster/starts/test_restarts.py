"""How many runs there are, what swaps begin at, and how all of them end together."""

from __future__ import annotations

import itertools
from threading import Event

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare
from core.cluster.starts import restarts
from core.cluster.starts.restarts import (
    ends_with_swaps,
    name_of,
    number_of_runs,
    number_of_starts,
    run,
    run_all,
    run_by_swaps,
)
from core.image.image import Image


def prepared_with(bands: int):
    pixels = np.random.RandomState(bands).randint(0, 50, (4, 5, bands)).astype(np.int16)
    return prepare(Image(pixels), "bands")


def test_how_many_runs_there_are():
    several = prepared_with(2)
    for parameters, number in (
        (Parameters(k=3), 1),
        (Parameters(k=3, restarts=2), 2),
        (Parameters(k=3, init="random", restarts=7), 7),
        (Parameters(k=3, init="maximin", restarts=7), 1),
        (Parameters(k=3, init="best", restarts=2), 4 + 10),
    ):
        assert number_of_starts(parameters) == number
        assert number_of_runs(several, parameters) == number + (number > 1)


@pytest.mark.parametrize(
    ("bands", "init", "swaps"),
    [(1, "k-means++", True), (2, "k-means++", True), (1, "best", False), (2, "best", True)],
)
def test_swaps_follow_unless_the_best_of_one_axis_is_known(bands, init, swaps):
    prepared, parameters = prepared_with(bands), Parameters(k=2, init=init, restarts=2)
    assert ends_with_swaps(prepared, parameters) == swaps
    last = number_of_runs(prepared, parameters) - 1
    named = {True: "optimal-cut" if bands == 1 else "swaps", False: "k-means++"}
    assert name_of(prepared, parameters, last)[0] == named[swaps]


def test_a_run_is_the_first_restart_unless_told():
    prepared, parameters = prepared_with(3), Parameters(k=3, init="random", seed=4, restarts=2)
    starts = [next(run(prepared, parameters, *given)).centroids.tolist() for given in ((), (0,), (1,))]
    assert starts[0] == starts[1] != starts[2]


def ended(inertia: float, place: float) -> list[KMeansStep]:
    """A run of two steps, of which the last counts."""
    counts = np.array([20])
    return [
        KMeansStep(0, np.array([[0.0]]), counts, 0.5, 1.0),
        KMeansStep(1, np.array([[place]]), counts, inertia, 0.0, "converged"),
    ]


def test_swaps_begin_at_the_ends_of_the_restarts_the_best_first_of_equal_ones_the_first(monkeypatch):
    begun = []

    def swapped(_features, ends, **_rest):
        begun.extend(float(end[0, 0]) for end in ends)
        return ends[0]

    monkeypatch.setattr(restarts, "swapped", swapped)
    histories = [ended(30.0, 1.0), ended(10.0, 2.0), ended(30.0, 3.0), ended(20.0, 4.0), ended(10.0, 5.0)]
    first = next(run_by_swaps(prepared_with(1), Parameters(k=1), histories))
    assert begun == [2.0, 4.0, 1.0]
    assert first.centroids.tolist() == [[2.0]]


@pytest.mark.parametrize("threads", [1, 2])
def test_a_cancel_is_heard_within_a_restart(threads):
    asked = itertools.count()
    with pytest.raises(Cancelled):
        run_all(prepared_with(3), Parameters(k=3, init="random"), threads, lambda: next(asked) > 1)


def test_what_ends_one_restart_ends_those_beside_it(monkeypatch):
    """The other would go on for ever."""
    begun = Event()

    def run(_prepared, _parameters, restart, *, cancelled, **_rest):
        if restart == 0:
            begun.wait()
            raise KeyboardInterrupt
        begun.set()
        while not cancelled():
            yield ended(1.0, 1.0)[1]

    monkeypatch.setattr(restarts, "run", run)
    with pytest.raises(KeyboardInterrupt):
        run_all(prepared_with(1), Parameters(k=1, init="random", restarts=2), 2)
