"""What is done to vectors first, held to scikit-learn's own."""

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler, normalize

from core.base.errors import ParameterError
from core.collection import preparation as module
from core.collection.preparation import Preparation, checked_vectors, prepared
from tests.core.collection.kinds import kinds


@pytest.mark.parametrize("at_once", [1 << 22, 20])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_standardised_and_l2_are_those_of_scikit_learn(dtype, at_once, monkeypatch):
    monkeypatch.setattr(module, "_AT_ONCE", at_once)
    vectors, _ = kinds(dtype=dtype)
    vectors[:, 2] = 0.1  # a column that is the same everywhere
    for scaling, oracle in (("standardised", StandardScaler().fit_transform), ("l2", normalize)):
        found = prepared(vectors, Preparation(scaling))
        assert found.dtype == dtype
        np.testing.assert_allclose(
            found, oracle(vectors), rtol=1e-4 if dtype == np.float32 else 1e-12, atol=1e-6
        )


def test_what_is_the_same_everywhere_is_0_and_a_row_of_zeros_stays():
    vectors = np.array([[0.1, 0.0], [0.1, 0.0], [0.1, 3.0]])
    assert prepared(vectors, Preparation("standardised"))[:, 0].tolist() == [0, 0, 0]
    assert prepared(np.array([[0.0, 0.0], [3.0, 4.0]]), Preparation("l2")).tolist() == [[0, 0], [0.6, 0.8]]


def test_pca_comes_last_and_is_that_of_scikit_learn():
    vectors, _ = kinds()
    found = prepared(vectors, Preparation("l2", 2), seed=3)
    np.testing.assert_allclose(found, PCA(2, random_state=3).fit_transform(normalize(vectors)))


def test_whole_numbers_become_float64_and_half_precision_float32():
    assert checked_vectors(np.zeros((2, 2), np.uint8)).dtype == np.float64
    assert checked_vectors(np.zeros((2, 2), np.float16)).dtype == np.float32


@pytest.mark.parametrize(
    ("vectors", "given", "sentence"),
    [
        (np.zeros((3, 2)), Preparation(components=3), "3 principal components are more .* choose 2 or fewer"),
        (np.zeros(3), Preparation(), "The vectors are no table of numbers"),
        (np.zeros((3, 0)), Preparation(), "The vectors are no table of numbers"),
        (np.array([["a"]]), Preparation(), "The vectors are no table of numbers"),
        (np.array([[0.0], [np.nan]]), Preparation(), "Row 2 of the vectors has a value that is no number"),
        (np.array([[np.inf], [0.0]]), Preparation(), "Row 1 of the vectors has a value that is no number"),
    ],
)
def test_what_cannot_be_prepared_is_said(vectors, given, sentence):
    with pytest.raises(ParameterError, match=sentence):
        prepared(vectors, given)


def test_another_preparation_is_refused():
    with pytest.raises(ParameterError, match="“scaled”: choose none, standardised, l2"):
        Preparation("scaled")
    with pytest.raises(ParameterError, match="components is -1: choose 1 or more"):
        Preparation(components=-1)
