"""The job that finds where a picture lies on the ground; PROJ is imported in its thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.parallel import Cancel
from core.image.image import Image
from core.scale.calibration import Calibration

if TYPE_CHECKING:
    from core.export.ground_places import GroundPlaces


def find_ground(image: Image, calibration: Calibration, _cancelled: Cancel) -> GroundPlaces:
    """As core.export.ground_places.ground_places."""
    from core.export.ground_places import ground_places

    return ground_places(image, calibration)
