"""What is of one number in one raster and of another in a second: pixels and areas, in one pass."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints
from core.base.parallel import Cancel, chunks, never_cancelled
from core.measure.area_sums import AreaSum
from core.scale.calibration import Calibration


def cross_table(
    here: Bytes,
    there: Bytes,
    shape: tuple[int, int],
    calibration: Calibration,
    *,
    cancelled: Cancel = never_cancelled,
) -> tuple[Ints, Floats]:
    """(n, m) int64 pixels, and (n, m) float64 areas in the area unit, of what is i + 1 here and j + 1 there.

    here, there: (height, width) uint8 on one grid, 1…n and 1…m, 0 where nothing is known. shape: (n, m).
    Both are read-only. Areas are summed block by block as those of clusters are. Raises Cancelled.
    """
    n, m = shape
    total = AreaSum(here.shape[1], n * m, calibration)
    for rows in chunks(len(here), total.rows_a_block, cancelled):
        total.add(crossed(here[rows], there[rows], m))
    found = total.result()
    return found.pixels.reshape(shape), found.area.reshape(shape)


def crossed(here: Bytes, there: Bytes, columns: int) -> NDArray[np.uint16]:
    """uint16 of the same shape: the number of the cell, row · columns + column + 1; 0 where one of both is 0.

    columns: of the table, at most 255; so are its rows.
    """
    numbers = here.astype(np.uint16)
    known = (numbers > 0) & (there > 0)
    numbers -= np.uint16(1)
    numbers *= np.uint16(columns)
    numbers += there
    numbers[~known] = 0
    return numbers
