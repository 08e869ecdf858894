"""The pictures most like one, and how typical each is of its cluster."""

import numpy as np
import pytest
from sklearn.metrics import silhouette_samples
from sklearn.metrics.pairwise import cosine_similarity

from core.base.errors import Cancelled
from core.collection import neighbours as module
from core.collection.neighbours import cluster_means, neighbours, typical_first, typicality
from tests.core.collection.kinds import kinds


@pytest.mark.parametrize("at_once", [1 << 23, 700])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_neighbours_are_those_of_all_cosines(dtype, at_once, monkeypatch):
    monkeypatch.setattr(module, "_AT_ONCE", at_once)
    monkeypatch.setattr(module, "_COSINES", at_once)
    vectors, _ = kinds(dtype=dtype, apart=1.0)
    places, cosines = neighbours(vectors, 4)
    every = np.round(cosine_similarity(vectors), 6)
    np.fill_diagonal(every, -np.inf)
    np.testing.assert_allclose(cosines, -np.sort(-every, axis=1)[:, :4], atol=2e-6)
    np.testing.assert_allclose(np.take_along_axis(every, places, axis=1), cosines, atol=2e-6)
    some, like = neighbours(vectors, 4, of=np.array([7, 3]))
    assert some.tolist() == places[[7, 3]].tolist()
    assert like.tolist() == cosines[[7, 3]].tolist()


def test_of_equals_the_earlier_is_nearer_and_nobody_is_like_nothing():
    rows = np.array([[1.0, 0.0], [2.0, 0.0], [0.0, 0.0], [3.0, 0.0], [0.0, 1.0], [-1.0, 0.0]])
    places, cosines = neighbours(rows, 3)
    assert places[0].tolist() == [1, 3, 2]
    assert cosines[0].tolist() == [1, 1, 0]
    assert places[3].tolist() == [0, 1, 2]
    assert places[2].tolist() == [0, 1, 3]
    assert cosines[2].tolist() == [0, 0, 0]
    assert neighbours(rows, 5)[1][0].tolist() == [1, 1, 0, 0, -1]
    assert neighbours(rows, 0)[0].shape == (6, 0)


def test_typicality_is_1_at_the_mean_and_0_halfway_to_another():
    rows = np.array([[0.0], [2.0], [1.0], [6.0], [4.5], [5.0], [3.0], [50.0]])
    labels = np.array([1, 1, 1, 2, 2, -1, 1, 2])
    # The means are 1.5 and 20.166…; that of the third cluster is far off.
    means = cluster_means(rows, labels, np.array([1, 2]))
    assert means.tolist() == [[1.5], [60.5 / 3]]
    found = typicality(rows, labels)
    assert np.isnan(found[5])
    assert found[1] == pytest.approx(1 - 0.5 / (60.5 / 3 - 2))
    assert found[3] == 0.0  # nearer to the other
    assert typical_first(found, np.array([0, 1, 2, 6])).tolist() == [2, 1, 0, 6]
    assert typical_first(found, np.array([6, 1, 2, 0]), doubtful=True).tolist() == [6, 0, 1, 2]
    assert typical_first(found, np.arange(8))[-1] == 5
    assert typical_first(found, np.arange(8), doubtful=True)[-1] == 5


def test_of_one_cluster_the_farthest_is_0_and_without_any_nothing_is_known():
    rows = np.array([[0.0], [1.0], [2.0], [9.0]])
    assert typicality(rows, np.array([1, 1, 1, -1]))[:3].tolist() == [0, 1, 0]
    assert np.isnan(typicality(rows, np.full(4, -1))).all()
    assert typicality(np.ones((2, 1)), np.array([1, 1])).tolist() == [1, 1]
    # Two clusters in one place: neither is nearer.
    assert typicality(np.array([[0.0], [2.0], [0.0], [2.0]]), np.array([1, 1, 2, 2])).tolist() == [0] * 4


def test_typicality_falls_with_the_silhouette_and_blocks_change_nothing(monkeypatch):
    vectors, truth = kinds(columns=3, apart=2.0)
    whole = typicality(vectors, truth + 1)
    monkeypatch.setattr(module, "_AT_ONCE", 60)
    np.testing.assert_allclose(typicality(vectors, truth + 1), whole, atol=1e-12)
    assert np.corrcoef(whole, silhouette_samples(vectors, truth))[0, 1] > 0.8


def test_it_is_cancelled_between_blocks():
    with pytest.raises(Cancelled):
        neighbours(np.ones((3, 2)), 1, cancelled=lambda: True)
    with pytest.raises(Cancelled):
        typicality(np.ones((3, 2)), np.array([1, 1, 1]), cancelled=lambda: True)
