"""Where shapes can be taken hold of, and what becomes of them: pure functions in picture coordinates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.base.arrays import Floats
from core.roi.regions_of_interest import RegionOfInterest
from core.roi.shapes import Ellipse, Polygon, Rectangle, Ring, Shape, between

# Polygons of more points were not drawn point by point: they can be moved, but have no handles.
MOST_HANDLES = 120
# The corners and sides of a box: x and y as shares of its width and height.
_BOX = np.array([(0, 0), (0.5, 0), (1, 0), (1, 0.5), (1, 1), (0.5, 1), (0, 1), (0, 0.5)])


def handles(*, shape: Shape) -> Floats:
    """(n, 2): rectangles and ellipses have eight, clockwise from the upper left; polygons their points."""
    if isinstance(shape, Polygon):
        return shape.points if len(shape.points) <= MOST_HANDLES else np.empty((0, 2))
    left, top, right, bottom = shape.bounds
    return np.array((left, top)) + _BOX * (right - left, bottom - top)


def nearest(*, points: Floats, x: float, y: float, reach: float) -> int | None:
    """Index of the point next to (x, y), where one is within reach."""
    if not len(points):
        return None
    distances = np.hypot(points[:, 0] - x, points[:, 1] - y)
    index = int(distances.argmin())
    return index if distances[index] <= reach else None


def with_handle_at(*, shape: Shape, handle: int, x: float, y: float) -> Shape | None:
    """The shape with one handle moved there; None where it would have no area."""
    if isinstance(shape, Polygon):
        return _with_point(shape, handle, (x, y))
    left, top, right, bottom = shape.bounds
    share_x, share_y = _BOX[handle]
    if share_x != 0.5:
        left, right = (x, right) if share_x == 0 else (left, x)
    if share_y != 0.5:
        top, bottom = (y, bottom) if share_y == 0 else (top, y)
    box = between(left, top, right, bottom)
    if box.right <= box.left or box.bottom <= box.top:
        return None
    return box if isinstance(shape, Rectangle) else inscribed(box=box)


def inscribed(*, box: Rectangle) -> Ellipse:
    """The ellipse that touches the four sides."""
    return Ellipse(
        (box.left + box.right) / 2,
        (box.top + box.bottom) / 2,
        (box.right - box.left) / 2,
        (box.bottom - box.top) / 2,
    )


def ellipse_outline(*, shape: Ellipse) -> Floats:
    """(64, 2): points on its line."""
    angle = np.arange(64) * (2 * np.pi / 64)
    along = np.column_stack((shape.radius_x * np.cos(angle), shape.radius_y * np.sin(angle)))
    return np.asarray(np.array((shape.x, shape.y)) + along, np.float64)


def nearest_edge(*, shape: Shape, x: float, y: float, reach: float) -> int | None:
    """Of a polygon with handles: the index of the point before the edge at (x, y), where one is in reach."""
    if not isinstance(shape, Polygon) or not len(handles(shape=shape)):
        return None
    best, found, first = reach, None, 0
    for ring in shape.rings:
        index, distance = _edge_of(ring.points, x, y)
        if distance <= best:
            best, found = distance, first + index
        first += len(ring)
    return found


def with_point_after(*, shape: Polygon, handle: int, x: float, y: float) -> Polygon:
    """The polygon with a point more, behind this one."""
    number, index = _place(shape, handle)
    points = np.insert(shape.rings[number].points, index + 1, (x, y), axis=0)
    return _with_ring(shape, number, points)


def without_point(*, shape: Polygon, handle: int) -> Polygon | None:
    """The polygon with a point less; None where too few would be left."""
    number, index = _place(shape, handle)
    points = np.delete(shape.rings[number].points, index, axis=0)
    return _with_ring(shape, number, points) if len(points) >= 3 else None


def holds(*, region: RegionOfInterest, x: float, y: float) -> bool:
    """Whether the point is inside."""
    inside = False
    for part in region.parts:
        if _in_shape(part.shape, x, y):
            inside = part.adds
    return inside


def middle(*, region: RegionOfInterest) -> tuple[float, float]:
    """Where the whole of it is taken hold of."""
    left, top, right, bottom = region.bounds
    return (left + right) / 2, (top + bottom) / 2


def _in_shape(shape: Shape, x: float, y: float) -> bool:
    left, top, right, bottom = shape.bounds
    if not (left <= x < right and top <= y < bottom):
        return False
    if isinstance(shape, Rectangle):
        return True
    if isinstance(shape, Ellipse):
        return ((x - shape.x) / shape.radius_x) ** 2 + ((y - shape.y) / shape.radius_y) ** 2 <= 1
    crossings = 0
    for ring in shape.rings:
        starts, ends = ring.points, np.roll(ring.points, -1, axis=0)
        over = (starts[:, 1] <= y) != (ends[:, 1] <= y)
        a, b = starts[over], ends[over]
        at = a[:, 0] + (y - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1])
        crossings += int(np.count_nonzero(at <= x))
    return crossings % 2 == 1


def _edge_of(points: Floats, x: float, y: float) -> tuple[int, float]:
    """The edge next to (x, y), by its first point, and how far it is."""
    along = np.roll(points, -1, axis=0) - points
    lengths = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(((np.array((x, y)) - points) * along).sum(axis=1) / lengths, 0, 1)
    foot = points + along * share[:, None]
    distances = np.hypot(foot[:, 0] - x, foot[:, 1] - y)
    index = int(distances.argmin())
    return index, float(distances[index])


def _place(shape: Polygon, handle: int) -> tuple[int, int]:
    """Ring and point of a handle."""
    for number, ring in enumerate(shape.rings):
        if handle < len(ring):
            return number, handle
        handle -= len(ring)
    raise IndexError(handle)


def _with_point(shape: Polygon, handle: int, point: tuple[float, float]) -> Polygon:
    number, index = _place(shape, handle)
    points = shape.rings[number].points.copy()
    points[index] = point
    return _with_ring(shape, number, points)


def _with_ring(shape: Polygon, number: int, points: Floats) -> Polygon:
    rings = list(shape.rings)
    rings[number] = Ring(points)
    return replace(shape, rings=tuple(rings))
