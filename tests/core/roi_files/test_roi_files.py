"""Files of regions of interest: read what others wrote, read back what Floe wrote, refuse what is wrong."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import rasterio.features
import roifile
import shapely
from PIL import Image as PillowImage
from pyproj import CRS, Transformer

import core.io.reader
from core.base.errors import ParameterError, ReadError, WriteError
from core.image.image import Georeference, Image, grid_of
from core.roi.regions_of_interest import RegionOfInterest, RegionPart, RegionsOfInterest, region_mask
from core.roi.shapes import Ellipse, Rectangle, Shape, polygon
from core.roi_files.formats import regions_for, write_regions

HEIGHT, WIDTH = 80, 100
POLAR = Georeference(CRS.from_epsg(3413).to_wkt(), (250.0, 0.0, 381_550.0, 0.0, -250.0, -899_225.0))
DEGREES = Georeference(CRS.from_epsg(4326).to_wkt(), (0.01, 0.0, 19.5, 0.0, -0.01, 39.9))
# Row 0 lies at 179.5° E, the date line runs through the middle.
DATE_LINE = Georeference(CRS.from_epsg(4326).to_wkt(), (0.01, 0.0, 179.5, 0.0, -0.01, 70.0))
# The pole is in the middle, the date line runs from it.
POLE = Georeference(CRS.from_epsg(3413).to_wkt(), (25_000.0, 0.0, -1_250_000.0, 0.0, -25_000.0, 1_000_000.0))
ROTATED = Georeference(CRS.from_epsg(32634).to_wkt(), (8.0, 3.0, 400_000.0, 3.0, -8.0, 4_400_000.0))
SQUARE = [[10, 10], [40, 10], [40, 30], [10, 30], [10, 10]]


def picture(georeference: Georeference | None = None) -> Image:
    return Image(np.zeros((HEIGHT, WIDTH, 3), np.uint8), georeference=georeference)


def read(path: Path, georeference: Georeference | None = None) -> RegionsOfInterest:
    return regions_for(path, grid_of(picture(georeference)))


def masks(regions: RegionsOfInterest) -> list[np.ndarray]:
    return [region_mask(region, HEIGHT, WIDTH) for region in regions]


def geojson(path: Path, *features: tuple[dict | None, Any], **members: Any) -> Path:
    rows = [{"type": "Feature", "properties": p, "geometry": g} for p, g in features]
    path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": rows}), "utf-8")
    return path


def area(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def to_map(points: Any, georeference: Georeference, crs: str | None = None) -> list[list[float]]:
    """Pixel coordinates to those of the picture's map, or of another CRS."""
    a, b, c, d, e, f = georeference.transform
    pixels = np.asarray(points, float)
    found = pixels @ np.array([[a, d], [b, e]]) + (c, f)
    if crs:
        transformer = Transformer.from_crs(CRS.from_wkt(georeference.crs), crs, always_xy=True)
        found = np.column_stack(transformer.transform(*found.T))
    return found.tolist()


def refused(path: Path, georeference: Georeference | None = None) -> str:
    with pytest.raises(ReadError) as error:
        read(path, georeference)
    assert str(error.value).startswith(f"Cannot read {path}: ")
    assert str(error.value).endswith(".")
    return error.value.reason


def test_geojson_in_pixels(tmp_path: Path) -> None:
    hole = [[20, 15], [20, 25], [30, 25], [30, 15], [20, 15]]
    island = area([[60, 60], [70, 60], [70, 71], [60, 60]])
    multi = {
        "type": "MultiPolygon",
        "coordinates": [area(SQUARE, hole)["coordinates"], island["coordinates"]],
    }
    path = geojson(
        tmp_path / "lakes.geojson", ({"name": "Lake"}, multi), ({"ID": 7}, area(SQUARE)), (None, island)
    )
    regions = read(path)
    assert [region.name for region in regions] == ["Lake", "7", "lakes 3"]
    assert not any(region.notes for region in regions)
    for found, geometry in zip(masks(regions), (multi, area(SQUARE), island), strict=True):
        expected = rasterio.features.geometry_mask(
            [geometry], (HEIGHT, WIDTH), rasterio.Affine(1, 0, 0, 0, 1, 0)
        )
        assert np.array_equal(found, ~expected)


