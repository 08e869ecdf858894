"""Regions of interest on maps: GeoJSON (RFC 7946, and the "crs" member of 2008), shapefile, GeoPackage.

Where the picture is georeferenced the coordinates are those of the file's coordinate reference system (CRS),
carried to the picture's; else they are pixels. GeoJSON that names no CRS is longitude and latitude on WGS 84;
numbers that cannot be degrees are taken in the picture's own CRS, and that is said.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from core.base.errors import ParameterError, ReadError
from core.base.sentences import _, listed, ngettext
from core.image.image import Described, Georeference
from core.roi.names import name_from, numbered
from core.roi.regions_of_interest import RegionOfInterest, RegionsOfInterest
from core.roi.shapes import FARTHEST_COORDINATE
from core.roi_files.geometry import check_polygon, polygons_in, region_parts

# Edges are straight in the CRS of the file: before they are carried to another they get points this often.
_STEPS = 256
_NAMES = ("name", "NAME", "Name", "title", "label", "id", "ID", "Id", "fid")


def read_map(path: Path, image: Described) -> RegionsOfInterest:
    """The regions of interest of a file of features. Raises ReadError."""
    layer = read_geojson(path) if path.suffix.lower() in (".geojson", ".json") else read_layer(path)
    found = [(each.name, polygons_in(each.geometry)) for each in layer.features]
    usable = [(name, polygons) for name, polygons in found if polygons]
    if not usable:
        there = [each.geometry for each in layer.features if each.geometry is not None]
        kinds = sorted({geometry.geom_type for geometry in there if not geometry.is_empty})
        sentence = (
            _("it holds no polygon, only {kinds}: a region of interest needs one.")
            if kinds
            else _("it holds no polygon: a region of interest needs one.")
        )
        raise ReadError(path, sentence.format(kinds=listed(kinds)))
    notes = []
    if len(usable) < len(found):
        n = len(found) - len(usable)
        notes.append(
            ngettext(
                "{name}: {n} feature without a polygon is left out.",
                "{name}: {n} features without a polygon are left out.",
                n,
            ).format(name=path.name, n=n)
        )
    try:
        for name, polygons in usable:
            for each in polygons:
                check_polygon(each, name)
    except ParameterError as error:
        raise ReadError(path, str(error)) from None
    every = [each for _name, polygons in usable for each in polygons]
    crs = _crs_of(path, image, layer, every)
    if image.georeference is not None and crs is None:
        notes.append(
            _(
                "{name} names no coordinate reference system: its coordinates are taken as those of "
                "the picture's map."
            ).format(name=path.name)
        )
    carry = _Carry(path, image, crs)
    notes += [carry.note] if carry.note else []
    carried = [
        (name, [each for each in map(carry, polygons) if each is not None], _wide(name, polygons, crs))
        for name, polygons in usable
    ]
    lost = len(every) - sum(len(polygons) for _name, polygons, _wide_note in carried)
    if lost == len(every):
        raise ReadError(path, _("its polygons lie where the map of the picture does not reach."))
    if lost:
        notes.append(
            ngettext(
                "{name}: {n} polygon beyond the reach of the picture's map is left out.",
                "{name}: {n} polygons beyond the reach of the picture's map are left out.",
                lost,
            ).format(name=path.name, n=lost)
        )
    return tuple(
        RegionOfInterest(name, region_parts(polygons), (*notes, *wide))
        for name, polygons, wide in carried
        if polygons
    )


def _wide(name: str, polygons: list[Any], crs: CRS | None) -> tuple[str, ...]:
    """A note on a polygon that may be meant to cross the antimeridian."""
    if crs is None or not crs.is_geographic:
        return ()
    if max(each.bounds[2] - each.bounds[0] for each in polygons) <= 180:
        return ()
    return (
        _(
            "“{name}” spans more than 180° of longitude: if it should cross the antimeridian instead, "
            "cut it there, as RFC 7946 asks."
        ).format(name=name),
    )


def _crs_of(path: Path, image: Described, layer: Layer, polygons: list[Any]) -> CRS | None:
    """The CRS of the coordinates; None where they are in the picture's map, or its pixels, already.

    Raises ReadError for coordinates on a map where the picture has none.
    """
    left, top, right, bottom = shapely.total_bounds(polygons)
    degrees = left >= -360 and right <= 360 and top >= -90 and bottom <= 90
    if image.georeference is None:
        if layer.named or (degrees and (left < 0 or top < 0)):
            sentence = (
                _(
                    "its coordinates are on a map ({crs}), but the picture has no georeference: give pixel "
                    "coordinates (x to the right and y down from the upper left corner), or the "
                    "georeferenced picture."
                )
                if layer.named
                else _(
                    "its coordinates look like degrees on a map, but the picture has no georeference: give "
                    "pixel coordinates (x to the right and y down from the upper left corner), or the "
                    "georeferenced picture."
                )
            )
            raise ReadError(path, sentence.format(crs=_crs_name(layer.crs)))
        return None
    return layer.crs if layer.named or degrees else None


def _crs_name(crs: CRS | None) -> str:
    """ "EPSG:4326", or what it calls itself."""
    if crs is None:
        return "unknown"
    authority = crs.to_authority(min_confidence=100)
    return ":".join(authority) if authority else str(crs.name)


def _map_of(path: Path, georeference: Georeference) -> CRS:
    """The horizontal CRS of a picture. Raises ReadError."""
    try:
        crs = CRS.from_user_input(georeference.crs)
    except CRSError:
        reason = _(
            "the coordinate reference system of the picture cannot be understood: use a mask or ImageJ."
        )
        raise ReadError(path, reason) from None
    return crs.sub_crs_list[0] if crs.is_compound else crs


class _Carry:
    """Call it with a geometry: that in pixels, or None where the picture's map does not reach it.

    note: what is to be said of it, or empty.

    crs: of the geometries; None where they are in the picture's map already, or in its pixels where it has
    no map. Raises ReadError.
    """

    def __init__(self, path: Path, image: Described, crs: CRS | None) -> None:
        self._transformer: Transformer | None = None
        self._inverse: np.ndarray | None = None
        self._turn = self._middle = 0.0
        self.note = ""
        if image.georeference is None:
            return
        target = _map_of(path, image.georeference)
        a, b, c, d, e, f = image.georeference.transform
        self._inverse = np.linalg.inv(np.array([[a, b, c], [d, e, f], [0, 0, 1]]))
        # The same meridian has many longitudes: the one next to the picture is meant.
        self._turn = 360.0 if target.is_geographic else 0.0
        self._middle = a * image.width / 2 + b * image.height / 2 + c
        if crs is None or crs.equals(target, ignore_axis_order=True):
            return
        try:
            self._transformer = Transformer.from_crs(crs, target, always_xy=True)
        except ProjError:
            reason = _("its coordinates ({crs}) cannot be carried to the picture's map.").format(
                crs=_crs_name(crs)
            )
            raise ReadError(path, reason) from None
        self.note = _("{name} was reprojected from {crs} to {target}.").format(
            name=path.name, crs=_crs_name(crs), target=_crs_name(target)
        )

    def __call__(self, geometry: Any) -> Any:
        if self._transformer is not None:
            left, top, right, bottom = geometry.bounds
            step = max(right - left, bottom - top) / _STEPS
            geometry = shapely.segmentize(geometry, step) if step > 0 else geometry
        try:
            with np.errstate(all="ignore"):  # what is beyond all numbers is refused below
                carried = shapely.transform(shapely.force_2d(geometry), self._points)
        except shapely.errors.GEOSException:  # of rings with a point that is no number
            return None
        points = shapely.get_coordinates(carried)
        return carried if np.isfinite(points).all() and np.abs(points).max() < FARTHEST_COORDINATE else None

    def _points(self, points: np.ndarray) -> np.ndarray:
        """(n, 2) to (n, 2)."""
        if self._transformer is not None:
            points = np.column_stack(self._transformer.transform(points[:, 0], points[:, 1]))
        if self._turn and len(points):
            turns = np.round((self._middle - points[:, 0].mean()) / self._turn)
            points = np.column_stack((points[:, 0] + self._turn * turns, points[:, 1]))
        if self._inverse is not None:
            points = points @ self._inverse[:2, :2].T + self._inverse[:2, 2]
            # A millionth of a pixel: an edge that ran through centres, or between pixels, does so again.
            points = np.round(points, 6)
        return points


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
        raise ReadError(path, _("it is no JSON, so it is no GeoJSON.")) from error
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
        raise ReadError(path, _("a geometry in it is damaged, or of a kind that GeoJSON has not.")) from None
    if not np.isfinite(shapely.get_coordinates(found)).all():
        raise ReadError(path, _("a coordinate in it is no finite number."))
    return found


def _named_crs(path: Path, member: Any) -> tuple[CRS | None, bool]:
    """Of the "crs" member of GeoJSON 2008; RFC 7946 has none, it is always WGS 84."""
    if member is None:
        return CRS.from_user_input("OGC:CRS84"), False
    try:
        return CRS.from_user_input(str(member["properties"]["name"])), True
    except (CRSError, KeyError, TypeError):
        raise ReadError(path, _("it names a coordinate reference system that is not known.")) from None


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
        meta, _ids, geometries, fields = pyogrio.raw.read(path, layer=layer, force_2d=True)
    except (DataSourceError, DataLayerError, FieldError, ValueError) as error:
        text = " ".join(str(error).split()).rstrip(".")
        raise ReadError(path, _("the file is damaged or incomplete ({text}).").format(text=text)) from None
    columns = dict(zip((str(each) for each in meta["fields"]), fields, strict=True))
    key = next((each for each in _NAMES if each in columns), None)
    try:
        shapes = shapely.from_wkb(geometries)
    except shapely.errors.ShapelyError:
        raise ReadError(path, _("a geometry in it is damaged.")) from None
    features = [
        MapFeature(
            name_from(columns[key][i] if key else None, numbered(path.stem, i + 1, len(shapes))), shape
        )
        for i, shape in enumerate(shapes)
    ]
    if not features:
        raise ReadError(path, _("it holds no features."))
    try:
        crs = CRS.from_user_input(meta["crs"]) if meta["crs"] else None
        return Layer(tuple(features), crs, crs is not None)
    except CRSError:
        raise ReadError(path, _("it names a coordinate reference system that is not known.")) from None
