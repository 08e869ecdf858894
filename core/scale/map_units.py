"""What the axes of a georeference measure, and why one gives no scale."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from core.base.sentences import _
from core.image.image import Georeference
from core.scale.crs_names import UnknownCRSError, crs_named

if TYPE_CHECKING:
    from pyproj import CRS

MapKind = Literal["geographic", "projected", "local"]

# A pixel whose sides are this nearly one line has no area to speak of.
_FLAT = 1e-9


@dataclass(frozen=True)
class MapUnits:
    """What the axes of a map measure.

    kind: "geographic" (angles), "projected" (lengths on a map of the Earth), "local" (lengths, no Earth).
    per_unit: radians, or metres, in one unit of the axes. name: "EPSG:3413", or the CRS's own name.
    """

    kind: MapKind
    per_unit: float
    name: str


def map_units(georeference: Georeference) -> MapUnits | None:
    """The units of the georeference's map; None where it gives no scale (`no_scale` says why)."""
    crs = horizontal_crs(georeference.crs)
    if crs is None or no_scale(georeference):
        return None
    axis = crs.axis_info[0]
    factor = float(axis.unit_conversion_factor)
    authority = crs.to_authority(min_confidence=100)
    name = ":".join(authority) if authority else crs.name
    if name.lower() in ("unknown", "unnamed", "undefined"):
        name = _("a CRS without a name")
    kind: MapKind = "geographic" if crs.is_geographic else "projected" if crs.is_projected else "local"
    return MapUnits(kind, factor, name)


def no_scale(georeference: Georeference) -> str:
    """Why the georeference gives no scale, to follow "because"; empty where it gives one."""
    a, b, _c, d, e, _f = georeference.transform
    longest = float(np.hypot(a, d) * np.hypot(b, e))
    if not np.isfinite(georeference.transform).all():
        return _("its grid has coordinates that are no numbers")
    if not pixel_determinant(georeference.transform) > _FLAT * longest:
        return _("its grid has pixels without area (its transform is singular)")
    crs = horizontal_crs(georeference.crs)
    if crs is None:
        return _("its coordinate reference system cannot be understood")
    if not crs.axis_info or not (crs.is_geographic or crs.is_projected or crs.is_engineering):
        return _("its coordinate reference system is none of places on a map")
    axis = crs.axis_info[0]
    factor = float(axis.unit_conversion_factor)
    if not 0 < factor < math.inf or "unknown" in axis.unit_name.lower():
        return _("its coordinate reference system names no unit of length")
    return ""


def pixel_determinant(transform: tuple[float, float, float, float, float, float]) -> float:
    """Area of one pixel in square units of the map, |a·e − b·d|; also for rotated and sheared pixels."""
    a, b, _c, d, e, _f = transform
    return abs(a * e - b * d)


def horizontal_crs(wkt: str) -> CRS | None:
    """The two-dimensional CRS at the heart of a compound or bound one; None for text that is no CRS."""
    try:
        crs = crs_named(wkt)
    except UnknownCRSError:
        return None
    while crs.is_bound or crs.is_compound:
        inner = crs.source_crs if crs.is_bound else crs.sub_crs_list[0]
        if inner is None:
            return None
        crs = inner
    return crs
