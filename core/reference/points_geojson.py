"""Points of GeoJSON: features with a point each, and class, stratum, weight, observer as properties.

Coordinates are longitude and latitude, unless the file names another map; pixels for a picture without a map.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np

from core.base.errors import ReadError
from core.base.sentences import _
from core.image.image import PixelGrid
from core.reference.rows import MOST_POINTS, Rows
from core.roi_files.geojson import read_geojson
from core.roi_files.layer import MapFeature
from core.roi_files.maps import Carry, crs_of
from core.writing.number_words import grouped


def points_in_geojson(path: Path, grid: PixelGrid) -> Rows:
    """Raises ReadError."""
    layer = read_geojson(path)
    if len(layer.features) > MOST_POINTS:
        raise ReadError(path, _("it holds more than {most} points.").format(most=grouped(MOST_POINTS)))
    for each in layer.features:
        if each.geometry is None or each.geometry.geom_type != "Point" or each.geometry.is_empty:
            raise ReadError(path, _("a feature in it is no point: a reference has points only."))
        if "class" not in each.attributes:
            raise ReadError(path, _("a point in it has no property “class”: say what is there."))
    geometries = [each.geometry for each in layer.features]
    carry = Carry(path, grid, crs_of(path, grid, layer, geometries))
    with np.errstate(all="ignore"):
        points = carry.points(np.array([(each.x, each.y) for each in geometries], np.float64))
    if not np.isfinite(points).all():
        raise ReadError(path, _("some of its points lie where the map of the picture does not reach."))
    return Rows(
        points,
        _texts(layer.features, "class"),
        _texts(layer.features, "stratum"),
        tuple(_weight(path, each.attributes.get("weight")) for each in layer.features),
        _texts(layer.features, "observer"),
        (carry.note,) if carry.note else (),
    )


def _texts(features: tuple[MapFeature, ...], name: str) -> tuple[str, ...]:
    found = (each.attributes.get(name) for each in features)
    return tuple("" if value is None else str(value).strip() for value in found)


def _weight(path: Path, value: Any) -> float:
    if value is None:
        return math.nan
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise ReadError(path, _("a weight in it is no number."))
    return float(value)
