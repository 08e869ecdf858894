"""Regions of interest as GeoJSON and shapefile."""

from __future__ import annotations

import json
import math
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from core.base.errors import WriteError
from core.image.image import Described
from core.roi.regions_of_interest import RegionsOfInterest
from core.roi_files.geometry import geometry_of, polygons_in
from core.scale.lonlat import ToLonLat
from core.scale.straight_edges import denser, longest_on_map
from core.writing.replace import make_folder, write_bytes

# A name in a shapefile, in bytes.
_NAME_WIDTH = 254


def write_geojson(path: Path, regions: RegionsOfInterest, image: Described) -> None:
    """Longitude and latitude on WGS 84 as RFC 7946 asks; pixel coordinates where there is no georeference.

    Raises WriteError, ParameterError for a map that is not tied to the Earth.
    """
    geometries = _in_degrees([geometry_of(region) for region in regions], image)
    features = [
        {"type": "Feature", "properties": {"name": region.name}, "geometry": _mapping(geometry)}
        for region, geometry in zip(regions, geometries, strict=True)
    ]
    document = {"type": "FeatureCollection", "features": features}
    write_bytes(path, (json.dumps(document, ensure_ascii=False) + "\n").encode())


def write_shapefile(path: Path, regions: RegionsOfInterest, image: Described) -> None:
    """NAME.shp and the files beside it, in the picture's CRS; pixel coordinates without one.

    Raises WriteError.
    """
    import pyogrio

    georeference = image.georeference
    geometries = _on_map([geometry_of(region) for region in regions], image)
    make_folder(path.parent)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        made = Path(folder) / f"{path.stem}.shp"
        names = [each.name.encode()[:_NAME_WIDTH].decode("utf-8", "ignore") for each in regions]
        try:
            warnings.simplefilter("ignore")  # without a CRS it is pixel coordinates that are meant
            pyogrio.raw.write(
                made,
                geometry=shapely.to_wkb(np.array(geometries, dtype=object)),
                field_data=[np.array(names, dtype=object)],
                fields=["name"],
                geometry_type="Polygon",
                crs=None if georeference is None else georeference.crs,
                driver="ESRI Shapefile",
                encoding="UTF-8",
                promote_to_multi=False,
            )
        except Exception as error:  # GDAL's own words
            raise WriteError(path, f"{' '.join(str(error).split())}.") from None
        for each in sorted(Path(folder).iterdir(), key=lambda file: file.suffix == ".shp"):
            write_bytes(path.with_suffix(each.suffix), each.read_bytes())


def _on_map(geometries: list[Any], image: Described) -> list[Any]:
    """The geometries on the map; in degrees with points enough for what is drawn between them."""
    if image.georeference is None:
        return geometries
    a, b, c, d, e, f = image.georeference.transform
    longest = longest_on_map(image.georeference, image.height, image.width)
    if math.isfinite(longest):
        geometries = [_with_points(each, longest) for each in geometries]
    return [
        shapely.transform(each, lambda points: points @ np.array([[a, d], [b, e]]) + (c, f))
        for each in geometries
    ]


def _with_points(geometry: Any, longest: float) -> Any:
    kind, points, offsets = shapely.to_ragged_array([geometry])
    dense, rings = denser(points, offsets[0], longest)
    return shapely.from_ragged_array(kind, dense, (rings, *offsets[1:]))[0]


def _in_degrees(geometries: list[Any], image: Described) -> list[Any]:
    """The geometries on WGS 84, cut at the antimeridian. Raises ParameterError."""
    if image.georeference is None:
        return geometries
    several = [shapely.MultiPolygon(polygons_in(each)) for each in geometries]
    _, points, (rings, polygons, regions) = shapely.to_ragged_array(several)
    to_degrees = ToLonLat(image.georeference, image.height, image.width)
    return list(to_degrees.polygons(points, rings, polygons, regions))


def _mapping(geometry: Any) -> dict[str, Any]:
    """As RFC 7946 has it: outlines anticlockwise, holes clockwise, rings closed."""
    turned = [shapely.orient_polygons(each) for each in polygons_in(geometry)]
    coordinates = [
        [[list(point) for point in ring.coords] for ring in (each.exterior, *each.interiors)]
        for each in turned
    ]
    if len(coordinates) == 1:
        return {"type": "Polygon", "coordinates": coordinates[0]}
    return {"type": "MultiPolygon", "coordinates": coordinates}
