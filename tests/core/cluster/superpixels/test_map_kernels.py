"""The loops over planes, each against its definition on a few pixels."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from core.cluster.superpixels import map_kernels as kernels


def planes(size: tuple[int, int, int], seed: int = 0) -> NDArray[np.float32]:
    return np.random.RandomState(seed).random_sample(size).astype(np.float32)


# Of three and of seven pixels, none like another: what is mirrored would be seen.
@pytest.mark.parametrize("weights", [[0.5, 0.375, 0.125], [0.25, 0.125, 0.0, 0.5, 0.0625, 0.0, 0.0625]])
@pytest.mark.parametrize("size", [(4, 3, 2), (3, 4, 1), (3, 1, 2)])
def test_planes_are_smoothed_with_their_own_edges_beyond(size, weights):
    given, taps = planes(size), np.array(weights, np.float32)
    for blur, axis in ((kernels.blur_rows, 1), (kernels.blur_columns, 0)):
        out = np.full(size, 7, np.float32)
        blur(given, taps, 1, size[0] - 1, out)
        expected = ndimage.correlate1d(given, taps, axis, mode="nearest")
        np.testing.assert_allclose(out[1:-1], expected[1:-1], rtol=1e-6)
        assert (out[[0, -1]] == 7).all()
        blur(given, taps, 0, size[0], out)
        np.testing.assert_allclose(out, expected, rtol=1e-6)


def test_shares_of_a_histogram_are_of_its_whole_and_of_nothing_nothing():
    given = np.array([[[1, 3], [0, 0]], [[0, 16], [9, 7]], [[5, 5], [1, 1]]], np.float32)
    kernels.root_shares(given, 0, 2)
    expected = [[[0.5, 0.75**0.5], [0, 0]], [[0, 1], [0.75, 7**0.5 / 4]], [[5, 5], [1, 1]]]
    np.testing.assert_allclose(given, expected, rtol=1e-6)


@pytest.mark.parametrize("shift", [(0, 1), (1, 0), (1, -1), (2, 1), (-1, 2), (9, 9), (-9, -9)])
def test_two_sides_are_compared_within_the_picture(shift):
    given = planes((4, 3, 2))
    given[2, 1] = given[0, 2] = 0
    kernels.root_shares(given, 0, 4)
    found = np.full((4, 3), 7, np.float32)
    kernels.largest_distances(given, np.array([shift]), 1, 4, found)
    assert (found[0] == 7).all()
    kernels.largest_distances(given, np.array([shift]), 0, 4, found)
    for y, x in np.ndindex(4, 3):
        sides = [
            given[np.clip(y + sign * shift[0], 0, 3), np.clip(x + sign * shift[1], 0, 2)] for sign in (-1, 1)
        ]
        there = all(side.any() for side in sides)
        expected = np.sqrt(max(1 - float(sides[0] @ sides[1]), 0)) if there else 0.0
        assert found[y, x] == pytest.approx(expected, abs=2e-3)


def test_the_direction_in_which_most_changes_counts():
    roots = np.zeros((1, 3, 2), np.float32)
    roots[0] = [[1, 0], [0.6, 0.8], [0, 1]]
    found = np.empty((1, 3), np.float32)
    kernels.largest_distances(roots, np.array([[0, 1], [0, 0], [0, 2]]), 0, 1, found)
    # From the first to the second 1 − 0.6, to the third 1, from the second to the third 1 − 0.8.
    np.testing.assert_allclose(found, [[1, 1, 1]], rtol=1e-6)
    kernels.largest_distances(roots, np.array([[0, 1], [0, 0]]), 0, 1, found)
    np.testing.assert_allclose(found, [[0.4**0.5, 1, 0.2**0.5]], rtol=1e-6)
