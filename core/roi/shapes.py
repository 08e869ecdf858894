"""The shapes that regions of interest are made of: rectangle, ellipse, polygon. Coordinates are those of the
picture: (0, 0) is the outer corner of the first pixel, pixel (column, row) covers [column, column + 1) ×
[row, row + 1), its centre is at + 0.5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from core.base.arrays import Floats, frozen
from core.base.errors import ParameterError
from core.base.sentences import _
from core.writing.number_words import grouped

# left, top, right, bottom
Bounds = tuple[float, float, float, float]
# What a file may hold: more is no outline that anyone drew, and would make a window wait.
MOST_POINTS = 1_000_000
# No picture has a pixel there.
FARTHEST_COORDINATE = 1e9


@dataclass(frozen=True)
class Rectangle:
    """left, top, right, bottom: its sides; left < right and top < bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def bounds(self) -> Bounds:
        return self.left, self.top, self.right, self.bottom

    def transformed(self, sx: float, sy: float, dx: float, dy: float) -> Rectangle:
        """Each coordinate times s, plus d."""
        xs, ys = (
            sorted((self.left * sx + dx, self.right * sx + dx)),
            sorted((self.top * sy + dy, self.bottom * sy + dy)),
        )
        return Rectangle(xs[0], ys[0], xs[1], ys[1])


@dataclass(frozen=True)
class Ellipse:
    """x, y: its middle. radius_x, radius_y: half its width and height, along the axes of the picture."""

    x: float
    y: float
    radius_x: float
    radius_y: float

    @property
    def bounds(self) -> Bounds:
        rx, ry = self.radius_x, self.radius_y
        return self.x - rx, self.y - ry, self.x + rx, self.y + ry

    def transformed(self, sx: float, sy: float, dx: float, dy: float) -> Ellipse:
        """Each coordinate times s, plus d."""
        return Ellipse(self.x * sx + dx, self.y * sy + dy, self.radius_x * abs(sx), self.radius_y * abs(sy))


@dataclass(frozen=True, eq=False, slots=True)
class Ring:
    """A closed line. points: (n, 2) float64 of x, y, the first not repeated at the end; read-only.

    Equal where all points are: documents are compared.
    """

    points: Floats

    def __post_init__(self) -> None:
        points = np.array(self.points, np.float64).reshape(-1, 2)
        object.__setattr__(self, "points", frozen(points))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ring) and np.array_equal(self.points, other.points)

    def __hash__(self) -> int:
        return hash(self.points.tobytes())

    def __len__(self) -> int:
        return len(self.points)


@dataclass(frozen=True)
class Polygon:
    """What is inside an odd number of its rings: outlines, holes, islands in them, in any order."""

    rings: tuple[Ring, ...]

    @cached_property
    def points(self) -> Floats:
        """(n, 2): of all rings, one after the other; read-only."""
        return frozen(np.concatenate([ring.points for ring in self.rings]))

    @cached_property
    def bounds(self) -> Bounds:
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def transformed(self, sx: float, sy: float, dx: float, dy: float) -> Polygon:
        """Each coordinate times s, plus d."""
        return replace(self, rings=tuple(Ring(ring.points * (sx, sy) + (dx, dy)) for ring in self.rings))


Shape = Rectangle | Ellipse | Polygon


def polygon(*outlines: Any) -> Polygon:
    """The Polygon of sequences of (x, y)."""
    return Polygon(tuple(Ring(points) for points in outlines))


def between(x0: float, y0: float, x1: float, y1: float) -> Rectangle:
    """The Rectangle of two opposite corners."""
    return Rectangle(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def shape_json(shape: Shape) -> dict[str, Any]:
    """The shape as plain JSON values, as `shape_from` reads them, exactly."""
    if isinstance(shape, Rectangle):
        return {"type": "rectangle", "bounds": [_plain(value) for value in shape.bounds]}
    if isinstance(shape, Ellipse):
        return {
            "type": "ellipse",
            "middle": [_plain(shape.x), _plain(shape.y)],
            "radii": [_plain(shape.radius_x), _plain(shape.radius_y)],
        }
    rings = [[[_plain(x), _plain(y)] for x, y in ring.points.tolist()] for ring in shape.rings]
    return {"type": "polygon", "rings": rings}


def shape_from(values: Any) -> Shape:
    """The shape of a file. Raises ParameterError for one without area, KeyError, TypeError, ValueError."""
    kind = values["type"]
    shape: Shape
    if kind == "rectangle":
        left, top, right, bottom = (float(value) for value in values["bounds"])
        shape = Rectangle(left, top, right, bottom)
    elif kind == "ellipse":
        (x, y), (rx, ry) = values["middle"], values["radii"]
        shape = Ellipse(float(x), float(y), float(rx), float(ry))
    elif kind == "polygon":
        if sum(len(ring) for ring in values["rings"]) > MOST_POINTS:
            raise ParameterError(
                _("A region of interest has more than {most} points: simplify it.").format(
                    most=grouped(MOST_POINTS)
                )
            )
        shape = polygon(*values["rings"])
    else:
        raise ValueError(f"no shape is called {kind!r}")
    check_area(shape)
    return shape


def check_area(shape: Shape) -> None:
    """Raises ParameterError for a shape with a coordinate that is no finite number, or without area."""
    if isinstance(shape, Polygon) and (not shape.rings or any(len(ring) < 3 for ring in shape.rings)):
        raise ParameterError(_("A polygon needs three points or more."))
    left, top, right, bottom = shape.bounds
    if not all(math.isfinite(value) and abs(value) < FARTHEST_COORDINATE for value in shape.bounds):
        raise ParameterError(_("A region of interest has a coordinate that is no usable number."))
    if not (right > left and bottom > top):
        raise ParameterError(_("A region of interest has no area: its outline is a line or a point."))


def _plain(value: float) -> float | int:
    """Whole numbers without their “.0”: outlines along pixels have nothing else."""
    return int(value) if value == int(value) else value
