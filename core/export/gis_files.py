"""STEM_regions.gpkg and STEM_regions.shp: every region as a polygon in the map of the picture.

Without a map the coordinates are pixels, x to the right and y down, and the files name no CRS. Dates that
the formats ask for are 1970-01-01, so that the same result gives the same bytes.
"""

from __future__ import annotations

import errno
import math
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from core.base.errors import WriteError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import N_, _
from core.export.formats import Format
from core.export.geometry import OutlinedRegions, described, geometries, outlined_regions
from core.pipeline.result import Result
from core.regions.region_table import RegionTable
from core.scale.straight_edges import longest_on_map
from core.writing.replace import replacing, replacing_all

_DATE = "1970-01-01"
_LAYER = "regions"
_NOTHING_LEFT = 1 << 20  # bytes: GDAL does not tell a full disk from other failures
_CUT = N_("not all of it could be written; the disk may be full.")
# Of a GeoPackage: what has a row for each region, the index of places last.
_COUNTED = (_LAYER, f"rtree_{_LAYER}_geom_rowid")
_SIDECARS = (".dbf", ".shx", ".cpg", ".prj")


def _write_geopackage(path: Path, result: Result, cancelled: Cancel) -> None:
    found = outlined_regions(result, cancelled)
    options = {"DESCRIPTION": described(result.areas.calibration, found.table)}
    with _named(path), replacing(path) as part:
        _write_layer(part, found, result, cancelled, driver="GPKG", options=options)
        _check_geopackage(part, found)


def _write_shapefile(path: Path, result: Result, cancelled: Cancel) -> None:
    found = outlined_regions(result, cancelled)
    paths = (path, *_sidecars(path))
    if result.image.georeference is None:
        paths = paths[:-1]
    options = {"ENCODING": "UTF-8", "DBF_DATE_LAST_UPDATE": _DATE}
    with _named(path), replacing_all(paths) as parts:
        _write_layer(parts[0], found, result, cancelled, driver="ESRI Shapefile", options=options)
        _check_shapefile(parts[0])
    if result.image.georeference is None:
        _sidecars(path)[-1].unlink(missing_ok=True)  # of a file that was here before: it would be a lie


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except _GdalError as error:
        raise WriteError(path, str(error)) from error


def _write_layer(
    part: Path,
    found: OutlinedRegions,
    result: Result,
    cancelled: Cancel,
    *,
    driver: str,
    options: dict[str, str],
) -> None:
    """Raises _GdalError for anything that GDAL says, OSError for a full disk, Cancelled."""
    import pyogrio
    import shapely
    from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError

    georeference = result.image.georeference
    height, width = found.table.ids.shape
    longest = longest_on_map(georeference, height, width) if georeference else math.inf
    layer = _LAYER if driver == "GPKG" else part.stem
    common: dict[str, Any] = {"layer": layer, "driver": driver, "geometry_type": "MultiPolygon"}
    common["crs"] = georeference.crs if georeference else None
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{_DATE}T00:00:00.000Z"})
    try:
        for first, last in [*found.chunks(cancelled)] or [(0, 0)]:
            raise_if_cancelled(cancelled)
            shapes = geometries(found.outlines, first, last, georeference, multi=True, longest=longest)
            columns = found.properties(first, last)
            if driver != "GPKG":  # a shapefile has no other place for it
                columns |= _left_out(found.table, last - first)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that there is no CRS
                pyogrio.raw.write(
                    str(part),
                    geometry=shapely.to_wkb(shapes),
                    field_data=[_column(values) for values in columns.values()],
                    fields=list(columns),
                    append=first > 0,
                    layer_options=None if first else options,
                    **common,
                )
    except (DataSourceError, DataLayerError, FieldError, GeometryError) as error:
        if shutil.disk_usage(part.parent).free < _NOTHING_LEFT:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise _GdalError(
            _("GDAL could not write it ({error}).").format(error=str(error).rstrip("."))
        ) from error
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _check_geopackage(part: Path, found: OutlinedRegions) -> None:
    """GDAL says nothing of what it could not write when it closes a file. Raises _GdalError."""
    import sqlite3

    try:
        with closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as file:
            (sound,) = file.execute("PRAGMA quick_check").fetchone()
            counts = [file.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED]  # noqa: S608 - two fixed names
    except sqlite3.Error as error:
        raise _GdalError(_(_CUT)) from error
    if sound != "ok" or counts != [len(found.table)] * len(counts):
        raise _GdalError(_(_CUT))


def _check_shapefile(part: Path) -> None:
    """As `_check_geopackage`: the files of a shapefile say how long they are."""
    for suffix in (".shp", ".shx"):
        content = part.with_suffix(suffix).read_bytes()
        if len(content) < 100 or 2 * int.from_bytes(content[24:28], "big") != len(content):
            raise _GdalError(_(_CUT))
    table = part.with_suffix(".dbf").read_bytes()
    rows, head, row = (int.from_bytes(table[a:b], "little") for a, b in ((4, 8), (8, 10), (10, 12)))
    if len(table) < 32 or len(table) != head + rows * row + 1:
        raise _GdalError(_(_CUT))


def _left_out(table: RegionTable, rows: int) -> dict[str, list[Any]]:
    """Of how many regions each row is one, and by which filter, the crop, and how many pixels are in no
    region, where there are such; names of ten letters at most.
    """
    columns: dict[str, list[Any]] = {}
    if table.filter:
        columns |= {"of_regions": [table.found] * rows, "filter": [" ".join(table.filter)] * rows}
    if table.crop is not None:
        columns["crop"] = [table.crop.text] * rows
    counts = {"no_data_px": table.not_counted.without_data, "not_meas": table.not_counted.not_measured}
    columns |= {name: [number] * rows for name, number in counts.items() if number}
    return columns


class _GdalError(Exception):
    """Without the path: what is written is a temporary file."""


def _column(values: list[Any]) -> Any:
    """As an array whose type GDAL keeps."""
    kind = {int: np.int64, float: np.float64}.get(type(values[0]), object) if values else object
    return np.array(values, dtype=kind)


def _sidecars(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_suffix(suffix) for suffix in _SIDECARS)


_GPKG = N_("every region as a polygon in the map of the picture (GeoPackage)")
_SHP = N_("every region as a polygon in the map of the picture (shapefile with .dbf, .shx, .cpg, .prj)")
FORMATS = (
    Format("gpkg", "_regions.gpkg", _write_geopackage, "geometry", _GPKG),
    Format("shapefile", "_regions.shp", _write_shapefile, "geometry", _SHP, siblings=_sidecars),
)
