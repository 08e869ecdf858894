"""The curve of distances to a neighbour, and its knee."""

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from core.base.errors import Cancelled
from core.collection import distance_curve as module
from core.collection.clustering import cluster
from core.collection.distance_curve import curve_of, distance_curve
from core.collection.preparation import Preparation
from tests.core.collection.kinds import kinds


def test_distances_are_those_to_the_neighbour_of_a_rank_itself_counted():
    vectors, _ = kinds()
    theirs = NearestNeighbors(n_neighbors=4).fit(vectors).kneighbors(vectors)[0][:, 3]
    found = distance_curve(vectors, 4)
    np.testing.assert_allclose(found.distances, np.sort(theirs))
    assert distance_curve(np.array([[0.0], [1.0], [3.0]]), 2).distances.tolist() == [1, 1, 2]


def test_eps_is_the_last_distance_before_it_shoots_up():
    # Places 1 apart, then 30 that lie alone, ever farther.
    rows = np.concatenate((np.arange(100.0), 200 + 10 * np.cumsum(np.arange(30.0))))[:, None]
    found = distance_curve(rows, 2)
    assert found.eps == found.distances[found.knee]
    assert 1 <= found.eps <= 10
    assert found.distances[found.knee + 1] > 1


def test_without_a_knee_it_is_the_distance_of_nine_in_ten():
    rows = np.array([[0.0], [1.0], [2.0], [3.0]])
    found = distance_curve(rows, 2)
    assert (found.knee, found.eps) == (None, 1.0)


def test_of_pictures_that_are_there_twice_it_is_above_0():
    # Each neighbour is the same picture but for the last one's.
    found = distance_curve(np.array([[0.0]] * 30 + [[5.0]]), 2)
    assert found.eps == 5.0
    assert distance_curve(np.array([[0.0], [0.0], [5.0], [5.0]]), 2).eps == 1.0
    assert distance_curve(np.array([[0.0], [3.0]]), 50).distances.tolist() == [3, 3]


def test_of_many_some_are_asked_evenly_and_it_is_cancelled(monkeypatch):
    monkeypatch.setattr(module, "_ASKED", 5)
    rows = np.arange(9.0)[:, None] ** 2
    assert distance_curve(rows, 2).distances.tolist() == [1, 3, 7, 11, 15]
    with pytest.raises(Cancelled):
        distance_curve(rows, 2, lambda: True)


def test_the_curve_of_vectors_is_that_which_their_clustering_looks_at():
    vectors, _ = kinds()
    found = curve_of(Preparation("l2", 2), 5, 3, vectors)
    used = cluster("dbscan", vectors, preparation=Preparation("l2", 2), seed=3).parameters["options"]["eps"]
    assert found.eps == used