@pytest.mark.parametrize("wrapped", ["feature", "geometry", "collection"])
def test_a_feature_and_a_geometry_alone(tmp_path: Path, wrapped: str) -> None:
    geometry = area(SQUARE)
    values = {
        "feature": {"type": "Feature", "id": "f9", "properties": None, "geometry": geometry},
        "geometry": geometry,
        "collection": {"type": "GeometryCollection", "geometries": [geometry]},
    }[wrapped]
    path = tmp_path / "one.json"
    path.write_text(json.dumps(values))
    (region,) = read(path)
    assert region.name == ("f9" if wrapped == "feature" else "one")
    assert masks((region,))[0].sum() == 600


@pytest.mark.parametrize("georeference", [POLAR, DEGREES, ROTATED])
@pytest.mark.parametrize("kind", ["degrees", "own crs member", "other crs member", "own without member"])
def test_geojson_on_a_map_lands_on_its_pixels(tmp_path: Path, georeference: Georeference, kind: str) -> None:
    own = CRS.from_wkt(georeference.crs).to_epsg()
    crs = {"degrees": "OGC:CRS84", "other crs member": "EPSG:3857"}.get(kind)
    # Edges are straight in the file's CRS, so the test takes them in short pieces.
    outline = np.array(shapely.Polygon(SQUARE).segmentize(0.5).exterior.coords) + 0.1
    coordinates = area(to_map(outline, georeference, crs))
    named = {"own crs member": f"urn:ogc:def:crs:EPSG::{own}", "other crs member": "EPSG:3857"}.get(kind)
    members = {"crs": {"type": "name", "properties": {"name": named}}} if named else {}
    path = geojson(tmp_path / "a.geojson", ({"name": "a"}, coordinates), **members)
    (region,) = read(path, georeference)
    expected = np.zeros((HEIGHT, WIDTH), np.bool_)
    expected[10:30, 10:40] = True
    assert np.array_equal(masks((region,))[0], expected)
    if kind == "own without member" and georeference is not DEGREES:
        (note,) = region.notes
        assert note.startswith("a.geojson names no coordinate reference system")
    elif (kind == "degrees" and georeference is not DEGREES) or kind == "other crs member":
        (note,) = region.notes
        assert note.startswith("a.geojson was reprojected from ")
        assert note.endswith(f"to EPSG:{own}.")
    else:
        assert region.notes == ()


def test_a_polygon_beyond_the_date_line_is_found_in_either_longitude(tmp_path: Path) -> None:
    outline = np.array(to_map(np.array([[60, 10], [90, 10], [90, 30], [60, 30], [60, 10]]) + 0.1, DATE_LINE))
    for turn in (0, -360):
        path = geojson(tmp_path / "a.geojson", (None, area((outline + np.array((turn, 0))).tolist())))
        assert masks(read(path, DATE_LINE))[0].sum() == 600


def test_a_very_wide_polygon_is_said(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "a.geojson", (None, area([[-179, 60], [179, 60], [179, 89], [-179, 89], [-179, 60]]))
    )
    (region,) = read(path, POLAR)
    assert any("antimeridian" in note for note in region.notes)


def test_what_lies_outside_is_left_out_and_said(tmp_path: Path) -> None:
    far = [[x + 500, y] for x, y in SQUARE]
    path = geojson(tmp_path / "a.geojson", (None, area(SQUARE)), (None, area(far)))
    (region,) = read(path)
    assert region.notes == ("a.geojson: 1 of 2 regions of interest lies outside the picture.",)
    path = geojson(tmp_path / "b.geojson", (None, area(far)))
    assert "lies outside the picture: it reaches from x 510 to 540" in refused(path)


