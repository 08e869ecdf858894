"""The divisions without chance, where rounding, order and width of the numbers matter."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.parallel import never_cancelled
from core.cluster.starts.deterministic_starts import (
    _sorted_by_axis,
    mean_and_direction,
    optimal_cut,
    pca_part,
    variance_cut,
)
from tests.core.cluster.starts.test_starts import features_of, grey

FAR = 2**26


def test_where_rounding_leaves_nothing_beyond_the_mean_the_longest_side_is_halved():
    """Of 2**34 pixels and one that is 1 lower the mean rounds to where the many are."""
    rows = [[2**27 - 1, FAR, 0], [2**27 - 1, FAR + 1, 0]]
    found = pca_part(features_of(rows, counts=[1, 2**34]), 2)
    np.testing.assert_array_equal(found, rows)


def test_where_rounding_puts_all_beyond_the_mean_the_longest_side_is_halved():
    """By the first axis the many lie before the mean, which is rounded away; by the second beyond it."""
    rows = [[FAR, 0, 0], [FAR + 30, 0, 0], [FAR + 1, -3, 0], [FAR + 5, 5, 0]]
    found = pca_part(features_of(rows, counts=[2**34, 1, 10, 4]), 2)
    np.testing.assert_array_equal(found[1], [FAR + 30, 0, 0])


def test_the_longest_side_is_halved_at_its_lower_middle():
    """0 … 3 is halved at 1, 0 … 4 at 2, which stays below."""
    heavy = 2**34
    for levels, beyond in (((0, 1, 2, 3), 2), ((0, 2, 3, 4), 3)):
        # The mean is that of the last level, and so is nothing beyond it.
        rows = [[FAR + level, 7, 0] for level in levels]
        found = pca_part(features_of(rows, counts=[1, 1, 1, heavy]), 2)
        assert found[0, 0] == np.mean([FAR + level for level in levels if level < beyond])


def test_the_mean_and_the_direction_of_most_variance():
    """Along (3, 4, 0) it is 25 · 2, across it (4, −3, 0) and (0, 0, 1) much less."""
    rows = np.array([[30, 40, 0], [-30, -40, 0], [4, -3, 0], [-4, 3, 0], [0, 0, 5], [0, 0, -5]])
    rows += np.array([7, 8, 9])
    mean, direction = mean_and_direction(features_of(rows))
    assert mean.tolist() == [7, 8, 9]
    assert direction[1] > 0
    np.testing.assert_allclose(direction / direction[1], [0.75, 1, 0], atol=1e-12)
    weighted, _ = mean_and_direction(features_of([[0, 0, 0], [4, 0, 0]], counts=[1, 3]))
    assert weighted.tolist() == [3, 0, 0]


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_the_direction_is_that_of_the_only_axis_that_varies(axis):
    rows = np.zeros((3, 3), int)
    rows[1, axis], rows[2, axis] = 4, -4
    _, direction = mean_and_direction(features_of(rows))
    assert np.flatnonzero(direction).tolist() == [axis]
    assert direction[axis] > 0
    assert mean_and_direction(features_of([[3, 2, 1]]))[1].tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    "levels",
    [
        [5, 5, 5],
        [3, 1, 2, 1],
        [2**14, 0, 2**14 - 1, 2**14 + 1],
        [2**28 - 1, 2**14, 0, 2**28 - 2, 2**14 + 1],
        [-(2**27), 2**27, 0, -1, 2**27 - 1, 1 - 2**27],
        [2**28, 0, 1],
    ],
    ids=str,
)
def test_features_are_sorted_along_each_axis_equal_ones_as_they_come(levels):
    rows = np.array([[level, -level, 0] for level in levels])
    orders = _sorted_by_axis(features_of(rows), never_cancelled)
    for axis in range(3):
        assert orders[axis].tolist() == np.argsort(rows[:, axis], kind="stable").tolist()


def test_variance_cut_of_wide_numbers():
    levels = [2**27, 0, 2**14, 2**27 - 2**14]
    found = variance_cut(grey(*levels), 2)[:, 0]
    assert found.tolist() == [2**13, 2**27 - 2**13]


def test_one_axis_of_16_bits_is_divided_to_the_last_level():
    """Three times 0, then 5, 6, 11 and, far away, 60,000: 0 | 5 6 11 leaves 20.7, 0 5 6 | 11 leaves 36.8."""
    features = features_of([[0], [5], [6], [11], [60_000]], counts=[3, 1, 1, 1, 1])
    np.testing.assert_allclose(optimal_cut(features, 3)[:, 0], [0, 22 / 3, 60_000])


def test_as_many_parts_as_levels_are_the_levels_in_their_order():
    """The variance cut would take 100 before 10."""
    assert optimal_cut(features_of([[10], [0], [100]]), 3).ravel().tolist() == [0, 10, 100]


def test_parts_that_leave_less_than_one_are_told_apart():
    """0 five times, 1, 2: 0 | 1 2 leaves 0.5, 0 1 | 2 leaves 0.83. Turned round, too."""
    assert optimal_cut(features_of([[0], [1], [2]], counts=[5, 1, 1]), 2).ravel().tolist() == [0, 1.5]
    assert optimal_cut(features_of([[0], [1], [2]], counts=[1, 1, 5]), 2).ravel().tolist() == [0.5, 2]


def test_several_axes_are_divided_along_their_direction_upwards():
    rows = [[60, 30, 0], [0, 0, 0], [62, 31, 0], [30, 15, 0], [2, 1, 0]]
    found = optimal_cut(features_of(rows), 3)
    np.testing.assert_array_equal(found, [[1, 0.5, 0], [30, 15, 0], [61, 30.5, 0]])
    # Two axes, of which the second varies more, against the first.
    rows = [[10, -30], [0, 0], [9, -31], [1, 1]]
    np.testing.assert_array_equal(optimal_cut(features_of(rows), 2), [[9.5, -30.5], [0.5, 0.5]])


def test_too_few_places_along_the_line_for_k_is_the_variance_cut():
    """Across the direction they differ, along it they do not."""
    rows = [[0, 0, 0], [0, 1, 0], [100, 0, 0], [100, 1, 0]]
    features = features_of(rows)
    assert optimal_cut(features, 4).tolist() == variance_cut(features, 4).tolist()
    assert sorted(map(tuple, optimal_cut(features, 4).tolist())) == sorted(map(tuple, rows))
