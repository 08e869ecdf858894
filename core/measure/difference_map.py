"""Where a map and labels from elsewhere agree, and where they do not: a code a pixel."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.classes.classes import Classes
from core.classes.place_table import place_table
from core.elsewhere.class_labels import ClassLabels
from core.measure.comparison import Comparison

NOT_COMPARED, AGREE, ONLY_HERE, ONLY_THERE, OTHER_CLASS = range(5)
# Of each, red, green and blue: three that any eye tells apart (Okabe–Ito), and grey.
COLOURS = ((0, 0, 0), (190, 190, 190), (230, 159, 0), (0, 114, 178), (204, 121, 167))
_ROWS = 512


def difference_map(
    labels: Bytes,
    classes: Classes,
    given: ClassLabels,
    comparison: Comparison,
    *,
    row: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Bytes:
    """(height, width) uint8: NOT_COMPARED, AGREE, ONLY_HERE (of a class here, of none there), ONLY_THERE,
    OTHER_CLASS (of two classes).

    row: of one pair of `comparison.classes` alone: AGREE where both have it, ONLY_HERE, ONLY_THERE, else
    NOT_COMPARED. Raises Cancelled.
    """
    partner, background = comparison.pairs.here, comparison.background
    n, m = len(classes), len(comparison.there)
    table = np.zeros((n + 1, m + 1), np.uint8)
    for i in range(n):
        for j in range(m):
            table[i + 1, j + 1] = _difference(partner[i], j, background)
    if row is not None:
        chosen = comparison.classes[row]
        here = np.isin(comparison.here, chosen.here)
        there = np.array([name == chosen.there for name in comparison.there])
        table[1:, 1:] = np.where(
            here[:, None], np.where(there, AGREE, ONLY_HERE), np.where(there, ONLY_THERE, 0)
        )
    place = place_table(classes)
    found = np.empty(labels.shape, np.uint8)
    for first in range(0, len(labels), _ROWS):
        raise_if_cancelled(cancelled)
        rows = slice(first, first + _ROWS)
        found[rows] = table[place[labels[rows]], given.places[rows]]
    return found


def _difference(partner: int, there: int, background: int) -> int:
    if partner == there:
        return AGREE
    if there == background:
        return ONLY_HERE
    return ONLY_THERE if partner == background >= 0 else OTHER_CLASS
