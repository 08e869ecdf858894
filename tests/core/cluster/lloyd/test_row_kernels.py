"""The loops over rows, a few of them at a time, by hand: what is kept of each, and what is added up."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.lloyd import row_kernels
from tests.core.cluster.lloyd.test_cells import nearest

ALL = np.empty(0, np.bool_)


class State:
    """Rows that belong to the first of k centroids, and are due; four are looked at together."""

    def __init__(self, rows, k):
        self.rows = np.array(rows, np.int16)
        n, dimensions = self.rows.shape
        self.labels, self.due = np.zeros(n, np.uint8), np.full(n, -1, np.float32)
        self.sums, self.totals = np.zeros((k, dimensions), np.int64), np.zeros(k, np.int64)
        self.sums[0], self.totals[0] = self.rows.sum(axis=0), n
        self._space = np.empty(4, np.int32), np.empty((dimensions, 4)), np.empty((4, 4))

    def assign(self, centroids, near=0.0):
        centroids = np.array(centroids, float)
        near = np.full(len(centroids), near)
        row_kernels.assign_rows(
            self.rows, centroids, near, self.labels, self.due, self.sums, self.totals, *self._space
        )


def due(row, centroids, near=0.0):
    """When a row is due again."""
    state = State([row], len(centroids))
    state.due[:] = -np.inf
    state.assign(centroids, near)
    return float(state.due[0])


def test_a_row_is_due_when_the_second_may_be_as_near_as_its_own():
    """3 from its own and 8 from the second, of those that are farther: 5, less a part in four million."""
    centroids = [[3, 0], [100, 0], [0, -8], [0, 9]]
    assert 1005 - due([0, 0], centroids, 1000.0) == pytest.approx(1005 * 2.0**-22, abs=4e-5)
    assert 1005 - due([0, 0], centroids[::-1], 1000.0) == pytest.approx(1005 * 2.0**-22, abs=4e-5)
    # By a billionth of both besides, which shows where nothing else is left.
    assert due([0, 0], centroids, -5.0) == pytest.approx(-1e-9 * (8 + 3), rel=1e-6)


def test_on_two_centroids_at_once_a_row_is_due_at_any_move():
    assert due([7, 7], [[7, 7], [7, 7]]) == float(np.float32(-1e-30))


def test_with_one_centroid_it_is_due_at_the_latest():
    assert due([7, 7], [[0, 0]]) == float(np.float32(3e38))


@pytest.mark.parametrize("number", [1, 4, 5, 11])
def test_rows_are_looked_at_four_by_four_but_those_that_are_not_due(number):
    random = np.random.RandomState(number)
    rows = random.randint(-90, 90, (number, 3))
    state, k = State(rows, 3), 3
    for _ in range(5):
        centroids = random.uniform(-90, 90, (k, 3))
        passed = random.random_sample(number) < 0.4
        state.due[:] = np.where(passed, 9.0, 1.0)
        before = state.labels.copy()
        state.assign(centroids, near=5.0)
        labels = np.where(passed, before, nearest(rows, centroids))
        assert state.labels.tolist() == labels.tolist()
        assert state.totals.tolist() == np.bincount(labels, minlength=k).tolist()
        assert state.sums.tolist() == [rows[labels == j].sum(axis=0).tolist() for j in range(k)]
        assert (state.due[passed] == 9).all()
        assert (state.due[~passed] != 1).all()


def test_of_two_as_near_the_lower_is_the_own():
    state = State([[5], [6], [4]], 3)
    state.assign([[10], [0], [10]])
    assert state.labels.tolist() == [0, 0, 1]


def test_squared_distances_to_the_centroid_of_the_label():
    rows, labels = np.array([[1, 2], [3, 4], [9, 9], [5, 0]], np.int16), np.array([0, 1, 1, 1], np.uint8)
    centroids, squared = np.array([[1.0, 1.0], [2.0, 6.0]]), np.full(4, 7.0)
    row_kernels.squared_distances(rows, ALL, centroids, labels, squared)
    assert squared.tolist() == [1, 1 + 4, 49 + 9, 9 + 36]
    valid, squared = np.array([True, False, True, True]), np.full(4, 7.0)
    row_kernels.squared_distances(rows, valid, centroids, labels, squared)
    assert squared.tolist() == [1, -1, 49 + 9, 9 + 36]


def test_colours_are_added_up_by_label_but_for_0():
    rgb = np.array([[1, 2, 3], [10, 20, 30], [255, 255, 255], [4, 5, 6]], np.uint8)
    sums, totals = row_kernels.sums_by_pixel(rgb, np.array([1, 3, 0, 1], np.int64), 3)
    assert sums.tolist() == [[5, 7, 9], [0, 0, 0], [10, 20, 30]]
    assert totals.tolist() == [2, 0, 1]


def test_squares_are_added_up_in_two_parts():
    """3 · 1024² + 5 and 7: high 3, low 12."""
    rows = np.array([[1024, 1024, 1024, 2, 1], [1, 1, 1, 2, 0]], np.int32)
    sums = np.array([1, 0, 0, 0, 0])
    assert row_kernels.sum_rows(rows, sums) == (3, 12)
    assert sums.tolist() == [1026, 1025, 1025, 4, 1]


def test_steps_are_offset_and_scaled_and_the_largest_is_found_wherever_it_is():
    """(stored − 10) · 2, of the second and first band; of 30 and 4 the largest is 40 steps, of 4 alone 12."""
    pixels = np.array([[10, 14], [30, 10], [8, 4]], np.uint8)
    plan = np.array([1, 0]), np.array([10.0, 10.0]), np.array([2.0, 2.0]), 1e6
    rows = np.full((3, 2), 7, np.int32)
    row_kernels.fill_rows(pixels, ALL, *plan, rows)
    assert rows.tolist() == [[8, 0], [0, 40], [-12, -4]]
    assert row_kernels.largest_step(pixels, ALL, *plan) == 40
    for valid, filled, largest in (
        ([False, True, True], [[0, 0], [0, 40], [-12, -4]], 40),
        ([True, False, True], [[8, 0], [0, 0], [-12, -4]], 12),
    ):
        row_kernels.fill_rows(pixels, np.array(valid), *plan, rows)
        assert rows.tolist() == filled
        assert row_kernels.largest_step(pixels, np.array(valid), *plan) == largest


def test_one_row_that_is_not_valid_is_none():
    """The last portion of a picture may have but one."""
    none, rows, squared = np.array([False]), np.full((1, 1), 7, np.int32), np.array([7.0])
    plan = np.array([0]), np.array([0.0]), np.array([1.0]), 1e6
    assert row_kernels.largest_step(np.array([[9]], np.uint8), none, *plan) == 0
    row_kernels.fill_rows(np.array([[9]], np.uint8), none, *plan, rows)
    assert rows.tolist() == [[0]]
    labels = np.zeros(1, np.uint8)
    row_kernels.squared_distances(rows.astype(np.int16), none, np.array([[3.0]]), labels, squared)
    assert squared.tolist() == [-1]
