"""Cluster ids and places of classes: there and back, and which cluster speaks for a class."""

from __future__ import annotations

import numpy as np
import pytest

from core.classes.classes import Class
from core.measure.class_map import class_maps, class_of_clusters

CLASSES = (Class("water", (1, 4)), Class("ice", (2, 3), locked=True))


def test_the_largest_cluster_speaks_for_its_class_and_of_equal_ones_the_lowest() -> None:
    assert class_maps(CLASSES, np.array([1, 5, 7, 2])).cluster_of[:4].tolist() == [0, 4, 3, 0]
    assert class_maps(CLASSES, np.array([2, 7, 7, 2])).cluster_of[:4].tolist() == [0, 1, 2, 0]
    assert class_maps(CLASSES, np.zeros(4, np.int64)).cluster_of[:4].tolist() == [0, 1, 2, 0]


def test_places_are_those_of_the_order_of_the_classes() -> None:
    maps = class_maps(CLASSES, np.ones(4, np.int64))
    assert maps.places(np.array([[0, 1, 2, 3, 4]], np.uint8)).tolist() == [[0, 1, 2, 2, 1]]
    assert np.flatnonzero(maps.free).tolist() == [1]
    assert (maps.place("water"), maps.place("ice"), maps.place("land")) == (1, 2, None)
    with pytest.raises(ValueError, match="read-only"):
        maps.free[0] = True


def test_a_pixel_that_stays_in_its_class_keeps_its_cluster() -> None:
    maps = class_maps(CLASSES, np.array([1, 5, 7, 2]))
    labels = np.array([[1, 4, 2, 3, 0]], np.uint8)
    after = np.array([[1, 2, 2, 1, 0]], np.uint8)
    assert maps.labels(labels, maps.places(labels), after).tolist() == [[1, 3, 2, 4, 0]]


def test_the_class_of_each_cluster_is_counted_from_nought() -> None:
    assert class_of_clusters(CLASSES, 4).tolist() == [0, 1, 1, 0]
