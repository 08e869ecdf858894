"""A folder of Sentinel-2 or Landsat is one picture with named bands."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.base.errors import ReadError
from core.image.image import BandValue
from core.image.reading import Reading
from core.io import satellite
from core.io.products import picture_stem
from core.io.reader import read
from core.pictures.folders import pictures_in
from tests.satellites import SAFE, SCENE, make_landsat, make_safe, write_band


def test_sentinel_has_the_finest_file_of_each_band_on_the_finest_grid(tmp_path: Path) -> None:
    [path] = pictures_in(make_safe(tmp_path))
    image = read(path)
    assert image.bands == ("coastal", "blue", "red", "narrow nir")
    assert (image.height, image.width, image.valid) == (12, 12, None)
    assert image.pixels[0, 0].tolist() == [51, 1001, 2001, 3001]
    # 20 m: a pixel of two by two; 60 m: of six by six; by the nearest, nothing in between is made up.
    assert image.pixels[0, :5, 3].tolist() == [3001, 3001, 3002, 3002, 3003]
    assert image.pixels[5:7, 5:7, 0].tolist() == [[51, 52], [53, 54]]
    assert image.pixels[11, 11].tolist() == [54, 1144, 2144, 3066]
    assert image.georeference is not None
    assert image.georeference.transform == (10.0, 0.0, 600000.0, 0.0, -10.0, 5000000.0)
    assert image.warnings[0] == (
        "Bands of 10, 20, 60 m were brought to one grid of 10 m; by their nearest pixel, of larger ones: "
        "coastal, narrow nir."
    )
    assert set(image.band_values) == {BandValue(0.0001, -0.1)}
    assert image.provenance.format == "Sentinel-2 L2A"
    assert len(image.provenance.side_files) == 4


def test_landsat_takes_the_rules_of_its_own_level(tmp_path: Path) -> None:
    [path] = pictures_in(make_landsat(tmp_path))
    image = read(path)
    assert path.name == f"{SCENE}_MTL.txt"
    assert image.bands == ("green", "red", "thermal 1")
    assert image.pixels[2, 3].tolist() == [12, 24, 36]
    assert image.band_values == (
        BandValue(2.75e-05, -0.2), BandValue(2.75e-05, -0.2), BandValue(0.00341802, 149.0)
    )  # fmt: skip
    assert image.provenance.format == "Landsat 8"
    assert not any("brought to one grid" in each for each in image.warnings)


def test_channels_choose_bands(tmp_path: Path) -> None:
    [path] = pictures_in(make_safe(tmp_path))
    image = read(path, Reading(channels=(4, 1)))
    assert image.bands == ("narrow nir", "coastal")
    assert (image.height, image.width) == (6, 6)
    with pytest.raises(ReadError, match="it has no channel 5: choose 1 to 4"):
        read(path, Reading(channels=(5,)))


def test_what_is_too_large_is_read_coarser_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [path] = pictures_in(make_safe(tmp_path))
    monkeypatch.setattr(satellite, "MOST_BYTES", 36 * (4 * 2 + 1))  # 6 × 6 pixels of four bands and a mask
    image = read(path)
    assert (image.height, image.width) == (6, 6)
    # The mean of 1001, 1002, 1013 and 1014 is 1007.5; a band of 20 m is as it was.
    assert image.pixels[0, 0, 1] in (1007, 1008)
    assert image.pixels[..., 3].tolist() == (np.arange(1, 145).reshape(12, 12)[:6, :6] + 3000).tolist()
    assert image.georeference is not None
    assert image.georeference.transform[0] == 20.0
    assert any("every band is read at 20 m, 6 × 6 pixels" in each for each in image.warnings)


def test_the_nearest_of_a_panchromatic_grid_that_lies_half_a_pixel_off(tmp_path: Path) -> None:
    scene = make_landsat(tmp_path)
    write_band(
        scene / f"{SCENE}_B8.TIF", np.arange(1, 36, dtype=np.uint16).reshape(5, 7), 15, (6e5 + 7.5, 5e6 - 7.5)
    )
    text = next(scene.glob("*_MTL.txt"))
    text.write_text(
        text.read_text(encoding="ascii").replace(
            "END_GROUP = PRODUCT_CONTENTS",
            f'FILE_NAME_BAND_8 = "{SCENE}_B8.TIF"\nEND_GROUP = PRODUCT_CONTENTS',
        ),
        encoding="ascii",
    )
    image = read(text)
    assert image.bands == ("green", "red", "panchromatic", "thermal 1")
    assert (image.height, image.width) == (5, 7)
    # Centres at 15, 30, 45 … m of pixels of 30 m: one on an edge belongs to the pixel that begins there.
    assert image.pixels[0, :, 0].tolist() == [1, 2, 2, 3, 3, 4, 4]


def test_a_zero_in_any_band_is_no_data(tmp_path: Path) -> None:
    scene = make_landsat(tmp_path)
    values = np.full((3, 4), 7, np.uint16)
    values[1, 2] = 0
    write_band(scene / f"{SCENE}_SR_B4.TIF", values, 30)
    image = read(next(scene.glob("*_MTL.txt")))
    assert image.valid is not None
    assert np.argwhere(~image.valid).tolist() == [[1, 2]]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<n1:General_Info>", "<!DOCTYPE x><n1:General_Info>", "it is no plain XML."),
        ("</n1:General_Info>", "", "its XML is damaged."),
        ("GRANULE/", "../other/", "it names no file of a band that is there."),
    ],
)
def test_metadata_that_are_not_followed(tmp_path: Path, old: str, new: str, said: str) -> None:
    [path] = pictures_in(make_safe(tmp_path))
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ReadError, match=said):
        read(path)


def test_a_band_outside_its_folder_or_of_another_kind_is_not_opened(tmp_path: Path) -> None:
    scene = make_landsat(tmp_path)
    (scene / f"{SCENE}_SR_B4.TIF").write_bytes(b"<VRTDataset>")
    with pytest.raises(ReadError, match=r"SR_B4\.TIF”, which it names, is no TIFF or JPEG 2000"):
        read(next(scene.glob("*_MTL.txt")))


def test_a_folder_lists_its_products_once_and_other_pictures_still(tmp_path: Path) -> None:
    safe, scene = make_safe(tmp_path), make_landsat(tmp_path)
    (tmp_path / "photo.png").write_bytes(b"")
    (scene / "other.tif").write_bytes(b"")
    assert pictures_in(tmp_path) == [tmp_path / "photo.png", safe / "MTD_MSIL2A.xml"]
    assert [each.name for each in pictures_in(scene)] == [f"{SCENE}_MTL.txt", "other.tif"]


def test_files_are_called_by_the_product(tmp_path: Path) -> None:
    assert picture_stem(Path(SAFE) / "MTD_MSIL2A.xml") == SAFE.removesuffix(".SAFE")
    assert picture_stem(Path("MTD_MSIL1C.xml")) == "MTD_MSIL1C"
    assert picture_stem(tmp_path / f"{SCENE}_MTL.txt") == SCENE
    assert picture_stem(Path("ice.2020.tif")) == "ice.2020"
