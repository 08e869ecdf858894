"""The tiles in which a network sees a picture, and the grid that their maps are put together on.

A picture that fits is seen whole. A larger one is seen in tiles that overlap: of each tile the margin is
there for its surroundings alone, and what it answers for lies inside. The right and lower edges are repeated
up to the multiple of pixels that a network takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.networks.graph import Array
from core.networks.network import Description


@dataclass(frozen=True)
class Span:
    """Of one axis: the tile sees start ≤ pixel < end and answers for begin ≤ pixel < stop."""

    start: int
    end: int
    begin: int
    stop: int


@dataclass(frozen=True)
class Tile:
    """A part of a picture."""

    rows: Span
    columns: Span


def spans(length: int, multiple: int, tile: int, margin: int, fixed: bool) -> list[Span]:
    """The tiles along one axis of so many pixels."""
    whole = -(-length // multiple) * multiple
    size = tile if fixed else min(tile, whole)
    whole = max(whole, size)
    core = tile - 2 * margin
    if whole == size or core <= 0:
        return [Span(0, size, 0, size)]
    found = []
    for begin in range(0, whole, core):
        start = min(max(begin - margin, 0), whole - size)
        if start + size == whole:
            found.append(Span(start, whole, begin, whole))
            break
        found.append(Span(start, start + size, begin, begin + core))
    return found


def tiles_of(height: int, width: int, network: Description) -> list[Tile]:
    """Row by row."""
    down, across = (
        spans(length, network.multiple, tile, network.margin, network.fixed)
        for length, tile in zip((height, width), network.tile, strict=True)
    )
    return [Tile(rows, columns) for rows in down for columns in across]


def seen_by(tile: Tile, picture: Bytes) -> Bytes:
    """(rows, columns, 3) what a tile sees of a picture (height, width, 3)."""
    rows, columns = (
        np.minimum(np.arange(span.start, span.end), length - 1)
        for span, length in zip((tile.rows, tile.columns), picture.shape[:2], strict=True)
    )
    seen: Bytes = np.ascontiguousarray(picture[rows][:, columns])
    return seen


def answered(maps: Array, tile: Tile, stride: int) -> tuple[Array, tuple[slice, slice]]:
    """Maps (channels, h, w) of all that a tile sees → those of the cells that it answers for, and where these
    lie on the grid. A cell is stride × stride pixels; between the values of the maps it is interpolated.
    """
    places = []
    for axis, span in ((1, tile.rows), (2, tile.columns)):
        cells = slice(-(-span.begin // stride), -(-span.stop // stride))
        places.append(cells)
        scale = maps.shape[axis] / (span.end - span.start)
        at = ((np.arange(cells.start, cells.stop) + 0.5) * stride - span.start) * scale - 0.5
        maps = _taken(maps, at, axis)
    return maps, (places[0], places[1])


def _taken(maps: Array, at: NDArray[Any], axis: int) -> Array:
    """Values along an axis, linear between two; beyond the ends that of the end."""
    at = at.clip(0, maps.shape[axis] - 1)
    first = np.floor(at + 1e-9).astype(np.int64)
    share: Array = (at - first).clip(0, 1).astype(np.float32)
    if not share.any() or np.abs(share).max() < 1e-6:
        return maps.take(first, axis)
    shape = [1, 1, 1]
    shape[axis] = -1
    part, following = share.reshape(shape), np.minimum(first + 1, maps.shape[axis] - 1)
    between: Array = maps.take(first, axis) * (1 - part) + maps.take(following, axis) * part
    return between


def averaged(maps: Array, side: int) -> Array:
    """(channels, h // side, w // side): the means of side × side cells; the rest at the ends counts too."""
    if side == 1:
        return maps
    rows, columns = (range(0, length, side) for length in maps.shape[1:])
    summed = np.add.reduceat(np.add.reduceat(maps, rows, axis=1), columns, axis=2)
    counts = [np.diff([*each, length]) for each, length in zip((rows, columns), maps.shape[1:], strict=True)]
    means: Array = (summed / np.outer(counts[0], counts[1])).astype(np.float32)
    return means
