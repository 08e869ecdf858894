"""The loops that divide features, each by hand or against numpy."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.starts import partition_kernels

VALUES = np.array([[5, 0], [1, 2], [9, 9], [3, -2], [1, 7]], np.int32)
COUNTS = np.array([1, 3, 100, 2, 4], np.int64)


def test_mean_and_inertia_of_what_is_in_the_order():
    """(1, 2) three times, (3, −2) twice, (5, 0) once: the mean is (14/6, 2/6)."""
    order, mean = np.array([3, 0, 1], np.int32), np.empty(2)
    inertia = partition_kernels.mean_and_inertia(order, VALUES, COUNTS, mean)
    pixels = np.repeat(VALUES[order], COUNTS[order], axis=0)
    assert mean.tolist() == pytest.approx([14 / 6, 2 / 6], rel=1e-15)
    assert inertia == pytest.approx(((pixels - pixels.mean(axis=0)) ** 2).sum(), rel=1e-14)
    assert partition_kernels.mean_and_inertia(order[:1], VALUES, COUNTS, mean) == 0


def test_covariance_is_that_of_numpy():
    order, result = np.array([3, 0, 1, 4], np.int32), np.full((2, 2), 7.0)
    pixels = np.repeat(VALUES[order], COUNTS[order], axis=0)
    partition_kernels.covariance(order, VALUES, COUNTS, pixels.mean(axis=0), result)
    np.testing.assert_allclose(result, np.cov(pixels.T, bias=True) * len(pixels), rtol=1e-13)


def test_what_lies_beyond_the_mean_is_marked_and_counted():
    """From (3, 1) along (1, −1): (5, 0) is 3 beyond, (3, −2) too; (1, 2) is before, (9, 9) 2 before."""
    side = np.array([False, True, True, False, True])
    order = np.array([0, 1, 2, 3], np.int32)
    number = partition_kernels.mark_beyond_mean(order, VALUES, np.array([3.0, 1]), np.array([1.0, -1]), side)
    assert (number, side.tolist()) == (2, [True, False, False, True, True])
    # At the mean is not beyond it; half a step is.
    for x, beyond in ((5.0, 0), (4.5, 1)):
        only = partition_kernels.mark_beyond_mean(
            order[:1], VALUES, np.array([x, 0]), np.array([1.0, 0]), side
        )
        assert only == beyond


def cut(levels, counts=None):
    values = np.array(levels, np.int32)[:, None]
    counts = np.ones(len(values), np.int64) if counts is None else np.array(counts, np.int64)
    return partition_kernels.best_cut(np.arange(len(values), dtype=np.int32), values, counts, 0)


def test_the_best_cut_and_what_it_saves():
    """Of 0, 1, 1, 4 with 1, 2, 1 and 2 pixels: 4 and 2 about means 3/4 and 4, so 4 · 2 / 6 · 3.25²."""
    assert cut([0, 1, 1, 4], [1, 2, 1, 2]) == (3, pytest.approx(8 / 6 * 3.25**2, rel=1e-15))
    # Ties go to the first; equal values stay together; where all are equal there is none.
    assert cut([0, 2, 4]) == (1, pytest.approx(2 / 3 * 9, rel=1e-15))
    assert cut([0, 0, 4, 4]) == (2, 16.0)
    assert cut([7, 7, 7]) == (0, -1.0)
    assert cut([7]) == (0, -1.0)


def test_a_cut_across_one_axis_counts_by_all():
    """Across the first: 2 · 2 / 4 · (4² + 3²)."""
    values = np.array([[0, 0], [0, 2], [4, 4], [4, 4]], np.int32)
    order = np.arange(4, dtype=np.int32)
    assert partition_kernels.best_cut(order, values, np.ones(4, np.int64), 0) == (2, 25.0)


def test_parts_are_moved_apart_in_their_order():
    orders = np.array([[9, 3, 1, 4, 0, 2], [9, 0, 1, 2, 3, 4]], np.int32)
    side, scratch = np.zeros(10, np.bool_), np.empty(5, np.int32)
    side[[1, 3]] = True
    assert partition_kernels.partition_orders(orders, 1, 6, side, scratch) == 4
    assert orders.tolist() == [[9, 4, 0, 2, 3, 1], [9, 0, 2, 4, 1, 3]]


@pytest.mark.parametrize("m", [2, 3, 7, 20])
def test_one_part_more_is_that_of_trying_every_border(m):
    random = np.random.RandomState(m)
    places, weights = np.sort(random.randint(0, 60, m)).astype(float), random.randint(1, 4, m).astype(float)
    powers = weights, weights * places, weights * places**2
    weight, moment, square = (np.concatenate([[0.0], np.cumsum(power)]) for power in powers)

    def inertia(begin, end):
        w, s, q = (sums[end] - sums[begin] for sums in (weight, moment, square))
        return max(q - s * s / w, 0.0)

    least = np.array([inertia(0, i + 1) for i in range(m)])
    for c in range(1, m):
        longer, border, stack = np.full(m, -7.0), np.full(m, -7, np.int32), np.full((64, 4), 99)
        partition_kernels.add_part(c, weight, moment, square, least, longer, border, stack)
        for i in range(c, m):
            tried = [least[j - 1] + inertia(j, i + 1) for j in range(c, i + 1)]
            assert longer[i] == pytest.approx(min(tried), abs=1e-9)
            assert least[border[i] - 1] + inertia(border[i], i + 1) == pytest.approx(min(tried), abs=1e-9)
        assert (longer[:c] == -7).all()
        assert (border[:c] == -7).all()
        least = longer


def test_of_borders_that_leave_as_much_the_first_is_taken():
    """0, 2, 4 in two parts: 0 | 2 4 and 0 2 | 4 leave 2; 0, 0, 0: all leave nothing."""
    for places, first in (([0.0, 2, 4], 1), ([0.0, 0, 0], 1)):
        sums = [np.concatenate([[0.0], np.cumsum(np.array(places) ** power)]) for power in (0, 1, 2)]
        least = np.maximum(sums[2][1:] - sums[1][1:] ** 2 / sums[0][1:], 0)
        longer, border = np.empty(3), np.empty(3, np.int32)
        partition_kernels.add_part(1, *sums, least, longer, border, np.empty((64, 4), np.int64))
        assert border[2] == first