def test_same_names_are_told_apart(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", *[({"name": " Lake\n"}, area(SQUARE))] * 3)
    assert [region.name for region in read(path)] == ["Lake", "Lake 2", "Lake 3"]


BOW_TIE = [[10, 10], [40, 30], [40, 10], [10, 30], [10, 10]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("no json", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[1, 2]", "it is JSON, but no GeoJSON"),
        ('{"type": "Topology"}', "it is JSON, but no GeoJSON"),
        ('{"type": "FeatureCollection", "features": []}', "it holds no features"),
        ('{"type": "FeatureCollection", "features": [null]}', "it holds no polygon"),
        ('{"type": "Polygon", "coordinates": []}', "it holds no polygon: a region of interest needs one"),
        ('{"type": "Point", "coordinates": [3, 4]}', "it holds no polygon, only Point"),
        ('{"type": "Polygon", "coordinates": "far"}', "a geometry in it is damaged"),
        ('{"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}', ""),
        (
            '{"type": "Polygon", "coordinates": [[[0, 0], [1e999, 1], [3, 9], [0, 0]]]}',
            "a geometry in it is damaged",
        ),
        (json.dumps(area([[0, 0], [1e308, 0], [1e308, 1e308], [0, 0]])), ""),
        (json.dumps(area(BOW_TIE)), "crosses itself near 25, 20"),
        (json.dumps({**area(SQUARE), "crs": {"properties": {"name": "EPSG:0"}}}), "that is not known"),
        (json.dumps({**area(SQUARE), "crs": {"properties": {"name": "EPSG:4326"}}}), "on a map (EPSG:4326)"),
        (json.dumps(area([[-45, 60], [-44, 60], [-44, 61], [-45, 60]])), "look like degrees on a map"),
    ],
)
def test_bad_geojson_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text(text)
    assert sentence in refused(path)


def test_other_bad_files(tmp_path: Path, monkeypatch) -> None:
    assert "No such file" in refused(tmp_path / "none.geojson")
    assert "it is no file" in refused(tmp_path)
    for name in ("bad.shp", "bad.gpkg", "bad.roi", "bad.zip"):
        (tmp_path / name).write_bytes(b"Iout" + bytes(80) if name == "bad.roi" else b"nothing of use")
        assert refused(tmp_path / name)
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refused(tmp_path / "empty.zip") == "it is a zip without ImageJ regions (.roi)."
    monkeypatch.setattr("core.roi_files.formats.LARGEST_REGION_FILE", 10)
    path = geojson(tmp_path / "large.geojson", (None, area(SQUARE)))
    assert "regions of interest may have" in refused(path)


def test_a_polygon_that_the_map_cannot_hold(tmp_path: Path) -> None:
    pole = area([[0, -90], [9, -90], [9, -80], [0, -80], [0, -90]])
    path = geojson(tmp_path / "a.geojson", (None, pole))
    assert "does not reach" in refused(path, POLAR)
    near = area(to_map(SQUARE, POLAR, "OGC:CRS84"))
    (region,) = read(geojson(tmp_path / "b.geojson", (None, pole), (None, near)), POLAR)
    assert region.name == "b 2"
    assert region.notes[-1] == "b.geojson: 1 polygon beyond the reach of the picture's map is left out."


@pytest.mark.parametrize(("suffix", "driver"), [(".shp", "ESRI Shapefile"), (".gpkg", "GPKG")])
def test_files_that_gdal_wrote(tmp_path: Path, suffix: str, driver: str) -> None:
    path = tmp_path / f"areas{suffix}"
    shape = shapely.Polygon(
        to_map(np.array(SQUARE) + 0.1, POLAR), [to_map([[20, 15], [25, 15], [25, 20]], POLAR)]
    )
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb(np.array([shape, shape.buffer(-1000)], dtype=object)),
        field_data=[np.array(["Süd", "Nord"], dtype=object)],
        fields=["NAME"],
        geometry_type="Polygon",
        crs="EPSG:3413",
        driver=driver,
    )
    regions = read(path, POLAR)
    assert [region.name for region in regions] == ["Süd", "Nord"]
    assert regions[0].notes == ()
    assert masks(regions)[0].sum() in range(585, 592)
    assert "on a map (EPSG:3413)" in refused(path)


