"""What regions are to be found in. By itself, so that asking imports nothing of what finds them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints
from core.classes.classes import Classes
from core.cluster.superpixels.superpixels import Cut
from core.image.image import Described
from core.measure.areas import class_colour
from core.scale.calibration import Calibration


@dataclass(frozen=True, eq=False)
class RegionRequest:
    """What regions are to be found in; see core.regions.regions.

    colours, pixels: of the clusters that the classes are over. They travel with them: those of the result
    that has come meanwhile may be of fewer clusters.
    """

    labels: Bytes
    classes: Classes
    calibration: Calibration
    image: Described
    colours: Bytes
    pixels: Ints
    connectivity: int = 8
    superpixels: Cut | None = None
    apart: NDArray[np.int32] | None = None
    skeleton: bool = False

    def class_colours(self, looks: Classes) -> dict[str, str]:
        """ "#rrggbb" by the names of the classes. looks: the same classes as they are shown."""
        return {item.name: class_colour(item, self.colours, self.pixels) for item in looks}
