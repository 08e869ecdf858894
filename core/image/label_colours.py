"""Colours that tell the objects of a label image apart; they mean nothing else."""

from __future__ import annotations

import colorsys

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, frozen
from core.base.parallel import Cancel, never_cancelled, row_blocks

# 2³² by the golden ratio: multiples of it, taken modulo 2³², lie as far apart as any (Knuth, The Art of
# Computer Programming 3, 6.4), so that values one after the other get hues far from each other.
_GOLDEN = 2654435769
_BACKGROUND = (22, 22, 26)


def _table() -> Bytes:
    """(256, 3) uint8: hues once round, in turns lighter and darker, pale and full."""
    looks = ((0.62, 0.55), (0.72, 0.75), (0.50, 0.60), (0.66, 0.40))
    rows = [
        [round(255 * level) for level in colorsys.hls_to_rgb(i / 256, *looks[i % len(looks)])]
        for i in range(256)
    ]
    return frozen(np.array(rows, np.uint8))


_COLOURS = _table()


def label_colours(values: NDArray[np.int32], cancelled: Cancel = never_cancelled) -> Bytes:
    """(height, width, 3) uint8 of (height, width) int32: a colour for each value; nearly black for 0.

    Values that lie far from each other may share one. Raises Cancelled.
    """
    rgb = np.empty((*values.shape, 3), np.uint8)
    for first, last in row_blocks(values.shape[0], values.shape[1], cancelled):
        part = values[first:last]
        rgb[first:last] = _COLOURS[(part.astype(np.uint32) * np.uint32(_GOLDEN)) >> np.uint32(24)]
        rgb[first:last][part == 0] = _BACKGROUND
    return rgb
