"""The accuracy of a map where it is known everywhere what is there: nothing is estimated."""

from __future__ import annotations

from core.accuracy.accuracy import Accuracy, ClassAccuracy
from core.accuracy.shares import Share
from core.base.arrays import Ints


def census_of(matrix: Ints, level: float = 0.95) -> Accuracy:
    """matrix: (classes, classes) int64, pixels by class on the map and class that is there; one at least.

    Low and high are the value itself: there is nothing left to look at.
    """
    total, right = int(matrix.sum()), matrix.diagonal()
    mapped, there = matrix.sum(axis=1), matrix.sum(axis=0)
    classes = tuple(
        ClassAccuracy(
            int(mapped[i]) / total,
            _known(int(there[i]), total),
            _known(int(right[i]), int(mapped[i])) if mapped[i] else None,
            _known(int(right[i]), int(there[i])) if there[i] else None,
        )
        for i in range(len(matrix))
    )
    return Accuracy(level, total, _known(int(right.sum()), total), classes, matrix)


def _known(part: int, whole: int) -> Share:
    value = part / whole
    return Share(value, value, value)
