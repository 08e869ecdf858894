"""Which class of a map goes with which of labels from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.base.arrays import Ints
from core.classes.classes import Classes
from core.classes.naming import is_unnamed
from core.elsewhere.class_labels import is_number

# How two classes have found each other: by their names, by their pixels, or as what is of no class on both
# sides; "" of a class that is on one side only.
Match = Literal["name", "overlap", "rest", ""]


@dataclass(frozen=True)
class Pairs:
    """here: of each class of the map the place of its partner there, −1 for none. by: how they found each
    other.
    """

    here: tuple[int, ...]
    by: tuple[Match, ...]


def paired(classes: Classes, there: Sequence[str], pixels: Ints, background: int) -> Pairs:
    """Classes of one name go together; then, where a side has no name, so that most pixels agree.

    there: names of the classes of the labels. pixels: (classes, there) of both. background: the place of what
    is of no class there, −1 for none: all that has no partner here goes with it. The second is an optimal
    assignment (Kuhn 1955, in the form of Crouse 2016: scipy.optimize.linear_sum_assignment).
    """
    from scipy.optimize import linear_sum_assignment  # only where it is needed: scipy takes its time

    names = {_plain(name): j for j, name in reversed(list(enumerate(there))) if not is_number(name)}
    partner = [-1] * len(classes)
    by: list[Match] = [""] * len(classes)
    for i, item in enumerate(classes):
        j = -1 if is_unnamed(item) else names.get(_plain(item.name), -1)
        if j >= 0 and j not in partner:
            partner[i], by[i] = j, "name"
    free_here = [i for i in range(len(classes)) if partner[i] < 0]
    free_there = [j for j in range(len(there)) if j not in partner and j != background]
    gain = np.zeros((len(free_here), len(free_there)), np.int64)
    for row, i in enumerate(free_here):
        for column, j in enumerate(free_there):
            if is_unnamed(classes[i]) or is_number(there[j]):
                gain[row, column] = pixels[i, j]
    for row, column in zip(*linear_sum_assignment(gain, maximize=True), strict=True):
        if gain[row, column] > 0:
            partner[free_here[row]], by[free_here[row]] = free_there[column], "overlap"
    for i in free_here:
        if partner[i] < 0 <= background:
            partner[i], by[i] = background, "rest"
    return Pairs(tuple(partner), tuple(by))


def _plain(name: str) -> str:
    return name.strip().casefold()
