"""Rows that stand for many pixels each, by hand: k-means counts them as often as they have pixels."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.lloyd.weighted_rows import WeightedRows, weighted_means

STEPS, WEIGHTS = np.array([[0, 4], [10, 0], [11, 1]], np.int32), np.array([3, 1, 2])


def test_sums_are_those_of_as_many_rows():
    rows = WeightedRows(STEPS, WEIGHTS, 2.0)
    assert rows.number == 6
    assert rows.sums.tolist() == [32, 14]
    assert rows.square_sum == 3 * 16 + 100 + 2 * 122
    assert rows.features_at(np.array([1, 0])).tolist() == [[5.0, 0.0], [0.0, 2.0]]


def test_each_row_goes_to_the_nearest_centroid_with_all_its_pixels():
    assign = WeightedRows(STEPS, WEIGHTS, 2.0).assigning(3)
    found = assign(np.array([[0.0, 4.0], [10.0, 0.0], [90.0, 90.0]]), None)
    assert found.labels.tolist() == [0, 1, 1]
    assert found.sums.tolist() == [[0, 12], [32, 2], [0, 0]]
    assert found.totals.tolist() == [3, 3, 0]


def test_of_centroids_as_near_the_first_has_the_row():
    assign = WeightedRows(STEPS, WEIGHTS, 2.0).assigning(2)
    assert assign(np.array([[10.0, 4.0], [10.0, 4.0]]), None).labels.tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (6, [0, 0, 0, 1, 2, 2]),
        (99, [0, 0, 0, 1, 2, 2]),
        # Pixels 0, 2 and 5.
        (3, [0, 0, 2]),
        # Pixels 0, 1, 3 and 5.
        (4, [0, 0, 1, 2]),
    ],
)
def test_a_sample_is_of_pixels_evenly_spread(size, expected):
    assert WeightedRows(STEPS, WEIGHTS, 2.0).sample(size).tolist() == expected


def test_rows_alike_are_one_feature_of_all_their_pixels():
    rows = WeightedRows(np.array([[7, 1], [0, 4], [7, 1]], np.int32), WEIGHTS, 1.0)
    values, counts = rows.start_features(1)
    assert (values.tolist(), counts.tolist()) == ([[0, 4], [7, 1]], [1, 5])
    assert values.flags.c_contiguous


def test_means_are_rounded_halves_up():
    # At 24 bits there is no room for finer steps: 2²⁴ + ½, and −½.
    large = 1 << 24
    means, scale = weighted_means(np.array([[2 * large + 1], [-1]]), np.array([2, 2]), 1.0)
    assert scale == 1.0
    assert means.tolist() == [[large + 1], [0]]
    assert means.dtype == np.int32


def test_means_are_up_to_1024_times_as_fine():
    finer, scale = weighted_means(np.array([[1]]), np.array([3]), 1.0)
    assert (finer.tolist(), scale) == ([[341]], 1024.0)
    nothing, scale = weighted_means(np.array([[0]]), np.array([3]), 0.5)
    assert (nothing.tolist(), scale) == ([[0]], 512.0)
    none, scale = weighted_means(np.empty((0, 2), np.int64), np.empty(0, np.int64), 1.0)
    assert none.shape == (0, 2)


@pytest.mark.parametrize(
    ("largest", "finer"), [((1 << 20) - 2, 16), ((1 << 20) - 1, 8), ((1 << 14) - 2, 1024), ((1 << 14), 512)]
)
def test_how_fine_means_are_is_up_to_the_largest(largest, finer):
    """One more than it has 20, 21, 14 or 15 bits, of 24."""
    for sign in (1, -1):
        means, scale = weighted_means(np.array([[sign * largest * 5], [0]]), np.array([5, 1]), 2.0)
        assert scale == 2.0 * finer
        assert means.tolist() == [[sign * largest * finer], [0]]
