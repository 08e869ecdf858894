"""Where the points of a map stand in a widget, which are meant, and which of them show their picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from core.base.arrays import Floats, Ints, Mask

# Pixels that are kept free around all points, and that the mouse may be away from one.
_MARGIN, _NEAR = 40.0, 9.0
# Sides of pictures on the map, in pixels; of more points in sight there are none.
_SIDES = (96, 72, 56, 44)
_MOST_POINTS = 4000
# How far it can be zoomed: from the fitted map on.
_DEEPEST = 4000.0


@dataclass(frozen=True)
class Camera:
    """x, y: the place of the map in the middle of a widget. scale: pixels of one unit of the map, whose y
    goes up. width, height: of the widget. fitted: the scale at which all points are seen.
    """

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    width: float = 1.0
    height: float = 1.0
    fitted: float = 1.0

    def at(self, xy: Floats) -> tuple[Floats, Floats]:
        """Where points (n, 2) of the map stand, in pixels."""
        return (
            (xy[:, 0] - self.x) * self.scale + self.width / 2,
            (self.y - xy[:, 1]) * self.scale + self.height / 2,
        )

    def moved(self, dx: float, dy: float) -> Camera:
        """With the map pushed by so many pixels."""
        return replace(self, x=self.x - dx / self.scale, y=self.y + dy / self.scale)

    def zoomed(self, factor: float, px: float, py: float) -> Camera:
        """Nearer by a factor; what is under that pixel stays there."""
        scale = min(max(self.scale * factor, self.fitted / 4), self.fitted * _DEEPEST)
        dx, dy = px - self.width / 2, py - self.height / 2
        x, y = self.x + dx / self.scale, self.y - dy / self.scale
        return replace(self, x=x - dx / scale, y=y + dy / scale, scale=scale)

    def resized(self, width: float, height: float) -> Camera:
        """In another widget: as much of the map as before."""
        factor = min(width / self.width, height / self.height)
        return replace(
            self, scale=self.scale * factor, fitted=self.fitted * factor, width=width, height=height
        )


def fitted(xy: Floats, width: float, height: float) -> Camera:
    """All points (n, 2) in sight, n at least 1."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    wide, tall = np.maximum(high - low, 1e-12 + 1e-6 * np.abs(xy).max())
    room = max(width - 2 * _MARGIN, 1.0) / wide, max(height - 2 * _MARGIN, 1.0) / tall
    x, y = (low + high) / 2
    scale = float(min(room))
    return Camera(float(x), float(y), scale, max(width, 1.0), max(height, 1.0), scale)


def nearest(sx: Floats, sy: Floats, x: float, y: float, reach: float = _NEAR) -> int:
    """The point that the mouse means, of equals the first; −1 where none is near."""
    if not len(sx):
        return -1
    distance = np.hypot(sx - x, sy - y)
    place = int(np.argmin(distance))
    return place if distance[place] <= reach else -1


def towards(sx: Floats, sy: Floats, current: int, dx: int, dy: int) -> int:
    """The point next to the current one in a direction, less than 45° aside; the current one where none is.

    How far aside it lies counts twice.
    """
    along = (sx - sx[current]) * dx + (sy - sy[current]) * dy
    aside = np.abs((sx - sx[current]) * dy) + np.abs((sy - sy[current]) * dx)
    cost = np.where((along > 0) & (aside < along), along + 2 * aside, np.inf)
    place = int(np.argmin(cost))
    return place if np.isfinite(cost[place]) else current


def in_sight(sx: Floats, sy: Floats, camera: Camera, beyond: float = 0.0) -> Mask:
    """(n,) bool: which points are seen, or so many pixels beyond the edges."""
    across = (sx >= -beyond) & (sx < camera.width + beyond)
    found: Mask = across & (sy >= -beyond) & (sy < camera.height + beyond)
    return found


def picture_side(number: int, camera: Camera) -> int:
    """How large pictures are where so many points are in sight; 0 for none."""
    if not 0 < number <= _MOST_POINTS:
        return 0
    # Points lie in heaps: on average each has less room than an even spread would leave it.
    room = 0.75 * (camera.width * camera.height / number) ** 0.5
    return next((side for side in _SIDES if side <= room), _SIDES[-1])


def with_room(xy: Floats, seen: Ints, camera: Camera, side: int) -> list[int]:
    """Which of the points that are seen show their picture: no two on each other, the first go first.

    It depends on the scale and not on where the map is pushed, so that nothing flickers.
    """
    pixels = xy[seen] * camera.scale
    cells = np.floor(pixels / side).astype(np.int64)
    _cells, firsts = np.unique(cells, axis=0, return_index=True)
    taken: dict[tuple[int, int], tuple[float, float]] = {}
    found = []
    for place in np.sort(firsts).tolist():
        column, row = cells[place].tolist()
        x, y = pixels[place].tolist()
        around = ((column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        near = (taken[each] for each in around if each in taken)
        if all(abs(x - other_x) >= side or abs(y - other_y) >= side for other_x, other_y in near):
            taken[column, row] = x, y
            found.append(int(seen[place]))
    return found


def middles(xy: Floats, labels: Ints) -> tuple[Ints, Floats]:
    """The labels from 1 that there are, rising, and (k, 2): where the middle of the points of each stands."""
    own = labels > 0
    numbers, place = np.unique(labels[own], return_inverse=True)
    counts = np.bincount(place, minlength=len(numbers))
    sums = [np.bincount(place, xy[own, axis], len(numbers)) for axis in (0, 1)]
    return numbers, np.stack(sums, axis=1) / counts[:, None]
