"""A folder of Sentinel-2 or Landsat is one picture with named bands."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from core.base.errors import ReadError
from core.export.run_files import output_paths
from core.image.image import BandValue
from core.image.reading import Reading
from core.io import satellite
from core.io.products import picture_stem
from core.io.reader import read
from core.pictures.folders import pictures_in
from core.series.entry import Entry
from core.series.reference_files import reference_files
from tests.satellites import SAFE, SCENE, make_landsat, make_safe, write_band
from workers.series import SeriesExport, files_there

if TYPE_CHECKING:
    from core.guarded.process import ReadingProcess
    from core.series.series import Found


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
        "Bands of 10, 20, 60 m were brought to one grid of 10 m; those of coastal, narrow nir by "
        "their nearest pixel."
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


def test_landsat_is_not_read_from_what_it_was_made_of(tmp_path: Path) -> None:
    scene = make_landsat(tmp_path)
    for band in ("B3", "B10"):
        write_band(scene / f"LC08_L1TP_{band}.TIF", np.full((3, 4), 9, np.uint16), 30)
    image = read(next(scene.glob(f"{SCENE}_MTL.txt")))
    assert image.pixels[2, 3].tolist() == [12, 24, 36]


def test_several_granules_are_named_and_none_is_taken(tmp_path: Path) -> None:
    [path] = pictures_in(make_safe(tmp_path))
    granules = path.parent / "GRANULE"
    first = next(granules.iterdir()).name
    second = first.replace("T32TQM", "T32TQN")
    text = path.read_text(encoding="utf-8")
    files = text[text.index("<Granule>") : text.index("</Granule>")]
    path.write_text(text.replace(files, f"{files}</Granule>{files.replace(first, second)}"), encoding="utf-8")
    assert read(path).bands == ("coastal", "blue", "red", "narrow nir")  # the second is not there
    shutil.copytree(granules / first, granules / second)
    with pytest.raises(ReadError, match=rf"several granules, .* \({first}, {second}\): leave one of them"):
        read(path)


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
    # The mean of 1001, 1002, 1013 and 1014 is 1007.5, which goes up; a band of 20 m is as it was.
    assert image.pixels[0, :2, 1].tolist() == [1008, 1010]
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
        ("<n1:Level", '<?xml version="1.0" encoding="none-such"?><n1:Level', "its XML is damaged."),
        ("_60m</IMAGE", f"_{'6' * 5000}m</IMAGE", None),
        ('band_id="1"', f'band_id="{"1" * 5000}"', None),
        (">10000<", ">1e-320<", None),
        ("GRANULE/", "../other/", "it names no file of a band that is there."),
    ],
)
def test_metadata_that_are_not_followed(tmp_path: Path, old: str, new: str, said: str | None) -> None:
    """None: they are followed all the same, without what is wrong in them."""
    [path] = pictures_in(make_safe(tmp_path))
    text = path.read_text(encoding="utf-8")
    changed = text.replace(old, new, 1 if old.startswith("<n1:Level") else -1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    if said is None:
        assert np.isfinite([(each.scale, each.offset) for each in read(path).band_values]).all()
        return
    with pytest.raises(ReadError, match=said):
        read(path)


def test_xml_with_entities_is_refused_in_utf_16_too(tmp_path: Path) -> None:
    [path] = pictures_in(make_safe(tmp_path))
    text = path.read_text(encoding="utf-8")
    path.write_text(f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x>{text}', encoding="utf-16")
    with pytest.raises(ReadError, match="it is no plain XML"):
        read(path)


def test_a_group_that_ends_nothing_ends_nothing(tmp_path: Path) -> None:
    [path] = pictures_in(make_landsat(tmp_path))
    lines = "GROUP = A\n" * 3 + "END_GROUP = A\n" * 4
    path.write_text(lines + path.read_text(encoding="ascii"), encoding="ascii")
    assert read(path).bands == ("green", "red", "thermal 1")


def test_a_mean_with_no_data_in_it_is_no_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = make_landsat(tmp_path)
    for name, values in (("SR_B3", [[9, 9, 4, 5], [9, 9, 4, 5]]), ("SR_B4", [[7, 7, 7, 7], [7, 0, 7, 7]])):
        write_band(scene / f"{SCENE}_{name}.TIF", np.array(values, np.uint16), 30)
    monkeypatch.setattr(satellite, "MOST_BYTES", 2 * (2 * 2 + 1))
    image = read(next(scene.glob("*_MTL.txt")), Reading(channels=(1, 2)))
    assert image.valid is not None
    assert image.valid.tolist() == [[False, True]]
    assert image.pixels[0, 1].tolist() == [5, 7]


def test_where_no_whole_number_fits_a_band_keeps_its_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [path] = pictures_in(make_safe(tmp_path))
    monkeypatch.setattr(satellite, "MOST_BYTES", 16 * (4 * 2 + 1))  # 4 × 4 pixels of 30 m
    image = read(path)
    assert (image.height, image.width) == (4, 4)
    # Centres at 15, 45, 75 and 105 m lie in the pixels 0, 2, 3 and 5 of 20 m.
    assert image.pixels[0, :, 3].tolist() == [3001, 3003, 3004, 3006]
    assert image.warnings[0].endswith(
        "one grid of 30 m; those of coastal, narrow nir by their nearest pixel."
    )
    assert image.warnings[1].startswith("At 10 m they would take")


def test_a_band_of_fewer_pixels_than_go_into_one_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = make_landsat(tmp_path)
    write_band(scene / f"{SCENE}_SR_B4.TIF", np.array([[5]], np.uint16), 30)
    monkeypatch.setattr(satellite, "MOST_BYTES", 2 * (2 * 2 + 1))
    image = read(next(scene.glob("*_MTL.txt")), Reading(channels=(1, 2)))
    assert image.valid is not None
    assert not image.valid.any()


def test_a_grid_that_is_no_number_is_refused(tmp_path: Path) -> None:
    scene = make_landsat(tmp_path)
    write_band(scene / f"{SCENE}_SR_B4.TIF", np.array([[5]], np.uint16), float("nan"))
    with pytest.raises(ReadError, match="is not one band on a grid with north up"):
        read(next(scene.glob("*_MTL.txt")))


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


def test_what_goes_with_a_product_is_looked_for_by_its_name(tmp_path: Path) -> None:
    pictures = [tmp_path / f"S2A_{i}.SAFE" / "MTD_MSIL2A.xml" for i in (1, 2)]
    checked = tmp_path / "checked"
    checked.mkdir()
    (checked / "S2A_2.csv").write_text("x,y,class\n", encoding="utf-8")
    found = reference_files(checked, pictures, cast("ReadingProcess", None))
    assert list(found.of) == [str(pictures[1])]


def test_files_of_a_product_that_would_be_replaced_are_found_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "workers.series.hindrances", lambda *_: {}
    )  # none of those of all pictures is asked for
    entry = Entry(str(tmp_path / "S2A_1.SAFE" / "MTD_MSIL2A.xml"), record={"any": 1})
    there = output_paths(tmp_path, "S2A_1", ("labels_tif",))
    for path in there:
        path.write_bytes(b"")
    found = cast("Found", SimpleNamespace(entries=(entry,)))
    assert files_there(SeriesExport(found, tmp_path, (), ("labels_tif",))) == tuple(there)
