"""The jobs that look at runs of a collection: two of them side by side, and the curve of ε."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints
from core.base.parallel import Cancel
from core.collection.distance_curve import DistanceCurve, curve_of
from core.collection.found import Found
from core.collection.preparation import Preparation
from core.collection.run_comparison import RunComparison, compared, outcome_of


@dataclass(frozen=True, eq=False)
class SideBySide:
    """shown: the run whose rows are meant, the second of the comparison."""

    shown: Found
    comparison: RunComparison

    def rows_in(self, first: int, second: int) -> Ints:
        """The pictures that were in a cluster of the first run and are in one of the second, rising."""
        one, other = self.comparison.labels
        return self._rows((one == first) & (other == second))

    @property
    def moved(self) -> Ints:
        """The rows of the pictures that are not where their cluster went, rising."""
        return self._rows(self.comparison.moved)

    def _rows(self, chosen: NDArray[np.bool_]) -> Ints:
        rows: Ints = np.sort(self.shown.places[self.comparison.rows[1][chosen]])
        return rows


def side_by_side(before: Found, shown: Found, _cancelled: Cancel) -> SideBySide:
    """Both with their clusters named. Raises ParameterError where they have no picture in common."""
    return SideBySide(shown, compared(outcome_of(before), outcome_of(shown)))


@dataclass(frozen=True)
class CurveWanted:
    """Of which vectors, prepared how, to which neighbour."""

    run: str
    preparation: Preparation
    seed: int
    rank: int


@dataclass(frozen=True, eq=False)
class CurveFound:
    """The curve that was wanted."""

    wanted: CurveWanted
    curve: DistanceCurve


def curve_for(wanted: CurveWanted, vectors: NDArray[np.float32], cancelled: Cancel) -> CurveFound:
    """Raises ParameterError, Cancelled."""
    return CurveFound(wanted, curve_of(wanted.preparation, wanted.rank, wanted.seed, vectors, cancelled))
