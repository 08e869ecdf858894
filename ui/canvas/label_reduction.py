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
    blocks = _in_blocks(part, factor)
    rows, columns = blocks.height() // factor, blocks.width() // factor
    total = np.zeros((rows, columns), np.uint32)
    found = np.empty((rows, columns), np.uint8)
    for quarter, place_x, place_y in zip(_quarters(table), (0, 1, 2, 3), (2, 0, 3, 1), strict=True):
        y = blocks.top() + factor * (2 * place_y + 1) // 8
        x = blocks.left() + factor * (2 * place_x + 1) // 8
        # The picture's edge may cut the last blocks: their labels are those at the edge.
        ys, xs = slice(y, y + rows * factor, factor), slice(x, x + columns * factor, factor)
        there = labels[ys, xs]
        found[: there.shape[0], : there.shape[1]] = there
        found[there.shape[0] :, : there.shape[1]] = labels[height - 1, xs]
        found[: there.shape[0], there.shape[1] :] = labels[ys, width - 1, None]
        found[there.shape[0] :, there.shape[1] :] = labels[height - 1, width - 1]
        total += quarter.take(found, mode="clip")
    return blocks, total


def reduced_further(
    labels: NDArray[np.uint8],
    table: NDArray[np.uint32],
    part: QRect,
    factor: int,
    known: tuple[QRect, NDArray[np.uint32]],
) -> tuple[QRect, NDArray[np.uint32]]:
    """`reduced_labels` of the part, where `known` is that of another part: only what is new is looked up."""
    blocks, (old_blocks, old) = _in_blocks(part, factor), known
    shared = blocks & old_blocks
    if shared.isEmpty():
        return reduced_labels(labels, table, part, factor)
    total = np.empty((blocks.height() // factor, blocks.width() // factor), np.uint32)
    total[_place(shared, blocks, factor)] = old[_place(shared, old_blocks, factor)]
    below, right = shared.bottom() + 1, shared.right() + 1
    strips = (
        QRect(blocks.left(), blocks.top(), blocks.width(), shared.top() - blocks.top()),
        QRect(blocks.left(), below, blocks.width(), blocks.bottom() + 1 - below),
        QRect(blocks.left(), shared.top(), shared.left() - blocks.left(), shared.height()),
        QRect(right, shared.top(), blocks.right() + 1 - right, shared.height()),
    )
    for strip in strips:
        if not strip.isEmpty():
            total[_place(strip, blocks, factor)] = reduced_labels(labels, table, strip, factor)[1]
    return blocks, total


def _in_blocks(part: QRect, factor: int) -> QRect:
    """The part, grown to whole blocks."""
    left, top = part.left() // factor * factor, part.top() // factor * factor
    columns, rows = -(-(part.right() + 1 - left) // factor), -(-(part.bottom() + 1 - top) // factor)
    return QRect(left, top, columns * factor, rows * factor)


def _place(part: QRect, blocks: QRect, factor: int) -> tuple[slice, slice]:
    """Where a part of whole blocks stands in the colours of `blocks`."""
    top, left = (part.top() - blocks.top()) // factor, (part.left() - blocks.left()) // factor
    return slice(top, top + part.height() // factor), slice(left, left + part.width() // factor)


def _quarters(table: NDArray[np.uint32]) -> list[NDArray[np.uint32]]:
    """Four tables that sum to `table` exactly, channel by channel: ⌊c/4⌋ … ⌊(c + 3)/4⌋ (Hermite)."""
    channels = table.view(np.uint8).astype(np.uint16)
    return [((channels + i) >> 2).astype(np.uint8).view(np.uint32) for i in range(4)]
