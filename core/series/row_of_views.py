"""Where the views of a series stand in a row: under their points where they fit, else side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_GAP = 4.0
_LEAST, _MOST = 36.0, 88.0


@dataclass(frozen=True)
class Row:
    """lefts: of each view, in pixels; they are `size` wide. width: of all. aligned: under their points."""

    lefts: tuple[float, ...]
    size: float
    width: float
    aligned: bool

    def at(self, x: float) -> int | None:
        """Which view is there."""
        first, last = self.within(x, x)
        return next((i for i in range(first, last) if self.lefts[i] <= x < self.lefts[i] + self.size), None)

    def within(self, left: float, right: float) -> tuple[int, int]:
        """The first of the views between two places, and the one after the last."""
        from bisect import bisect_right

        first = max(0, bisect_right(self.lefts, left - self.size))
        return first, max(first, bisect_right(self.lefts, right))


def row_of(points: Sequence[float | None], width: float) -> Row:
    """points: where the point of each view stands, ascending; None where it has none. width: there is.

    As large as there is room under the points; where they are too near each other (or there is none), side by
    side, as large as fits, and wider than there is room rather than too small to be seen.
    """
    places = [point for point in points if point is not None]
    if len(places) == len(points) and places:
        nearest = min((b - a for a, b in pairwise(places)), default=_MOST + _GAP)
        size = min(nearest - _GAP, _MOST)
        if size >= _LEAST:
            # At the ends they are pushed in rather than cut off.
            lefts = [min(max(place - size / 2, 0.0), max(width - size, 0.0)) for place in places]
            if all(b - a >= size for a, b in pairwise(lefts)):
                return Row(tuple(lefts), size, width, True)
    number = max(1, len(points))
    size = min(max(width / number - _GAP, _LEAST + 20), _MOST)
    lefts = [i * (size + _GAP) for i in range(len(points))]
    return Row(tuple(lefts), size, max(number * (size + _GAP) - _GAP, 0.0), False)
