"""TIFF with and without a place on the ground."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import tifffile
from rasterio.transform import Affine

from core.base.errors import ReadError
from core.image.image import Image
from core.io.reader import read

GRID = Affine(30.0, 0.0, 500_000.0, 0.0, -25.0, 8_800_000.0)
VALUES = np.random.default_rng(3).integers(1, 65536, (7, 5, 3)).astype(np.uint16)


def geotiff(path: Path, bands: np.ndarray, **options: Any) -> Path:
    """bands: (count, height, width)."""
    settings = {"crs": "EPSG:32633", "transform": GRID, **options}
    count, height, width = bands.shape
    with rasterio.open(
        path, "w", driver="GTiff", count=count, height=height, width=width, dtype=bands.dtype, **settings
    ) as file:
        file.write(bands)
    return path


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("bands", [1, 3])
@pytest.mark.parametrize("planar", ["contig", "separate"])
def test_plain_tiff_is_as_stored(tmp_path: Path, dtype: type, bands: int, planar: str) -> None:
    values = VALUES[..., :bands].astype(dtype)
    path = tmp_path / "t.tif"
    photometric = "rgb" if bands == 3 else "minisblack"
    if planar == "separate" and bands == 3:
        tifffile.imwrite(path, np.moveaxis(values, -1, 0), photometric="rgb", planarconfig="separate")
    else:
        tifffile.imwrite(path, values.squeeze(), photometric=photometric)
    image = read(path)
    assert image.pixels.dtype == dtype
    assert np.array_equal(image.pixels, values)
    assert image.georeference is None
    assert image.warnings == ()


def test_alpha_is_no_band(tmp_path: Path) -> None:
    values = np.dstack([VALUES, np.full((7, 5), 65535, np.uint16)])
    values[1, 2, 3] = 0
    tifffile.imwrite(tmp_path / "a.tif", values, photometric="rgb", extrasamples=["unassalpha"])
    image = read(tmp_path / "a.tif")
    assert np.array_equal(image.pixels, VALUES)
    assert image.valid is not None
    assert not image.valid[1, 2]
    assert image.valid_pixels == 34


def test_white_is_zero_is_inverted(tmp_path: Path) -> None:
    tifffile.imwrite(tmp_path / "w.tif", VALUES[..., 0], photometric="miniswhite")
    assert np.array_equal(read(tmp_path / "w.tif").pixels[..., 0], 65535 - VALUES[..., 0])


def test_only_the_first_page_is_read_and_said(tmp_path: Path) -> None:
    tifffile.imwrite(tmp_path / "p.tif", np.stack([VALUES[..., 0]] * 4), photometric="minisblack")
    image = read(tmp_path / "p.tif")
    assert np.array_equal(image.pixels[..., 0], VALUES[..., 0])
    assert image.warnings == ("Only page 1 of 4 was read.",)


def test_a_thumbnail_is_no_page(tmp_path: Path) -> None:
    with tifffile.TiffWriter(tmp_path / "p.tif") as file:
        file.write(VALUES, photometric="rgb")
        file.write(VALUES[::2, ::2], photometric="rgb", subfiletype=1)
    assert read(tmp_path / "p.tif").warnings == ()


def test_inks_are_converted_and_said(tmp_path: Path) -> None:
    inks = np.tile(np.array([0, 255, 255, 0], np.uint8), (4, 4, 1))
    tifffile.imwrite(tmp_path / "c.tif", inks, photometric="separated")
    image = read(tmp_path / "c.tif")
    assert image.pixels[0, 0].tolist() == [255, 0, 0]
    assert "CMYK" in image.warnings[0]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (np.zeros((4, 5), np.complex64), "1 band of complex64; Floe reads whole numbers of 8 to 32 bits"),
    ],
)
@pytest.mark.parametrize("georeferenced", [False, True])
def test_other_numbers_are_refused(
    tmp_path: Path, values: np.ndarray, sentence: str, georeferenced: bool
) -> None:
    path = tmp_path / "o.tif"
    if georeferenced:
        geotiff(path, np.moveaxis(np.atleast_3d(values), -1, 0))
    else:
        rgb = values.ndim == 3 and values.shape[2] == 3
        options = {"planarconfig": "contig"} if values.ndim == 3 else {}
        tifffile.imwrite(path, values, photometric="rgb" if rgb else "minisblack", **options)
    with pytest.raises(ReadError, match=sentence):
        read(path)


@pytest.mark.parametrize("georeferenced", [False, True])
@pytest.mark.parametrize("kind", ["float32", "float64", "int16", "int32", "uint32", "int8"])
@pytest.mark.parametrize("bands", [1, 2, 3, 6])
def test_measurements_are_kept_as_stored(tmp_path: Path, georeferenced: bool, kind: str, bands: int) -> None:
    values = (np.arange(20 * bands).reshape(4, 5, bands) * 5 - 30).astype(kind)
    path = tmp_path / "m.tif"
    if georeferenced:
        geotiff(path, np.moveaxis(values, -1, 0))
    else:
        plane = values[..., 0] if bands == 1 else values
        options = {} if bands == 1 else {"planarconfig": "contig"}
        tifffile.imwrite(path, plane, photometric="minisblack", **options)
    image = read(path)
    assert image.pixels.dtype == kind
    np.testing.assert_array_equal(image.pixels, values)
    assert image.valid is None


def test_what_is_no_finite_number_is_no_data(tmp_path: Path) -> None:
    values = np.zeros((4, 5, 2), np.float32)
    values[1, 2, 0], values[3, 3, 1] = np.nan, np.inf
    tifffile.imwrite(tmp_path / "n.tif", values, photometric="minisblack", planarconfig="contig")
    image = read(tmp_path / "n.tif")
    assert image.valid is not None
    assert np.argwhere(~image.valid).tolist() == [[1, 2], [3, 3]]
    assert "2 of 20 pixels" in image.warnings[-1]


def test_a_value_missing_in_one_band_of_measurements_is_missing(tmp_path: Path) -> None:
    values = np.ones((2, 3, 4), np.int16)
    values[1, 0, 0] = -999
    geotiff(tmp_path / "o.tif", values, nodata=-999)
    image = read(tmp_path / "o.tif")
    assert image.valid is not None
    assert np.argwhere(~image.valid).tolist() == [[0, 0]]


def test_colours_that_are_not_understood_are_refused(tmp_path: Path) -> None:
    tifffile.imwrite(tmp_path / "l.tif", VALUES.astype(np.uint8), photometric="cielab")
    with pytest.raises(ReadError, match="CIELAB"):
        read(tmp_path / "l.tif")


def check_place(image: Image) -> None:
    assert image.georeference is not None
    assert image.georeference.transform == tuple(GRID)[:6]
    assert image.georeference.crs.startswith("PROJCRS[")
    assert 'ID["EPSG",32633]' in image.georeference.crs


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_geotiff_round_trip_with_no_data(tmp_path: Path, dtype: str) -> None:
    bands = np.moveaxis(VALUES, -1, 0).astype(dtype)
    bands[:, 2, 3] = 9
    bands[0, 4, 4] = 9  # in one band only: the pixel holds data
    image = read(geotiff(tmp_path / "g.tif", bands, nodata=9))
    check_place(image)
    assert np.array_equal(image.pixels, np.moveaxis(bands, 0, -1))
    assert image.valid is not None
    assert not image.valid[2, 3]
    assert image.valid[4, 4]
    assert image.warnings == ("No data: 1 of 35 pixels (2.86 %) is left out.",)


@pytest.mark.parametrize("count", [1, 3])
def test_geotiff_alpha(tmp_path: Path, count: int) -> None:
    bands = np.full((count + 1, 7, 5), 255, np.uint8)
    bands[-1, 0, :2] = 0, 77
    image = read(geotiff(tmp_path / "g.tif", bands, alpha="yes"))
    check_place(image)
    assert image.band_count == count
    assert image.valid_pixels == 34
    assert f"Band {count + 1} is marked as alpha and has the values of a mask" in image.warnings[0]
    assert "(1)" in image.warnings[1]


def test_geotiff_mask_band(tmp_path: Path) -> None:
    path = tmp_path / "g.tif"
    with (
        rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True),
        rasterio.open(
            path,
            "w",
            driver="GTiff",
            count=1,
            height=2,
            width=2,
            dtype="uint8",
            crs="EPSG:32633",
            transform=GRID,
        ) as file,
    ):
        file.write(np.ones((1, 2, 2), np.uint8))
        file.write_mask(np.array([[True, False], [True, True]]))
    valid = read(path).valid
    assert valid is not None
    assert valid.tolist() == [[True, False], [True, True]]


def test_geotiff_palette_is_read_by_its_colours(tmp_path: Path) -> None:
    path = geotiff(
        tmp_path / "g.tif", np.array([[[0, 1], [1, 2]]], np.uint8), photometric="palette", nodata=2
    )
    with rasterio.open(path, "r+") as file:
        file.write_colormap(1, {0: (200, 10, 20), 1: (0, 90, 30), 2: (255, 255, 255)})
    image = read(path)
    assert image.pixels[0].tolist() == [[200, 10, 20], [0, 90, 30]]
    assert image.valid is not None
    assert image.valid.tolist() == [[True, True], [True, False]]


def test_all_no_data_opens_with_no_valid_pixel(tmp_path: Path) -> None:
    assert read(geotiff(tmp_path / "g.tif", np.zeros((1, 3, 4), np.uint8), nodata=0)).valid_pixels == 0


def test_a_grid_without_reference_system_is_no_ground_area(tmp_path: Path) -> None:
    image = read(geotiff(tmp_path / "g.tif", np.ones((1, 3, 4), np.uint8), crs=None))
    assert image.georeference is None
    assert "no ground area is known" in image.warnings[0]


def test_a_reference_system_without_grid_is_no_ground_area(tmp_path: Path) -> None:
    image = read(geotiff(tmp_path / "g.tif", np.ones((1, 3, 4), np.uint8), transform=None))
    assert image.georeference is None
    assert "no ground area is known" in image.warnings[0]


@pytest.mark.parametrize("compress", ["none", "lzw", "deflate"])
def test_a_geotiff_cut_short_is_refused(tmp_path: Path, compress: str) -> None:
    bands = np.random.default_rng(0).integers(0, 256, (3, 64, 64)).astype(np.uint8)
    path = geotiff(tmp_path / "g.tif", bands, compress=compress)
    whole = path.read_bytes()
    for part in (0.3, 0.7, 0.97):
        path.write_bytes(whole[: int(len(whole) * part)])
        with pytest.raises(ReadError):
            read(path)


def test_a_lost_tag_is_not_guessed(tmp_path: Path) -> None:
    """The bits a sample lie behind the end of the file: one bit would be assumed."""
    path = tmp_path / "t.tif"
    tifffile.imwrite(path, VALUES.astype(np.uint8), photometric="rgb")
    data = bytearray(path.read_bytes())
    tag = data.index(b"\x02\x01\x03\x00\x03\x00\x00\x00")  # 258, three shorts elsewhere
    data[tag + 8 : tag + 12] = b"\xff\xff\xff\x00"
    path.write_bytes(data)
    with pytest.raises(ReadError, match="damaged"):
        read(path)
