"""The loops of the search for swaps against numpy, in blocks that the features do not fill."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.starts import swap_kernels
from tests.core.brute_force import lloyd


def points(n: int, width: int, seed: int = 0):
    """(width, n) and counts (n,) float64, whole numbers."""
    random = np.random.RandomState(seed)
    columns = np.ascontiguousarray(random.randint(-50, 50, (n, width)).astype(float).T)
    return columns, random.randint(1, 4, n).astype(float)


@pytest.mark.parametrize("width", [2, 3, 4])
@pytest.mark.parametrize("n", [5, 256, 300, 513])
def test_lloyd_in_blocks_is_that_of_the_definition(n, width):
    columns, counts = points(n, width)
    pixels = np.repeat(columns.T, counts.astype(int), axis=0)
    start = np.ascontiguousarray(columns.T[[0, 2, 4]])
    for most in (0, 1, 2):
        centroids = start.copy()
        inertia, assigned = swap_kernels.lloyd_in_blocks(columns, counts, centroids, most)
        moved, inertias = start, []
        for update in range(most + 1):
            squared = ((pixels[:, None] - moved) ** 2).sum(axis=2)
            inertias.append(squared.min(axis=1).sum())
            if update == most:
                break
            labels, before = squared.argmin(axis=1), moved
            moved = np.array([pixels[labels == j].mean(axis=0) for j in range(3)])
            if (moved == before).all():
                break
        assert inertia == pytest.approx(inertias[-1], rel=1e-12)
        assert assigned == len(inertias)
        np.testing.assert_allclose(centroids, moved, atol=1e-12)


@pytest.mark.parametrize("width", [2, 3])
def test_it_ends_at_the_fixed_point(width):
    columns, counts = points(40, width, seed=1)
    pixels = np.repeat(columns.T, counts.astype(int), axis=0)
    centroids = np.ascontiguousarray(columns.T[[0, 7]])
    _, expected, inertias = lloyd(pixels, centroids)
    inertia, assigned = swap_kernels.lloyd_in_blocks(columns, counts, centroids, 99)
    np.testing.assert_allclose(centroids, expected, atol=1e-12)
    assert (inertia, assigned) == (pytest.approx(inertias[-1]), len(inertias))
    assert swap_kernels.lloyd_in_blocks(columns, counts, centroids, 99) == (inertia, 1)


@pytest.mark.parametrize("width", [2, 3])
def test_ties_go_to_the_lowest_and_a_centroid_without_features_stays(width):
    """5 lies between 0 and 10; nothing is near −99."""
    columns = np.zeros((width, 3))
    columns[-1] = 0, 5, 10
    centroids = np.zeros((3, width))
    centroids[:, -1] = 10, -99, 0
    swap_kernels.lloyd_in_blocks(columns, np.ones(3), centroids, 1)
    assert centroids[:, -1].tolist() == [7.5, -99, 0]


def test_a_centroid_moves_to_the_only_pixel_that_it_has():
    centroids = np.array([[1.0], [8.0]])
    assert swap_kernels.lloyd_in_blocks(np.array([[0.0, 10.0]]), np.ones(2), centroids, 1) == (0.0, 2)
    assert centroids.ravel().tolist() == [0, 10]


@pytest.mark.parametrize("width", [1, 2, 3])
def test_what_is_lost_with_each_centroid_and_gained_with_one_more(width):
    columns, counts = points(30, width, seed=2)
    centroids = np.ascontiguousarray(columns.T[[3, 9, 20, 25]]) + 0.5
    labels, squared, lost = np.empty(30, np.int64), np.empty(30), np.full(4, 7.0)
    swap_kernels.losses(columns, counts, centroids, labels, squared, lost)
    to_all = ((columns.T[:, None] - centroids) ** 2).sum(axis=2)
    assert labels.tolist() == to_all.argmin(axis=1).tolist()
    np.testing.assert_allclose(squared, to_all.min(axis=1))
    for j in range(4):
        without = np.delete(to_all, j, axis=1).min(axis=1)
        assert lost[j] == pytest.approx((counts * (without - to_all.min(axis=1))).sum(), abs=1e-9)
    places, gained = np.array([0, 11, 29]), np.empty(3)
    swap_kernels.gains(columns, counts, squared, places, gained)
    for place, gain in zip(places, gained, strict=True):
        to = ((columns.T - columns.T[place]) ** 2).sum(axis=1)
        assert gain == pytest.approx((counts * np.maximum(squared - to, 0)).sum(), abs=1e-9)


def test_of_two_as_near_the_lower_is_the_own_and_loses_nothing():
    labels, squared, lost = np.empty(2, np.int64), np.empty(2), np.empty(2)
    centroids = np.array([[0.0], [10.0]])
    swap_kernels.losses(np.array([[5.0, 9.0]]), np.ones(2), centroids, labels, squared, lost)
    assert (labels.tolist(), squared.tolist(), lost.tolist()) == ([0, 1], [25, 1], [0, 80])
