"""Two clusterings of the same pictures side by side: which cluster became which, and what moved where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.base.arrays import Ints, Mask, frozen
from core.collection.method import NOISE


@dataclass(frozen=True, eq=False)
class Contingency:
    """first, second: the labels of either, rising, noise last. counts: (first, second) int64, pictures.

    matched: of clusters of the first, the cluster of the second that each one is; no two are the same one.
    Noise is noise where both have some.
    """

    first: tuple[int, ...]
    second: tuple[int, ...]
    counts: Ints
    matched: dict[int, int]

    def moved(self, one: Ints, other: Ints) -> Mask:
        """(n,) bool: which pictures are not where the cluster they were in has gone."""
        target = np.array([self.matched.get(each, 0) for each in self.first], np.int64)
        there = {label: place for place, label in enumerate(self.first)}
        at = np.array([there[label] for label in one.tolist()], np.int64)
        moved: Mask = target[at] != other
        return moved


def contingency(one: Ints, other: Ints) -> Contingency:
    """The table of two labellings (n,) of the same pictures, clusters from 1 and −1 for noise.

    Clusters are matched so that as many pictures as can be stay where they are (Kuhn 1955, in the form of
    Crouse 2016: scipy.optimize.linear_sum_assignment); those that share none are not matched.
    """
    from scipy.optimize import linear_sum_assignment  # only where it is needed: scipy takes its time

    first, second = _labels_of(one), _labels_of(other)
    counts = np.zeros((len(first), len(second)), np.int64)
    place_one = {label: place for place, label in enumerate(first)}
    place_other = {label: place for place, label in enumerate(second)}
    pairs, number = np.unique(np.stack((one, other)), axis=1, return_counts=True)
    for a, b, n in zip(*pairs.tolist(), number.tolist(), strict=True):
        counts[place_one[a], place_other[b]] = n
    m = len(first) - (NOISE in first)
    n = len(second) - (NOISE in second)
    rows, columns = linear_sum_assignment(counts[:m, :n], maximize=True)
    matched = {first[i]: second[j] for i, j in zip(rows, columns, strict=True) if counts[i, j]}
    if NOISE in first and NOISE in second:
        matched[NOISE] = NOISE
    return Contingency(first, second, frozen(counts), matched)


def _labels_of(labels: Ints) -> tuple[int, ...]:
    found: list[int] = np.unique(labels).tolist()
    return tuple(sorted(found, key=lambda label: (label == NOISE, label)))
