"""A run passes over rows that cannot change: its labels are those of comparing all with all centroids."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.base.errors import Cancelled
from core.base.parallel import Workers
from core.cluster.lloyd import row_kernels
from core.cluster.lloyd.kmeans import assign_to, iterate
from core.cluster.lloyd.rows import Rows
from tests.core.cluster.lloyd.test_cells import nearest

ALL = np.empty(0, np.bool_)


def blobs(seed, dimensions, spread, dtype=np.int32, n=2100):
    """Steps round three centres; those of int32 are larger than 16 bits."""
    random = np.random.RandomState(seed)
    reach = 8000 if dtype == np.int16 else 2**24
    centres = random.uniform(-reach, reach, (3, dimensions)).repeat(-(-n // 3), axis=0)[:n]
    return (
        (centres + random.normal(0, spread * reach, centres.shape)).clip(-4 * reach, 4 * reach).astype(dtype)
    )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_wherever_the_centroids_go(data):
    """Not only as Lloyd's iteration moves them: far, a little, not at all, onto rows, onto each other."""
    dimensions, k = data.draw(st.integers(1, 13)), data.draw(st.integers(1, 12))
    dtype = data.draw(st.sampled_from([np.int16, np.int32]))
    steps = blobs(
        data.draw(st.integers(0, 9)), dimensions, data.draw(st.sampled_from([0.001, 0.1, 0.5])), dtype
    )
    random = np.random.RandomState(data.draw(st.integers(0, 2**31)))
    valid = random.random_sample(len(steps)) < 0.9 if data.draw(st.booleans()) else ALL
    shown = valid if len(valid) else np.ones(len(steps), np.bool_)
    steps[~shown] = 0
    centroids = steps[random.randint(0, len(steps), k)].astype(np.float64)
    assign = Rows(steps, valid, 1.0).assigning(k)
    with Workers(data.draw(st.integers(1, 3))) as workers:
        for _ in range(data.draw(st.integers(1, 25))):
            found = assign(centroids, workers)
            labels = np.where(shown, nearest(steps, centroids), 0)
            np.testing.assert_array_equal(found.labels, labels)
            np.testing.assert_array_equal(found.totals, np.bincount(labels[shown], minlength=k))
            sums = [steps[shown & (labels == j)].sum(axis=0, dtype=np.int64) for j in range(k)]
            np.testing.assert_array_equal(found.sums, sums)
            moved = random.random_sample(k) < data.draw(st.sampled_from([0.2, 1.0]))
            size = data.draw(st.sampled_from([0.0, 1e-12, 1e-6, 1e-3, 0.02, 1.0]))
            extent = np.ptp(steps.astype(np.float64), axis=0)
            centroids = centroids + moved[:, None] * random.uniform(-1, 1, (k, dimensions)) * size * extent
            if data.draw(st.integers(0, 9)) == 0:
                centroids[random.randint(k)] = centroids[random.randint(k)]
            if data.draw(st.integers(0, 9)) == 0:
                centroids = np.rint(centroids)


