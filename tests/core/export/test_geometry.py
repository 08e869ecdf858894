"""Files of geometry, read back by GDAL (pyogrio), pyshp, sqlite3 and roifile."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pyogrio.errors
import pytest
import rasterio.features
import roifile
import shapefile
import shapely
from rasterio.crs import CRS

from core.base.errors import Cancelled, WriteError
from core.base.parallel import never_cancelled
from core.image.image import Georeference
from core.pipeline.result import Result
from core.scale.calibration import parse_pixel_size
from tests.core.export.shaped import SHAPES, format_of, shaped
from tests.core.measured import GREENLAND

GEOMETRY = ["geojson", "gpkg", "shapefile", "rois"]
POLE = Georeference(CRS.from_epsg(3413).to_wkt(), (25_000.0, 0.0, -125_000.0, 0.0, -25_000.0, 100_000.0))


def written(key: str, folder: Path, result: Result) -> Path:
    path = format_of(key).files(folder, "scene")[0]
    format_of(key).write(path, result, never_cancelled)
    return path


def rasterised(polygons: np.ndarray, values: list[int]) -> np.ndarray:
    """Polygons in pixels → the picture of these values, by GDAL."""
    pairs = zip(polygons.tolist(), values, strict=True)
    return rasterio.features.rasterize(pairs, out_shape=SHAPES.shape, dtype=np.int32)


@pytest.mark.parametrize("georeference", [None, GREENLAND, POLE])
def test_large_regions_are_the_same_text_ring_by_ring(
    georeference: Georeference | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = shaped(georeference=georeference)
    path = written("geojson", tmp_path, result)
    before = path.read_text()
    kinds = [each["geometry"]["type"] for each in json.loads(before)["features"]]
    assert {"Polygon", "MultiPolygon"} <= set(kinds)
    for module in ("geojson", "geometry"):
        monkeypatch.setattr(f"core.export.{module}.POINTS_AT_ONCE", 4)
    assert written("geojson", tmp_path, result).read_text() == before


@pytest.mark.parametrize("key", GEOMETRY)
@pytest.mark.parametrize("georeference", [None, GREENLAND])
def test_the_same_bytes_again(key: str, georeference: Georeference | None, tmp_path: Path) -> None:
    result = shaped(georeference=georeference)
    (tmp_path / "two").mkdir()
    paths = format_of(key).files(tmp_path, "scene")
    written(key, tmp_path, result)
    again = format_of(key).files(tmp_path / "two", "scene")
    written(key, tmp_path / "two", result)
    there = [path.exists() for path in paths]
    assert there[0]
    assert [path.exists() for path in again] == there
    for one, two in zip(paths, again, strict=True):
        assert not one.exists() or one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("key", GEOMETRY)
def test_a_cancel_leaves_nothing(key: str, tmp_path: Path) -> None:
    result = shaped()
    result.found_regions()
    path = format_of(key).files(tmp_path, "scene")[0]
    for looks in range(20):
        left = iter([False] * looks)
        with contextlib.suppress(Cancelled):  # a picture so small may be done first
            format_of(key).write(path, result, lambda left=left: next(left, True))
        assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]
        assert looks or not list(tmp_path.iterdir())


@pytest.mark.parametrize("key", ["geojson", "gpkg", "shapefile"])
def test_without_a_map_the_polygons_are_the_pixels(key: str, tmp_path: Path) -> None:
    result = shaped(typed=parse_pixel_size("0.5m"))
    path = written(key, tmp_path, result)
    meta, _, shapes, fields = pyogrio.raw.read(path)
    table = {name: values.tolist() for name, values in zip(meta["fields"], fields, strict=True)}
    polygons = shapely.from_wkb(shapes)
    assert shapely.is_valid(polygons).all()
    regions = result.found_regions()
    np.testing.assert_array_equal(rasterised(polygons, table["region"]), regions.ids)
    names = [item.name for item in result.classes]
    places = [names.index(name) + 1 for name in table["class"]]
    np.testing.assert_array_equal(rasterised(polygons, places), SHAPES)
    assert shapely.area(polygons).tolist() == table["pixels"] == regions["pixels"].tolist()
    assert table["area"] == [0.25 * pixels for pixels in table["pixels"]]
    assert set(table["unit"]) == {"m²"}
    assert table["clusters"] == [str(place) for place in places]


@pytest.mark.parametrize("key", ["gpkg", "shapefile"])
def test_on_a_map_they_lie_on_the_map(key: str, tmp_path: Path) -> None:
    result = shaped(georeference=GREENLAND)
    path = written(key, tmp_path, result)
    meta, _, shapes, fields = pyogrio.raw.read(path)
    assert CRS.from_user_input(meta["crs"]).to_epsg() == 3413
    polygons = shapely.from_wkb(shapes)
    width, _, west, _, height, north = GREENLAND.transform
    in_pixels = shapely.transform(polygons, lambda xy: (xy - (west, north)) / (width, height))
    np.testing.assert_array_equal(rasterised(in_pixels, fields[0].tolist()), result.found_regions().ids)
    np.testing.assert_allclose(shapely.area(polygons), result.found_regions()["pixels"] * 250.0**2)


def test_a_geopackage_without_gdal(tmp_path: Path) -> None:
    path = written("gpkg", tmp_path, shaped(georeference=GREENLAND))
    with sqlite3.connect(path) as base:
        ((name, kind, description, changed),) = base.execute(
            "SELECT table_name, data_type, description, last_change FROM gpkg_contents"
        )
        ((shape,),) = base.execute("SELECT geometry_type_name FROM gpkg_geometry_columns")
        classes = {row[0] for row in base.execute('SELECT "class" FROM regions')}
    base.close()
    assert (name, kind, shape) == ("regions", "features", "MULTIPOLYGON")
    assert "georeference (EPSG:3413)" in description
    assert changed.startswith("1970-01-01")
    assert classes == {"Wasser", "薄冰, thin “ice”", "лёд"}


def test_a_shapefile_without_gdal(tmp_path: Path) -> None:
    result = shaped(georeference=GREENLAND)
    path = written("shapefile", tmp_path, result)
    assert {each.suffix for each in tmp_path.iterdir()} == {".shp", ".dbf", ".shx", ".cpg", ".prj"}
    with shapefile.Reader(path) as file:
        assert file.encoding.lower().replace("_", "-") == "utf-8"
        records = [record.as_dict() for record in file.records()]
        areas = [shapely.geometry.shape(shape.__geo_interface__).area for shape in file.shapes()]
    assert [each["region"] for each in records] == result.found_regions()["region"].tolist()
    assert {each["class"] for each in records} == {"Wasser", "薄冰, thin “ice”", "лёд"}
    np.testing.assert_allclose(areas, [each["pixels"] * 250.0**2 for each in records])


def test_a_projection_of_another_picture_does_not_stay(tmp_path: Path) -> None:
    written("shapefile", tmp_path, shaped(georeference=GREENLAND))
    written("shapefile", tmp_path, shaped())
    assert not (tmp_path / "scene_regions.prj").exists()


def test_geojson_keeps_to_its_rfc(tmp_path: Path) -> None:
    result = shaped(georeference=POLE)
    path = written("geojson", tmp_path, result)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["type"] == "FeatureCollection"
    assert "crs" not in content
    assert content["floe"]["coordinates"] == "longitude, latitude (WGS 84)"
    assert len(content["features"]) == len(result.found_regions())
    for feature in content["features"]:
        assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")
        shape = shapely.geometry.shape(feature["geometry"])
        assert shape.is_valid
        for polygon in shapely.get_parts(shape):
            assert polygon.exterior.is_ccw
            assert not any(ring.is_ccw for ring in polygon.interiors)
        west, south, east, north = shape.bounds
        assert -180 <= west < east <= 180
        assert 80 < south < north <= 90
    assert pyogrio.read_info(path)["crs"] == "EPSG:4326"


def test_uncalibrated_is_said(tmp_path: Path) -> None:
    content = json.loads(written("geojson", tmp_path, shaped()).read_text(encoding="utf-8"))
    assert content["floe"]["calibration"] == "uncalibrated"
    assert content["floe"]["coordinates"].startswith("pixels: x to the right, y down")
    assert {feature["properties"]["unit"] for feature in content["features"]} == {"px²"}


def test_imagej_rois(tmp_path: Path) -> None:
    result = shaped()
    path = written("rois", tmp_path, result)
    regions = result.found_regions()
    rois = roifile.roiread(path)
    assert len(rois) == len(regions)
    ids = np.zeros(SHAPES.shape, np.int32)
    for roi in rois:
        region, name = roi.name.split("-", 1)
        place = [item.name for item in result.classes].index(name)
        assert place == regions.class_index[int(region) - 1]
        rings = roi.coordinates(multi=True)
        rings = rings if isinstance(rings, list) else [rings]
        shape = shapely.Polygon()
        for ring in rings:  # the even-odd rule, as ImageJ fills composites
            shape = shape.symmetric_difference(shapely.Polygon(ring))
        ids += rasterised(np.array([shape]), [int(region)])
    np.testing.assert_array_equal(ids, regions.ids)
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


@pytest.mark.parametrize("key", ["gpkg", "shapefile"])
@pytest.mark.parametrize(
    ("free", "words"),
    [(0, "the disk is full"), (1 << 40, r"GDAL could not write it \(it is Tuesday\)")],
)
def test_what_gdal_says_is_a_sentence(
    key: str, free: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise pyogrio.errors.DataSourceError("it is Tuesday.")

    monkeypatch.setattr(pyogrio.raw, "write", fail)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, free))
    with pytest.raises(WriteError, match=words):
        written(key, tmp_path, shaped())
    assert not list(tmp_path.iterdir())
