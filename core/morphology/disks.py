"""Dilation and majority filter over disks on the pixel grid, in chunks of rows on all cores."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Bytes, Ints, Mask, freeze
from core.base.parallel import Cancel, Workers, never_cancelled, row_blocks
from core.morphology import morphology_kernels

# A block is heard to be cancelled at its end: this many pixels take some hundredths of a second.
_PIXELS_A_BLOCK = 1 << 19
# So that a radius of 0.3 m is three pixels of 0.1 m, which in floating point are a little more.
_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Disk:
    """The pixels (dx, dy) with (dx · width)² + (dy · height)² ≤ radius², width × height being one pixel.

    half: (rows + 1,) int64, how far it reaches to either side in the row |dy| from its middle. Read-only.
    """

    half: Ints

    def __post_init__(self) -> None:
        freeze(self.half)

    @property
    def is_a_pixel(self) -> bool:
        return len(self.half) == 1 and int(self.half[0]) == 0


def disk(radius: float, width: float = 1.0, height: float = 1.0) -> Disk:
    """The disk of a radius in the unit of a pixel's width and height; on oblong pixels an ellipse of them.

    With square pixels of 1 it is skimage.morphology.disk.
    """
    square = (radius * (1.0 + _ROUNDING)) ** 2
    rows = math.floor(math.sqrt(square) / height)
    half = [math.sqrt(max(0.0, square - (dy * height) ** 2)) / width for dy in range(rows + 1)]
    return Disk(np.floor(half).astype(np.int64))


def dilate(
    values: Bytes, around: Disk, *, threads: int | None = None, cancelled: Cancel = never_cancelled
) -> Bytes:
    """Grey dilation: the greatest of values (height, width) uint8 over the disk round each pixel.

    What lies outside takes no part. Raises Cancelled.
    """
    if around.is_a_pixel:
        return values
    out = np.zeros_like(values)
    half = _within(around, values.shape)
    span = values.shape[1] + 4 * int(half[0])

    def work(first: int, last: int) -> None:
        morphology_kernels.dilate_rows(
            values, half, first, last, out, np.empty(span, np.uint8), np.zeros(span, np.uint8)
        )

    _by_rows(work, values.shape, threads, cancelled)
    return out


def majority_filter(
    values: Bytes, around: Disk, votes: Mask, *, threads: int | None = None, cancelled: Cancel
) -> Bytes:
    """The value most frequent in the disk round each pixel; ties: its own, else the lowest. Raises Cancelled.

    votes: (256,) bool, the values that count and may change; pixels of others stay.
    """
    out = np.empty_like(values)
    half = _within(around, values.shape)

    def work(first: int, last: int) -> None:
        morphology_kernels.majority_rows(values, half, votes, first, last, out)

    _by_rows(work, values.shape, threads, cancelled)
    return out


def _by_rows(
    work: Callable[[int, int], None], shape: tuple[int, int], threads: int | None, cancelled: Cancel
) -> None:
    """Call work(first, last) for blocks of rows, on all cores. Raises Cancelled."""
    blocks = list(row_blocks(*shape, pixels=_PIXELS_A_BLOCK))
    with Workers(threads, cancelled) as workers:
        workers.each(lambda i: work(*blocks[i]), range(len(blocks)))


def _within(around: Disk, shape: tuple[int, ...]) -> Ints:
    """The half widths, no larger than the picture: a radius beyond it costs and changes nothing more."""
    height, width = shape
    return np.minimum(around.half[:height], width)
