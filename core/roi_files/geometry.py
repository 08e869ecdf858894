"""Between shapely's geometries and the parts of a region of interest."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from core.base.arrays import Floats
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.image.image import Described
from core.roi.regions_of_interest import RegionOfInterest, RegionPart, checked
from core.roi.shapes import MOST_POINTS, Ellipse, Polygon, Rectangle, Ring, Shape, check_area
from core.writing.number_words import grouped

# A quarter of an ellipse as this many chords: its area is 2e-5 short.
_CHORDS = 64
# Nothing of so many points was drawn by hand: it came from a file or the wand, and was clear there.
_HAND_DRAWN = 2000


def polygons_in(geometry: Any) -> list[Any]:
    """The polygons of a geometry, those in collections too; other kinds are left out."""
    if geometry is None or geometry.is_empty:
        return []
    kind = geometry.geom_type
    if kind == "Polygon":
        return [geometry]
    if kind in ("MultiPolygon", "GeometryCollection"):
        return [each for part in geometry.geoms for each in polygons_in(part)]
    return []


def check_polygon(geometry: Any, name: str) -> None:
    """Raises ParameterError for a polygon that crosses itself, or is too large to be handled."""
    if any(ring.is_empty for ring in (geometry.exterior, *geometry.interiors)):
        raise ParameterError(_("“{name}” has a ring without points: leave it out.").format(name=name))
    if shapely.get_num_coordinates(geometry) > MOST_POINTS:
        raise ParameterError(
            _("“{name}” has more than {most} points: simplify it.").format(
                name=name, most=grouped(MOST_POINTS)
            )
        )
    with np.errstate(all="ignore"):  # of numbers near the largest there are
        reason = str(shapely.is_valid_reason(geometry))
    # An outline that touches itself at a point is still clear about what is inside.
    if reason == "Valid Geometry" or reason.startswith("Ring Self-intersection"):
        return
    what, bracket, place = reason.partition("[")
    if what.startswith("Self-intersection"):
        sentence = (
            _(
                "The outline of “{name}” crosses itself near {place}: draw it so that inside and outside "
                "are clear."
            )
            if bracket
            else _("The outline of “{name}” crosses itself: draw it so that inside and outside are clear.")
        )
    else:
        sentence = (
            _("The polygon “{name}” is not valid ({what} near {place}): repair it.")
            if bracket
            else _("The polygon “{name}” is not valid ({what}): repair it.")
        )
    place = place.rstrip("]").replace(" ", ", ")
    raise ParameterError(sentence.format(name=name, what=what.lower(), place=place))


def region_parts(polygons: list[Any]) -> tuple[RegionPart, ...]:
    """Parts of valid polygons in pixel coordinates: one, or one each where they overlap."""
    if len(polygons) > 1 and not shapely.is_valid(shapely.MultiPolygon(polygons)):
        return tuple(RegionPart(polygon_of([each])) for each in polygons)
    return (RegionPart(polygon_of(polygons)),)


def polygon_of(polygons: list[Any]) -> Polygon:
    """All rings of polygons that do not overlap."""
    rings = [ring for each in polygons for ring in (each.exterior, *each.interiors)]
    return Polygon(tuple(Ring(np.asarray(ring.coords)[:-1, :2]) for ring in rings))


def geometry_of(region: RegionOfInterest) -> Any:
    """The region of interest as a valid shapely (Multi)Polygon in pixel coordinates; ellipses as chords."""
    result: Any = shapely.MultiPolygon()
    for part in region.parts:
        shape = _geometry(part.shape)
        result = shapely.union(result, shape) if part.adds else shapely.difference(result, shape)
    polygons = [each for each in polygons_in(result) if each.area > 0]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _geometry(shape: Shape) -> Any:
    if isinstance(shape, Rectangle):
        return shapely.box(*shape.bounds)
    if isinstance(shape, Ellipse):
        return shapely.Polygon(_ellipse_points(shape))
    lines = shapely.union_all([shapely.LinearRing(ring.points) for ring in shape.rings])
    return shapely.build_area(lines)


def _ellipse_points(shape: Ellipse) -> Floats:
    """(chords, 2): points on an ellipse, evenly in angle."""
    angle = np.arange(4 * _CHORDS) * (2 * np.pi / (4 * _CHORDS))
    return np.column_stack(
        (shape.x + shape.radius_x * np.cos(angle), shape.y + shape.radius_y * np.sin(angle))
    )


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
        raise ParameterError(_("The outline has no area: it runs back along itself."))
    return polygon_of(whole), _("The outline crosses itself: everything that it encloses counts as inside.")


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
