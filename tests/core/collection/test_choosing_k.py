"""Choosing k for vectors: the criteria are those of pictures, the words are not."""

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.collection.choosing_k import k_rows, recommended
from core.collection.preparation import Preparation
from tests.core.collection.kinds import kinds


def test_kinds_that_lie_apart_are_counted_and_no_colour_is_spoken_of():
    vectors, _ = kinds((50, 40, 30, 20), columns=6, apart=30.0)
    rows = list(k_rows(vectors, 2, 6, threads=1))
    assert [row.k for row in rows] == [2, 3, 4, 5, 6]
    choice = recommended(rows)
    assert choice.recommended == 4
    assert choice.clear
    assert "colour" not in choice.reason
    assert sorted(rows[2].shares, reverse=True) == [50 / 140, 40 / 140, 30 / 140, 20 / 140]


def test_many_columns_are_looked_at_along_their_principal_components():
    vectors, _ = kinds((40, 40), columns=60, apart=3.0, dtype=np.float32)
    rows = list(k_rows(vectors, 2, 3, preparation=Preparation("l2"), threads=1))
    assert rows[0].centroids.shape == (2, 50)
    assert sorted(rows[0].shares) == [0.5, 0.5]


def test_what_is_all_alike_has_no_k():
    with pytest.raises(ParameterError, match="There is only 1 picture: with two or more there is something"):
        list(k_rows(np.ones((1, 2))))
    assert recommended([]).reason == "1 cluster: all vectors are alike, or nearly."
    with pytest.raises(ParameterError, match="nothing to choose k for"):
        list(k_rows(np.ones((5, 2))))
    with pytest.raises(ParameterError, match="The range of k is 1 to 3"):
        list(k_rows(np.eye(5), 1, 3))
