"""Two clusterings of the same pictures side by side: which cluster became which, and how far they agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.base.arrays import Ints, Mask, frozen
from core.cluster.choose_k.k_criteria import adjusted_rand
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

    @property
    def ari(self) -> float:
        """The adjusted Rand index of the two, noise as one more cluster (Hubert & Arabie 1985)."""
        return adjusted_rand(self.counts)

    @property
    def nmi(self) -> float:
        """Their mutual information by the mean of their entropies (Vinh, Epps & Bailey 2010), noise as one
        more cluster: 1 the same, 0 independent; 1 where both have one cluster only.
        """
        shares = self.counts / self.counts.sum()
        one, other = shares.sum(axis=1), shares.sum(axis=0)
        entropies = -(one @ np.log(one)) - (other @ np.log(other))
        if not entropies:
            return 1.0
        there = shares > 0
        mutual = (shares[there] * np.log(shares[there] / np.outer(one, other)[there])).sum()
        return float(np.clip(2 * mutual / entropies, 0.0, 1.0))


def contingency(one: Ints, other: Ints) -> Contingency:
    """The table of two labellings (n,) of the same pictures, n ≥ 1, clusters from 1 and −1 for noise.

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
    matched = {
        first[i]: second[j] for i, j in zip(rows.tolist(), columns.tolist(), strict=True) if counts[i, j]
    }
    if NOISE in first and NOISE in second:
        matched[NOISE] = NOISE
    return Contingency(first, second, frozen(counts), matched)


def _labels_of(labels: Ints) -> tuple[int, ...]:
    found: list[int] = np.unique(labels).tolist()
    return tuple(sorted(found, key=lambda label: (label == NOISE, label)))
