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

    azimuth: float = math.radians(-38)
    elevation: float = math.radians(24)
    zoom: float = 1.0

    def turned(self, azimuth: float, elevation: float) -> Turn:
        """Farther round, and higher; no farther than from above or below."""
        steep = min(max(self.elevation + elevation, -_STEEPEST), _STEEPEST)
        return replace(self, azimuth=(self.azimuth + azimuth) % math.tau, elevation=steep)

    def zoomed(self, factor: float) -> Turn:
        return replace(self, zoom=min(max(self.zoom * factor, FARTHEST), CLOSEST))

    def rows(self) -> Floats:
        """(3, 3): right, down and away from who looks, in the three axes; the third axis points up."""
        ca, sa = math.cos(self.azimuth), math.sin(self.azimuth)
        ce, se = math.cos(self.elevation), math.sin(self.elevation)
        return np.array([[ca, sa, 0.0], [sa * se, -ca * se, -ce], [-sa * ce, ca * ce, -se]])


def in_space(
    axes: tuple[int, int, int],
    dimensions: int,
    *,
    box: tuple[Floats, Floats],
    turn: Turn,
    size: tuple[float, float],
    margin: float = 0.0,
) -> tuple[Projection, Floats]:
    """Three axes of features, seen in parallel, and (dimensions,) how far away each unit of an axis is.

    All axes have one scale: what is far apart in the clustering is far apart here. box: lowest and highest
    (3,) along these axes; at a zoom of 1 it fills the size, width and height in pixels, but for the margin,
    however it is turned.
    """
    low, high = box
    middle, rows = (low + high) / 2, turn.rows()
    # Of the corners of a box the farthest to the right: all its sides add up.
    spans = np.abs(rows[:2]) @ (high - low)
    room = np.maximum(np.array(size) - 2 * margin, 1.0)
    scale = turn.zoom * float((room / np.maximum(spans, 1e-9)).min())
    matrix, away = np.zeros((dimensions, 2)), np.zeros(dimensions)
    matrix[list(axes)] = rows[:2].T * scale
    away[list(axes)] = rows[2]
    return Projection(matrix, np.array(size) / 2 - middle @ matrix[list(axes)]), away
