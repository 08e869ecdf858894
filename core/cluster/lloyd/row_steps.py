"""Pixels of any bands as rows of whole steps, as few bytes as they fit, and exact sums of these."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints, Mask
from core.base.parallel import Cancel, Workers, never_cancelled
from core.cluster.lloyd import row_kernels
from core.cluster.lloyd.bands import LIMIT, BandScale
from core.image.image import PixelArray

_CHUNK = 1 << 18


def steps_of(
    pixels: PixelArray, valid: Mask, scale: BandScale, cancelled: Cancel = never_cancelled
) -> NDArray[Any]:
    """(n, dimensions) int16 where all fit, else int32: pixels (n, bands of the image) under a scale.

    valid: (n,), or empty where all are; the steps of others are 0. Raises Cancelled.
    """
    plan = scale.bands, scale.offset, scale.factor, LIMIT
    largest = [0]

    def look(part: slice) -> None:
        largest.append(int(row_kernels.largest_step(pixels[part], valid[part], *plan)))

    _each_part(look, len(pixels), cancelled)
    dtype = np.int16 if max(largest) <= np.iinfo(np.int16).max else np.int32
    steps: NDArray[Any] = np.empty((len(pixels), len(scale.bands)), dtype)

    def fill(part: slice) -> None:
        row_kernels.fill_rows(pixels[part], valid[part], *plan, steps[part])

    _each_part(fill, len(pixels), cancelled)
    return steps


def steps_in_place(
    planes: NDArray[np.float32], valid: Mask, scale: BandScale, cancelled: Cancel = never_cancelled
) -> NDArray[np.int32]:
    """`steps_of` planes (n, dimensions), all of them in their order, in the memory of the planes themselves.

    Raises Cancelled; then the planes are of no more use.
    """
    plan = scale.bands, scale.offset, scale.factor, LIMIT
    steps = planes.view(np.int32)

    def fill(part: slice) -> None:
        filled = np.empty_like(steps[part])
        row_kernels.fill_rows(planes[part], valid[part], *plan, filled)
        steps[part] = filled

    _each_part(fill, len(planes), cancelled)
    return steps


def sums_of(steps: NDArray[Any], cancelled: Cancel = never_cancelled) -> tuple[Ints, int]:
    """(dimensions,) int64, the sum of the rows (n, dimensions), and that of their squared norms, exact.

    Raises Cancelled.
    """
    found: list[tuple[Ints, int]] = []

    def add(part: slice) -> None:
        sums = np.zeros(steps.shape[1], np.int64)
        high, low = row_kernels.sum_rows(steps[part], sums)
        found.append((sums, (int(high) << 20) + int(low)))

    _each_part(add, len(steps), cancelled)
    return sum((sums for sums, _ in found), np.zeros(steps.shape[1], np.int64)), sum(
        each for _, each in found
    )


def _each_part(work: Callable[[slice], None], size: int, cancelled: Cancel) -> None:
    starts = range(0, size, _CHUNK)
    with Workers(cancelled=cancelled) as workers:
        workers.each(lambda i: work(slice(starts[i], starts[i] + _CHUNK)), range(len(starts)))