def test_imagej_files(tmp_path: Path) -> None:
    rectangle, oval = roifile.ImagejRoi(), roifile.ImagejRoi()
    rectangle.roitype, oval.roitype = roifile.ROI_TYPE.RECT, roifile.ROI_TYPE.OVAL
    for roi in (rectangle, oval):
        roi.left, roi.top, roi.right, roi.bottom = 10, 20, 50, 40
    outline = roifile.ImagejRoi.frompoints(np.array(SQUARE[:4]), name="Floe é")
    line = roifile.ImagejRoi()
    line.roitype = roifile.ROI_TYPE.LINE
    path = tmp_path / "RoiSet.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, roi in (("a", rectangle), ("b", oval), ("c", outline), ("d", line)):
            archive.writestr(f"{name}.roi", roi.tobytes())
    regions = read(path)
    assert [region.name for region in regions] == ["a", "b", "Floe é"]
    assert regions[0].notes == ("RoiSet.zip: 1 line, angle, point or text is left out.",)
    assert regions[0].parts[0].shape == Rectangle(10, 20, 50, 40)
    assert regions[1].parts[0].shape == Ellipse(30, 30, 20, 10)
    assert masks(regions)[2].sum() == 600
    (tmp_path / "one.roi").write_bytes(outline.tobytes())
    assert read(tmp_path / "one.roi")[0].name == "Floe é"
    (tmp_path / "line.roi").write_bytes(line.tobytes())
    assert "only lines" in refused(tmp_path / "line.roi")


def test_a_mask_image(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).random((HEIGHT, WIDTH)) < 0.3
    path = tmp_path / "mask.png"
    PillowImage.fromarray(pixels.astype(np.uint8) * 3).save(path)
    (region,) = read(path)
    assert region.name == "mask"
    assert np.array_equal(masks((region,))[0], pixels)
    PillowImage.new("L", (5, 4)).save(path)
    assert refused(path) == (
        "as a mask it has 5 × 4 pixels, the picture has 100 × 80: both must have the same size."
    )
    PillowImage.new("L", (WIDTH, HEIGHT)).save(path)
    assert refused(path) == "as a mask it is empty: all its pixels are 0."


DRAWN: tuple[tuple[str, tuple[tuple[Shape, bool], ...]], ...] = (
    ("Box", ((Rectangle(10, 10, 40, 30), True),)),
    ("Öval", ((Ellipse(60.25, 40, 20, 10), True),)),
    (
        "cut",
        (
            (Rectangle(5, 5, 90, 70), True),
            (Rectangle(20, 20, 40, 40), False),
            (Rectangle(25, 25, 30, 30), True),
        ),
    ),
    ("two", ((polygon([(1.2, 1.1), (9, 1.3), (5, 9.2)], [(60, 60), (70, 60), (65, 75.4)]), True),)),
)


def drawn() -> RegionsOfInterest:
    return tuple(RegionOfInterest(name, tuple(RegionPart(*part) for part in parts)) for name, parts in DRAWN)


@pytest.mark.parametrize("georeference", [None, POLAR, DEGREES, ROTATED, DATE_LINE, POLE])
@pytest.mark.parametrize("suffix", [".geojson", ".shp", ".zip"])
def test_what_is_written_is_read_back(tmp_path: Path, georeference: Georeference | None, suffix: str) -> None:
    path = tmp_path / f"regions{suffix}"
    write_regions(path, drawn(), picture(georeference))
    found = read(path, georeference)
    assert [region.name for region in found] == [name for name, _ in DRAWN]
    for one, other, region in zip(masks(found), masks(drawn()), drawn(), strict=True):
        # An ellipse of chords may lose a centre that lies on its line.
        allowed = 2 if isinstance(region.parts[0].shape, Ellipse) and suffix != ".zip" else 0
        assert np.count_nonzero(one != other) <= allowed


