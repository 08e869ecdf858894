"""Slivers by hand: what is long and thin goes to what lies beside it."""

import numpy as np

from core.cluster.superpixels.slivers import without_slivers


def test_thin_columns_of_an_edge_go_to_their_sides():
    # Six columns, 40 high: wide, 1, 1, 1, 1, wide; every one shares 40 sides with the next.
    lows = np.arange(5)
    names, left = without_slivers(np.array([720, 40, 40, 40, 40, 720]), lows, lows + 1, np.full(5, 40.0), 1)
    assert left == 2
    assert names.tolist() == [0, 1, 1, 1, 2, 2, 2]


def test_a_sliver_of_two_sides_goes_to_the_one_it_shares_more_with():
    names, left = without_slivers(
        np.array([500, 20, 500]), np.array([0, 1]), np.array([1, 2]), np.array([18.0, 22.0]), 1
    )
    assert (names.tolist(), left) == ([0, 1, 2, 2], 2)


def test_of_equal_sides_the_first():
    names, left = without_slivers(
        np.array([500, 20, 500]), np.array([0, 1]), np.array([1, 2]), np.array([20.0, 20.0]), 1
    )
    assert (names.tolist(), left) == ([0, 1, 1, 2], 2)


def test_how_wide_a_sliver_may_be():
    # 2 · 40 pixels on a rim of 40 are a width of 2: no sliver; one pixel less is one.
    for pixels, number in ((40, 2), (39, 1)):
        found = without_slivers(np.array([500, pixels]), np.array([0]), np.array([1]), np.array([40.0]), 1)
        assert found[1] == number
    # In squares of 2 × 2 pixels twice as wide.
    assert without_slivers(np.array([900, 79]), np.array([0]), np.array([1]), np.array([40.0]), 2)[1] == 1


def test_slivers_alone_stay():
    names, left = without_slivers(np.array([9, 9]), np.array([0]), np.array([1]), np.array([40.0]), 1)
    assert (names.tolist(), left) == ([0, 1, 2], 2)
