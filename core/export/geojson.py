"""STEM_regions.geojson: every region as a polygon, RFC 7946.

Longitude and latitude on WGS 84 where the picture lies on a map; else pixels, x to the right and y down from
the upper left corner, which the member "floe" says (RFC 7946 knows no such coordinates).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from core.base.errors import ParameterError, WriteError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import N_, _
from core.export.formats import Format
from core.export.geometry import (
    POINTS_AT_ONCE,
    OutlinedRegions,
    chunks_of_points,
    geometries,
    outlined_regions,
)
from core.pipeline.result import Result
from core.regions.region_filter import left_out_note
from core.scale.lonlat import ToLonLat
from core.writing.replace import replacing

DEGREES = "longitude, latitude (WGS 84)"
# How a ring begins when it is written for itself.
_LINE = '{"type":"LineString","coordinates":'
PIXELS = "pixels: x to the right, y down, from the upper left corner of the picture"


def _write(path: Path, result: Result, cancelled: Cancel) -> None:
    found = outlined_regions(result, cancelled)
    try:
        with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_text(result, found, cancelled))
    except ParameterError as error:
        raise WriteError(
            path, _("{error!s} A GeoPackage keeps the coordinates of the map.").format(error=error)
        ) from error


def _text(result: Result, found: OutlinedRegions, cancelled: Cancel) -> Iterator[str]:
    """The file in pieces. Raises Cancelled, ParameterError."""
    image, georeference = result.image, result.image.georeference
    degrees = ToLonLat(georeference, image.height, image.width) if georeference else None
    about = {
        "picture": Path(image.provenance.path).name,
        "sha256": image.provenance.sha256,
        "coordinates": DEGREES if degrees else PIXELS,
        "calibration": result.areas.calibration.description,
        **({"left_out": note} if (note := left_out_note(found.table)) else {}),
    }
    yield f'{{"type": "FeatureCollection",\n"floe": {_json(about)},\n"features": ['
    separator = "\n"
    for first, last in found.chunks_of_points(cancelled):
        yield separator + ",\n".join(_features(found, first, last, degrees, cancelled))
        separator = ",\n"
    yield "\n]}\n"


def _features(
    found: OutlinedRegions, first: int, last: int, degrees: ToLonLat | None, cancelled: Cancel
) -> Iterator[str]:
    """Raises Cancelled."""
    import numpy as np
    import shapely

    if degrees is None:
        shapes = geometries(found.outlines, first, last, None, multi=False)
    else:
        shapes = degrees.polygons(*found.outlines.part(first, last))
        decimals = degrees.decimals
        shapes = shapely.transform(shapes, lambda places: np.round(places, decimals))
        single = np.flatnonzero(shapely.get_num_geometries(shapes) == 1)
        shapes[single] = shapely.get_geometry(shapes[single], 0)
    raise_if_cancelled(cancelled)
    properties = found.properties(first, last)
    columns = [_texts(values) for values in properties.values()]
    named = ", ".join(f'"{name}": {{}}' for name in properties)
    feature = '{{"type": "Feature", "id": {}, "properties": {{' + named + '}}, "geometry": {}}}'
    yield from map(feature.format, _texts(properties["region"]), *columns, _geometry_texts(shapes, cancelled))


def _geometry_texts(shapes: NDArray[Any], cancelled: Cancel) -> Iterable[str]:
    """Polygons and MultiPolygons as GeoJSON. Raises Cancelled."""
    import shapely

    # One region may be most of a picture, with a million points.
    if len(shapes) > 1 or shapely.get_num_coordinates(shapes[0]) <= POINTS_AT_ONCE:
        texts: Iterable[str] = shapely.to_geojson(shapes)
        return texts
    return (_by_rings(shapes[0], cancelled),)


def _by_rings(shape: Any, cancelled: Cancel) -> str:
    """The same of one with many points, some rings at a time. Raises Cancelled."""
    import numpy as np
    import shapely

    rings, owners = shapely.get_rings(shapely.get_parts(shape), return_index=True)
    ends = np.cumsum(shapely.get_num_coordinates(rings))
    texts: list[str] = []
    for first, last in chunks_of_points(np.append(0, ends), cancelled, most=len(rings)):
        lines = shapely.to_geojson(rings[first:last])
        texts.extend(line[len(_LINE) : -1] for line in lines)
    first_of = np.append(np.flatnonzero(np.diff(owners, prepend=-1)), len(rings)).tolist()
    polygons = [f"[{','.join(texts[first:last])}]" for first, last in pairwise(first_of)]
    if shape.geom_type == "Polygon":
        return f'{{"type":"Polygon","coordinates":{polygons[0]}}}'
    return f'{{"type":"MultiPolygon","coordinates":[{",".join(polygons)}]}}'


def _texts(values: Sequence[Any]) -> list[str]:
    """Each of the values as JSON, encoded all at once: in quotes there are no line breaks."""
    return _json(values, separators=(",\n", ": "))[1:-1].split(",\n")


def _json(value: Any, **options: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, **options)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


_WHAT = N_("every region as a polygon: longitude and latitude on a map, else pixels (GeoJSON, RFC 7946)")
FORMAT = Format("geojson", "_regions.geojson", _write, "geometry", _WHAT)
