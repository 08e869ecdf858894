"""How far pixels lie from the borders between classes, and which classes have an inside along all of them.

A blurred border spoils the colours of the pixels beside it: the wider the blur, the farther in a class shows
its own colour. Where there is room for it all along, colours are therefore taken a pixel farther in; a class
of thin things has nothing there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints, Mask, for_kernel
from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.measure import border_kernels
from core.roi.shape_masks import PixelWindow

Ids = Bytes

# How many pixels beside a border pixel are taken for mixed: at thin things, and at broad ones.
THIN, BROAD = 2, 3
# A class is broad if so much of its border has, at the shortest way, a pixel of it outside the mixed ones.
_ROOM = 0.85
_ROWS = 256
# At least so many rows stand for all where classes are judged.
_ROWS_LOOKED_AT = 500


@dataclass(frozen=True, eq=False)
class Edges:
    """Where ids meet. marked: (height, width) uint8, 1 on a border. sides: (n, n) int64, symmetric."""

    marked: Ids
    sides: Ints


def edges_of(ids: Ids, number: int, cancelled: Cancel = never_cancelled) -> Edges:
    """The pixels that touch another id, and the sides between any two. ids: 0 = none. Raises Cancelled."""
    ids = for_kernel(ids)
    marked, sides = np.zeros(ids.shape, np.uint8), np.zeros((number + 1, number + 1), np.int64)
    for rows in chunks(len(ids), _ROWS, cancelled):
        border_kernels.edges(ids, rows.start, rows.stop, marked, sides)
    return Edges(marked, (sides + sides.T)[1:, 1:])


def depth_from(
    edges: Edges, inner: Edges, width: int, cancelled: Cancel = never_cancelled
) -> tuple[Ids, NDArray[np.intp]]:
    """How deep each pixel lies, and the flat places of those less than 4 deep.

    1 on a border, 2 beside it, 3 `width` pixels beside it, 4 farther inside. inner: the borders between
    clusters; what is at least 3 deep in a class, but near one of these, is 5. Raises Cancelled.
    """
    depth = _levels(edges.marked, width, cancelled)
    band = np.flatnonzero(depth < 4)
    if inner is not edges:
        near = _levels(inner.marked, width, cancelled) < 3
        raise_if_cancelled(cancelled)
        depth[(depth >= 3) & near] = 5
    raise_if_cancelled(cancelled)
    return depth, band


def rows_apart(height: int) -> int:
    """Of a picture or window of this height every so many rows are looked at where classes are judged."""
    return max(height // _ROWS_LOOKED_AT, 1)


def broad_pairs(
    classes: Ids,
    edges: Edges,
    inner: Edges,
    inside: PixelWindow | None,
    cancelled: Cancel,
    *,
    step: int | None = None,
) -> Mask:
    """(n, n) whether both of two classes have an inside along nearly all of their borders.

    inside: only the borders there are judged. step: of rows_apart, unless that of the window or picture.
    Raises Cancelled.
    """
    if inside is None:
        inside = PixelWindow(0, 0, np.broadcast_to(np.True_, classes.shape))
    step, number = step or rows_apart(len(inside.mask)), len(edges.sides)
    marked = edges.marked[inside.slices][::step] > 0
    at = marked & inside.mask[::step]
    has_room = _room(inner.marked, inside, cancelled)
    own, room = classes[inside.slices][::step][at], has_room[::step][at]
    every = np.bincount(own, minlength=number + 1)[1:]
    with_room = np.bincount(own[room], minlength=number + 1)[1:]
    broad = with_room >= _ROOM * every
    return broad[:, None] & broad[None, :]


def _room(marked: Ids, inside: PixelWindow, cancelled: Cancel) -> Mask:
    """Of the window: pixels that have one outside the mixed ones within reach."""
    reach = 2 * BROAD + 1
    rows, columns = inside.slices
    top, left = max(rows.start - reach, 0), max(columns.start - reach, 0)
    around = np.ascontiguousarray(marked[top : rows.stop + reach, left : columns.stop + reach])
    raise_if_cancelled(cancelled)
    mixed = _grown(around, BROAD)
    raise_if_cancelled(cancelled)
    near = _grown(1 - mixed, BROAD + 1)
    raise_if_cancelled(cancelled)
    height, width = inside.mask.shape
    return near[rows.start - top :, columns.start - left :][:height, :width] > 0


def _levels(marked: Ids, width: int, cancelled: Cancel) -> Ids:
    levels: Ids = 4 - marked
    for by in (width - 1, width):
        raise_if_cancelled(cancelled)
        levels -= _grown(marked, by)
    raise_if_cancelled(cancelled)
    return levels


def _grown(marked: Ids, by: int) -> Ids:
    """Marks spread to all pixels up to `by` beside them, across corners too.

    Along each axis the largest of 1, 2, 4 … neighbours: 13 to 19 ms at 20 MP, OpenCV's dilate 11 to 12. But
    that needs libGL.so.1, which servers lack.
    """
    grown, width = np.pad(marked, by), 2 * by + 1
    for axis in range(2):
        reached = 1
        while reached < width:
            step = min(reached, width - reached)
            along = np.moveaxis(grown, axis, 0)
            grown = np.moveaxis(np.maximum(along[:-step], along[step:]), 0, axis)
            reached += step
    return np.ascontiguousarray(grown)
