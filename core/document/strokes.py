"""What a brush covers, and the region around a pixel: windows of pixels for edits by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats
from core.base.errors import Cancelled
from core.base.opencv import opencv
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.roi.shape_masks import PixelWindow, window_of

MOST_SIZE = 999


def stroke_window(
    points: Sequence[tuple[float, float]],
    size: int,
    height: int,
    width: int,
    *,
    cancelled: Cancel = never_cancelled,
) -> PixelWindow:
    """The pixels that a round brush covers on its way along the points, within a picture of this size.

    points: (x, y), pixel (column, row) covering [column, column + 1) × [row, row + 1); one or more. size:
    the diameter in pixels. The brush sits on the middle of the pixel under it, or, of an even size, on the
    nearest corner, and covers the pixels whose centres are at most half its size away from its way.

    Raises Cancelled.
    """
    radius = size / 2
    way = np.asarray(points, np.float64).reshape(-1, 2)
    way = np.floor(way) + 0.5 if size % 2 else np.floor(way + 0.5)
    keep = np.ones(len(way), np.bool_)
    keep[1:] = (way[1:] != way[:-1]).any(axis=1)
    way = way[keep]
    low, high = way.min(axis=0) - radius, way.max(axis=0) + radius
    r0, r1, c0, c1 = window_of((low[0], low[1], high[0], high[1]), height, width)
    window = PixelWindow(r0, c0, np.zeros((r1 - r0, c1 - c0), np.bool_))
    for i, (start, end) in enumerate(zip(way, way[1:] if len(way) > 1 else way, strict=False)):
        if i % 64 == 0 and cancelled():
            raise Cancelled
        _cover(window, start, end, radius)
    return window


def connected_window(
    places: Bytes,
    column: int,
    row: int,
    *,
    values: NDArray[np.int32] | None = None,
    cancelled: Cancel = never_cancelled,
) -> PixelWindow | None:
    """The region that holds a pixel: all 8-connected ones of its value; None outside and where it is 0.

    places: (height, width) uint8. values: of a label image, whose regions they are, connected or not. Raises
    Cancelled.
    """
    height, width = places.shape
    if not (0 <= column < width and 0 <= row < height) or places[row, column] == 0:
        return None
    raise_if_cancelled(cancelled)
    if values is not None:
        mask = (values == values[row, column]) & (places > 0)
        rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
        top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
        return PixelWindow(int(top), int(left), mask[top:bottom, left:right])
    cv2 = opencv()
    found = np.zeros((height + 2, width + 2), np.uint8)
    flags = 8 | cv2.FLOODFILL_MASK_ONLY | (1 << 8)
    # A copy: OpenCV takes no read-only picture, though it does not write here.
    _, _, _, (left, top, columns, rows) = cv2.floodFill(
        np.array(places), found, (column, row), 0, 0, 0, flags
    )
    part = found[1 + top : 1 + top + rows, 1 + left : 1 + left + columns]
    return PixelWindow(top, left, part == 1)


def _cover(window: PixelWindow, start: Floats, end: Floats, radius: float) -> None:
    """Mark the pixels whose centres lie within the radius of one straight piece of the way."""
    low, high = np.minimum(start, end) - radius, np.maximum(start, end) + radius
    mask, top, left = window.mask, window.top, window.left
    height, width = mask.shape
    r0, r1 = max(0, int(low[1]) - top), min(height, int(high[1]) + 1 - top)
    c0, c1 = max(0, int(low[0]) - left), min(width, int(high[0]) + 1 - left)
    if r0 >= r1 or c0 >= c1:
        return
    x = left + np.arange(c0, c1) + 0.5 - start[0]
    y = (top + np.arange(r0, r1) + 0.5 - start[1])[:, None]
    dx, dy = end - start
    length = dx * dx + dy * dy
    # How far along the piece the nearest point is; the distance is taken from there.
    along = np.clip((x * dx + y * dy) / length, 0.0, 1.0) if length else 0.0
    squared = (x - along * dx) ** 2 + (y - along * dy) ** 2
    mask[r0:r1, c0:c1] |= squared <= radius * radius * (1 + 1e-12)
