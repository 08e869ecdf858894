"""Where the points of a chart stand in a widget, and which is under the mouse."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from core.series.axes import Axis
from core.series.chart import Curve, CurvePoint, Curves

# So near a point the mouse means it, in pixels.
_NEAR = 14.0


@dataclass(frozen=True)
class Room:
    """The rectangle of the curves, in pixels, and what its sides stand for."""

    left: float
    top: float
    width: float
    height: float
    below: Axis
    beside: Axis

    def at(self, place: float, value: float) -> tuple[float, float]:
        """Where a value stands, in pixels."""
        x = self.left + self.width * self.below.share(place)
        return x, self.top + self.height * (1 - self.beside.share(value))


def point_at(room: Room, curves: Curves, x: float, y: float) -> tuple[str, CurvePoint] | None:
    """The name of the curve, and the point nearest to the mouse; None where none is near.

    Of several at one place the first.
    """
    found, least = None, _NEAR
    for curve in curves.curves:
        for point in curve.points:
            px, py = room.at(point.place, point.value)
            distance = math.hypot(px - x, py - y)
            if distance < least:
                found, least = (curve.name, point), distance
    return found


def marked(curves: Curves, states: Mapping[str, str]) -> frozenset[float]:
    """The places along the axis of pictures that have drifted. states: by paths."""
    points = (point for curve in curves.curves for point in curve.points)
    return frozenset(point.place for point in points if states.get(point.path) == "drifted")


def name_places(room: Room, curves: Curves, line: float) -> list[tuple[Curve, float]]:
    """The curves whose names have room, from the top, and the middle of each name: at the end of its curve,
    or as near as the others and the bottom let it. line: height of a name.
    """
    ends = [(room.at(each.points[-1].place, each.points[-1].value)[1], each) for each in curves.curves]
    places: list[tuple[Curve, float]] = []
    lowest, bottom = -math.inf, room.top + room.height
    for y, curve in sorted(ends, key=lambda end: end[0]):
        lowest = max(y, lowest + line)
        places.append((curve, lowest))
    highest = bottom + line
    for i in reversed(range(len(places))):
        curve, y = places[i]
        highest = min(y, highest - line)
        places[i] = curve, highest
    return [(curve, y) for curve, y in places if y >= room.top]
