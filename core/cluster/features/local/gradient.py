"""Gradient magnitude of the brightness: edges apart from plains.

The 3 × 3 operator of Sobel & Feldman (1968), in whole numbers; beyond the border and where there is no data
the pixel itself stands in. Units: change of the brightness a pixel, in its full range. Scaling: a quarter of
the range a pixel counts as full. Cost: one plane, some 20 operations a pixel.
"""

from __future__ import annotations

import numpy as np

from core.base.sentences import N_
from core.cluster.features.specification import QUANTA, Options, Planes, RowBlock, Specification

# The weights of a side of the operator add up to 4, over two pixels.
_NORM = 8


def planes(block: RowBlock, _options: Options) -> Planes:
    """(rows, width, 1): the length of the gradient."""
    value = block.brightness.astype(np.int64)
    rows, width = value.shape
    values, valid = np.pad(value, 1), np.pad(block.valid, 1)
    across, down = np.zeros_like(value), np.zeros_like(value)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            there = slice(1 + dy, 1 + dy + rows), slice(1 + dx, 1 + dx + width)
            neighbour = np.where(valid[there], values[there], value)
            across += dx * (2 - abs(dy)) * neighbour
            down += dy * (2 - abs(dx)) * neighbour
    length = np.sqrt((across * across + down * down).astype(np.float64))
    return (length / (_NORM * QUANTA))[..., None]


def names(_own: tuple[str, ...], _options: Options) -> tuple[str, ...]:
    return ("gradient",)


def reach(_options: Options) -> int:
    return 1


SPECIFICATION = Specification(
    name="gradient",
    title=N_("Gradient"),
    summary=N_("how steeply the brightness changes (Sobel): edges apart from plains"),
    planes=planes,
    names=names,
    gain=4.0,
    reach=reach,
)
