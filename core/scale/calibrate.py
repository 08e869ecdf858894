"""Calibrate an image by what its file says: its georeference, else its metadata; printing where asked for."""

from __future__ import annotations

import math
from dataclasses import replace

from core.base.errors import ParameterError
from core.base.sentences import N_, _
from core.image.image import Described, Georeference
from core.scale.calibration import (
    INCH,
    UNCALIBRATED,
    AreaMethod,
    Calibration,
    area_unit_for,
    led_by,
    of_pixels,
)
from core.scale.ground_area import GroundArea
from core.scale.map_units import MapUnits, map_units, no_scale, pixel_determinant

# Degrees of latitude; a grid that ends at the pole may miss it by rounding.
_POLE = 90.0 + 1e-6
_ONCE_AROUND = 1.0 + 1e-6
_BEYOND_THE_POLE = N_(
    "A part of the picture lies beyond a pole (latitudes above 90°): its pixels count, but have no area."
)
_TWICE = N_("The picture goes round the Earth more than once: what is in it twice is measured twice.")


def calibrate(
    image: Described, chosen: Calibration | None = None, area: AreaMethod | None = None
) -> Calibration:
    """The calibration of an image: the chosen one, else the best that its file gives, else UNCALIBRATED.

    The best: that of its georeference, else of its metadata. area: which areas lead; None for the true
    ones where they can be had. Raises ParameterError as `led_by` does.
    """
    own = from_georeference(image)
    if own.source == "none":
        known = from_metadata(image)
        own = own if known is None else replace(known, warnings=own.warnings)
    return led_by(own if chosen is None else preferring(chosen, own), area)


def from_georeference(image: Described) -> Calibration:
    """True ground areas where the georeference is tied to the Earth; UNCALIBRATED where it gives no scale,
    with a warning that says why, if there is a georeference.

    Lengths are converted to metres from the unit of the map (US survey feet and the like). A local
    coordinate system, which is not tied to the Earth, and a map that PROJ cannot carry to it have planar
    areas only, and a warning says so.
    """
    georeference = image.georeference
    if georeference is None:
        return UNCALIBRATED
    units = map_units(georeference)
    if units is None:
        why = _("Its georeference gives no scale, because {reason}: type the size of a pixel.").format(
            reason=no_scale(georeference)
        )
        return replace(UNCALIBRATED, warnings=(why,))
    if units.kind == "geographic":
        return _in_degrees(image, georeference, units)
    a, b, _c, d, e, _f = georeference.transform
    nominal = pixel_determinant(georeference.transform) * units.per_unit**2
    area_unit, per_area_unit = area_unit_for(nominal, "m")
    planar = Calibration(
        "georeference",
        "m",
        math.hypot(a, d) * units.per_unit,
        math.hypot(b, e) * units.per_unit,
        nominal / per_area_unit,
        area_unit,
        crs=units.name,
    )
    if units.kind == "local":
        note = _("The coordinates ({name}) are not tied to the Earth: areas are planar.").format(
            name=units.name
        )
        return replace(planar, warnings=(note,))
    try:
        ground = GroundArea(georeference)
    except ValueError:
        note = _("How the map ({name}) lies on the Earth is not known here: areas are planar.").format(
            name=units.name
        )
        return replace(planar, warnings=(note,))
    warnings = _beyond_the_edge(image, ground, units)
    return replace(planar, method="geodesic", georeference=georeference, warnings=warnings)


def from_metadata(image: Described) -> Calibration | None:
    """That of OME-XML or ImageJ metadata; None where the file has none."""
    scale = image.scale
    return None if scale is None else of_pixels(scale.source, scale.unit, scale.width, scale.height)


def from_print(image: Described) -> Calibration:
    """That of the resolution for printing: only for a user who says that it is that of the object.

    Raises ParameterError where the file gives none.
    """
    if image.printed is None:
        raise ParameterError(
            _("The picture has no printed resolution: type the size of a pixel, for example 0.5m.")
        )
    return of_pixels("dpi", "mm", INCH / image.printed.x, INCH / image.printed.y)


def preferring(chosen: Calibration, own: Calibration) -> Calibration:
    """The chosen calibration; where the image's own is another, with a warning that it gives way."""
    if own.source == "none" or chosen.source in ("none", own.source):
        return chosen
    sentence = (
        _("The typed pixel size, {size}, is used in place of {own_size} {own_origin}.")
        if chosen.source == "typed"
        else _("The pixel size, {size} {origin}, is used in place of {own_size} {own_origin}.")
    )
    note = sentence.format(size=chosen.size, origin=chosen.origin, own_size=own.size, own_origin=own.origin)
    return replace(chosen, warnings=(*chosen.warnings, note))


def _beyond_the_edge(image: Described, ground: GroundArea, units: MapUnits) -> tuple[str, ...]:
    share = ground.share_without_area(image.height, image.width)
    found = []
    if share > 0:
        found.append(
            _(
                "About {percent:.2g} % of the picture lies beyond the edge of its map ({name}): pixels "
                "with data there count, but have no area."
            ).format(percent=100 * share, name=units.name)
        )
    if ground.times_around(image.height, image.width) > _ONCE_AROUND:
        found.append(_(_TWICE))
    return tuple(found)


def _in_degrees(image: Described, georeference: Georeference, units: MapUnits) -> Calibration:
    a, b, _c, d, e, f = georeference.transform
    middle = image.height // 2
    ground = GroundArea(georeference)
    row = ground.rows(middle, middle + 1, image.width)[0]
    centre = float(row[len(row) // 2])
    area_unit, per_area_unit = area_unit_for(centre, "m")
    degrees = math.degrees(units.per_unit)
    latitudes = [degrees * (d * x + e * y + f) for x in (0, image.width) for y in (0, image.height)]
    beyond = max(abs(latitude) for latitude in latitudes) > _POLE
    twice = ground.times_around(image.height, image.width) > _ONCE_AROUND
    return Calibration(
        "georeference",
        "°",
        math.hypot(a, d) * degrees,
        math.hypot(b, e) * degrees,
        centre / per_area_unit,
        area_unit,
        "geodesic",
        georeference,
        units.name,
        (*((_(_BEYOND_THE_POLE),) if beyond else ()), *((_(_TWICE),) if twice else ())),
    )
