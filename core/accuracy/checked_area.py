"""The area of a class as the points have it, beside the mapped one."""

from __future__ import annotations

from dataclasses import dataclass

from core.accuracy.shares import Share
from core.base.sentences import ngettext
from core.writing.number_words import grouped


@dataclass(frozen=True)
class CheckedArea:
    """Of one class. mapped: the part of all that it has on the map; mapped_area: in the unit.

    share: of all, by the points. area, low, high: the same in the unit; the scale's own error is in the
    interval. users, producers: see core.accuracy.accuracy.ClassAccuracy. points: how many are it; of: how
    many there are in all. level: how often the intervals hold.
    """

    name: str
    mapped: float
    mapped_area: float
    share: Share
    area: float
    low: float
    high: float
    users: Share | None
    producers: Share | None
    points: int
    of: int
    level: float

    @property
    def half_width(self) -> float:
        """Of the area's interval, in the unit."""
        return (self.high - self.low) / 2

    @property
    def source(self) -> str:
        """ "checked by 100 points": where the area comes from."""
        return checked_by(self.of)


def checked_by(points: int) -> str:
    """ "checked by 100 points"."""
    return ngettext("checked by {n} point", "checked by {n} points", points).format(n=grouped(points))
