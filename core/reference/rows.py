"""What every file of points comes to, before it is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from core.base.arrays import Floats

MOST_POINTS = 100_000


@dataclass(frozen=True, eq=False)
class Rows:
    """points: (n, 2) float64 x, y in pixels, where the middle of the first pixel is 0.5. names: as they stand
    in the file. strata, observers: "" without. weights: NaN without. notes: whole sentences.
    """

    points: Floats
    names: tuple[str, ...]
    strata: tuple[str, ...]
    weights: tuple[float, ...]
    observers: tuple[str, ...]
    notes: tuple[str, ...] = ()
