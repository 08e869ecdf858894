"""Regions of interest on maps: GeoJSON (RFC 7946, and the "crs" member of 2008), shapefile, GeoPackage.

Where the picture is georeferenced the coordinates are those of the file's coordinate reference system (CRS),
carried to the picture's; else they are pixels. GeoJSON that names no CRS is longitude and latitude on WGS 84;
numbers that cannot be degrees are taken in the picture's own CRS, and that is said.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import shapely
from pyproj import CRS

from core.base.errors import ParameterError, ReadError
from core.image.image import Described
from core.roi.regions_of_interest import RegionOfInterest, RegionsOfInterest
from core.roi_files.carry import Carry, crs_name
from core.roi_files.geometry import check_polygon, parts_of, polygons_in
from core.roi_files.map_features import Layer, read_geojson, read_layer


def read_map(path: Path, image: Described) -> RegionsOfInterest:
    """The regions of interest of a file of features. Raises ReadError."""
    layer = read_geojson(path) if path.suffix.lower() in (".geojson", ".json") else read_layer(path)
    found = [(each.name, polygons_in(each.geometry)) for each in layer.features]
    usable = [(name, polygons) for name, polygons in found if polygons]
    if not usable:
        there = [each.geometry for each in layer.features if each.geometry is not None]
        kinds = sorted({geometry.geom_type for geometry in there if not geometry.is_empty})
        what = f", only {' and '.join(kinds)}" if kinds else ""
        raise ReadError(path, f"it holds no polygon{what}: a region of interest needs one.")
    notes = []
    if len(usable) < len(found):
        notes.append(f"{path.name}: {len(found) - len(usable)} features without a polygon are left out.")
    try:
        for name, polygons in usable:
            for each in polygons:
                check_polygon(each, name)
    except ParameterError as error:
        raise ReadError(path, str(error)) from None
    every = [each for _, polygons in usable for each in polygons]
    crs = _crs_of(path, image, layer, every)
    if image.georeference is not None and crs is None:
        notes.append(
            f"{path.name} names no coordinate reference system: its coordinates are taken as those of the "
            "picture's map."
        )
    carry = Carry(path, image, crs)
    notes += [carry.note] if carry.note else []
    carried = [
        (name, [each for each in map(carry, polygons) if each is not None], _wide(name, polygons, crs))
        for name, polygons in usable
    ]
    lost = len(every) - sum(len(polygons) for _, polygons, _ in carried)
    if lost == len(every):
        raise ReadError(path, "its polygons lie where the map of the picture does not reach.")
    if lost:
        notes.append(f"{path.name}: {lost} polygons beyond the reach of the picture's map are left out.")
    return tuple(
        RegionOfInterest(name, parts_of(polygons), (*notes, *wide))
        for name, polygons, wide in carried
        if polygons
    )


def _wide(name: str, polygons: list[Any], crs: CRS | None) -> tuple[str, ...]:
    """A note on a polygon that may be meant to cross the antimeridian."""
    if crs is None or not crs.is_geographic:
        return ()
    if max(each.bounds[2] - each.bounds[0] for each in polygons) <= 180:
        return ()
    note = f"“{name}” spans more than 180° of longitude: if it should cross the antimeridian instead, "
    return (f"{note}cut it there, as RFC 7946 asks.",)


def _crs_of(path: Path, image: Described, layer: Layer, polygons: list[Any]) -> CRS | None:
    """The CRS of the coordinates; None where they are in the picture's map, or its pixels, already.

    Raises ReadError for coordinates on a map where the picture has none.
    """
    left, top, right, bottom = shapely.total_bounds(polygons)
    degrees = left >= -360 and right <= 360 and top >= -90 and bottom <= 90
    if image.georeference is None:
        if layer.named or (degrees and (left < 0 or top < 0)):
            what = f"are on a map ({crs_name(layer.crs)})" if layer.named else "look like degrees on a map"
            raise ReadError(
                path,
                f"its coordinates {what}, but the picture has no georeference: give pixel coordinates "
                "(x to the right and y down from the upper left corner), or the georeferenced picture.",
            )
        return None
    return layer.crs if layer.named or degrees else None
