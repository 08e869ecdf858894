"""Formats of other programs, and what is sound in them but beyond Floe, or hostile."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import tifffile
from rasterio.shutil import copy
from rasterio.transform import Affine
from scipy.io import netcdf_file

from tests.ui.cli.called import complaint, run_json

ENVI = Path(__file__).resolve().parents[2] / "cases" / "25_formats"
GRID = {"crs": "EPSG:32633", "transform": Affine(10.0, 0.0, 500_000.0, 0.0, -10.0, 7_800_000.0)}
# 600 of 4,800 pixels are bright.
VALUES = np.full((60, 80), 100, np.uint16)
VALUES[10:30, 20:50] = 900


def raster(path: Path, values: np.ndarray, driver: str = "GTiff", **options: Any) -> Path:
    """values: (bands, height, width)."""
    count, height, width = values.shape
    profile = {"count": count, "height": height, "width": width, "dtype": values.dtype, **GRID, **options}
    with rasterio.open(path, "w", driver=driver, **profile) as file:
        file.write(values)
    return path


def clusters(capsys, picture: Path, out: Path, *options: object) -> tuple[list[int], dict[str, Any]]:
    (found,) = run_json(capsys, picture, "-o", out, "-k", "2", "--no-uncertainty", *options)
    return [each["pixels"] for each in found["clusters"]], found


@pytest.mark.parametrize("name", ["k10_envi.img", "k10_envi.hdr"])
def test_envi_with_its_header(capsys, out: Path, name: str) -> None:
    pixels, found = clusters(capsys, ENVI / name, out)
    assert pixels == [10_743, 1_257]
    assert found["classes"][1]["planar_area"] == pytest.approx(0.1257)
    assert found["calibration"]["unit"] == "km²"
    (side_file,) = found["image"]["side_files"]
    assert {name, side_file["name"]} == {"k10_envi.img", "k10_envi.hdr"}


def test_envi_that_is_cut_short(capsys, out: Path, tmp_path: Path) -> None:
    (tmp_path / "a.hdr").write_bytes((ENVI / "k10_envi.hdr").read_bytes())
    (tmp_path / "a.img").write_bytes((ENVI / "k10_envi.img").read_bytes()[:-1])
    assert "cut short" in complaint(capsys, "segment", tmp_path / "a.img", "-o", out)
    (tmp_path / "a.img").unlink()
    assert "not beside it" in complaint(capsys, "segment", tmp_path / "a.hdr", "-o", out)


def test_jpeg_2000_is_as_stored(capsys, out: Path, tmp_path: Path) -> None:
    picture = raster(
        tmp_path / "a.jp2", np.stack([VALUES] * 3), "JP2OpenJPEG", QUALITY="100", REVERSIBLE="YES"
    )
    pixels, found = clusters(capsys, picture, out)
    assert pixels == [4_200, 600]
    assert found["clusters"][1]["centroid"] == [900.0] * 3
    assert found["calibration"]["crs"] == "EPSG:32633"


@pytest.mark.parametrize(("form", "name"), [("NC", "a.nc"), ("NC4", "a.nc"), ("NC4", "a.h5")])
def test_netcdf_and_hdf5(capsys, out: Path, tmp_path: Path, form: str, name: str) -> None:
    source = raster(tmp_path / "a.tif", VALUES[None].astype(np.float32))
    copy(source, tmp_path / "made.nc", driver="netCDF", FORMAT=form)
    (tmp_path / "made.nc").rename(tmp_path / name)
    pixels, found = clusters(capsys, tmp_path / name, out)
    assert pixels == [4_200, 600]
    assert found["clusters"][1]["centroid"] == [900.0]
    assert found["classes"][1]["planar_area"] == pytest.approx(0.06)


def test_a_variable_of_several_is_chosen_as_a_page(capsys, out: Path, tmp_path: Path) -> None:
    picture = tmp_path / "a.nc"
    with netcdf_file(picture, "w") as file:
        for axis, size in (("y", 60), ("x", 80), ("v", 20), ("u", 20)):
            file.createDimension(axis, size)
        file.createVariable("small", "f4", ("v", "u"))[:] = np.eye(20)
        file.createVariable("ice", "f4", ("y", "x"))[:] = VALUES
        file.createVariable("snow", "f4", ("y", "x"))[:] = 1000 - VALUES.astype(int)
    pixels, found = clusters(capsys, picture, out)
    assert pixels == [4_200, 600], "the first of the largest"
    said = "Only the variable ice of 3 was read; choose by page: 1 ice, 2 snow and 3 small."
    assert said in found["warnings"]
    assert clusters(capsys, picture, out, "--page", "2")[0] == [600, 4_200]
    assert clusters(capsys, picture, out, "--page", "3")[0] == [380, 20]
    assert "it has no page 4: choose 1 to 3." in complaint(
        capsys, "segment", picture, "-o", out, "--page", "4"
    )


@pytest.mark.parametrize(
    ("array", "bands"),
    [
        (VALUES, 1),
        (np.stack([VALUES] * 3), 3),
        (np.stack([VALUES] * 3, axis=-1), 3),
        (np.asfortranarray(VALUES), 1),
        (VALUES.astype(np.float16), 1),
        (VALUES.astype(np.int64), 1),
        (VALUES.astype(">u2"), 1),
        (VALUES > 500, 1),
    ],
)
def test_numpy_arrays(capsys, out: Path, tmp_path: Path, array: np.ndarray, bands: int) -> None:
    np.save(tmp_path / "a.npy", array)
    pixels, found = clusters(capsys, tmp_path / "a.npy", out)
    assert pixels == [4_200, 600]
    assert found["image"]["bands"] == bands


def test_an_array_of_objects_is_refused_and_nothing_in_it_runs(capsys, out: Path, tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (tmp_path / "ran",)

    np.save(tmp_path / "a.npy", np.array([[Evil()]], dtype=object), allow_pickle=True)
    assert "objects" in complaint(capsys, "segment", tmp_path / "a.npy", "-o", out)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("georeferenced", [False, True])
def test_half_floats(capsys, out: Path, tmp_path: Path, georeferenced: bool) -> None:
    picture = tmp_path / "half.tif"
    tags = [(42113, "s", 0, "-9999", True)] if georeferenced else []
    tifffile.imwrite(picture, VALUES.astype(np.float16), photometric="minisblack", extratags=tags)
    pixels, found = clusters(capsys, picture, out)
    assert pixels == [4_200, 600]
    assert found["image"]["dtype"] == "float32"


def vrt(path: Path, source: str, *, before: str = "", inside: str = "", relative: int = 1) -> Path:
    path.write_text(
        f'{before}<VRTDataset rasterXSize="80" rasterYSize="60"><VRTRasterBand dataType="UInt16" band="1">'
        f'{inside}<SimpleSource><SourceFilename relativeToVRT="{relative}">{source}</SourceFilename>'
        '<SourceBand>1</SourceBand><SrcRect xOff="0" yOff="0" xSize="80" ySize="60"/>'
        '<DstRect xOff="0" yOff="0" xSize="80" ySize="60"/></SimpleSource></VRTRasterBand></VRTDataset>'
    )
    return path


def test_a_virtual_raster_of_files_below_it(capsys, out: Path, tmp_path: Path) -> None:
    (tmp_path / "in" / "tiles").mkdir(parents=True)
    raster(tmp_path / "in" / "tiles" / "ä b.tif", VALUES[None])
    pixels, found = clusters(capsys, vrt(tmp_path / "in" / "a.vrt", "tiles/ä b.tif"), out)
    assert pixels == [4_200, 600]
    assert [each["name"] for each in found["image"]["side_files"]] == ["ä b.tif"]
    assert found["warnings"] == ["A file beside the picture was read with it: ä b.tif."]


@pytest.mark.parametrize(
    ("source", "more", "words"),
    [
        ("../secret.tif", {}, "which is no file beside it"),
        ("/etc/passwd", {"relative": 0}, "which is no file beside it"),
        ("/vsicurl/http://127.0.0.1:9/a.tif", {"relative": 0}, "which is no file beside it"),
        ("http://127.0.0.1:9/a.tif", {}, "which is no file beside it"),
        ("GTIFF_DIR:1:../secret.tif", {}, "which is no file beside it"),
        ("note.txt", {}, "is no TIFF, JPEG 2000, PNG or JPEG"),
        ("a.tif", {"before": '<!DOCTYPE a [<!ENTITY b "c">]>'}, "no plain VRT"),
        ("a.tif", {"inside": "<PixelFunctionType>f</PixelFunctionType>"}, "PixelFunctionType"),
    ],
)
def test_a_virtual_raster_opens_nothing_else(
    capsys, tmp_path: Path, source: str, more: dict[str, Any], words: str
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    raster(tmp_path / "secret.tif", VALUES[None])
    raster(folder / "a.tif", VALUES[None])
    (folder / "note.txt").write_text("text")
    assert words in complaint(capsys, "segment", vrt(folder / "a.vrt", source, **more), "-o", out)


def test_a_link_in_the_folder_of_a_virtual_raster_leads_nowhere(capsys, out: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    raster(tmp_path / "secret.tif", VALUES[None])
    (folder / "a.tif").symlink_to(tmp_path / "secret.tif")
    assert "no file beside it" in complaint(capsys, "segment", vrt(folder / "a.vrt", "a.tif"), "-o", out)


def test_a_sound_jpeg_of_another_kind_is_not_called_damaged(capsys, out: Path, tmp_path: Path) -> None:
    """A lossless one: start of frame 3."""
    frame = b"\xff\xc3" + struct.pack(">HBHHB3B", 11, 12, 16, 16, 1, 1, 0x11, 0)
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8" + frame + bytes(64) + b"\xff\xd9")
    said = complaint(capsys, "segment", tmp_path / "a.jpg", "-o", out)
    assert "lossless" in said
    assert "damaged" not in said


def test_what_a_camera_measured_is_no_picture(capsys, out: Path, tmp_path: Path) -> None:
    """A DNG: a thumbnail first, and the mosaic of the sensor below it."""
    with tifffile.TiffWriter(tmp_path / "a.dng") as file:
        tags = [(50706, "B", 4, (1, 4, 0, 0), True)]
        file.write(np.zeros((8, 8, 3), np.uint8), photometric="rgb", subfiletype=1, extratags=tags)
        file.write(VALUES, photometric=32803)
    said = complaint(capsys, "segment", tmp_path / "a.dng", "-o", out)
    assert "what a camera measured" in said


def test_a_raw_file_of_canon(capsys, out: Path, tmp_path: Path) -> None:
    """Its first directory is a preview in JPEG; what tells is a word behind the header."""
    entry = struct.pack("<HHII", 256, 4, 1, 8)
    head = b"II*\0" + struct.pack("<I", 16) + b"CR\2\0" + bytes(4)
    (tmp_path / "a.cr2").write_bytes(head + struct.pack("<H", 1) + entry + bytes(4))
    assert "what a camera measured" in complaint(capsys, "segment", tmp_path / "a.cr2", "-o", out)


def test_the_picture_below_a_thumbnail(capsys, out: Path, tmp_path: Path) -> None:
    with tifffile.TiffWriter(tmp_path / "a.tif") as file:
        file.write(np.zeros((6, 8), np.uint16), photometric="minisblack", subfiletype=1, subifds=1)
        file.write(VALUES, photometric="minisblack")
    pixels, found = clusters(capsys, tmp_path / "a.tif", out)
    assert pixels == [4_200, 600]
    assert any("the picture below it was read" in each for each in found["warnings"])
