"""Two clusterings side by side."""

import numpy as np
import pytest
from sklearn import metrics

from core.collection.contingency import contingency


def test_clusters_are_matched_so_that_most_pictures_stay():
    one = np.array([1, 1, 1, 1, 2, 2, 2, 3, -1, -1])
    other = np.array([2, 2, 2, 1, 1, 1, 2, 2, -1, 1])
    found = contingency(one, other)
    assert found.first == (1, 2, 3, -1)
    assert found.second == (1, 2, -1)
    assert found.counts.tolist() == [[1, 3, 0], [2, 1, 0], [0, 1, 0], [1, 0, 1]]
    assert found.matched == {1: 2, 2: 1, -1: -1}
    assert found.moved(one, other).tolist() == [False] * 3 + [True] + [False] * 2 + [True, True, False, True]


def test_the_best_is_best_for_all_and_not_for_the_first():
    # 1 shares 5 with 1 and 4 with 2; 2 shares 4 with 1 and nothing with 2: together 8 stay.
    one = np.array([1] * 9 + [2] * 4)
    other = np.array([1] * 5 + [2] * 4 + [1] * 4)
    assert contingency(one, other).matched == {1: 2, 2: 1}


def test_what_shares_nothing_is_not_matched():
    found = contingency(np.array([1, 1, 2]), np.array([1, 1, -1]))
    assert found.matched == {1: 1}
    assert found.moved(np.array([1, 1, 2]), np.array([1, 1, -1])).tolist() == [False, False, True]
    assert contingency(np.array([-1]), np.array([1])).matched == {}


def test_agreement_is_that_of_scikit_learn():
    one = np.array([1, 1, 1, 2, 2, 3, -1, -1, 2, 1])
    other = np.array([2, 2, 1, 1, 1, 2, -1, 2, 1, 2])
    found = contingency(one, other)
    assert found.ari == pytest.approx(metrics.adjusted_rand_score(one, other))
    assert found.nmi == pytest.approx(metrics.normalized_mutual_info_score(one, other))
    for a, b, ari, nmi in (
        ([1, 1, 2], [2, 2, 1], 1, 1),
        ([1, 1, 1], [1, 1, 1], 1, 1),  # one cluster each
        ([1, 1, 2, 2], [1, 2, 1, 2], -0.5, 0),
        ([1, 1, 1], [1, 2, 3], 0, 0),
    ):
        found = contingency(np.array(a), np.array(b))
        assert (found.ari, found.nmi) == pytest.approx((ari, nmi))
