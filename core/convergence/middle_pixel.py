"""A pixel to tell of where nobody has chosen one: clustered, and near the middle."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes

# Lines that are looked at along the longer side, so that a large picture costs no more than a small one.
_LINES = 64


def middle_pixel(labels: Bytes) -> tuple[int, int] | None:
    """Column and row of the one nearest to the middle of labels (height, width) whose label is not 0.

    Of every n-th row and column, those of the middle among them; None where none of these has a label. Ties
    go to the first row, then column.
    """
    height, width = labels.shape
    step = -(-max(height, width) // _LINES)
    middle = height // 2, width // 2
    top, left = (each % step for each in middle)
    rows, columns = np.nonzero(labels[top::step, left::step])
    if not len(rows):
        return None
    rows, columns = top + rows * step, left + columns * step
    nearest = int(((rows - middle[0]) ** 2 + (columns - middle[1]) ** 2).argmin())
    return int(columns[nearest]), int(rows[nearest])
