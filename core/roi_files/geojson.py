"""Features of GeoJSON: RFC 7946, and the "crs" member of 2008."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from core.base.errors import ReadError
from core.base.json_text import parsed
from core.base.sentences import _
from core.roi.names import numbered
from core.roi_files.layer import Layer, MapFeature, feature_name, known_crs
from core.scale.crs_names import crs_named

if TYPE_CHECKING:
    from pyproj import CRS


def read_geojson(path: Path) -> Layer:
    """The features of a file; WGS 84 where it names no CRS. Raises ReadError."""
    try:
        values = parsed(path.read_bytes())
    except ValueError as error:
        raise ReadError(path, _("it is no JSON, so it is no GeoJSON; or there is too much in it.")) from error
    kind = values.get("type") if isinstance(values, dict) else None
    if kind == "FeatureCollection":
        found = values.get("features")
    elif kind == "Feature":
        found = [values]
    elif isinstance(kind, str) and ("coordinates" in values or "geometries" in values):
        found = [{"geometry": values}]
    else:
        raise ReadError(path, _("it is JSON, but no GeoJSON: it has no features and no geometry."))
    if not isinstance(found, list) or not found:
        raise ReadError(path, _("it holds no features."))
    features = []
    for number, each in enumerate(found, 1):
        otherwise = numbered(path.stem, number, len(found))
        geometry = each.get("geometry") if isinstance(each, dict) else None
        attributes = each.get("properties") if isinstance(each, dict) else None
        known = attributes if isinstance(attributes, dict) else {}
        features.append(MapFeature(_name(each, otherwise), _shapely(path, geometry), known))
    return Layer(tuple(features), *_named_crs(path, values.get("crs")))


def _name(feature: Any, otherwise: str) -> str:
    if not isinstance(feature, dict):
        return otherwise
    properties = feature.get("properties")
    own = feature_name({"fid": feature.get("id")}, otherwise)
    return feature_name(properties, own) if isinstance(properties, dict) else own


def _shapely(path: Path, geometry: Any) -> Any:
    if geometry is None:
        return None
    try:
        found = shapely.from_geojson(json.dumps(geometry))
    except (shapely.errors.ShapelyError, ValueError, TypeError, RecursionError):
        reason = _("a geometry in it is damaged, or of a kind that GeoJSON has not.")
        raise ReadError(path, reason) from None
    if not np.isfinite(shapely.get_coordinates(found)).all():
        raise ReadError(path, _("a coordinate in it is no finite number."))
    return found


def _named_crs(path: Path, member: Any) -> tuple[CRS | None, bool]:
    """Of the "crs" member of GeoJSON 2008; RFC 7946 has none, it is always WGS 84."""
    if member is None:
        return crs_named("OGC:CRS84"), False
    try:
        name = str(member["properties"]["name"])
    except (KeyError, TypeError):
        name = ""
    return known_crs(path, name), True
