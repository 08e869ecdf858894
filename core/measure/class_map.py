"""The class map: the class of every pixel, made of cluster ids and turned into them again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints, Mask, freeze
from core.classes.classes import Classes
from core.classes.place_table import place_table


@dataclass(frozen=True, eq=False)
class ClassMaps:
    """How cluster ids become places in the order of the classes, 1…n, and back. Frozen: arrays are read-only.

    place_of: (256,) uint8, of a cluster id; 0 stays 0. cluster_of: (256,) uint8, of a place: the cluster of
    the class that has the most pixels in the Segmentation, of equal ones the lowest id. free: (256,) bool,
    the places of classes that are not locked; never 0.
    """

    classes: Classes
    place_of: Bytes
    cluster_of: Bytes
    free: Mask

    def __post_init__(self) -> None:
        freeze(self.place_of, self.cluster_of, self.free)

    def place(self, name: str) -> int | None:
        """The place of the class of this name; None where there is none."""
        return next((i for i, item in enumerate(self.classes, start=1) if item.name == name), None)

    def places(self, labels: Bytes) -> Bytes:
        """(height, width) uint8 cluster ids → places; another array."""
        return np.take(self.place_of, labels)

    def labels(self, labels: Bytes, before: Bytes, after: Bytes) -> Bytes:
        """The cluster ids once places `before` have become `after`; where a class is kept, the id is."""
        return np.where(after == before, labels, np.take(self.cluster_of, after))


def class_maps(classes: Classes, counts: Ints) -> ClassMaps:
    """counts: (k,) int64, pixels of each cluster of the Segmentation."""
    cluster_of, free = np.zeros(256, np.uint8), np.zeros(256, np.bool_)
    for place, item in enumerate(classes, start=1):
        members = np.array(item.clusters)
        cluster_of[place] = members[np.argmax(counts[members - 1])]
        free[place] = not item.locked
    return ClassMaps(classes, place_table(classes), cluster_of, free)


def class_of_clusters(classes: Classes, k: int) -> NDArray[np.intp]:
    """(k,) the class of each cluster, from 0 in the order of the classes."""
    members = np.zeros(k, np.intp)
    for i, item in enumerate(classes):
        members[np.array(item.clusters) - 1] = i
    return members
