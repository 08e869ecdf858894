"""Which pixels a shape holds: those whose centre is inside.

A centre on an edge belongs to the shape if the shape lies to the right of it, or, on a horizontal edge,
below: shapes that share an edge share no pixel, and none between them is lost. On the line of an ellipse
it belongs to the ellipse. Only +, −, ×, ÷ and comparisons are used, so every machine finds the same pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.base.arrays import Floats, Mask
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import ngettext
from core.regions.outlines import outlines
from core.roi.shapes import MOST_POINTS, Bounds, Ellipse, Polygon, Rectangle, Ring, Shape
from core.writing.number_words import grouped

# Rows r0 ≤ r < r1 and columns c0 ≤ c < c1 of a picture: (r0, r1, c0, c1).
PixelBox = tuple[int, int, int, int]

# Crossings of rows and edges, or pixels, that are worked on at once.
_AT_ONCE = 1 << 21
# Of each byte, whose first bit is the highest: bit i is the parity of the bits up to i.
_BITS = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1)
_ODD_SO_FAR = np.packbits(np.bitwise_xor.accumulate(_BITS, axis=1), axis=1).ravel()


@dataclass(frozen=True, eq=False)
class PixelWindow:
    """Part of a picture. mask: (rows, columns) bool from row `top`, column `left`; all else is outside."""

    top: int
    left: int
    mask: Mask

    @property
    def slices(self) -> tuple[slice, slice]:
        height, width = self.mask.shape
        return slice(self.top, self.top + height), slice(self.left, self.left + width)


def window_of(bounds: Bounds, height: int, width: int) -> PixelBox:
    """Rows r0 ≤ r < r1 and columns c0 ≤ c < c1 whose centres may lie in the bounds: (r0, r1, c0, c1)."""
    left, top, right, bottom = bounds
    r0, r1 = _clipped(math.ceil(top - 0.5), height), _clipped(math.floor(bottom - 0.5) + 1, height)
    c0, c1 = _clipped(math.ceil(left - 0.5), width), _clipped(math.floor(right - 0.5) + 1, width)
    return r0, max(r0, r1), c0, max(c0, c1)


def crossings(shape: Shape, height: int) -> int:
    """How often the edges of a shape cross the rows of a picture: what it costs to fill it."""
    if not isinstance(shape, Polygon):
        return 0
    rows = (np.nan_to_num(ring.points[:, 1].clip(0, height)) for ring in shape.rings)
    return int(sum(np.abs(y - np.roll(y, -1)).sum() for y in rows))


def shape_window(shape: Shape, height: int, width: int, cancelled: Cancel = never_cancelled) -> PixelWindow:
    """The pixels of the shape in a picture of this size. Raises Cancelled."""
    return shape_part(shape, (0, height, 0, width), cancelled)


def shape_part(shape: Shape, place: PixelBox, cancelled: Cancel = never_cancelled) -> PixelWindow:
    """The pixels of the shape in a part of a picture, as in the whole. Raises Cancelled."""
    top, bottom, left, right = place
    r0, r1, c0, c1 = window_of(shape.bounds, bottom, right)
    r0, c0 = min(max(r0, top), bottom), min(max(c0, left), right)
    r1, c1 = max(r0, r1), max(c0, c1)
    mask = np.zeros((r1 - r0, c1 - c0), np.bool_)
    rows = max(1, _AT_ONCE // max(1, c1 - c0))
    if isinstance(shape, Polygon):
        edges = _edges(shape.rings)
        rows = max(1, min(rows, _AT_ONCE // max(1, edges.shape[1])))
    for start in range(r0, r1, rows):
        raise_if_cancelled(cancelled)
        end = min(r1, start + rows)
        part = mask[start - r0 : end - r0]
        if isinstance(shape, Polygon):
            _fill_polygon(part, edges, start, c0)
        elif isinstance(shape, Ellipse):
            _fill_ellipse(part, shape, start, c0)
        else:
            _fill_rectangle(part, shape, start, c0)
    return PixelWindow(r0, c0, mask)


def _clipped(value: int, most: int) -> int:
    return min(max(value, 0), most)


def _fill_rectangle(part: Mask, shape: Rectangle, top: int, left: int) -> None:
    """part: (rows, columns) of the picture from row `top`, column `left`; so below."""
    y = top + np.arange(part.shape[0]) + 0.5
    x = left + np.arange(part.shape[1]) + 0.5
    rows, columns = (y >= shape.top) & (y < shape.bottom), (x >= shape.left) & (x < shape.right)
    np.logical_and(rows[:, None], columns, out=part)


def _fill_ellipse(part: Mask, shape: Ellipse, top: int, left: int) -> None:
    y = (top + np.arange(part.shape[0]) + 0.5 - shape.y) / shape.radius_y
    x = (left + np.arange(part.shape[1]) + 0.5 - shape.x) / shape.radius_x
    np.less_equal((y * y)[:, None] + x * x, 1.0, out=part)


def _edges(rings: tuple[Ring, ...]) -> Floats:
    """(4, n) of x, y of the upper end and of the lower end of every edge that is not horizontal."""
    starts = np.concatenate([ring.points for ring in rings])
    ends = np.concatenate([np.roll(ring.points, -1, axis=0) for ring in rings])
    down = (starts[:, 1] < ends[:, 1])[:, None]
    # The same two points give the same crossings, whichever way they are walked.
    upper, lower = np.where(down, starts, ends), np.where(down, ends, starts)
    slanted = upper[:, 1] < lower[:, 1]
    return np.ascontiguousarray(np.concatenate((upper[slanted], lower[slanted]), axis=1).T)


def _fill_polygon(part: Mask, edges: Floats, top: int, left: int) -> None:
    """Even-odd: each crossing of a row of centres with an edge flips all pixels to its right."""
    height, width = part.shape
    first = np.clip(np.ceil(edges[1] - 0.5), top, top + height).astype(np.int64)
    last = np.clip(np.ceil(edges[3] - 0.5), top, top + height).astype(np.int64)
    counts = last - first
    there = np.flatnonzero(counts)
    if not len(there):
        return
    counts = counts[there]
    edge = np.repeat(there, counts)
    begins = np.cumsum(counts) - counts
    row = np.arange(len(edge)) - np.repeat(begins - first[there], counts)
    x0, y0, x1, y1 = edges
    slope = (x1 - x0) / (y1 - y0)
    crossing = x0[edge] + (row + 0.5 - y0[edge]) * slope[edge]
    column = np.clip(np.ceil(crossing - 0.5) - left, 0, width).astype(np.int64)
    places, times = np.unique((row - top) * (width + 1) + column, return_counts=True)
    flips = np.zeros((height, width + 1), np.bool_)
    flips.ravel()[places[times % 2 == 1]] = True
    part[:] = _parity(flips[:, :-1])


def _parity(flips: Mask) -> Mask:
    """(rows, columns): whether an odd number of places up to here are True, in each row.

    Eight at a time, by a table of all bytes: in a quarter of the time of np.logical_xor.accumulate.
    """
    inside = _ODD_SO_FAR[np.packbits(flips, axis=1)]
    odd = np.logical_xor.accumulate((inside & 1).view(np.bool_), axis=1)
    inside[:, 1:] ^= odd[:, :-1].view(np.uint8) * np.uint8(255)
    return np.unpackbits(inside, axis=1, count=flips.shape[1]).view(np.bool_)


def polygon_of_mask(mask: Mask, *, cancelled: Cancel = never_cancelled) -> Polygon | None:
    """The Polygon that holds exactly the pixels of `mask` (height, width) bool; None for none.

    It runs along the edges of pixels, and is far smaller than a mask.

    Raises ParameterError for outlines of more than a million corners, which no one can look at; Cancelled.
    """
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None
    top, left = int(rows[0]), int(columns[0])
    part = mask[top : rows[-1] + 1, left : columns[-1] + 1]
    found = outlines(part.astype(np.int32), 1, cancelled)
    if len(found.points) > MOST_POINTS:
        raise ParameterError(
            ngettext(
                "The outline of these pixels has {n} corner, more than {most}: it is too ragged to be a "
                "region of interest.",
                "The outline of these pixels has {n} corners, more than {most}: it is too ragged to be "
                "a region of interest.",
                len(found.points),
            ).format(n=grouped(len(found.points)), most=grouped(MOST_POINTS))
        )
    points = found.points + np.array((left, top))
    # There a ring ends with its first point.
    ends = pairwise(found.rings.tolist())
    return Polygon(tuple(Ring(points[start : end - 1]) for start, end in ends))