@pytest.mark.parametrize(
    ("dtype", "dimensions", "k"), [(np.int16, 3, 2), (np.int32, 7, 7), (np.int32, 13, 12)]
)
def test_every_step_of_a_run_agrees_with_an_assignment_of_its_own(dtype, dimensions, k):
    steps = blobs(k, dimensions, 0.3, dtype, n=3000)
    rows = Rows(steps, ALL, 8.0)
    start = steps[:: len(steps) // k][:k] / 8.0
    for step in iterate(rows, start, threads=2):
        labels = assign_to(rows, step.centroids)
        np.testing.assert_array_equal(labels, nearest(steps, step.centroids * 8.0))
        np.testing.assert_array_equal(step.counts, np.bincount(labels, minlength=k))


def test_a_tie_stays_with_the_lowest_though_nothing_else_moves():
    # 10 lies half-way; the border comes back to it after having been away.
    assign = Rows(np.array([[0], [4], [10], [16], [20]], np.int16), ALL, 1.0).assigning(2)
    with Workers(1) as workers:
        for right, expected in ((20, 0), (20 - 1e-9, 1), (20, 0), (20 + 1e-9, 0), (20, 0), (19, 1)):
            assert assign(np.array([[0.0], [right]]), workers).labels[2] == expected


def test_a_tie_of_rounding_alone_goes_to_the_lowest():
    """Beside 2**54 a float64 has no room for 1: what is farther by so little is as near as the other."""
    far = 2.0**27
    assign = Rows(np.array([[0, 0]], np.int16), ALL, 1.0).assigning(2)
    with Workers(1) as workers:
        for aside, expected in ((0.0, 0), (1.0, 0), (2.0, 1), (1.0, 0), (0.0, 0)):
            assert assign(np.array([[far, aside], [-far, 0.0]]), workers).labels[0] == expected


def looked_at(near, due):
    """The label in the end of a row that had 0 and is nearer to 1, if it is due at `due`."""
    steps, centroids = np.array([[10]], np.int16), np.array([[0.0], [9.0]])
    labels, sums, totals = np.zeros(1, np.uint8), np.zeros((2, 1), np.int64), np.zeros(2, np.int64)
    due = np.array([due], np.float32)
    space = np.empty(4, np.int32), np.empty((1, 4)), np.empty((4, 4))
    near = np.array([near, 0.0])
    row_kernels.assign_rows(steps, centroids, near, labels, due, sums, totals, *space)
    return int(labels[0])


def test_a_row_is_passed_over_until_the_odometer_shows_what_it_said():
    assert looked_at(0.9, 1.0) == 0
    assert looked_at(1.0, 1.0) == 1
    assert looked_at(1.1, 1.0) == 1
    assert looked_at(1e300, np.inf) == 0
    assert looked_at(0.0, np.nan) == 1


def test_centroids_beyond_all_numbers_do_no_harm():
    """As far away as can be, and back again: no row is forgotten, none that is not valid is counted."""
    steps, valid = np.array([[0], [1], [50], [0]], np.int16), np.array([True, True, True, False])
    assign = Rows(steps, valid, 1.0).assigning(2)
    with Workers(1) as workers:
        for right, expected in ((1e150, [0, 0, 0]), (40.0, [0, 0, 1]), (1e39, [0, 0, 0]), (2.0, [0, 0, 1])):
            found = assign(np.array([[0.0], [right]]), workers)
            assert found.labels[:3].tolist() == expected
            assert found.totals.sum() == 3


def test_portions_of_a_few_rows_are_added_up(monkeypatch):
    """Three of four and a last one, some of whose rows are not valid."""
    monkeypatch.setattr("core.cluster.lloyd.row_run._CHUNK", 4)
    random = np.random.RandomState(0)
    steps, valid = random.randint(-90, 90, (15, 2)).astype(np.int16), random.random_sample(15) < 0.7
    steps[~valid] = 0
    for mask in (valid, ALL):
        shown = valid if len(mask) else np.ones(15, np.bool_)
        assign = Rows(steps, mask, 1.0).assigning(3)
        with Workers(2) as workers:
            for _ in range(4):
                centroids = random.uniform(-90, 90, (3, 2))
                found = assign(centroids, workers)
                labels = np.where(shown, nearest(steps, centroids), 0)
                assert found.labels.tolist() == labels.tolist()
                assert found.totals.tolist() == np.bincount(labels[shown], minlength=3).tolist()
                assert found.sums.tolist() == [
                    steps[shown & (labels == j)].sum(axis=0).tolist() for j in range(3)
                ]


def test_a_cancel_is_heard_between_portions_that_grow_smaller_with_k():
    rows = Rows(np.zeros((1 << 16, 60), np.int16), ALL, 1.0)
    asked = []
    with Workers(1, lambda: bool(asked.append(1))) as workers:
        rows.assigning(2)(np.zeros((2, 60)), workers)
        assert len(asked) == 1
        rows.assigning(255)(np.zeros((255, 60)), workers)
        assert len(asked) == 1 + 4
    with pytest.raises(Cancelled), Workers(1, lambda: True) as workers:
        rows.assigning(2)(np.zeros((2, 60)), workers)
