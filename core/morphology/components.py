"""Connected components of a map: numbered, measured in pixels or on the ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints, Mask
from core.base.parallel import Cancel, never_cancelled, row_blocks
from core.morphology.run_kernels import paint_runs
from core.morphology.runs import CODES, joined_runs, told_apart
from core.scale.calibration import Calibration
from core.scale.ground_area import GroundArea


@dataclass(frozen=True, eq=False)
class Components:
    """ids: (height, width) int32, 1…count in reading order of their first pixels; 0 where there is none.

    values: (count + 1,), what the pixels of each component have; row 0 is 0.
    """

    ids: NDArray[np.int32]
    count: int
    values: NDArray[Any]

    def pixels(self) -> Ints:
        """(count + 1,) int64: row i is component i, row 0 what belongs to none."""
        return np.bincount(self.ids.ravel(), minlength=self.count + 1)

    def of(self, marked: Mask) -> Mask:
        """(count + 1,) bool: the components that hold a marked pixel; never row 0."""
        found = np.zeros(self.count + 1, np.bool_)
        found[self.ids[marked]] = True
        found[0] = False
        return found


def components(
    values: NDArray[Any],
    *,
    diagonal: bool = True,
    apart: NDArray[np.int32] | None = None,
    closed: bool = False,
    cancelled: Cancel = never_cancelled,
) -> Components:
    """Neighbours of one value are one component; 0 belongs to none.

    values: (height, width) uint8 or int32, each at least 1. diagonal: 8-connected, else 4-connected. apart:
    (height, width) int32, of uint8 values alone: pixels of different numbers are never of one component.
    closed: the first column lies beside the last, as on a map that goes round the Earth. Raises Cancelled.
    """
    height, width = values.shape
    if apart is not None:
        told = told_apart(values, (apart,), cancelled=cancelled)
        found = components(told, diagonal=diagonal, closed=closed, cancelled=cancelled)
        return Components(found.ids, found.count, (found.values & CODES).astype(np.uint8))
    runs = joined_runs(values, diagonal=diagonal, closed=closed, cancelled=cancelled)
    firsts = runs.firsts()
    numbers, ids = runs.numbered(firsts, cancelled), np.empty(values.shape, np.int32)
    for first, last in row_blocks(height, width, cancelled):
        paint_runs(first, last, runs.row_runs, runs.starts, runs.ends, numbers, ids)
    return Components(ids, len(firsts), np.concatenate((np.zeros(1, values.dtype), runs.values[firsts])))


def ground_sizes(
    found: Components, calibration: Calibration, *, cancelled: Cancel = never_cancelled
) -> Floats:
    """(count + 1,) float64: the area of each component in m²; the true ground area where that is measured.

    Rounded to 12 significant digits, so that four pixels of 0.25 m² are 1 m². Raises Cancelled.
    """
    if calibration.method == "planar" or calibration.georeference is None:
        return _rounded(found.pixels() * (calibration.pixel_area * calibration.square_metres))
    ground = GroundArea(calibration.georeference)
    height, width = found.ids.shape
    total = np.zeros(found.count + 1)
    for first, last in row_blocks(height, width, cancelled):
        block = found.ids[first:last]
        weights = np.broadcast_to(ground.rows(first, last, width), block.shape)
        total += np.bincount(block.ravel(), weights.ravel(), minlength=found.count + 1)
    return _rounded(total)


def _rounded(areas: NDArray[np.floating[Any]]) -> Floats:
    # 15 digits hold a float; what is cut off here is what adding up has made of the last of them.
    exponent = np.floor(np.log10(areas, out=np.zeros_like(areas), where=areas > 0))
    scale = 10.0 ** (11 - exponent)
    return np.asarray(np.rint(areas * scale) / scale, np.float64)
