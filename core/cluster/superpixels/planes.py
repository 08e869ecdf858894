"""Planes of float32 over the squares that count as one: smoothed, sloped, shared out over bins.

Sums are made in one order, in single operations of IEEE 754: the same to the last bit on any machine.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints
from core.base.parallel import Cancel, Workers, row_blocks
from core.cluster.superpixels import map_kernels as kernels

Planes = NDArray[np.float32]

# A histogram's whole is shared out in such steps.
SHARES = 256
# The weights of a Gaussian add up to this.
WHOLE = 1 << 14
# Values between two looks at `cancelled`.
_AT_ONCE = 1 << 17


@dataclass(frozen=True)
class Effort:
    """On how many threads, and whether it is to end."""

    threads: int | None
    cancelled: Cancel

    def each_rows(self, work: Callable[[int, int], None], height: int, width: int) -> None:
        """work(first, last) of blocks of rows, on all threads. Raises Cancelled."""
        blocks = list(row_blocks(height, width, pixels=_AT_ONCE))
        with Workers(self.threads, self.cancelled) as workers:
            workers.each(lambda i: work(*blocks[i]), range(len(blocks)))


def gauss(sigma: float) -> Ints:
    """(2 r + 1,) int64 with the sum WHOLE: the weights of a Gaussian, rounded, so that no library's last bit
    is in them.
    """
    radius = math.ceil(3 * sigma)
    at = np.arange(-radius, radius + 1)
    weights = np.exp(-0.5 * (at / sigma) ** 2)
    found: Ints = np.rint(weights / weights.sum() * WHOLE).astype(np.int64)
    found[radius] += WHOLE - found.sum()
    return found


def blurred(planes: NDArray[np.floating], sigma: float, effort: Effort) -> Planes:
    """(h, w, d) smoothed by a Gaussian; beyond the edge is what is on it. Raises Cancelled."""
    planes = np.ascontiguousarray(planes, np.float32)
    weights = (gauss(sigma) / WHOLE).astype(np.float32)
    height, width, depth = planes.shape
    along, found = np.empty_like(planes), np.empty_like(planes)
    values = width * depth * len(weights) // 8

    def rows(first: int, last: int) -> None:
        kernels.blur_rows(planes, weights, first, last, along)

    def columns(first: int, last: int) -> None:
        kernels.blur_columns(along, weights, first, last, found)

    effort.each_rows(rows, height, values)
    effort.each_rows(columns, height, values)
    return found


def slope(planes: Planes, axis: int) -> Planes:
    """Half the difference of the neighbours on both sides along an axis; beyond the edge is what is on it."""
    padding = [(1, 1) if each == axis else (0, 0) for each in range(planes.ndim)]
    padded, length = np.pad(planes, padding, mode="edge"), planes.shape[axis]
    ahead, behind = np.take(padded, range(2, length + 2), axis), np.take(padded, range(length), axis)
    return (ahead - behind) * np.float32(0.5)


def bins_of(
    values: Planes, low: float, high: float, bins: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """For each value a bin, 0 … bins − 2, and how much of SHARES is in it; the rest is in the next one."""
    step = np.float32((bins - 1) / (high - low))
    place = ((values - np.float32(low)) * step).clip(0, bins - 1)
    at = np.minimum(place.astype(np.int32), bins - 2)
    return at, SHARES - np.rint((place - at) * SHARES).astype(np.int32)


def histograms(values: Planes, low: float, high: float, bins: int) -> Planes:
    """(h, w, bins): each of the values (h, w) shared between the two bins whose middles are nearest."""
    at, much = bins_of(values, low, high, bins)
    places = np.arange(bins)
    first = np.where(places == at[..., None], much[..., None], 0)
    second = np.where(places == at[..., None] + 1, SHARES - much[..., None], 0)
    return (first + second).astype(np.float32)
