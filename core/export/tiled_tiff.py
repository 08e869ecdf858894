"""A tiled BigTIFF of one band of 8 bits with its overviews, written once, from the top, as its rows come.

An overview is every second pixel of every second row of the level above it: it is made in passing, and
nothing is read again. Beside its tiles a directory says what GDAL says of such a raster without pixels.
Sources: TIFF 6.0; BigTIFF; GDAL's GTiff driver (overviews are directories of reduced resolution that follow).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from io import SEEK_END
from typing import Any, BinaryIO, NamedTuple

import numpy as np

from core.base.arrays import Bytes
from core.base.parallel import Workers

BLOCK = 512
# Overviews go down to about this many pixels on the longer side.
_SMALLEST = 512
# Of the compressions of GDAL the fastest by half, and as small as deflate (docs/adr/0064-speed.md).
_ZSTD, _LEVEL = 50_000, 1
_KIND, _WIDTH, _HEIGHT, _COMPRESSION, _PHOTOMETRIC, _COLOURS = 254, 256, 257, 259, 262, 320
_PLACES, _SIZES = 324, 325
_PALETTE, _REDUCED = 3, 1
# Place and scale, which overviews have from the picture; GDAL's own list of metadata.
_OF_PICTURE_ONLY = {33550, 33922, 34264, 34735, 34736, 34737, 42112}
_SHORT, _LONG, _LONG8 = 3, 4, 16
_WIDTHS = {1: 1, 2: 1, _SHORT: 2, _LONG: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, _LONG8: 8}


class Tag(NamedTuple):
    """An entry of a directory. kind, values, content: type, number and bytes of its values, little-endian."""

    kind: int
    values: int
    content: bytes


Tags = Mapping[int, Tag]


def numbers(kind: int, *values: int) -> Tag:
    """The entry of these whole numbers."""
    form = {_SHORT: "H", _LONG: "I", _LONG8: "Q"}[kind]
    return Tag(kind, len(values), struct.pack(f"<{len(values)}{form}", *values))


def described(profile: Mapping[str, Any]) -> Tags:
    """What GDAL says of a raster of this profile of rasterio. Raises what rasterio raises."""
    from rasterio.io import MemoryFile

    layout = {"tiled": True, "blockxsize": BLOCK, "blockysize": BLOCK, "sparse_ok": True}
    with MemoryFile() as memory:
        memory.open(driver="GTiff", bigtiff="YES", endianness="LITTLE", **layout, **profile).close()
        content = bytes(memory.getbuffer())
    (place,) = struct.unpack_from("<Q", content, 8)
    (count,) = struct.unpack_from("<Q", content, place)
    found = {}
    for at in range(place + 8, place + 8 + 20 * count, 20):
        number, kind, values = struct.unpack_from("<HHQ", content, at)
        size = values * _WIDTHS[kind]
        start = at + 12 if size <= 8 else struct.unpack_from("<Q", content, at + 12)[0]
        found[number] = Tag(kind, values, content[start : start + size])
    return found


class _Level:
    """One resolution. band: the rows of tiles that are being filled. places: bytes from the start, and how
    many, of each tile.
    """

    def __init__(self, height: int, width: int) -> None:
        self.height, self.width = height, width
        self.band = np.zeros((BLOCK, -(-width // BLOCK) * BLOCK), np.uint8)
        self.filled = self.done = 0
        self.places: list[tuple[int, int]] = []


class TiledTiff:
    """Takes the rows of a raster into an open, empty file; it is one once `finish` has been called.

    tags: what `described` says of it.
    """

    def __init__(self, file: BinaryIO, height: int, width: int, tags: Tags, workers: Workers) -> None:
        self._file, self._tags, self._workers = file, dict(tags), workers
        self._levels = [_Level(height, width)]
        while max(height, width) > _SMALLEST:
            height, width = -(-height // 2), -(-width // 2)
            self._levels.append(_Level(height, width))
        file.write(struct.pack("<2sHHHQ", b"II", 43, 8, 0, 0))

    def set_colours(self, table: Bytes) -> None:
        """table: (256, 3) uint8, the colour of each value."""
        self._tags[_PHOTOMETRIC] = numbers(_SHORT, _PALETTE)
        self._tags[_COLOURS] = numbers(_SHORT, *(table.astype(int).T * 257).ravel().tolist())

    def add(self, rows: Bytes, number: int = 0) -> None:
        """rows: (some, width) uint8, the next ones of a level; not kept. Raises OSError."""
        level = self._levels[number]
        while len(rows):
            some, rows = np.split(rows, [BLOCK - level.filled])
            level.band[level.filled : level.filled + len(some), : level.width] = some
            level.filled += len(some)
            level.done += len(some)
            if level.filled == BLOCK or level.done == level.height:
                self._pack(level)
                if number + 1 < len(self._levels):
                    # BLOCK is even: the rows that the level below takes are those of the whole.
                    self.add(level.band[: level.filled : 2, : level.width : 2], number + 1)
                level.filled = 0

    def finish(self) -> None:
        """Write the directories. Raises OSError."""
        self._file.write(bytes(-self._file.tell() % 8))
        first = self._file.tell()
        for level in self._levels:
            is_last = level is self._levels[-1]
            self._file.write(_directory(self._tags_of(level), self._file.tell(), is_last=is_last))
        self._file.seek(8)
        self._file.write(struct.pack("<Q", first))
        self._file.seek(0, SEEK_END)

    def _pack(self, level: _Level) -> None:
        from imagecodecs import zstd_encode

        level.band[level.filled :] = 0
        packed: list[bytes | bytearray] = [b""] * (level.band.shape[1] // BLOCK)

        def work(i: int) -> None:
            packed[i] = zstd_encode(level.band[:, i * BLOCK : (i + 1) * BLOCK].tobytes(), level=_LEVEL)

        self._workers.each(work, range(len(packed)))
        for tile in packed:
            level.places.append((self._file.tell(), len(tile)))
            self._file.write(tile)

    def _tags_of(self, level: _Level) -> Tags:
        is_picture = level is self._levels[0]
        places, sizes = zip(*level.places, strict=True)
        kept = {n: tag for n, tag in self._tags.items() if is_picture or n not in _OF_PICTURE_ONLY}
        return kept | {
            _KIND: numbers(_LONG, 0 if is_picture else _REDUCED),
            _WIDTH: numbers(_LONG, level.width),
            _HEIGHT: numbers(_LONG, level.height),
            _COMPRESSION: numbers(_SHORT, _ZSTD),
            _PLACES: numbers(_LONG8, *places),
            _SIZES: numbers(_LONG8, *sizes),
        }


def _directory(tags: Tags, place: int, *, is_last: bool) -> bytes:
    """The bytes of a directory at a place in the file, and of what its entries refer to; place, and how many
    they are, a multiple of 8.
    """
    start = place + 8 + 20 * len(tags) + 8
    entries, others = bytearray(), bytearray()
    for number, tag in sorted(tags.items()):
        content = tag.content
        if len(content) > 8:
            content = struct.pack("<Q", start + len(others))
            others += tag.content + bytes(-len(tag.content) % 8)
        entries += struct.pack("<HHQ8s", number, tag.kind, tag.values, content)
    others += bytes(-(start + len(others)) % 8)
    following = 0 if is_last else start + len(others)
    return struct.pack("<Q", len(tags)) + entries + struct.pack("<Q", following) + others
