"""Rows by their place: samples, distinct features to start among, and the farthest of many."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.lloyd import rows as module
from core.cluster.lloyd.rows import Rows

ALL = np.empty(0, np.bool_)


def rows_of(*levels, valid=ALL, scale=1.0):
    return Rows(np.array(levels, np.int16)[:, None], np.array(valid, np.bool_), scale)


def test_a_sample_is_spread_evenly_from_the_first_to_the_last():
    rows = rows_of(*range(10))
    assert rows.sample(3).tolist() == [0, 4, 9]
    assert rows.sample(1).tolist() == [0]
    assert rows.sample(10).tolist() == rows.sample(99).tolist() == list(range(10))
    masked = rows_of(*range(10), valid=[False, True, False, True, True, True, False, True, True, False])
    assert masked.sample(3).tolist() == [1, 4, 8]
    assert masked.sample(99).tolist() == [1, 3, 4, 5, 7, 8]


def test_what_is_valid_is_counted_and_added_up():
    steps = np.array([[3, 1], [0, 0], [-2, 5]], np.int16)
    for valid, number in ((ALL, 3), (np.array([True, False, True]), 2)):
        rows = Rows(steps, valid, 1.0)
        assert (rows.number, len(rows), rows.dimensions, rows.width) == (number, 3, 2, 2)
        assert (rows.sums.tolist(), rows.square_sum) == ([1, 6], 9 + 1 + 4 + 25)


def test_features_at_places_are_in_units_and_a_part_is_all_valid():
    rows = rows_of(8, 0, 4, valid=[True, False, True], scale=4.0)
    assert rows.features_at(np.array([2, 0])).tolist() == [[1], [2]]
    part = rows.part(np.array([2, 0]))
    assert (len(part), part.number, len(part.valid)) == (2, 2, 0)
    assert part.features_at(np.array([0, 1])).tolist() == [[1], [2]]


def test_a_start_is_chosen_among_the_sample_or_among_all_where_it_has_fewer_than_k(monkeypatch):
    """Of 7, 7, 7, 5, 9, 7, 7, 7 a sample of four has the places 0, 2, 4 and 7: 7 and 9."""
    monkeypatch.setattr(module, "_START_PIXELS", 4)
    rows = rows_of(7, 7, 7, 5, 9, 7, 7, 7)
    for k, values, counts in ((1, [7, 9], [3, 1]), (2, [7, 9], [3, 1]), (3, [5, 7, 9], [1, 6, 1])):
        found, times = rows.start_features(k)
        assert (found.ravel().tolist(), times.tolist()) == (values, counts)
        assert times.dtype == np.int64
    # A small picture is its own sample.
    few = rows_of(7, 9, 9)
    assert few.start_features(9)[1].tolist() == [1, 2]


@pytest.mark.parametrize("seed", range(6))
def test_the_farthest_of_many_parts_are_those_of_all(seed, monkeypatch):
    monkeypatch.setattr(module, "_CHUNK", 5)
    monkeypatch.setattr(module, "_CANDIDATES", 2)
    random = np.random.RandomState(seed)
    steps = random.randint(-3, 4, (23, 2)).astype(np.int16)
    valid = random.random_sample(23) < 0.8 if seed % 2 else ALL
    shown = valid if len(valid) else np.ones(23, bool)
    steps[~shown] = 0
    centroids, labels = np.array([[0.0, 0.0], [1.0, -1.0]]), random.randint(0, 2, 23).astype(np.uint8)
    squared = ((steps - centroids[labels]) ** 2).sum(axis=1)
    expected: list[list[int]] = []
    for place in sorted(np.flatnonzero(shown), key=lambda place: (-squared[place], place)):
        if steps[place].tolist() not in expected:
            expected.append(steps[place].tolist())
    rows = Rows(steps, valid, 1.0)
    for number in (1, 2, 5, len(expected)):
        assert rows.farthest(centroids, labels, number).tolist() == expected[:number]


def test_a_later_part_has_the_farthest_though_its_square_is_less_than_the_place_of_another(monkeypatch):
    monkeypatch.setattr(module, "_CHUNK", 5)
    rows = rows_of(0, 0, 0, 0, 1, 2)
    assert rows.farthest(np.zeros((1, 1)), np.zeros(6, np.uint8), 1).tolist() == [[2]]


def test_one_is_the_farthest_behind_many_of_a_square(monkeypatch):
    monkeypatch.setattr(module, "_CANDIDATES", 2)
    rows = rows_of(1, 3, 3, 3, 9)
    assert rows.farthest(np.zeros((1, 1)), np.zeros(5, np.uint8), 1).tolist() == [[9]]


def test_of_many_as_far_the_first_is_the_farthest(monkeypatch):
    """Two hundred in no order, half of them twice as far as the others; no two have one feature."""
    monkeypatch.setattr(module, "_CANDIDATES", 2)
    far = np.random.RandomState(0).random_sample(200) < 0.5
    rows = rows_of(*range(200))
    centroids = (np.arange(200) - 1.0 - far)[:, None]
    found = rows.farthest(centroids, np.arange(200, dtype=np.uint8), 3)
    assert found.ravel().tolist() == np.flatnonzero(far)[:3].tolist()


def test_where_all_lie_on_their_centroids_the_first_of_each_are_taken(monkeypatch):
    monkeypatch.setattr(module, "_CHUNK", 2)
    rows = rows_of(4, 4, 2, 4, 2)
    labels = np.array([0, 0, 1, 0, 1], np.uint8)
    assert rows.farthest(np.array([[4.0], [2.0]]), labels, 2).tolist() == [[4], [2]]
