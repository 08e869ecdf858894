"""Files of regions of interest that were made to do harm, or that bring GEOS and GDAL down."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from pyproj import CRS

from core.base.errors import ReadError
from core.image.image import Georeference, Image, PixelGrid
from core.roi.regions_of_interest import RegionsOfInterest, region_mask
from core.roi_files.formats import regions_for, write_regions

CASES = Path(__file__).resolve().parents[2] / "cases" / "hostile"
GRID = PixelGrid(60, 80)
DEGREES = Georeference(CRS.from_epsg(4326).to_wkt(), (1 / 80, 0.0, -78.0, 0.0, -1 / 60, 25.0))
SQUARE = [[10, 10], [40, 10], [40, 30], [10, 30], [10, 10]]


def refused(path: Path, grid: PixelGrid = GRID) -> str:
    with pytest.raises(ReadError) as error:
        regions_for(path, grid)
    assert error.value.reason.endswith(".")
    return error.value.reason


def mask(regions: RegionsOfInterest) -> np.ndarray:
    (region,) = regions
    return region_mask(region, GRID.height, GRID.width)


@pytest.mark.parametrize("suffix", [".geojson", ".shp", ".zip"])
@pytest.mark.parametrize(
    ("name", "georeference"), [("touching.geojson", DEGREES), ("multipolygon.geojson", None)]
)
def test_a_ring_that_meets_itself_is_read_and_written(
    name: str, georeference: Georeference | None, suffix: str, tmp_path: Path
) -> None:
    grid = PixelGrid(60, 80, georeference)
    regions = regions_for(CASES / name, grid)
    found = mask(regions)
    polygon = shapely.make_valid(shapely.from_geojson((CASES / name).read_text()))
    a, _, c, _, e, f = georeference.transform if georeference else (1.0, 0, 0, 0, 1.0, 0)
    y, x = np.indices((60, 80)) + 0.5
    centres = shapely.points(a * x + c, e * y + f)
    clear = shapely.distance(polygon.boundary, centres) > 1e-6
    assert np.array_equal(found[clear], shapely.contains(polygon, centres)[clear])
    assert found.sum() > 100
    again = tmp_path / f"again{suffix}"
    write_regions(again, regions, Image(np.zeros((60, 80, 3), np.uint8), georeference=georeference))
    assert np.array_equal(mask(regions_for(again, grid))[clear], found[clear])


def rings(*points: Any) -> str:
    return json.dumps({"type": "Polygon", "coordinates": list(points)})


@pytest.mark.parametrize(
    "text",
    [
        rings(SQUARE, []),
        rings([]),
        rings([], SQUARE),
        rings([[1, 1]]),
        rings([[1, 1], [2, 2]]),
        rings([[1, 1], [2, 2], [1, 1]]),
        rings([[1, 1]] * 9),
        rings([[None, 1], [2, 2], [3, 1], [1, 1]]),
        rings([["a", 1], [2, 2], [3, 1], [1, 1]]),
        rings([[[1], 1], [2, 2], [3, 1], [1, 1]]),
        rings([*SQUARE[:-1], [10, float("nan")], [10, 10]]),
        rings([*SQUARE[:-1], [float("inf"), 12], [10, 10]]),
        rings([[10**400, 1], [2, 2], [3, 1], [10**400, 1]]),
        rings([[x * 1e-320, x * 1e-320] for x in (0, 1, 2, 0)]),
        rings([[0, 0], [0, 50], [0, 0], [50, 0], [0, 0]]),
        json.dumps({"type": "MultiPolygon", "coordinates": [[SQUARE], [[]], []]}),
        json.dumps({"type": "MultiPolygon", "coordinates": [[[SQUARE]]]}),
        '{"type": "GeometryCollection", "geometries": [' * 400 + "]}" * 400,
        '{"type":"Feature","geometry":' * 90 + "null" + "}" * 90,
        '{"type": "FeatureCollection", "features": {"0": 1}}',
        '{"type": "Polygon", "coordinates": [[[0,0],[9,0],[9,9],[0,0]]], "type": "Point"}',
        '{"type": ["Polygon"], "coordinates": 1}',
        "\0" * 50,
        '{"type": "Polygon\\ud800", "coordinates": []}',
    ],
    ids=lambda text: text[:60],
)
@pytest.mark.parametrize("georeference", [None, DEGREES])
def test_bad_geojson(text: str, georeference: Georeference | None, tmp_path: Path) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text(text)
    try:
        regions = regions_for(path, PixelGrid(60, 80, georeference))
    except (ReadError, RecursionError):
        return
    assert all(region.parts for region in regions)


def test_a_name_of_strange_signs(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    feature = {
        "type": "Feature",
        "properties": {"name": "a\0b\n\ud800c" + "x" * 10**6},
        "geometry": json.loads(rings(SQUARE)),
    }
    path.write_text(json.dumps(feature))
    (region,) = regions_for(path, GRID)
    assert region.name == "a b c" + "x" * 195


def test_a_star_of_many_edges_over_the_whole_picture_is_refused(tmp_path: Path) -> None:
    """Each row of a tall picture would be crossed by each of its edges."""
    points = [[i / 1000, (i % 2) * 20_000] for i in range(60_000)]
    path = tmp_path / "star.geojson"
    path.write_text(rings([*points, [60, 30_000], [0, 30_000], [0, 0]]))
    assert "simplify them" in refused(path, PixelGrid(20_000, 100))


def test_a_point_out_of_all_reach_beside_sound_ones(tmp_path: Path) -> None:
    """GEOS has no steps between them when the outline is carried to another map."""
    far = [[786_450.0, -366_690.0], [786_760.0, -366_680.0], [786_850.0, -366_910.0], [-1e308, -366_950.0]]
    values = {**json.loads(rings([*far, far[0]])), "crs": {"properties": {"name": "EPSG:3413"}}}
    path = tmp_path / "far.geojson"
    path.write_text(json.dumps(values))
    assert "does not reach" in refused(path, PixelGrid(60, 80, DEGREES))


def test_a_line_that_goes_to_and_fro_gets_no_more_points_than_it_can_hold(tmp_path: Path) -> None:
    points = [[-78 + i * 1e-6, 24 + (i % 2)] for i in range(5_000)]
    values = json.loads(rings([*points, [-77.9, 26], [-78, 26], points[0]]))
    path = tmp_path / "comb.geojson"
    path.write_text(json.dumps(values))
    polar = Georeference(CRS.from_epsg(32618).to_wkt(), (1000.0, 0, 150_000.0, 0, -1000.0, 2_800_000.0))
    (region,) = regions_for(path, PixelGrid(200, 200, polar))
    (part,) = region.parts
    assert 100_000 < len(part.shape.points) < 220_000


def database(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as made:
        for statement in statements:
            made.execute(statement)
        made.commit()
    return path


TABLES = (
    "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)",
    "CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id INT)",
    "CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id, definition)",
    "INSERT INTO gpkg_contents VALUES ('t', 'features')",
    "INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'POLYGON', 7)",
)
FOR_EVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n)"
SIXTEEN = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 16)"
SQUARE_HEX = shapely.to_wkb(shapely.Polygon(SQUARE)).hex()
ROWS = (
    "CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT)",
    (f"INSERT INTO t VALUES (1, X'4750000100000000{SQUARE_HEX}', 'Lake')"),
)


def test_a_plain_database_without_a_crs_is_read(tmp_path: Path) -> None:
    path = database(tmp_path / "a.gpkg", *(each.replace("7)", "-1)") for each in TABLES), *ROWS)
    (region,) = regions_for(path, GRID)
    assert region.name == "Lake"
    assert mask((region,)).sum() == 600


@pytest.mark.parametrize(
    "statements",
    [
        (),
        TABLES,
        (*TABLES, "CREATE VIEW t AS SELECT readfile('/etc/passwd') AS geom"),
        (*TABLES, "CREATE VIEW t AS SELECT load_extension('x') AS geom"),
        (
            *TABLES,
            f"CREATE VIEW t AS {FOR_EVER} SELECT * FROM n",
        ),
        (*TABLES, "CREATE VIEW t AS SELECT zeroblob(900000000) AS geom"),
        (
            *TABLES,
            f"CREATE TABLE n AS {SIXTEEN} SELECT i FROM n",
            "CREATE VIEW t AS SELECT a.i AS geom FROM n a, n b, n c, n d, n e, n f, n g, n h WHERE h.i > 99",
        ),
        (*TABLES, "CREATE TABLE t (other BLOB)", "INSERT INTO t VALUES (X'00')"),
        (*TABLES, "CREATE TABLE t (geom BLOB)", "INSERT INTO t VALUES ('text')"),
        (*TABLES, "CREATE TABLE t (geom BLOB)", "INSERT INTO t VALUES (X'4750')"),
        (
            *TABLES,
            "CREATE TABLE t (geom BLOB)",
            "INSERT INTO t VALUES (X'47500001000000000103000000FFFFFFFF')",
        ),
        (*TABLES, *ROWS, "INSERT INTO gpkg_spatial_ref_sys VALUES (7, 'NONE', 1, '+init=/var/run/fifo:1')"),
        (*TABLES, *ROWS, "INSERT INTO gpkg_spatial_ref_sys VALUES (7, 'EPSG', 99999999, '')"),
    ],
)
def test_a_bad_database(statements: tuple[str, ...], tmp_path: Path) -> None:
    refused(database(tmp_path / "a.gpkg", *statements))


def test_a_database_reads_nothing_beside_it(tmp_path: Path) -> None:
    """ATTACH in a view is no SQL, but a journal with the right name would be rolled back into the file."""
    path = database(tmp_path / "a.gpkg", *TABLES, *ROWS)
    for ending in ("-journal", "-wal", "-shm"):
        (tmp_path / f"a.gpkg{ending}").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + bytes(600))
    before = path.read_bytes()
    refused(path)  # its CRS is not known
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 4


def test_a_shapefile_alone_or_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.shp"
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb(np.array([shapely.Polygon(SQUARE)], dtype=object)),
        field_data=[np.array(["Lake"], dtype=object)],
        fields=["name"],
        geometry_type="Polygon",
        crs="EPSG:32633",
        driver="ESRI Shapefile",
    )
    for ending in (".shx", ".dbf", ".prj", ".cpg"):
        path.with_suffix(ending).unlink()
        try:
            (region,) = regions_for(path, GRID)
        except ReadError:
            continue
        assert mask((region,)).sum() == 600
    content = path.read_bytes()
    for length in range(8, len(content), 8):
        path.write_bytes(content[:length])
        refused(path)
