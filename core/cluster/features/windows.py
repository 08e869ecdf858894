"""Sums over square windows in whole numbers: exact, so in any order and any part the same."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints


def window_sums(values: NDArray[Any], radius: int) -> Ints:
    """(h, w) int64: the sum over the (2·radius + 1)² window of whole numbers, cut off at the border.

    By running sums (Crow 1984, "Summed-area tables for texture mapping", one axis after the other): two
    additions and subtractions a pixel, whatever the radius.
    """
    return _along_rows(_along_rows(values, radius).T, radius).T


def _along_rows(values: NDArray[Any], radius: int) -> Ints:
    h, w = values.shape
    running = np.zeros((h, w + 1), np.int64)
    np.cumsum(values, axis=1, dtype=np.int64, out=running[:, 1:])
    column = np.arange(w)
    high, low = np.minimum(column + radius + 1, w), np.maximum(column - radius, 0)
    return running[:, high] - running[:, low]
