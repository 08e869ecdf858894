"""The accuracy of a map and the areas that follow from it, of points at which somebody has looked.

Strata are those of the draw; the map may have changed since. Each stratum is split by what the map says now
(cells of stratum × class: Stehman, 2014, International Journal of Remote Sensing 35), so that the weights of
the draw hold, and the present map is what is judged. A cell with fewer than three answers is joined with
another of its stratum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.accuracy.shares import Seen, Share, part_of_both, share_of
from core.base.arrays import Ints, Mask, freeze
from core.base.errors import ParameterError
from core.base.sentences import _

# Answers that a cell needs to stand alone.
_ENOUGH = 3


@dataclass(frozen=True, eq=False)
class Answers:
    """What was said of the points, and what there is. Frozen: arrays are read-only.

    strata, mapped, there: (n,) of each answered point the stratum, the class on the map and the class that
    the observer saw, all from 0; `there` may go beyond the classes of the map.
    pixels: (strata, classes of the map) int64, all pixels by stratum and class.
    number: of the classes that are there or on the map.
    cells_known: whether those pixels are counted; else only their sums by stratum are, and each cell has the
    part that its points have: shares are then found in whole strata.
    """

    strata: NDArray[np.intp]
    mapped: NDArray[np.intp]
    there: NDArray[np.intp]
    pixels: Ints
    number: int
    cells_known: bool = True

    def __post_init__(self) -> None:
        freeze(self.strata, self.mapped, self.there, self.pixels)


@dataclass(frozen=True)
class ClassAccuracy:
    """Of one class. mapped: its share on the map. share: of what is there. users: how much of what is mapped
    as it is it; producers: how much of it is mapped as it; None where nothing is.
    """

    mapped: float
    share: Share
    users: Share | None
    producers: Share | None


@dataclass(frozen=True, eq=False)
class Accuracy:
    """level: how often the intervals hold. points: answered. overall: how much of the map is right.

    classes: in their order. confusion: (classes, classes) int64, points by class on the map and class that is
    there.
    """

    level: float
    points: int
    overall: Share
    classes: tuple[ClassAccuracy, ...]
    confusion: Ints


def accuracy_of(answers: Answers, level: float = 0.95) -> Accuracy:
    """Raises ParameterError where no point has an answer."""
    if not len(answers.strata):
        raise ParameterError(_("No point has an answer yet that says what is there."))
    every = _cells(answers)
    enough = _enough(answers)
    total = int(answers.pixels.sum())
    right = answers.mapped == answers.there
    classes = []
    for i in range(answers.number):
        is_it = answers.there == i
        here = [cell for cell in every if cell.mapped == i]
        mapped_so = [cell.seen(is_it) for cell in here]
        elsewhere = [
            cell.seen(is_it) for cell in _joined([cell for cell in every if cell.mapped != i], enough)
        ]
        classes.append(
            ClassAccuracy(
                sum(cell.pixels for cell in here) / total,
                share_of([cell.seen(is_it) for cell in _joined(every, enough)], level),
                share_of(mapped_so, level) if any(seen.looked_at for seen in mapped_so) else None,
                part_of_both(mapped_so, elsewhere, level),
            )
        )
    confusion = np.zeros((answers.number, answers.number), np.int64)
    np.add.at(confusion, (answers.mapped, answers.there), 1)
    overall = share_of([cell.seen(right) for cell in _joined(every, enough)], level)
    return Accuracy(level, len(right), overall, tuple(classes), confusion)


def cells_of(answers: Answers) -> list[Cell]:
    """What the estimate is made of: each cell with answers enough, as far as that can be."""
    return _joined(_cells(answers), _enough(answers))


def _enough(answers: Answers) -> int:
    """How many answers a cell needs to stand alone; more than there are where its size is not known."""
    return _ENOUGH if answers.cells_known else len(answers.strata) + 1


@dataclass(frozen=True, eq=False)
class Cell:
    """What the map says one class of, in one stratum. points: (n,) bool, which of all lie in it."""

    stratum: int
    mapped: int
    pixels: int
    points: Mask

    @property
    def looked_at(self) -> int:
        return int(np.count_nonzero(self.points))

    def seen(self, is_it: Mask) -> Seen:
        return Seen(self.pixels, self.looked_at, int(np.count_nonzero(self.points & is_it)))

    def with_(self, other: Cell) -> Cell:
        return replace(self, pixels=self.pixels + other.pixels, points=self.points | other.points)


def _cells(answers: Answers) -> list[Cell]:
    return [_cell(answers, stratum, mapped) for stratum, mapped in np.argwhere(answers.pixels > 0).tolist()]


def _cell(answers: Answers, stratum: int, mapped: int) -> Cell:
    points = (answers.strata == stratum) & (answers.mapped == mapped)
    return Cell(stratum, mapped, int(answers.pixels[stratum, mapped]), points)


def _joined(cells: Sequence[Cell], enough: int) -> list[Cell]:
    """Each with answers enough, as far as its stratum has another: the one with the most, of equal ones the
    first, takes it.
    """
    kept: list[Cell] = []
    for stratum in sorted({cell.stratum for cell in cells}):
        largest, *others = sorted(
            (cell for cell in cells if cell.stratum == stratum), key=lambda cell: -cell.looked_at
        )
        for cell in others:
            if cell.looked_at < enough:
                largest = largest.with_(cell)
            else:
                kept.append(cell)
        kept.append(largest)
    return kept
