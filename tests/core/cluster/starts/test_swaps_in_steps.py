"""The search for swaps step by step: where it begins, what it keeps, and where it gives up."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from core.base.parallel import never_cancelled
from core.cluster.starts import swap_kernels, swaps
from core.cluster.starts.swaps import _Search, swapped
from tests.core.cluster.starts.test_starts import features_of


def searching(rows, centroids, counts=None):
    columns = np.ascontiguousarray(np.array(rows, float).T)
    counts = np.ones(columns.shape[1]) if counts is None else np.array(counts, float)
    return _Search(columns, counts, np.array(centroids, float), never_cancelled)


def test_it_begins_at_three_ends_and_the_optimal_cut_and_the_best_of_them_stays(monkeypatch):
    """In steps, of which a unit has 1024; of equal ones the first stays."""
    begun: list[list[list[float]]] = []

    class Search:
        def __init__(self, _columns, _counts, centroids, _cancelled):
            begun.append(centroids.tolist())
            self.found = centroids + 1024.0

        def best(self):
            return (3.0, 1.0, 1.0, 2.0)[begun.index((self.found - 1024).tolist())], self.found

    monkeypatch.setattr(swaps, "_Search", Search)
    features = features_of([[0, 0], [2, 0], [1024, 2048], [1026, 2048]])
    object.__setattr__(features, "scale", 1024)
    ends = [np.array([[float(i), 0.0], [1.0, 2.0]]) for i in range(5)]
    found = swapped(features, ends, threads=1)
    assert begun == [
        *([[1024.0 * i, 0.0], [1024.0, 2048.0]] for i in range(3)),
        [[1.0, 0.0], [1025.0, 2048.0]],
    ]
    assert found.tolist() == [[2.0, 1.0], [2.0, 3.0]]


def test_with_one_axis_it_is_the_optimal_cut_in_units():
    features = features_of([[0, 0, 0], [2, 0, 0], [1024, 0, 0], [1026, 0, 0]])
    object.__setattr__(features, "scale", 1024)
    object.__setattr__(features, "dimensions", 1)
    found = swapped(features, [np.array([[0.0], [0.5]])])
    assert found.tolist() == [[1 / 1024], [1025 / 1024]]


def test_a_swap_is_given_up_that_is_worse_by_three_thousandths_after_ten_iterations():
    search = searching([[0, 0], [9, 9]], [[0, 0], [9, 9]])

    def glance(inertia):
        calls = []
        search._inertia, search._swaps = 1000.0, lambda: iter([(0, 1)])
        search._moved = lambda _trial, most: (calls.append(most), inertia)[1]
        search._settled = lambda _trial: (calls.append("settled"), 2000.0)[1]
        assert not search._improved()
        return calls

    assert glance(1002.9) == [10, "settled"]
    assert glance(1000 * (1 + 0.003)) == [10]
    assert glance(1003.1) == [10]


@pytest.mark.parametrize(
    ("inertia", "kept"),
    [(999.0, True), (1000 * (1 - 1.1e-9), True), (1000 * (1 - 1e-9), False), (1000.0, False)],
)
def test_a_swap_is_kept_that_is_less_by_more_than_a_billionth(inertia, kept):
    search = searching([[0, 0], [9, 9], [5, 0]], [[0, 0], [9, 9]])
    search._inertia, search._swaps = 1000.0, lambda: iter([(2, 1)])
    search._moved = search._settled = lambda _trial, _most=0: inertia
    assert search._improved() == kept
    assert search._inertia == (inertia if kept else 1000.0)
    assert search._centroids[1].tolist() == ([5, 0] if kept else [9, 9])


def test_the_next_swap_is_tried_after_one_that_does_not_help():
    search = searching([[0, 0], [9, 9], [5, 0]], [[0, 0], [9, 9]])
    search._inertia, search._swaps = 1000.0, lambda: iter([(0, 1), (2, 1), (1, 0)])
    search._moved = search._settled = lambda trial, _most=0: 900.0 if trial[1].tolist() == [5, 0] else 1100.0
    assert search._improved()
    assert search._centroids.tolist()[1] == [5, 0]


def test_it_goes_on_until_nothing_helps_or_nothing_is_left():
    def rounds(inertias, left=(1, 1, 1)):
        search = searching([[0, 0], [9, 9]], [[0, 0], [9, 9]])
        search._inertia, search._left = inertias[0], left[0]
        done = []

        def improved():
            done.append(1)
            if len(done) == len(inertias):
                return False
            search._inertia, search._left = inertias[len(done)], left[len(done)]
            return True

        search._improved = improved
        assert search.best()[0] == search._inertia
        return len(done)

    assert rounds([9, 8, 7]) == 3
    assert rounds([9, 0, 7]) == 1
    assert rounds([9, 0.5, 0.25]) == 3
    assert rounds([9, 8, 7], (1, 0, 1)) == 1
    assert rounds([9, 8, 7], (0, 0, 0)) == 0


def test_distances_are_counted_that_are_computed():
    """Three features and two centroids: six an assignment; at the fixed point there is one."""
    search = searching([[0, 0], [0, 2], [9, 9]], [[0, 1], [9, 9]])
    # Until the inertia is no less than before: twice, one assignment each.
    assert search._left == swaps._BUDGET - 2 * 6
    assert search._inertia == 2
    assert search._moved(np.array([[0.0, 0.0], [9, 9]]), 1) == 2
    assert search._left == swaps._BUDGET - 4 * 6


def test_it_settles_while_the_inertia_falls_and_distances_are_left():
    def settled(inertias, left):
        search = searching([[0, 0], [9, 9]], [[0, 0], [9, 9]])
        asked = []

        def moved(_centroids, most):
            asked.append(most)
            search._left = left[len(asked) - 1]
            return inertias[len(asked) - 1]

        search._moved = moved
        found = search._settled(search._centroids)
        assert set(asked) == {20}  # updates between two looks
        return found, len(asked)

    assert settled([9.0, 8.0, 8.0, 7.0], [1, 1, 1, 1]) == (8.0, 3)
    assert settled([9.0, 8.0, 8.5], [1, 1, 1]) == (8.5, 3)
    assert settled([9.0, 8.0, 7.0], [1, 0, 1]) == (8.0, 2)


def places_asked(search):
    asked = []

    def gains(_columns, _counts, _squared, places, gained):
        asked.extend(places.tolist())
        gained[:] = 0

    search._kernels = SimpleNamespace(losses=swap_kernels.losses, gains=gains)
    list(search._swaps())
    return asked


def test_places_are_spread_evenly_over_the_inertia():
    """128 features as far from their centroid: of 64 places each is in the middle of two of them."""
    sides = np.array([[-1, 0], [1, 0]] * 32)
    search = searching(np.concatenate([sides, sides + np.array([1000, 0])]), [[0, 0], [1000, 0]])
    assert places_asked(search) == list(range(0, 128, 2))


def test_a_place_is_asked_for_once_however_much_of_the_inertia_it_has():
    """1, 1, 1 and 61 of 64: the first three have a place each, the last all others."""
    search = searching([[-1, 0], [1, 0], [999, 0], [1001, 0]], [[0, 0], [1000, 0]], [1, 1, 1, 61])
    search._centroids = np.array([[0.0, 0], [1000, 0]])
    assert places_asked(search) == [0, 1, 2, 3]


def test_of_equal_promises_the_first_place_and_the_first_centroid_come_first():
    """Twelve heaps of two, each as far from every other, some of them twice as heavy."""
    heavy = np.array([1, 2, 2, 1, 2, 1, 1, 2, 1, 2, 1, 2])
    middles = 100.0 * np.eye(12)
    rows, counts = np.concatenate([middles - 1, middles + 1]), np.tile(heavy, 2)
    found = [(place % 12, moved) for place, moved in searching(rows, middles, counts)._swaps()]
    # What a light one loses least, and where a heavy one gains most.
    pairs = [(place, moved) for place in range(12) for moved in range(12) if place != moved]
    promised = sorted(pairs, key=lambda pair: (heavy[pair[1]], -heavy[pair[0]], pair))
    assert found == promised[:64]


@pytest.mark.parametrize(("k", "number"), [(3, 6), (8, 56), (9, 64), (12, 64)])
def test_no_more_than_64_swaps_are_tried(k, number):
    """A place in each cluster, for each centroid of another."""
    middles = np.stack([np.arange(k) * 100.0, np.zeros(k)], axis=1)
    aside = np.array([0, 1])
    search = searching(np.concatenate([middles - aside, middles + aside]), middles)
    pairs = list(search._swaps())
    assert len(pairs) == len({(place % k, moved) for place, moved in pairs}) == number
    search._left = 0
    assert len(list(search._swaps())) == 1
