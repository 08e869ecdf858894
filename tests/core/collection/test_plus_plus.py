"""The start of k-means is the one that scikit-learn draws."""

import numpy as np
import pytest
from sklearn.cluster import kmeans_plusplus
from sklearn.datasets import load_digits

from core.base.errors import Cancelled
from core.collection import plus_plus as module
from core.collection.plus_plus import kmeans_plus_plus
from tests.core.collection.kinds import kinds


@pytest.mark.parametrize("at_once", [1 << 21, 300])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_rows_are_those_of_scikit_learn(dtype, at_once, monkeypatch):
    monkeypatch.setattr(module, "_AT_ONCE", at_once)
    vectors, _ = kinds((70, 60, 50), apart=1.0, dtype=dtype)
    for k in (1, 2, 9):
        for seed in range(5):
            _, theirs = kmeans_plusplus(vectors, k, random_state=seed)
            assert kmeans_plus_plus(vectors, k, np.random.RandomState(seed)).tolist() == theirs.tolist()


def test_of_digits_too_one_start_after_the_other():
    digits = load_digits().data
    random, theirs = np.random.RandomState(3), np.random.RandomState(3)
    for _ in range(3):
        _, chosen = kmeans_plusplus(digits, 10, random_state=theirs)
        assert kmeans_plus_plus(digits, 10, random).tolist() == chosen.tolist()


def test_a_row_that_is_there_twice_is_not_chosen_twice_while_others_are_left():
    rows = np.array([[0.1, 0.2]] * 5 + [[7.0, 3.0]] * 5)
    for seed in range(6):
        chosen = kmeans_plus_plus(rows, 2, np.random.RandomState(seed))
        assert sorted(rows[chosen, 0]) == [0.1, 7.0]


def test_it_is_cancelled_between_blocks():
    with pytest.raises(Cancelled):
        kmeans_plus_plus(np.eye(4), 2, np.random.RandomState(0), lambda: True)
