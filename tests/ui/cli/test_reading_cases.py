"""Files that other programs read wrongly, or that leave open how they are read: measured by the command line.

The right values stand in the README of the cases; pixels are counted by hand or by an independent program.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile

from main import main
from tests.ui.cli.called import complaint, run_json

CASES = Path(__file__).resolve().parents[2] / "cases"
FAST = ("-k", "2", "--no-uncertainty")


def measured(
    capsys: pytest.CaptureFixture[str], out: Path, picture: Path, *options: object
) -> tuple[list[int], dict[str, Any]]:
    """The pixels of the clusters from dark to light, and all that is said."""
    (found,) = run_json(capsys, picture, "-o", out, *FAST, *options)
    return [cluster["pixels"] for cluster in found["clusters"]], found


@pytest.mark.parametrize("name", ["dstalpha_f32.tif", "rgba_f32.tif"])
def test_alpha_of_floats_is_a_mask(capsys, out: Path, name: str) -> None:
    pixels, found = measured(capsys, out, CASES / "01_float_alpha" / name)
    assert pixels == [300, 300]
    assert any("200 of 800 pixels (25 %) are left out" in each for each in found["warnings"])
    assert any("values of a mask" in each for each in found["warnings"])


NEAR_INFRARED = CASES / "02_nir_is_alpha" / "rgbn.tif"


@pytest.mark.parametrize("tile", ["0", "16"])
def test_near_infrared_that_is_marked_as_alpha_is_a_band(capsys, out: Path, tile: str) -> None:
    options = ["--tile", tile, "--space", "bands"] if tile == "0" else []
    pixels, found = measured(capsys, out, NEAR_INFRARED, *options)
    assert pixels == [400, 400]
    assert found["image"]["bands"] == 4
    assert found["image"]["valid_pixels"] == 800
    assert any("not those of a mask" in each and "--alpha mask" in each for each in found["warnings"])


def test_the_use_of_alpha_is_chosen_and_kept(capsys, out: Path, tmp_path: Path) -> None:
    (ignored,) = run_json(capsys, NEAR_INFRARED, "-o", out, *FAST, "--alpha", "ignore")
    assert (ignored["image"]["bands"], ignored["image"]["valid_pixels"]) == (3, 800)
    (masked,) = run_json(capsys, NEAR_INFRARED, "-o", out, "-k", "1", "--no-uncertainty", "--alpha", "mask")
    assert (masked["image"]["bands"], masked["image"]["valid_pixels"]) == (3, 400)
    record = json.loads((out / "rgbn_run.json").read_text())
    assert record["reading"] == {"alpha": "mask"}
    assert main(["verify", str(out / "rgbn_run.json")]) == 0
    assert capsys.readouterr().out == "identical\n"
    # A record is a recipe, of which the options given here win.
    (again,) = run_json(
        capsys, NEAR_INFRARED, "-o", tmp_path / "b", "--no-uncertainty", "--recipe", out / "rgbn_run.json"
    )
    assert again["image"]["valid_pixels"] == 400
    (other,) = run_json(
        capsys, NEAR_INFRARED, "-o", tmp_path / "c", "--recipe", out / "rgbn_run.json", "--alpha", "band"
    )
    assert other["image"]["valid_pixels"] == 800


def test_another_word_for_alpha_is_refused(capsys, out: Path) -> None:
    said = complaint(capsys, "segment", NEAR_INFRARED, "-o", out, "--alpha", "yes")
    assert said == "--alpha is “yes”: choose auto, band, mask, ignore."


@pytest.mark.parametrize("tile", ["0", "16"])
def test_a_mask_beside_the_file_holds_whole_and_in_tiles(capsys, out: Path, tile: str) -> None:
    pixels, found = measured(capsys, out, CASES / "03_mask_beside_the_file" / "rgb.tif", "--tile", tile)
    assert pixels == [200, 200]
    assert "A file beside the picture was read with it: rgb.tif.msk." in found["warnings"]
    (side_file,) = found["image"]["side_files"]
    assert side_file["name"] == "rgb.tif.msk"


def test_verify_sees_that_the_mask_beside_has_gone(capsys, out: Path, tmp_path: Path) -> None:
    shutil.copytree(CASES / "03_mask_beside_the_file", tmp_path / "in")
    picture = tmp_path / "in" / "rgb.tif"
    measured(capsys, out, picture)
    (tmp_path / "in" / "rgb.tif.msk").unlink()
    assert main(["verify", str(out / "rgb_run.json")]) == 1
    assert "image.side_files was" in capsys.readouterr().out


def test_a_mask_of_another_size_is_said_and_not_used(capsys, out: Path, tmp_path: Path) -> None:
    picture = tmp_path / "rgb.tif"
    shutil.copy(CASES / "03_mask_beside_the_file" / "rgb.tif", picture)
    tifffile.imwrite(tmp_path / "rgb.tif.msk", np.zeros((7, 7), np.uint8))
    for tile in ("0", "16"):
        pixels, found = measured(capsys, out, picture, "--tile", tile)
        assert sum(pixels) == 800
        assert any("rgb.tif.msk beside the picture is no mask of it" in each for each in found["warnings"])
        assert "side_files" not in found["image"]


def test_nothing_else_of_the_folder_is_looked_at(capsys, out: Path, tmp_path: Path) -> None:
    """A table of MapInfo and overviews are what GDAL would read, and Floe does not show."""
    picture = tmp_path / "rgb.tif"
    shutil.copy(CASES / "04_world_file" / "snap.jpg", tmp_path / "snap.jpg")
    shutil.copy(CASES / "03_mask_beside_the_file" / "rgb.tif", picture)
    (tmp_path / "rgb.tab").write_text("!table\n!version 300\n")
    (tmp_path / "rgb.tif.ovr").write_bytes(b"no overview")
    (tmp_path / "rgb.RPB").write_text("nothing")
    for tile in ("0", "16"):
        pixels, found = measured(capsys, out, picture, "--tile", tile)
        assert sum(pixels) == 800
        assert found["warnings"] == []


def test_a_world_file_and_its_reference_system_give_the_ground(capsys, out: Path) -> None:
    _, found = measured(capsys, out, CASES / "04_world_file" / "snap.jpg")
    assert [each["planar_area"] for each in found["classes"]] == [25.0, 25.0]
    assert found["calibration"]["source"] == "georeference"
    assert found["calibration"]["crs"] == "EPSG:3413"
    assert "Files beside the picture were read with it: snap.jgw, snap.prj." in found["warnings"]


def test_a_world_file_that_is_none_is_said(capsys, out: Path, tmp_path: Path) -> None:
    shutil.copytree(CASES / "04_world_file", tmp_path / "in")
    (tmp_path / "in" / "snap.jgw").write_text("250\n0\n")
    pixels, found = measured(capsys, out, tmp_path / "in" / "snap.jpg")
    assert pixels == [400, 400]
    assert found["calibration"]["source"] == "none"
    assert any("six numbers" in each and "snap.jgw" in each for each in found["warnings"])


def test_a_reference_system_beside_is_no_path(capsys, out: Path, tmp_path: Path) -> None:
    shutil.copytree(CASES / "04_world_file", tmp_path / "in")
    (tmp_path / "in" / "snap.prj").write_text("/etc/passwd")
    _, found = measured(capsys, out, tmp_path / "in" / "snap.jpg")
    assert found["calibration"]["source"] == "none"
    assert any("snap.prj" in each and "cannot be understood" in each for each in found["warnings"])


def test_a_thumbnail_is_not_the_picture(capsys, out: Path) -> None:
    pixels, found = measured(capsys, out, CASES / "05_thumbnail_first" / "chain.tif")
    assert (found["image"]["width"], found["image"]["height"]) == (200, 100)
    assert pixels == [10_000, 10_000]
    assert any("read from directory 2" in each for each in found["warnings"])


def test_a_concentration_by_the_scale_of_the_file_leaves_its_flags_out(capsys) -> None:
    raster = CASES / "10_concentration_scaled_flags" / "hundredths.tif"
    assert main(["concentration", str(raster), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["extent_cells"] == 360
    assert found["extent"]["planar_area"] == 225_000
    assert found["area"]["planar_area"] == pytest.approx(157_500, rel=1e-12)
    assert [(flag["value"], flag["cells"]) for flag in found["flags"]] == [(251, 40), (254, 40)]


def test_premultiplied_colours_are_divided(capsys, out: Path) -> None:
    pixels, found = measured(capsys, out, CASES / "11_premultiplied_alpha" / "assoc.tif")
    assert pixels == [200, 600]
    assert any("(200)" in each and "divided by alpha" in each for each in found["warnings"])


def test_a_bitmap_without_any_alpha_is_opaque(capsys, out: Path) -> None:
    pixels, found = measured(capsys, out, CASES / "13_bmp_alpha_zero" / "v4.bmp")
    assert pixels == [400, 400]
    assert any("0 everywhere" in each for each in found["warnings"])


def test_orientation_holds_where_gdal_reads(capsys, out: Path) -> None:
    pixels, found = measured(capsys, out, CASES / "14_orientation_with_nodata_tag" / "o6.tif")
    assert (found["image"]["width"], found["image"]["height"]) == (20, 40)
    assert pixels == [400, 400]


FALSE_COLOURS = CASES / "24_false_colour_table" / "k9_lut_scrambled.tif"


def test_false_colours_over_one_channel_are_read_by_value(capsys, out: Path) -> None:
    pixels, found = measured(capsys, out, FALSE_COLOURS)
    assert pixels == [17_239, 1_961]
    assert any("false colours" in each and "--colour-table colour" in each for each in found["warnings"])


def test_the_colours_of_a_table_are_a_choice(capsys, out: Path) -> None:
    _, found = measured(capsys, out, FALSE_COLOURS, "--colour-table", "colour")
    assert found["image"]["bands"] == 3
    record = json.loads((out / "k9_lut_scrambled_run.json").read_text())
    assert record["reading"] == {"colour_table": "colour"}
    assert main(["verify", str(out / "k9_lut_scrambled_run.json")]) == 0


def water(capsys, out: Path, name: str, *options: object) -> tuple[int, dict[str, Any]]:
    """The pixels of the larger cluster of NDWI 0.333, 0.333 and −0.091, a third of the picture each."""
    picture = CASES / "09_index_with_offset" / name
    pixels, found = measured(capsys, out, picture, "--space", "bands", "--feature", "ndwi:20", *options)
    return max(pixels), found


def test_an_index_is_that_of_the_values_that_numbers_stand_for(capsys, out: Path, tmp_path: Path) -> None:
    stored, found = water(capsys, out, "ndwi.tif")
    reflectance, other = water(capsys, tmp_path / "b", "ndwi_reflectance.tif")
    assert stored == reflectance == 560
    assert (
        "Its values are stored × 0.0001 − 0.1, by the scale and offset that the file gives."
        in found["warnings"]
    )
    assert found["image"]["band_values"] == [[0.0001, -0.1]] * 2
    for mine, its in zip(found["clusters"], other["clusters"], strict=True):
        assert mine["centroid"] == pytest.approx(its["centroid"], abs=1e-6)
    assert main(["verify", str(out / "ndwi_run.json")]) == 0


@pytest.mark.parametrize("scaling", ["none", "z-score", "percentiles"])
def test_bands_are_clustered_by_what_they_measure(capsys, out: Path, tmp_path: Path, scaling: str) -> None:
    folder = CASES / "09_index_with_offset"
    found = []
    for name in ("ndwi.tif", "ndwi_reflectance.tif"):
        options = ("--space", "bands", "--scaling", scaling, "--regions")
        (result,) = run_json(
            capsys, folder / name, "-o", tmp_path / name, "-k", "3", "--no-uncertainty", *options
        )
        rows = (tmp_path / name / f"{Path(name).stem}_regions.csv").read_text("utf-8-sig").splitlines()
        at = rows[0].split(",").index("mean_green")
        means = sorted(float(row.split(",")[at]) for row in rows[1:])
        found.append(([each["centroid"] for each in result["clusters"]], means))
    (mine, my_means), (its, its_means) = found
    np.testing.assert_allclose(mine, its, atol=2e-3 if scaling != "none" else 1e-6)
    np.testing.assert_allclose(my_means, its_means, atol=1e-7)
    np.testing.assert_allclose(my_means, [0.004, 0.05, 0.06], atol=1e-7)
