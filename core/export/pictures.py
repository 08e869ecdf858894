"""What the exported pictures of classes share: the class of every pixel, colours, and PNG of them."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any
from zlib import Z_RLE, compressobj, crc32

import numpy as np

from core.base.arrays import Bytes
from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.classes.place_table import place_table
from core.image.crop import Crop
from core.image.image import Described
from core.pipeline.result import Result
from core.writing.replace import CancellableFile, replacing, write_bytes

NO_DATA = (0, 0, 0, 0)
# Rows between two looks at `cancelled`.
ROWS_AT_ONCE = 256
# Bytes that are packed in one call, without a look at `cancelled`: at most a sixth of a second.
_PACKED_AT_ONCE = 1 << 25
# Kinds of colour, by the number of bands.
_GREY, _INDEXED = 0, 3
_KINDS = {1: _GREY, 3: 2, 4: 6}


def looked_at(image: Described) -> Crop:
    """What pictures without coordinates show: the crop, else all of it."""
    return image.crop or Crop(0, 0, image.width, image.height)


def class_numbers(result: Result) -> Bytes:
    """(height, width) uint8: the class of every pixel, 1… in the order of result.classes; 0 = no data."""
    return place_table(result.classes)[result.labels]


def class_colours(result: Result) -> Bytes:
    """(n, 3) uint8: the colour of each class as the area table has it: chosen, or the mean of its pixels."""
    rows = [tuple(bytes.fromhex(row.colour[1:])) for row in result.rows]
    return np.array(rows, np.uint8).reshape(-1, 3)


def write_png(path: Path, picture: Any, cancelled: Cancel = never_cancelled, **options: Any) -> None:
    """A picture of Pillow's, whole or not at all. Raises WriteError, Cancelled."""
    with replacing(path) as part, CancellableFile(part, cancelled) as file:
        picture.save(file, format="PNG", **options)


def write_coloured(path: Path, numbers: Bytes, colours: Bytes, cancelled: Cancel = never_cancelled) -> None:
    """Numbers 1…n in their colours as RGB; as RGBA with 0 transparent where there is a 0.

    Raises WriteError, Cancelled.

    RGB or RGBA rather than a palette: every reader shows these colours.
    """
    table = np.zeros((256, 4), np.uint8)
    table[1 : len(colours) + 1, :3] = colours
    table[1 : len(colours) + 1, 3] = 255
    used = np.ascontiguousarray(table[:, :3]) if numbers.all() else table
    pixels = np.empty((*numbers.shape, used.shape[1]), np.uint8)
    for rows in chunks(len(numbers), ROWS_AT_ONCE, cancelled):
        pixels[rows] = used.take(numbers[rows], axis=0)
    write_pixels(path, pixels, cancelled, flat=True)


def write_pixels(path: Path, pixels: Bytes, cancelled: Cancel = never_cancelled, *, flat: bool) -> None:
    """(height, width) or (height, width, 3 or 4) uint8 as PNG, whole or not at all. flat: whether there are
    areas of one value. Raises WriteError, Cancelled.

    libdeflate packs them four to six times as fast as Pillow, and as small, but in one go: large pictures
    go through Pillow, which can be stopped.
    """
    if pixels.nbytes > _PACKED_AT_ONCE:
        write_png(path, _pillow(pixels), cancelled, compress_level=4)
        return
    raise_if_cancelled(cancelled)
    write_bytes(path, _png(pixels, filtered=not flat))


def write_numbers(path: Path, numbers: Bytes, cancelled: Cancel = never_cancelled) -> None:
    """(height, width) uint8 as indexed PNG whose palette is grey, entry i = (i, i, i); whole or not at all.

    Raises WriteError, Cancelled.
    """
    grey = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)
    write_bytes(path, indexed_png(numbers, grey, cancelled))


def indexed_png(numbers: Bytes, palette: Bytes, cancelled: Cancel = never_cancelled) -> bytes:
    """(height, width) uint8 as a PNG in these colours, (n, 3) uint8.

    Runs of one number are all there is to find, and are found six times as fast as anything else would be.
    Raises Cancelled.
    """
    packer = compressobj(strategy=Z_RLE)
    parts = chunks(len(numbers), ROWS_AT_ONCE, cancelled)
    packed = b"".join(packer.compress(_rows(numbers[rows], filtered=False).tobytes()) for rows in parts)
    packed += packer.flush()
    raise_if_cancelled(cancelled)
    return _file(numbers, _INDEXED, (b"PLTE", palette.tobytes()), (b"IDAT", packed))


def _pillow(pixels: Bytes) -> Any:
    from PIL import Image  # with its formats: most pictures need none of them

    return Image.fromarray(pixels)


def _png(pixels: Bytes, *, filtered: bool) -> bytes:
    """A file of rows as they are, or each pixel less the one on its left."""
    from imagecodecs import deflate_encode

    kind = _GREY if pixels.ndim == 2 else _KINDS[pixels.shape[2]]
    return _file(pixels, kind, (b"IDAT", deflate_encode(_rows(pixels, filtered=filtered).tobytes(), 1)))


def _rows(pixels: Bytes, *, filtered: bool) -> Bytes:
    """(height, 1 + width · bands) uint8: the rows as they are packed, each after the number of its filter."""
    height, width = pixels.shape[:2]
    bands = 1 if pixels.ndim == 2 else pixels.shape[2]
    values = pixels.reshape(height, width * bands)
    rows = np.empty((height, 1 + width * bands), np.uint8)
    rows[:, 0] = filtered
    rows[:, 1:] = values
    if filtered:
        rows[:, 1 + bands :] -= values[:, :-bands]
    return rows


def _file(pixels: Bytes, kind: int, *parts: tuple[bytes, bytes | bytearray]) -> bytes:
    """A PNG (ISO/IEC 15948) of 8 bits and this kind of colour, of these chunks."""
    height, width = pixels.shape[:2]
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    blocks = [
        struct.pack(">I", len(part)) + name + part for name, part in ((b"IHDR", head), *parts, (b"IEND", b""))
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(each + struct.pack(">I", crc32(each[4:])) for each in blocks)
