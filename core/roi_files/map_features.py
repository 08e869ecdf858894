"""The features of GeoJSON, shapefiles and GeoPackages, as they stand in the file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from core.base.errors import ReadError
from core.roi.names import name_from, numbered

_NAMES = ("name", "NAME", "Name", "title", "label", "id", "ID", "Id", "fid")


@dataclass(frozen=True)
class MapFeature:
    """One feature of a file. geometry: shapely, in the CRS of the file."""

    name: str
    geometry: Any


@dataclass(frozen=True)
class Layer:
    """crs: of the coordinates, None where nothing is known. named: whether the file says so itself."""

    features: tuple[MapFeature, ...]
    crs: CRS | None
    named: bool


def read_geojson(path: Path) -> Layer:
    """The features of a GeoJSON file; WGS 84 where it names no CRS. Raises ReadError."""
    try:
        values = json.loads(path.read_bytes())
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(path, "it is no JSON, so it is no GeoJSON.") from error
    kind = values.get("type") if isinstance(values, dict) else None
    if kind == "FeatureCollection":
        found = values.get("features")
    elif kind == "Feature":
        found = [values]
    elif isinstance(kind, str) and ("coordinates" in values or "geometries" in values):
        found = [{"geometry": values}]
    else:
        raise ReadError(path, "it is JSON, but no GeoJSON: it has no features and no geometry.")
    if not isinstance(found, list) or not found:
        raise ReadError(path, "it holds no features.")
    features = []
    for number, each in enumerate(found, 1):
        otherwise = numbered(path.stem, number, len(found))
        geometry = each.get("geometry") if isinstance(each, dict) else None
        features.append(MapFeature(_name(each, otherwise), _shapely(path, geometry)))
    return Layer(tuple(features), *_named_crs(path, values.get("crs")))


def _name(feature: Any, otherwise: str) -> str:
    if not isinstance(feature, dict):
        return otherwise
    properties = feature.get("properties")
    wanted = [properties.get(key) for key in _NAMES] if isinstance(properties, dict) else []
    return name_from(
        next((each for each in (*wanted, feature.get("id")) if each not in (None, "")), None), otherwise
    )


def _shapely(path: Path, geometry: Any) -> Any:
    if geometry is None:
        return None
    try:
        found = shapely.from_geojson(json.dumps(geometry))
    except (shapely.errors.ShapelyError, ValueError, TypeError, RecursionError):
        raise ReadError(path, "a geometry in it is damaged, or of a kind that GeoJSON has not.") from None
    if not np.isfinite(shapely.get_coordinates(found)).all():
        raise ReadError(path, "a coordinate in it is no finite number.")
    return found


def _named_crs(path: Path, member: Any) -> tuple[CRS | None, bool]:
    """Of the "crs" member of GeoJSON 2008; RFC 7946 has none, it is always WGS 84."""
    if member is None:
        return CRS.from_user_input("OGC:CRS84"), False
    try:
        return CRS.from_user_input(str(member["properties"]["name"])), True
    except (CRSError, KeyError, TypeError):
        raise ReadError(path, "it names a coordinate reference system that is not known.") from None


def read_layer(path: Path) -> Layer:
    """The first layer with polygons of a file that GDAL reads. Raises ReadError."""
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError, FieldError

    try:
        layers = pyogrio.list_layers(path)
        names = [
            str(name) for name, kind in layers if kind is None or "Polygon" in str(kind) or kind == "Unknown"
        ]
        layer = names[0] if names else (str(layers[0][0]) if len(layers) else None)
        meta, _, geometries, fields = pyogrio.raw.read(path, layer=layer, force_2d=True)
    except (DataSourceError, DataLayerError, FieldError, ValueError) as error:
        text = " ".join(str(error).split()).rstrip(".")
        raise ReadError(path, f"the file is damaged or incomplete ({text}).") from None
    columns = dict(zip((str(each) for each in meta["fields"]), fields, strict=True))
    key = next((each for each in _NAMES if each in columns), None)
    try:
        shapes = shapely.from_wkb(geometries)
    except shapely.errors.ShapelyError:
        raise ReadError(path, "a geometry in it is damaged.") from None
    features = [
        MapFeature(
            name_from(columns[key][i] if key else None, numbered(path.stem, i + 1, len(shapes))), shape
        )
        for i, shape in enumerate(shapes)
    ]
    if not features:
        raise ReadError(path, "it holds no features.")
    try:
        crs = CRS.from_user_input(meta["crs"]) if meta["crs"] else None
        return Layer(tuple(features), crs, crs is not None)
    except CRSError:
        raise ReadError(path, "it names a coordinate reference system that is not known.") from None
