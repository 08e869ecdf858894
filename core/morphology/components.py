"""Connected components of a map: numbered, measured in pixels or on the ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints, Mask
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled, row_blocks
from core.morphology.morphology_kernels import number_components, union_rows
from core.scale.calibration import Calibration
from core.scale.ground_area import GroundArea


@dataclass(frozen=True, eq=False)
class Components:
    """ids: (height, width) int32, 1…count in reading order of their first pixels; 0 where there is none."""

    ids: NDArray[np.int32]
    count: int

    def pixels(self) -> Ints:
        """(count + 1,) int64: row i is component i, row 0 what belongs to none."""
        return np.bincount(self.ids.ravel(), minlength=self.count + 1)

    def of(self, marked: Mask) -> Mask:
        """(count + 1,) bool: the components that hold a marked pixel; never row 0."""
        found = np.zeros(self.count + 1, np.bool_)
        found[self.ids[marked]] = True
        found[0] = False
        return found


def components(values: Bytes, *, diagonal: bool = True, cancelled: Cancel = never_cancelled) -> Components:
    """Neighbours of one value are one component; 0 belongs to none.

    values: (height, width) uint8. diagonal: 8-connected, else 4-connected. Union-find in one pass over the
    pixels (Rosenfeld & Pfaltz 1966). Raises Cancelled.
    """
    height, width = values.shape
    values = np.ascontiguousarray(values)
    raise_if_cancelled(cancelled)
    parent = np.empty(height * width, np.int32)
    for first, last in row_blocks(height, width, cancelled):
        union_rows(values, parent, first, last, diagonal)
    count = 0
    for first, last in row_blocks(height, width, cancelled):
        count = int(number_components(parent, first * width, last * width, count))
    return Components(parent.reshape(height, width), count)


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
