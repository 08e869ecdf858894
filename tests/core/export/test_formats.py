"""What each format holds, read back by other programs."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import cv2
import numpy as np
import pytest
import rasterio
from PIL import Image as PillowImage
from rasterio.crs import CRS

import core.export
from core.base.errors import WriteError
from core.base.parallel import never_cancelled
from core.export.class_mask import write_class_mask
from core.export.formats import Format, formats
from core.export.geotiff import write_geotiff
from core.export.labels_png import write_labels_png
from core.export.tables.columns import AREA_COLUMNS
from core.image.image import Georeference
from core.pipeline.result import Result
from core.scale.calibration import parse_pixel_size
from tests.core.measured import COLOURS, GREENLAND, measured, three_colours

ROTATED_POLE = "+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=39 +lon_0=18 +R=6371229"


def format_of(key: str) -> Format:
    return next(each for each in formats() if each.key == key)


def written(key: str, folder: Path, result: Result) -> Path:
    path = folder / f"scene{format_of(key).ending}"
    format_of(key).write(path, result, never_cancelled)
    return path


def test_what_every_run_writes() -> None:
    """A contract: scripts rely on these names."""
    mapped, plain = measured(three_colours(georeference=GREENLAND)), measured(three_colours())
    usual = [(each.key, each.ending) for each in formats() if each.usual(mapped)]
    assert usual == [
        ("labels", "_labels.png"),
        ("labels_tif", "_labels.tif"),
        ("segmented", "_segmented.png"),
        ("areas", "_areas.csv"),
    ]
    assert [each.key for each in formats() if each.usual(plain)] == ["labels", "segmented", "areas"]


def test_keys_and_names_are_each_used_once() -> None:
    assert len({each.key for each in formats()}) == len(formats())
    assert len({each.ending for each in formats()}) == len(formats())


@pytest.mark.parametrize("key", ["areas", "labels", "labels_tif", "segmented"])
def test_the_same_bytes_again(key: str, tmp_path: Path) -> None:
    result = measured(three_colours(georeference=GREENLAND, no_data=True))
    first = written(key, tmp_path, result).read_bytes()
    assert written(key, tmp_path, result).read_bytes() == first
    assert set(tmp_path.iterdir()) == set(format_of(key).files(tmp_path, "scene"))


@pytest.mark.parametrize("k", [2, 200, 255])
def test_whoever_reads_the_labels_reads_cluster_ids(k: int, tmp_path: Path) -> None:
    labels = (np.arange(40 * 30, dtype=np.int64) % (k + 1)).astype(np.uint8).reshape(40, 30)
    path = tmp_path / "labels.png"
    write_labels_png(path, labels)
    with PillowImage.open(path) as picture:
        assert picture.mode == "P"
        np.testing.assert_array_equal(np.asarray(picture), labels)
    expanded = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    np.testing.assert_array_equal(expanded, np.repeat(labels[:, :, None], 3, axis=2))
    np.testing.assert_array_equal(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE), labels)
    assert path.read_bytes()[24] == 8  # bit depth


def test_the_geotiff_lies_where_the_picture_lies(tmp_path: Path) -> None:
    result = measured(three_colours(georeference=GREENLAND, no_data=True))
    with rasterio.open(written("labels_tif", tmp_path, result)) as raster:
        assert raster.crs == CRS.from_epsg(3413)
        assert tuple(raster.transform)[:6] == GREENLAND.transform
        assert (raster.dtypes, raster.nodata, raster.compression.value) == (("uint8",), 0, "DEFLATE")
        np.testing.assert_array_equal(raster.read(1), result.segmentation.labels)
        table = raster.colormap(1)
    assert [table[i] for i in (1, 2, 3)] == [(*colour, 255) for colour in COLOURS.tolist()]


@pytest.mark.parametrize(
    "georeference",
    [
        Georeference("EPSG:4326", (0.01, 0.0, 10.0, 0.0, -0.02, 60.0)),
        Georeference("EPSG:32633", (7.0, 7.0, 5e5, 7.0, -7.0, 6e6)),
        Georeference("EPSG:2263", (10.0, 0.0, 1e6, 0.0, 10.0, 2e5)),
    ],
)
def test_degrees_turned_grids_and_feet_come_back(georeference: Georeference, tmp_path: Path) -> None:
    path = tmp_path / "x.tif"
    write_geotiff(path, np.ones((3, 4), np.uint8), georeference, nodata=None)
    with rasterio.open(path) as raster:
        assert raster.crs == CRS.from_user_input(georeference.crs)
        assert tuple(raster.transform)[:6] == pytest.approx(georeference.transform, rel=1e-12)
        assert raster.nodata is None


@pytest.mark.parametrize(
    ("crs", "words"),
    [
        ("nonsense", "GeoTIFF cannot hold it"),
        (CRS.from_string(ROTATED_POLE).to_wkt(), "cannot hold the coordinate reference system"),
    ],
)
def test_a_crs_that_geotiff_cannot_hold_is_a_sentence(crs: str, words: str, tmp_path: Path) -> None:
    unfit = Georeference(crs, GREENLAND.transform)
    with pytest.raises(WriteError, match=words):
        write_geotiff(tmp_path / "x.tif", np.ones((3, 4), np.uint8), unfit, nodata=None)
    assert not list(tmp_path.iterdir())


def test_the_segmented_picture_shows_mean_colours(tmp_path: Path) -> None:
    image = three_colours()
    with PillowImage.open(written("segmented", tmp_path, measured(image))) as picture:
        assert picture.mode == "RGB"
        np.testing.assert_array_equal(np.asarray(picture), image.pixels)


def test_no_data_is_transparent(tmp_path: Path) -> None:
    image = three_colours(no_data=True)
    with PillowImage.open(written("segmented", tmp_path, measured(image))) as picture:
        assert picture.mode == "RGBA"
        pixels = np.asarray(picture)
    assert (pixels[0] == 0).all()
    assert (pixels[1:, :, 3] == 255).all()
    np.testing.assert_array_equal(pixels[1:, :, :3], image.pixels[1:])


def test_the_area_table(tmp_path: Path) -> None:
    result = measured(three_colours(), typed=parse_pixel_size("0.5m"), name='thin "ice", 薄冰')
    text = written("areas", tmp_path, result).read_bytes().decode()
    water, ice = csv.DictReader(io.StringIO(text, newline=""))
    assert text.startswith("class,clusters,colour,pixels,fraction,area,unit,scale source,")
    assert tuple(water) == tuple(AREA_COLUMNS)
    assert (water["class"], water["clusters"], water["colour"]) == ("1", "1", "#0a141e")
    assert (ice["class"], ice["clusters"]) == ('thin "ice", 薄冰', "2;3")
    assert int(water["pixels"]) + int(ice["pixels"]) == 48
    assert float(ice["area"]) == int(ice["pixels"]) * 0.25
    assert float(ice["fraction"]) == int(ice["pixels"]) / 48
    assert (ice["unit"], ice["scale source"], ice["area method"], ice["planar area"]) == (
        "m²",
        "typed",
        "planar",
        "",
    )


def test_the_area_table_of_a_map_has_both_areas(tmp_path: Path) -> None:
    path = written("areas", tmp_path, measured(three_colours(georeference=GREENLAND)))
    with path.open(newline="", encoding="utf-8") as file:
        _, ice = csv.DictReader(file)
    assert (ice["unit"], ice["scale source"], ice["area method"]) == ("km²", "georeference", "geodesic")
    assert float(ice["planar area"]) == int(ice["pixels"]) * 0.0625
    assert float(ice["area"]) == pytest.approx(float(ice["planar area"]) / 0.955, rel=0.01)


def test_the_mask_of_a_class(tmp_path: Path) -> None:
    result = measured(three_colours(georeference=GREENLAND, no_data=True))
    labels, ice = result.segmentation.labels, result.classes[1]
    expected = np.where(np.isin(labels, (2, 3)), 255, 0)
    write_class_mask(tmp_path / "ice.png", labels, ice)
    with PillowImage.open(tmp_path / "ice.png") as picture:
        assert picture.mode == "L"
        np.testing.assert_array_equal(np.asarray(picture), expected)
    write_class_mask(tmp_path / "ice.TIF", labels, ice, GREENLAND)
    with rasterio.open(tmp_path / "ice.TIF") as raster:
        assert raster.crs == CRS.from_epsg(3413)
        np.testing.assert_array_equal(raster.read(1), expected)


def test_masks_that_cannot_be_written(tmp_path: Path) -> None:
    result = measured(three_colours())
    labels, ice = result.segmentation.labels, result.classes[1]
    with pytest.raises(WriteError, match=r"no georeference for a GeoTIFF; choose a name ending in \.png"):
        write_class_mask(tmp_path / "ice.tif", labels, ice)
    with pytest.raises(WriteError, match=r"as \.png or \.tif"):
        write_class_mask(tmp_path / "ice.jpg", labels, ice)
    assert not list(tmp_path.iterdir())


def test_exporters_do_not_know_each_other() -> None:
    """What they share lies in modules without a format: a new one is one new file and nothing else."""
    folder = Path(core.export.__file__).parent
    texts = {path.stem: path.read_text("utf-8") for path in folder.glob("*.py")}
    exporters = {name for name, text in texts.items() if re.search(r"^FORMATS? = ", text, re.MULTILINE)}
    assert {"csv_tables", "report_pdf", "table_files"} <= exporters
    for name in exporters:
        imported = set(re.findall(r"core\.export\.(\w+)", texts[name]))
        assert not imported & (exporters - {name})
