"""Edits by hand: a layer over the labels that says which class a pixel belongs to, whatever was computed.

It is kept in tiles, only where something was edited, and a change makes new tiles of those it touches: undo
steps share all others.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import product
from types import MappingProxyType
from typing import Any

import numpy as np

from core.base.arrays import Bytes, freeze
from core.base.errors import ParameterError
from core.base.sentences import _
from core.io.source import MAX_BYTES
from core.roi.shape_masks import PixelWindow

TILE = 256
EXCLUDED = 255
MOST_NAMES = 254
_LONGEST_NAME = 10_000

Tile = Bytes
Tiles = Mapping[tuple[int, int], Tile]


@dataclass(frozen=True, eq=False)
class Edits:
    """shape: (height, width) of the picture. names: of classes; several may be equal, and a name that no
    class has is dormant: its edits wait until there is one.

    tiles: by (row, column) of the tile, TILE × TILE uint8, read-only, smaller at the right and lower edge;
    value i = names[i − 1], EXCLUDED = taken out of every class, 0 = not edited. None is empty.
    """

    shape: tuple[int, int]
    names: tuple[str, ...] = ()
    tiles: Tiles = field(default_factory=dict)

    def __post_init__(self) -> None:
        freeze(*self.tiles.values())
        object.__setattr__(self, "tiles", MappingProxyType(dict(self.tiles)))

    def __reduce__(self) -> tuple[Any, ...]:
        """To be sent to a process that measures: a proxy cannot be."""
        return Edits, (self.shape, self.names, dict(self.tiles))

    @property
    def pixels(self) -> int:
        """How many pixels are edited."""
        return sum(int(np.count_nonzero(tile)) for tile in self.tiles.values())

    def renamed(self, new_names: Mapping[str, str]) -> Edits:
        """The same edits for classes that are called otherwise now (renamed, or merged into one)."""
        names = tuple(new_names.get(name, name) for name in self.names)
        return self if names == self.names else Edits(self.shape, names, self.tiles)


def painted(edits: Edits, window: PixelWindow, name: str | None) -> Edits:
    """The edits with the pixels of the window given to the class `name`; None: taken out of every class.

    Raises ParameterError where there are more names than a tile can hold.
    """
    if name is None:
        return _with(edits, window, EXCLUDED)
    if name in edits.names:
        return _with(edits, window, edits.names.index(name) + 1)
    names = edits.names
    if len(names) >= MOST_NAMES:
        used = {int(value) for tile in edits.tiles.values() for value in np.unique(tile)}
        free = [i for i in range(MOST_NAMES) if i + 1 not in used]
        if not free:
            raise ParameterError(
                _("Edits by hand are for {most} classes at most: merge classes, or clear the edits.").format(
                    most=MOST_NAMES
                )
            )
        named = (*names[: free[0]], name, *names[free[0] + 1 :])
        return _with(Edits(edits.shape, named, edits.tiles), window, free[0] + 1)
    return _with(Edits(edits.shape, (*names, name), edits.tiles), window, len(names) + 1)


def erased(edits: Edits, window: PixelWindow) -> Edits:
    """The edits without those in the window."""
    return _with(edits, window, 0)


def edits_json(edits: Edits) -> dict[str, Any]:
    """Plain JSON values: shape, names, and each tile as the Base64 of its zlib stream."""
    return {
        "shape": list(edits.shape),
        "names": list(edits.names),
        "tile": TILE,
        "tiles": {
            f"{row},{column}": base64.b64encode(packed(edits.tiles[row, column])).decode()
            for row, column in sorted(edits.tiles)
        },
    }


def packed(tile: Tile) -> bytes:
    """A tile as a zlib stream."""
    return zlib.compress(tile.tobytes())


def unpacked(stream: bytes, shape: tuple[int, int]) -> Tile:
    """The tile of this (height, width) that was packed. Raises ValueError where it is damaged."""
    size = shape[0] * shape[1]
    unpacker = zlib.decompressobj()
    try:
        # No more than a tile, whatever the stream says: a file may be made to fill the memory.
        data = unpacker.decompress(stream, size + 1)
    except zlib.error as error:
        raise ValueError("a tile is damaged") from error
    if len(data) != size:
        raise ValueError("a tile is damaged")
    return np.frombuffer(data, np.uint8).reshape(shape).copy()


def with_tiles_unpacked(values: dict[str, Any]) -> dict[str, Any]:
    """What a file says, with the bytes of each tile of its edits where their packed text stands.

    For the guarded process: so whoever takes the edits from it unpacks nothing of a stranger's.
    Raises KeyError, TypeError, ValueError for damaged ones.
    """
    if "edits" not in values:
        return values
    saved = values["edits"]
    height, width = saved["shape"]
    if height * width > MAX_BYTES:
        raise ValueError("no picture is as large")
    shapes = {key: _tile_shape((height, width), *_place(key)) for key in saved["tiles"]}
    tiles = {key: _tile(text, shapes[key]).tobytes() for key, text in saved["tiles"].items()}
    return {**values, "edits": {**saved, "tiles": tiles}}


def edits_from(saved: Any, shape: tuple[int, int]) -> Edits:
    """The edits of `edits_json`, for a picture of (height, width); what is read is not trusted.

    Tiles may have been unpacked before. Raises ParameterError for those of another picture, KeyError,
    TypeError or ValueError for damaged ones.
    """
    return edits_from_tiles(saved, shape, _tile)


def edits_from_tiles(
    saved: Any, shape: tuple[int, int], tile_of: Callable[[Any, tuple[int, int]], Tile]
) -> Edits:
    """As `edits_from`. tile_of: the tile of this (height, width), from what stands for it in `saved`."""
    if [*shape] != saved["shape"]:
        raise ParameterError(
            _("The edits by hand are for a picture of another size, {other}, not {size}.").format(
                other=saved["shape"], size=[*shape]
            )
        )
    names = saved["names"]
    if not isinstance(names, list) or len(names) > MOST_NAMES or saved["tile"] != TILE:
        raise TypeError("the edits are damaged")
    if not all(isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME for name in names):
        raise TypeError("a name of the edits is damaged")
    tiles = {}
    most = -(-shape[0] // TILE) * -(-shape[1] // TILE)
    if len(saved["tiles"]) > most:
        raise ValueError("there are more tiles than the picture has")
    for key, given in saved["tiles"].items():
        row, column = _place(key)
        tile = tile_of(given, _tile_shape(shape, row, column))
        if ((tile > len(names)) & (tile != EXCLUDED)).any():
            raise ValueError("a tile names a class that is not there")
        if tile.any():
            tiles[row, column] = tile
    return Edits(shape, tuple(names), tiles)


def tile_slices(key: tuple[int, int]) -> tuple[slice, slice]:
    """Where a tile lies in the picture."""
    row, column = key
    return slice(row * TILE, (row + 1) * TILE), slice(column * TILE, (column + 1) * TILE)


def _with(edits: Edits, window: PixelWindow, value: int) -> Edits:
    tiles = dict(edits.tiles)
    height, width = window.mask.shape
    rows = range(window.top // TILE, -(-(window.top + height) // TILE))
    columns = range(window.left // TILE, -(-(window.left + width) // TILE))
    for key in product(rows, columns):
        top, left = key[0] * TILE - window.top, key[1] * TILE - window.left
        inside = window.mask[max(0, top) : top + TILE, max(0, left) : left + TILE]
        if not inside.any():
            continue
        old = tiles.get(key)
        tile = np.zeros(_tile_shape(edits.shape, *key), np.uint8) if old is None else old.copy()
        y, x = max(0, -top), max(0, -left)
        tile[y : y + inside.shape[0], x : x + inside.shape[1]][inside] = value
        if tile.any():
            tiles[key] = tile
        else:
            tiles.pop(key, None)
    return Edits(edits.shape, edits.names, tiles)


def _tile(saved: Any, shape: tuple[int, int]) -> Tile:
    """Of its bytes, or of their packed text. Raises TypeError, ValueError."""
    if not isinstance(saved, bytes):
        return unpacked(base64.b64decode(saved, validate=True), shape)
    if len(saved) != shape[0] * shape[1]:
        raise ValueError("a tile is damaged")
    return np.frombuffer(saved, np.uint8).reshape(shape)


def _place(key: str) -> tuple[int, int]:
    """Row and column of a tile. Raises ValueError."""
    row, column = (int(part) for part in key.split(","))
    return row, column


def _tile_shape(shape: tuple[int, int], row: int, column: int) -> tuple[int, int]:
    """Raises ValueError for a tile outside the picture."""
    height, width = shape[0] - row * TILE, shape[1] - column * TILE
    if row < 0 or column < 0 or height <= 0 or width <= 0:
        raise ValueError("a tile lies outside the picture")
    return min(TILE, height), min(TILE, width)
