"""What regions are to be found in. By itself, so that asking imports nothing of what finds them."""

from __future__ import annotations

from dataclasses import dataclass

from core.base.arrays import Bytes
from core.classes.classes import Classes
from core.image.image import Image
from core.scale.calibration import Calibration


@dataclass(frozen=True, eq=False)
class RegionRequest:
    """What regions are to be found in; see core.regions.regions."""

    labels: Bytes
    classes: Classes
    calibration: Calibration
    image: Image
    connectivity: int = 8
