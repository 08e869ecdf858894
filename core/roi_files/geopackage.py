"""Features of a GeoPackage (OGC 12-128), by SQLite alone.

GDAL would try further drivers on what its own for GeoPackage refuses, and some of those open addresses or
other files that the database names. SQLite is told to read tables and nothing else.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely

from core.base.errors import ReadError
from core.base.sentences import _
from core.roi.names import numbered
from core.roi_files.layer import Layer, MapFeature, feature_name, known_crs

if TYPE_CHECKING:
    from pyproj import CRS

# Features of one layer; more are no regions of interest.
_MOST_FEATURES = 100_000
_LONGEST_VALUE = 64 << 20
# Bytes of the envelope, by its code in the flags of a geometry (OGC 12-128, 2.1.3).
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_HEAD = 8
# Steps of SQLite's machine between two looks, and how many looks: a view may go on for ever.
_STEPS, _LOOKS = 1_000_000, 100
_KINDS_WITH_AREAS = {
    "POLYGON",
    "MULTIPOLYGON",
    "GEOMETRYCOLLECTION",
    "GEOMETRY",
    "SURFACE",
    "CURVEPOLYGON",
    "MULTISURFACE",
}
_TABLES = """
SELECT g.table_name, g.column_name, g.geometry_type_name, g.srs_id
FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
WHERE c.data_type = 'features'
"""
_SYSTEM = """
SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?
"""


def read_geopackage(path: Path) -> Layer:
    """The first layer with polygons, else the first. Raises ReadError."""
    try:
        # Not even a journal beside it is opened.
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            return _layer(path, database)
    except (sqlite3.Error, shapely.errors.ShapelyError, LookupError, TypeError, ValueError) as error:
        raise ReadError(path, _("it is no GeoPackage, or it is damaged.")) from error


def _layer(path: Path, database: sqlite3.Connection) -> Layer:
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    database.execute("PRAGMA trusted_schema = OFF")
    database.set_authorizer(_may)
    looks = count(1)
    database.set_progress_handler(lambda: next(looks) > _LOOKS, _STEPS)
    tables = database.execute(_TABLES).fetchall()
    if not tables:
        raise ReadError(path, _("it holds no features."))
    areas = [each for each in tables if str(each[2]).upper() in _KINDS_WITH_AREAS]
    table, column, _kind, system = (areas or tables)[0]
    crs = _crs(path, database, system)
    return Layer(_features(path, database, str(table), str(column)), crs, crs is not None)


def _features(path: Path, database: sqlite3.Connection, table: str, column: str) -> tuple[MapFeature, ...]:
    """column: that of the geometries."""
    key = _key(database, table)
    cursor = database.execute(f"SELECT * FROM {_quoted(table)} LIMIT {_MOST_FEATURES + 1}")  # noqa: S608
    columns = [each[0] for each in cursor.description]
    rows = cursor.fetchall()
    if not rows:
        raise ReadError(path, _("it holds no features."))
    if len(rows) > _MOST_FEATURES:
        raise ReadError(path, _("it holds more features than there may be regions of interest."))
    features = []
    for number, row in enumerate(rows, 1):
        attributes = dict(zip(columns, row, strict=True))
        geometry = _geometry(attributes.pop(column))
        attributes.pop(key, None)
        name = feature_name(attributes, numbered(path.stem, number, len(rows)))
        features.append(MapFeature(name, geometry))
    return tuple(features)


def _may(action: int, first: str | None, *_: object) -> int:
    describes = action == sqlite3.SQLITE_PRAGMA and first == "table_info"
    reads = describes or action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
    return sqlite3.SQLITE_OK if reads else sqlite3.SQLITE_DENY


def _key(database: sqlite3.Connection, table: str) -> str:
    """The column that numbers the rows: no name of a feature."""
    rows = database.execute(f"PRAGMA table_info({_quoted(table)})").fetchall()
    return next((str(row[1]) for row in rows if row[5]), "")


def _geometry(data: Any) -> Any:
    """Of the form of GeoPackage: a head, an envelope, well-known binary. Raises ValueError, TypeError."""
    if data is None:
        return None
    if data[:2] != b"GP":
        raise ValueError("no geometry of a GeoPackage")
    return shapely.from_wkb(data[_HEAD + _ENVELOPES[data[3] >> 1 & 7] :])


def _crs(path: Path, database: sqlite3.Connection, system: Any) -> CRS | None:
    """None where the file leaves it open (−1 and 0). Raises ReadError."""
    if system in (-1, 0):
        return None
    organization, code, definition = database.execute(_SYSTEM, (system,)).fetchone() or ("", "", "")
    if str(organization).upper() == "EPSG":
        return known_crs(path, f"EPSG:{code}")
    return known_crs(path, str(definition))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
