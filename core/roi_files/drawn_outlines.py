"""Outlines as a hand draws them, which may cross themselves."""

from __future__ import annotations

import numpy as np
import shapely

from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.image.image import Described
from core.roi.regions_of_interest import RegionOfInterest, checked
from core.roi.shapes import Floats, Polygon, Ring, check_area
from core.roi_files.geometry import check_polygon, polygon_of, polygons_in

# Nothing of so many points was drawn by hand: it came from a file or the wand, and was clear there.
_HAND_DRAWN = 2000


def enclosed(points: Floats) -> tuple[Polygon, str]:
    """What a closed line through (n, 2) points encloses, and a sentence where the line crosses itself.

    Each loop counts, whichever way it is walked. Raises ParameterError for a line without area.
    """
    shape = Polygon((Ring(points),))
    check_area(shape)
    line = shapely.LinearRing(points)
    if line.is_simple:
        return shape, ""
    faces = shapely.polygonize([shapely.node(line)])
    whole = [each for each in polygons_in(shapely.union_all(list(faces.geoms))) if each.area > 0]
    if not whole:
        raise ParameterError("The outline has no area: it runs back along itself.")
    return polygon_of(whole), "The outline crosses itself: everything that it encloses counts as inside."


def proposed(
    region: RegionOfInterest, image: Described, *, cancelled: Cancel = never_cancelled
) -> RegionOfInterest:
    """A region of interest that was drawn or reshaped, if it can be one.

    Raises ParameterError for an outline that crosses itself and for one without a pixel; Cancelled.
    """
    for part in region.parts:
        if isinstance(part.shape, Polygon) and len(part.shape.points) <= _HAND_DRAWN:
            _check_rings(part.shape, region.name)
    return checked(region, image, cancelled=cancelled)


def _check_rings(shape: Polygon, name: str) -> None:
    for ring in shape.rings:
        if len(np.unique(ring.points, axis=0)) >= 3:
            check_polygon(shapely.Polygon(ring.points), name)
