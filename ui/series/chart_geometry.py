"""Where the points of a chart stand in a widget, and which is under the mouse."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from core.series.axes import Axis
from core.series.chart import CurvePoint, Curves

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
