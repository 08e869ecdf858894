"""What marks chosen regions in a picture: their outlines, or a mask where that would be too many lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, frozen
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.regions.outlines import outlines
from core.regions.region_table import RegionTable

# Corners that can be drawn at every move of the picture without holding it up.
MOST_CORNERS = 12_000


@dataclass(frozen=True, eq=False)
class RegionMarks:
    """rings: outer ones, (m, 2) int32 each, corners of pixels, the last one the first. holes: the inner ones.
    mask: (h, w) uint8, 1 in the chosen regions, in place of both. box: (left, top, right, bottom) around
    all, in pixels, the last two exclusive; None where nothing is marked.
    """

    rings: tuple[NDArray[np.int32], ...] = ()
    holes: tuple[NDArray[np.int32], ...] = ()
    mask: Bytes | None = None
    box: tuple[int, int, int, int] | None = None


NO_MARKS = RegionMarks()


def region_marks(
    table: RegionTable, chosen: NDArray[np.intp], *, cancelled: Cancel = never_cancelled
) -> RegionMarks:
    """chosen: rows of the table. Raises Cancelled."""
    if not len(chosen):
        return NO_MARKS
    left, top = table["box_left"][chosen], table["box_top"][chosen]
    width, height = table["box_width"][chosen], table["box_height"][chosen]
    box = int(left.min()), int(top.min()), int((left + width).max()), int((top + height).max())
    part = table.ids[box[1] : box[3], box[0] : box[2]]
    numbers = np.zeros(int(table.ids.max()) + 1, np.int32)
    numbers[table["region"][chosen]] = np.arange(1, len(chosen) + 1)
    # No outline has fewer corners than its box, and ragged ones have about one for each pixel around.
    if int((width + height).sum()) <= MOST_CORNERS:
        found = outlines(numbers[part], len(chosen), cancelled)
        if len(found.points) <= MOST_CORNERS:
            points = found.points + np.array(box[:2], np.int32)
            rings = np.split(points, found.rings[1:-1])
            outer = set(found.polygons[:-1].tolist())
            return RegionMarks(
                rings=tuple(ring for i, ring in enumerate(rings) if i in outer),
                holes=tuple(ring for i, ring in enumerate(rings) if i not in outer),
                box=box,
            )
    raise_if_cancelled(cancelled)
    mask = np.zeros(table.ids.shape, np.uint8)
    mask[box[1] : box[3], box[0] : box[2]] = (numbers > 0).astype(np.uint8)[part]
    return RegionMarks(mask=frozen(mask), box=box)
