"""What a step of post-processing works with, beside the map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Mask
from core.base.parallel import Cancel
from core.image.image import Image
from core.morphology.disks import Disk, dilate
from core.scale.calibration import Calibration
from core.scale.ground_area import closes

Places = Bytes
# (h, w) int32: pixels of one class with different numbers are never of one region; 0 where nothing is split.
Apart = NDArray[np.int32] | None


@dataclass(frozen=True, eq=False)
class Work:
    """free: (256,) bool, classes that may gain and lose. place: the class worked on; None for all.

    image: of the size of the map; None where no step looks at it. apart: what splits before this step keep
    apart; None where nothing is split.
    """

    free: Mask
    place: int | None
    calibration: Calibration
    threads: int | None
    cancelled: Cancel
    image: Image | None = None
    apart: Apart = None

    @property
    def chosen(self) -> tuple[int, ...]:
        """The places worked on, ascending."""
        return tuple(map(int, np.flatnonzero(self.free))) if self.place is None else (self.place,)

    def closed(self, places: Places) -> bool:
        """Whether the map goes round the Earth, so that regions go on over its seam."""
        return closes(self.calibration.georeference, places.shape[0], places.shape[1])

    def dilate(self, values: Places, around: Disk) -> Places:
        return dilate(values, around, threads=self.threads, cancelled=self.cancelled)
