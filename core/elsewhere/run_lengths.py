"""COCO's run lengths: pixels column by column, outside, inside, outside …, as numbers or packed into text.

Source of the packing: rleFrString of pycocotools (common/maskApi.c), P. Dollár and T.-Y. Lin 2015: each
number in groups of five bits, the least first, offset by 48; from the fourth number on the difference to the
one two before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from core.base.arrays import Ints
from core.roi.shape_masks import PixelWindow

_MOST_GROUPS = 13


def unpacked_counts(text: str) -> list[int]:
    """The run lengths that were packed into text. Raises ValueError where it is damaged."""
    counts: list[int] = []
    value = shift = 0
    for sign in text.encode("ascii"):
        bits = sign - 48
        if not 0 <= bits < 64 or shift >= 5 * _MOST_GROUPS:
            raise ValueError("run lengths are damaged")
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits & 0x20:
            continue
        if bits & 0x10:
            value |= -1 << shift
        counts.append(value + counts[-2] if len(counts) > 2 else value)
        value = shift = 0
    if shift:
        raise ValueError("run lengths are damaged")
    return counts


def window_of_runs(counts: Sequence[int] | Any, height: int, width: int) -> PixelWindow:
    """The pixels inside, in the columns that have some. Raises ValueError, TypeError for damaged ones."""
    if not all(type(count) is int and 0 <= count <= height * width for count in counts):
        raise ValueError("run lengths are damaged")
    ends: Ints = np.cumsum(np.array(counts, np.int64))
    if not len(ends) or ends[-1] != height * width:
        raise ValueError("run lengths are of another size")
    first, last = ends[:-1:2], ends[1::2]
    first = first[: len(last)]
    there = last > first
    if not there.any():
        return PixelWindow(0, 0, np.zeros((height, 0), np.bool_))
    first, last = first[there], last[there]
    left, right = int(first[0]) // height, (int(last[-1]) - 1) // height + 1
    flips = np.zeros(height * (right - left) + 1, np.int8)
    flips[first - left * height] += 1
    flips[last - left * height] -= 1
    inside = np.cumsum(flips[:-1], dtype=np.int8).astype(np.bool_)
    return PixelWindow(0, left, np.ascontiguousarray(inside.reshape(right - left, height).T))
