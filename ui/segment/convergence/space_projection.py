"""How features are drawn flat: a plane of two axes, or three of them turned in space; both are affine."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats

# Zooming in and out ends here, and the view from above and from below.
CLOSEST, FARTHEST = 40.0, 0.3
_STEEPEST = math.pi / 2


@dataclass(frozen=True, eq=False)
class Projection:
    """Where features are on the screen: features (…, d) @ matrix (d, 2) + offset (2,), in pixels."""

    matrix: Floats
    offset: Floats

    def __call__(self, features: NDArray[np.floating]) -> Floats:
        """(…, 2) of features (…, d)."""
        found: Floats = features @ self.matrix + self.offset
        return found

    def moved(self, feature: Floats, by: tuple[float, float]) -> Floats:
        """The feature (d,) that is drawn `by` pixels away; what is not seen here stays as it is."""
        found: Floats = feature + np.array(by) @ np.linalg.pinv(self.matrix)
        return found


@dataclass(frozen=True)
class Turn:
    """From where space is looked at: angles in radians, and how much larger than fitted."""

    azimuth: float = math.radians(-16)
    elevation: float = math.radians(22)
    zoom: float = 1.0

    def turned(self, azimuth: float, elevation: float) -> Turn:
        """Farther round, and higher; no farther than from above or below."""
        steep = min(max(self.elevation + elevation, -_STEEPEST), _STEEPEST)
        return replace(self, azimuth=(self.azimuth + azimuth) % math.tau, elevation=steep)

    def zoomed(self, factor: float) -> Turn:
        return replace(self, zoom=min(max(self.zoom * factor, FARTHEST), CLOSEST))

    def rows(self) -> Floats:
        """(3, 3): right, down and away from who looks, in three axes to the right, away and up."""
        ca, sa = math.cos(self.azimuth), math.sin(self.azimuth)
        ce, se = math.cos(self.elevation), math.sin(self.elevation)
        return np.array([[ca, sa, 0.0], [sa * se, -ca * se, -ce], [-sa * ce, ca * ce, -se]])


@dataclass(frozen=True, eq=False)
class Frame:
    """How three axes lie before they are turned, and what is to be seen.

    rows: (3, 3) to the right, away and up, in these axes. points: (n, 3). middle: (3,), what is turned round.
    """

    rows: Floats
    points: Floats
    middle: Floats

    def fitted(self, turn: Turn, room: Floats) -> float:
        """Pixels for each unit, so that all points are in a room of (width, height) around the middle.

        One where they are all one: nothing has a size.
        """
        if not len(self.points):
            return 1.0
        reach = 2 * np.abs((self.points - self.middle) @ (turn.rows() @ self.rows)[:2].T).max(axis=0)
        return 1.0 if reach.max() < 1e-9 else float((room / np.maximum(reach, 1e-9)).min())


def frame_of(points: Floats, weights: Floats, more: Floats) -> Frame:
    """The frame of points (n, 3) and of more of them: longest to the right and larger there, thinnest away.

    By the principal axes of the weighted points; as the axes lie where there are fewer than two.
    """
    rows = np.eye(3)
    if len(points) > 1:
        middle = np.average(points, axis=0, weights=weights)
        spread = (points - middle).T * weights @ (points - middle)
        axes = np.linalg.eigh(spread)[1].T[::-1]
        right, up = (axis if axis[np.abs(axis).argmax()] > 0 else -axis for axis in axes[:2])
        rows = np.array([right, np.cross(up, right), up])
    everything = np.concatenate([points, more])
    along = everything @ rows.T if len(everything) else np.zeros((1, 3))
    return Frame(rows, everything, (along.min(axis=0) + along.max(axis=0)) / 2 @ rows)


def in_space(
    axes: tuple[int, ...],
    dimensions: int,
    *,
    frame: Frame,
    turn: Turn,
    size: tuple[float, float],
    margin: float = 0.0,
) -> tuple[Projection, Floats]:
    """Three axes of features, seen in parallel, and (dimensions,) how far away each unit of an axis is.

    All axes have one scale: what is far apart in the clustering is far apart here. At a zoom of 1 what is to
    be seen fills the size, width and height in pixels, but for the margin, however it is turned.
    """
    scale = turn.zoom * frame.fitted(turn, np.maximum(np.array(size) - 2 * margin, 1.0))
    rows = turn.rows() @ frame.rows
    matrix, away = np.zeros((dimensions, 2)), np.zeros(dimensions)
    matrix[list(axes)] = rows[:2].T * scale
    away[list(axes)] = rows[2]
    return Projection(matrix, np.array(size) / 2 - frame.middle @ matrix[list(axes)]), away
