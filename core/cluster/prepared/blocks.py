"""Square blocks of pixels that count as one, where the planes of all pixels would need too much memory."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Mask

_PLANE_BYTES = 4


def planes_gb(height: int, width: int, planes: int, side: int = 1) -> float:
    """GB (10⁹ bytes) that the planes of a picture take, in blocks of side × side pixels."""
    return -(-height // side) * -(-width // side) * planes * _PLANE_BYTES / 1e9


def block_side(height: int, width: int, planes: int, memory: float) -> int:
    """The side of the smallest blocks whose planes fit in so many GB; 1: every pixel counts for itself."""
    side = 1
    while side < max(height, width) and planes_gb(height, width, planes, side) > memory:
        side += 1
    return side


def block_means(planes: NDArray[Any], valid: Mask, side: int) -> Floats:
    """(⌈h / side⌉, ⌈w / side⌉, d): the mean over the valid pixels of each block, 0 where it has none.

    planes: (h, w, d). The blocks at the right and below may be smaller. Pixel after pixel in a fixed order,
    so that the last bit is the same in any part and on any machine.
    """
    height, width, number = planes.shape
    shape = -(-height // side), -(-width // side)
    total, count = np.zeros((*shape, number)), np.zeros(shape, np.int64)
    for dy in range(min(side, height)):
        for dx in range(min(side, width)):
            there = valid[dy::side, dx::side]
            place = slice(there.shape[0]), slice(there.shape[1])
            total[place] += np.where(there[..., None], planes[dy::side, dx::side], 0.0)
            count[place] += there
    means: Floats = total / np.maximum(count, 1)[..., None]
    return means


def blocks_with_data(valid: Mask | None, side: int) -> Mask | None:
    """(⌈h / side⌉, ⌈w / side⌉): whether a block has a valid pixel; None where all pixels are valid."""
    if valid is None or side == 1:
        return valid
    rows = np.logical_or.reduceat(valid, range(0, valid.shape[0], side), axis=0)
    blocks: Mask = np.logical_or.reduceat(rows, range(0, valid.shape[1], side), axis=1)
    return blocks


def spread(labels: Bytes, height: int, width: int, side: int) -> Bytes:
    """(height, width) of (⌈height / side⌉, ⌈width / side⌉): every pixel has what its block has."""
    if side == 1:
        return labels
    rows = np.repeat(labels, side, axis=0)[:height]
    return np.ascontiguousarray(np.repeat(rows, side, axis=1)[:, :width])
