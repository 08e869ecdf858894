"""The loops behind the criteria, on a few features by hand and by brute force."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.choose_k import criteria_kernels
from tests.core.brute_force import lloyd


def features(*rows, counts=None):
    values = np.array(rows, np.int32)
    return values, np.ones(len(rows), np.int64) if counts is None else np.array(counts, np.int64)


def test_distances_and_silhouettes_of_a_part_of_the_features():
    """From (0, 3) it is 3 to the own and 4 to the nearest other; from (4, 4) 4 and 1, from (4, 0) 0 and 3."""
    values, counts = features((9, 9), (0, 3), (4, 4), (4, 0), (7, 7), counts=[7, 2, 3, 5, 7])
    centroids = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 3.0]])
    labels = np.array([0, 0, 1, 1, 2], np.uint8)
    own, silhouettes = np.array([100.0, 0, 0]), np.zeros(3)
    criteria_kernels.add_silhouettes(1, 4, values, counts, labels, centroids, own, silhouettes)
    assert own.tolist() == [100 + 2 * 3, 3 * 4, 0]
    assert silhouettes.tolist() == pytest.approx([2 * (4 - 3) / 4, 3 * (1 - 4) / 4 + 5 * 1, 0])


def test_a_silhouette_between_two_centroids_in_one_place_is_0():
    values, counts = features((2, 2))
    own, silhouettes = np.zeros(2), np.zeros(2)
    centroids, labels = np.array([[2.0, 2.0], [2.0, 2.0]]), np.array([1], np.uint8)
    criteria_kernels.add_silhouettes(0, 1, values, counts, labels, centroids, own, silhouettes)
    assert (own.tolist(), silhouettes.tolist()) == ([0, 0], [0, 0])
    # Half a step is not none.
    centroids[0, 0] = 2.5
    criteria_kernels.add_silhouettes(0, 1, values, counts, labels, centroids, own, silhouettes)
    assert silhouettes.tolist() == [0, 1]


def test_the_nearest_ties_to_the_lowest():
    values, _ = features((5, 0), (0, 3), (9, 0), (0, 0))
    labels, squared = np.empty(4, np.uint8), np.empty(4)
    centroids = np.array([[10.0, 0], [0, 0], [0, 0], [0, 4]])
    criteria_kernels.nearest(values, centroids, labels, squared)
    assert (labels.tolist(), squared.tolist()) == ([0, 3, 0, 1], [25, 1, 1, 0])


def test_the_best_addition_ties_to_the_first():
    """Features 0, 1, 5 and 9 beside a centroid at 0: at 9 it is 81 + 25 − 16 less, at 5 25 + 81 − 16."""
    values, counts = features((0,), (1,), (5,), (9,))
    squared = np.array([0.0, 1, 25, 81])
    best = criteria_kernels.best_addition
    assert best(values, counts, squared, np.array([0, 1, 2, 3])) == 2
    assert best(values, counts, squared, np.array([3, 2])) == 3
    assert best(values, counts, squared, np.array([0, 1])) == 1
    # Three pixels at 9: 3 · 81 and 9, or 25 and 3 · (81 − 16).
    assert best(values, np.array([1, 1, 1, 3]), squared, np.array([2, 3])) == 3
    # Half a step is better than nothing, and nothing than nothing at all.
    assert best(*features((0,), (1,)), np.array([0.0, 0.5]), np.array([0, 1])) == 1
    assert best(values, counts, squared * 0, np.array([2, 3])) == 2
    assert best(*features((0, 7), (3, 0), (0, 3)), np.array([49.0, 9, 9]), np.array([1, 2])) == 2


@pytest.mark.parametrize("seed", range(3))
def test_lloyd_of_a_few_features(seed):
    random = np.random.RandomState(seed)
    values, counts = random.randint(0, 40, (12, 2)).astype(np.int32), random.randint(1, 4, 12)
    pixels, start = np.repeat(values, counts, axis=0), values[[0, 5, 9]].astype(float)
    labels, expected, inertias = lloyd(pixels, start)
    for max_iter in (0, 1, 300):
        centroids, totals = start.copy(), np.empty(3, np.int64)
        inertia = criteria_kernels.lloyd(values, counts, centroids, totals, max_iter)
        assert inertia == pytest.approx(inertias[min(max_iter, len(inertias) - 1)], rel=1e-12)
        assert totals.sum() == counts.sum()
        if max_iter == 1:
            squared = ((pixels[:, None] - start) ** 2).sum(axis=2).argmin(axis=1)
            np.testing.assert_allclose(centroids, [pixels[squared == j].mean(axis=0) for j in range(3)])
    np.testing.assert_allclose(centroids, expected, rtol=1e-12)
    assert totals.tolist() == np.bincount(labels, minlength=3).tolist()


def test_ties_go_to_the_lowest_and_a_centroid_without_features_stays():
    values, counts = features((0,), (5,), (10,))
    centroids, totals = np.array([[10.0], [-99.0], [0.0]]), np.empty(3, np.int64)
    assert criteria_kernels.lloyd(values, counts, centroids, totals, 1) == 12.5
    assert (centroids.ravel().tolist(), totals.tolist()) == ([7.5, -99, 0], [2, 0, 1])


def test_a_table_of_two_labellings():
    first, second = np.array([0, 1, 1, 2], np.uint8), np.array([1, 0, 0, 2], np.uint8)
    table = criteria_kernels.contingency(first, second, np.array([2, 3, 4, 5]), 3)
    assert table.tolist() == [[0, 2, 0], [7, 0, 0], [0, 0, 5]]
