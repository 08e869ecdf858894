"""Labels made smaller for the screen: mean colours instead of every n-th label."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect

# Reduced pixels a paint may compute (four look-ups each): about 5 ms.
MAX_REDUCED = 900_000


def packed_table(colours: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """(256,) opaque 0xAARRGGBB for ids 1…k of `colours` (k, 3); transparent for 0 and above k."""
    table = np.zeros(256, np.uint32)
    rows = np.asarray(colours, np.uint8).reshape(-1, 3)[:255].astype(np.uint32)
    table[1 : len(rows) + 1] = 0xFF000000 | rows[:, 0] << 16 | rows[:, 1] << 8 | rows[:, 2]
    return table


def reduced_labels(
    labels: NDArray[np.uint8], table: NDArray[np.uint32], part: QRect, factor: int
) -> tuple[QRect, NDArray[np.uint32]]:
    """`part` of the labels, one premultiplied colour for each block of `factor` × `factor` labels.

    A colour is the mean of four labels of the block, spread so that no two share a row or column.
    Returns the rectangle covered, which contains `part` and starts on a whole block, and the
    colours. For `factor` ≥ 2.
    """
    height, width = labels.shape
    left, top = part.left() // factor * factor, part.top() // factor * factor
    columns = -(-(part.right() + 1 - left) // factor)
    rows = -(-(part.bottom() + 1 - top) // factor)
    total = np.zeros((rows, columns), np.uint32)
    found = np.empty((rows, columns), np.uint8)
    for quarter, place_x, place_y in zip(_quarters(table), (0, 1, 2, 3), (2, 0, 3, 1), strict=True):
        y = min(top + factor * (2 * place_y + 1) // 8, height - 1)
        x = min(left + factor * (2 * place_x + 1) // 8, width - 1)
        there = labels[y::factor, x::factor][:rows, :columns]
        height_there, width_there = there.shape
        found[:height_there, :width_there] = there
        # The last blocks may be cut by the edge of the picture.
        found[height_there:, :width_there] = there[-1:]
        found[:, width_there:] = found[:, width_there - 1 : width_there]
        total += quarter.take(found, mode="clip")
    return QRect(left, top, columns * factor, rows * factor), total


def _quarters(table: NDArray[np.uint32]) -> list[NDArray[np.uint32]]:
    """Four tables that sum to `table` exactly, channel by channel: ⌊c/4⌋ … ⌊(c + 3)/4⌋ (Hermite)."""
    channels = table.view(np.uint8).astype(np.uint16)
    return [((channels + i) >> 2).astype(np.uint8).view(np.uint32) for i in range(4)]
