"""Where a line ends and what of it was hit: pure functions of the line tool, in picture coordinates."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

End = Literal["first", "second"]


@dataclass(frozen=True)
class Line:
    """From (x0, y0) to (x1, y1)."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def pixels(self) -> float:
        """Its length."""
        return math.hypot(self.x1 - self.x0, self.y1 - self.y0)

    def end(self, end: End) -> tuple[float, float]:
        return (self.x0, self.y0) if end == "first" else (self.x1, self.y1)

    def with_end(self, end: End, x: float, y: float) -> Line:
        return replace(self, x0=x, y0=y) if end == "first" else replace(self, x1=x, y1=y)


def straightened(*, x: float, y: float, from_x: float, from_y: float) -> tuple[float, float]:
    """The place of (x, y) on the horizontal or vertical through the other end, whichever is nearer."""
    return (x, from_y) if abs(x - from_x) >= abs(y - from_y) else (from_x, y)


def hit_end(*, line: Line, x: float, y: float, reach: float) -> End | None:
    """The end within `reach` of (x, y), the nearer of two; None where there is none."""
    distances: dict[End, float] = {
        end: math.hypot(x - line.end(end)[0], y - line.end(end)[1]) for end in ("first", "second")
    }
    nearest = min(distances, key=lambda end: distances[end])
    return nearest if distances[nearest] <= reach else None


def inside(*, x: float, y: float, width: int, height: int) -> tuple[float, float]:
    """The nearest place in a picture of this size."""
    return min(max(x, 0.0), float(width)), min(max(y, 0.0), float(height))