@pytest.mark.parametrize("georeference", [POLAR, DATE_LINE, POLE])
def test_geojson_is_what_rfc_7946_asks(tmp_path: Path, georeference: Georeference) -> None:
    path = tmp_path / "a.geojson"
    write_regions(path, drawn(), picture(georeference))
    info, _, geometries, fields = pyogrio.raw.read(path)
    assert CRS.from_user_input(info["crs"]).to_epsg() == 4326
    assert list(fields[list(info["fields"]).index("name")]) == [name for name, _ in DRAWN]
    shapes = shapely.from_wkb(geometries)
    assert shapely.is_valid(shapes).all()
    left, bottom, right, top = shapely.total_bounds(shapes)
    assert left >= -180
    assert right <= 180
    assert max(abs(bottom), abs(top)) <= 90
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        geometry = feature["geometry"]
        several = geometry["type"] == "MultiPolygon"
        for rings in geometry["coordinates"] if several else [geometry["coordinates"]]:
            assert [shapely.LinearRing(ring).is_ccw for ring in rings] == [True] + [False] * (len(rings) - 1)


def test_a_shapefile_has_the_crs_of_the_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.shp"
    write_regions(path, drawn(), picture(ROTATED))
    info, _, geometries, _ = pyogrio.raw.read(path)
    assert CRS.from_user_input(info["crs"]).to_epsg() == 32634
    box = shapely.from_wkb(geometries[0])
    assert box.area == pytest.approx(600 * (8 * 8 + 3 * 3))


def test_imagej_reads_names_types_and_holes(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    write_regions(path, drawn(), picture())
    first = path.read_bytes()
    rois = roifile.ImagejRoi.fromfile(path)
    assert [roi.name for roi in rois] == [name for name, _ in DRAWN]
    assert [roi.roitype.name for roi in rois] == ["RECT", "OVAL", "RECT", "RECT"]
    assert (rois[0].left, rois[0].top, rois[0].right, rois[0].bottom) == (10, 10, 40, 30)
    assert len(rois[2].coordinates(multi=True)) == 3
    write_regions(path, drawn(), picture())
    assert path.read_bytes() == first


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name in ("a.geojson", "a.shp", "a.zip"):
        with pytest.raises(WriteError):
            write_regions(tmp_path / "file" / name, drawn(), picture())
    with pytest.raises(ParameterError, match="no format"):
        write_regions(tmp_path / "a.txt", drawn(), picture())


def test_a_map_that_is_named_a_compound_or_nonsense(tmp_path: Path) -> None:
    outline = area(to_map(np.array(SQUARE) + 0.1, POLAR, "OGC:CRS84"))
    path = geojson(tmp_path / "a.geojson", (None, outline))
    compound = CRS.from_user_input("EPSG:3413+5703").to_wkt()
    for crs in ("EPSG:3413", compound):
        assert masks(read(path, Georeference(crs, POLAR.transform)))[0].sum() == 600
    assert "cannot be understood" in refused(path, Georeference("LOCAL nonsense", POLAR.transform))
    local = CRS.from_wkt(
        'ENGCRS["site",EDATUM["site"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],UNIT["m",1]]'
    )
    assert "cannot be carried" in refused(path, Georeference(local.to_wkt(), POLAR.transform))


def test_masks_of_imagej_hold_what_imagej_counted(shared_data: Path) -> None:
    import csv

    for path in sorted((shared_data / "imagej").glob("*.png")):
        with path.with_name(f"{path.stem}_imagej.csv").open(encoding="utf-8-sig") as file:
            wanted = sum(float(row["Area"]) for row in csv.DictReader(file))
        mask = core.io.reader.read(path)
        (region,) = regions_for(path, grid_of(mask))
        assert region_mask(region, mask.height, mask.width).sum() == wanted


@pytest.mark.parametrize("georeference", [None, POLAR, DEGREES, ROTATED])
def test_coordinates_near_the_largest_number_are_refused_without_a_warning(
    georeference: Georeference | None, tmp_path: Path
) -> None:
    path = geojson(tmp_path / "a.geojson", (None, area([[0, 0], [1e308, 0], [1e308, 1e308], [0, 0]])))
    refused(path, georeference)
