"""`floe segment --crop`: bars and legends that are burned in do not count, and every file says so."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pypdf
import pytest
import rasterio
import tifffile
from PIL import Image as PillowImage

from main import main
from tests.core.pipeline.test_tiled import PICTURES, write
from tests.ui.cli.called import complaint, run_json
from tests.ui.cli.test_tiles import _files

CASES = Path(__file__).resolve().parents[2] / "cases"
BAR = CASES / "22_bars_and_legends" / "k7_sem_info_bar.png"
WITHOUT_BAR = ("--crop", "0,0,260,200")
SAID = "Cropped to 260 × 200 pixels from (0, 0); the rest of the picture counts as no data."


@pytest.mark.parametrize("tile", ["0", "64"])
def test_without_the_bar_phase_2_is_what_it_is(capsys, out: Path, tile: str) -> None:
    (found,) = run_json(capsys, BAR, "-o", out, "-k", "2", *WITHOUT_BAR, "--tile", tile)
    assert [each["pixels"] for each in found["clusters"]] == [36_218, 15_782]
    assert found["clusters"][1]["fraction"] == pytest.approx(0.3035, abs=5e-5)
    assert found["image"]["valid_pixels"] == 52_000
    assert found["crop"] == {"x": 0, "y": 0, "width": 260, "height": 200}
    labels = np.asarray(PillowImage.open(out / "k7_sem_info_bar_labels.png"))
    assert labels.shape == (230, 260)
    assert labels[:200].all()
    assert not labels[200:].any()


OPTIONS = {
    "plain": (),
    "errors and regions": ("--class", "ice=3,4", "--ratio", "cover=ice/1", "--regions"),
    "steps": ("--open", "1", "--min-area", "3", "--fill-holes", "4", "--majority", "1"),
    "features": ("--feature", "local-std:0.5,radius=2", "--no-uncertainty"),
    "bands": ("--space", "bands", "--no-uncertainty"),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_a_crop_measures_what_a_picture_cut_out_measures(
    scene: Path, out: Path, tmp_path: Path, capsys, name: str
) -> None:
    """The independent way: Pillow cuts the part out, and Floe has never seen the rest."""
    alone = tmp_path / "alone.png"
    PillowImage.open(scene).crop((3, 2, 21, 13)).save(alone)
    (part,) = run_json(capsys, scene, "-o", out, "--crop", "3,2,18,11", *OPTIONS[name])
    (whole,) = run_json(capsys, alone, "-o", out, *OPTIONS[name])
    for key in ("inertia", "iterations", "clusters", "ratios"):
        assert part.get(key) == whole.get(key)
    for one, other in zip(part["classes"], whole["classes"], strict=True):
        assert (one["name"], one["pixels"], one["area"]) == (other["name"], other["pixels"], other["area"])
    labels, expected = (
        np.asarray(PillowImage.open(out / f"{stem}_labels.png")) for stem in ("scene", "alone")
    )
    np.testing.assert_array_equal(labels[2:13, 3:21], expected)
    assert np.count_nonzero(labels) == expected.size


@pytest.mark.parametrize("tile", [5, 4096])
@pytest.mark.parametrize("name", ["rgb with no data", "rgba", "grey of 16 bits"])
@pytest.mark.parametrize(
    "more", [(), ("--regions", "--close", "1", "--export", "labels_tif,overlay,areas_xlsx,coco,report_html")]
)
def test_the_same_files_in_tiles(tmp_path: Path, name: str, tile: int, more, monkeypatch) -> None:
    monkeypatch.setattr("core.io.tiles._LEAST_SIDE", 1)
    pixels, profile = PICTURES[name]
    picture = write(tmp_path / "map.tif", "tiled", pixels[:20, :30], **profile)
    for side, folder in ((0, "whole"), (tile, "tiles")):
        base = ["segment", str(picture), "-o", str(tmp_path / folder), "--tile", str(side)]
        assert main([*base, "--crop", "4,3,19,11", "--no-uncertainty", *more]) == 0
    tiles, whole = _files(tmp_path / "tiles"), _files(tmp_path / "whole")
    assert tiles.keys() == whole.keys()
    assert [name for name in whole if tiles[name] != whole[name]] == []


@pytest.mark.parametrize("tile", ["0", "64"])
def test_verify_repeats_it(capsys, out: Path, tile: str) -> None:
    run_json(capsys, BAR, "-o", out, "-k", "2", "--no-uncertainty", *WITHOUT_BAR, "--tile", tile)
    path = out / "k7_sem_info_bar_run.json"
    record = json.loads(path.read_text("utf-8"))
    assert record["crop"] == {"x": 0, "y": 0, "width": 260, "height": 200}
    assert main(["verify", str(path), str(BAR)]) == 0
    assert capsys.readouterr().out == "identical\n"
    record["crop"]["height"] = 199
    path.write_text(json.dumps(record), "utf-8")
    assert main(["verify", str(path), str(BAR)]) == 1
    assert "image.valid_pixels was 52000, is 51740" in capsys.readouterr().out


def test_verify_on_a_picture_that_it_does_not_fit_says_what_differs(scene: Path, out: Path, capsys) -> None:
    run_json(capsys, BAR, "-o", out, "-k", "2", "--no-uncertainty", *WITHOUT_BAR)
    assert main(["verify", str(out / "k7_sem_info_bar_run.json"), str(scene)]) == 1
    assert "image.width was 260, is 24" in capsys.readouterr().out


def test_a_recipe_crops_and_an_option_wins(capsys, out: Path, tmp_path: Path) -> None:
    run_json(capsys, BAR, "-o", out, "-k", "2", "--no-uncertainty", *WITHOUT_BAR)
    recipe = ("--recipe", out / "k7_sem_info_bar_run.json", "--no-uncertainty")
    (again,) = run_json(capsys, BAR, "-o", tmp_path / "again", *recipe)
    assert again["crop"]["height"] == 200
    name = "k7_sem_info_bar_labels.png"
    assert (out / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    (other,) = run_json(capsys, BAR, "-o", tmp_path / "other", *recipe, "--crop", "10,20,100,50")
    assert other["crop"] == {"x": 10, "y": 20, "width": 100, "height": 50}
    (whole,) = run_json(capsys, BAR, "-o", tmp_path / "whole", *recipe, "--crop", "0,0,260,230")
    assert "crop" not in whole


@pytest.mark.parametrize("tile", ["0", "8"])
def test_a_recipe_for_a_larger_picture_leaves_its_crop_out_and_says_so(
    capsys, scene: Path, out: Path, tmp_path: Path, tile: str
) -> None:
    run_json(capsys, BAR, "-o", out, "-k", "2", "--no-uncertainty", *WITHOUT_BAR)
    recipe = ("--recipe", out / "k7_sem_info_bar_run.json", "--no-uncertainty", "--tile", tile)
    (found,) = run_json(capsys, scene, "-o", tmp_path / "b", *recipe, "--space", "rgb")
    (said,) = found["warnings"]
    assert said.startswith("The crop of the recipe (260 × 200 pixels from (0, 0)) does not fit into this ")
    assert said.endswith("picture of 24 × 16 pixels: it was left out.")
    assert "crop" not in found
    assert found["image"]["valid_pixels"] == 24 * 16


def test_a_recipe_for_a_picture_of_another_size_is_applied_where_it_fits(
    capsys, scene: Path, out: Path, tmp_path: Path
) -> None:
    run_json(capsys, scene, "-o", out, "--no-uncertainty", "--crop", "2,3,10,11")
    recipe = ("--recipe", out / "scene_run.json", "--no-uncertainty", "--space", "gray", "-k", "2")
    (found,) = run_json(capsys, BAR, "-o", tmp_path / "b", *recipe)
    assert found["crop"] == {"x": 2, "y": 3, "width": 10, "height": 11}


def test_a_recipe_with_a_damaged_crop_is_refused(capsys, scene: Path, out: Path, tmp_path: Path) -> None:
    run_json(capsys, scene, "-o", out, "--no-uncertainty")
    recipe = json.loads((out / "scene_run.json").read_text("utf-8"))
    for crop in ({"x": 0}, {"x": 0, "y": 0, "width": 0, "height": 3}, [0, 0, 3, 3], "all"):
        (tmp_path / "r.json").write_text(json.dumps({**recipe, "crop": crop}), "utf-8")
        said = complaint(capsys, "segment", scene, "-o", out, "--recipe", tmp_path / "r.json")
        assert "the recipe is damaged." in said


@pytest.mark.parametrize("crop", ["0,0,261,200", "0,0,260,231", "260,0,1,1"])
@pytest.mark.parametrize("tile", ["0", "64"])
def test_what_reaches_beyond_a_picture_is_refused_for_that_picture(
    capsys, out: Path, crop: str, tile: str
) -> None:
    said = complaint(capsys, "segment", BAR, "-o", out, "--crop", crop, "--tile", tile, code=1)
    reaches = f"The crop {crop} reaches beyond the picture of 260 × 230 pixels: give one within it."
    assert said == f"{BAR}: {reaches}"
    assert not out.exists()


@pytest.mark.parametrize("crop", ["1,2,3", "a,b,c,d", "0,0,1.5,3", "0,0,0,3", "-1,0,3,3"])
def test_what_is_no_crop_is_refused_before_anything_is_read(capsys, out: Path, crop: str) -> None:
    said = complaint(capsys, "segment", BAR, "-o", out, f"--crop={crop}")
    assert "crop" in said
    assert "picture of" not in said


def test_all_of_the_picture_is_no_crop(capsys, scene: Path, out: Path) -> None:
    (found,) = run_json(capsys, scene, "-o", out, "--no-uncertainty", "--crop", "0,0,24,16")
    assert "crop" not in found
    assert "crop" not in json.loads((out / "scene_run.json").read_text("utf-8"))


def test_a_single_pixel(capsys, scene: Path, out: Path) -> None:
    """Of one colour: a k that nobody typed falls to it."""
    assert main(["segment", str(scene), "-o", str(out), "--crop", "23,15,1,1", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["params"]["k"] == 1
    assert found["clusters"][0]["pixels"] == found["image"]["valid_pixels"] == 1
    expected = np.asarray(PillowImage.open(scene))[15, 23]
    assert found["clusters"][0]["colour"] == "#" + bytes(expected.tolist()).hex()


def test_a_crop_without_data_is_said(capsys, tmp_path: Path, out: Path) -> None:
    pixels = np.full((6, 8, 4), 255, np.uint8)
    pixels[:3, :, 3] = 0
    PillowImage.fromarray(pixels).save(tmp_path / "half.png")
    arguments = ("segment", tmp_path / "half.png", "-o", out, "-k", "1", "--crop", "0,0,8,3")
    assert complaint(capsys, *arguments, code=1).endswith(
        "No pixel with data lies in the crop: move it, or remove it."
    )


def test_it_is_of_the_upright_picture(capsys, out: Path) -> None:
    sideways = CASES / "14_orientation_with_nodata_tag" / "o6.tif"
    (found,) = run_json(capsys, sideways, "-o", out, "-k", "1", "--no-uncertainty", "--crop", "0,30,20,10")
    assert (found["image"]["width"], found["image"]["height"]) == (20, 40)
    assert found["crop"]["y"] == 30
    said = complaint(capsys, "segment", sideways, "-o", out, "--crop", "0,0,40,20", code=1)
    assert "beyond the picture of 20 × 40 pixels" in said


def test_every_file_says_it(capsys, out: Path) -> None:
    options = ("-k", "2", "--no-uncertainty", "--regions", "--ratio", "share=2/(1+2)", "--export", "all")
    (found,) = run_json(capsys, BAR, "-o", out, *options, *WITHOUT_BAR)
    files = {name: Path(path) for name, path in found["outputs"].items()}
    for name in ("areas", "ratios", "regions", "sizes"):
        rows = list(csv.DictReader(io.StringIO(files[name].read_text("utf-8"))))
        assert {row["crop"] for row in rows} == {"0,0,260,200"}, name
    for name in ("areas_json", "regions_json"):
        assert json.loads(files[name].read_text("utf-8"))["left out"] == SAID
        book = openpyxl.load_workbook(files[name.replace("json", "xlsx")])
        assert SAID in [cell.value for row in book["About"].iter_rows() for cell in row]
        book.close()
    assert json.loads(files["geojson"].read_text("utf-8"))["floe"]["left_out"] == SAID
    assert SAID in json.loads(files["coco"].read_text("utf-8"))["info"]["description"]
    assert SAID in files["yolo"].with_suffix(".yaml").read_text("utf-8")
    with zipfile.ZipFile(files["rois"]) as archive:
        assert archive.comment.decode() == SAID
    assert SAID.encode() in files["gpkg"].read_bytes()
    assert b"0,0,260,200" in files["shapefile"].with_suffix(".dbf").read_bytes()
    assert SAID in files["report_html"].read_text("utf-8")
    with pypdf.PdfReader(files["report_pdf"]) as report:
        text = " ".join(page.extract_text() for page in report.pages)
    assert SAID in " ".join(text.split())
    with tifffile.TiffFile(files["labels_tif"]) as labels:
        assert SAID in labels.imagej_metadata["Info"]
    assert json.loads(files["run"].read_text("utf-8"))["crop"]["height"] == 200


def test_without_a_crop_no_file_has_a_column_for_it(capsys, scene: Path, out: Path) -> None:
    (found,) = run_json(
        capsys, scene, "-o", out, "--no-uncertainty", "--regions", "--export", "areas,regions"
    )
    for name in ("areas", "regions"):
        assert "crop" not in Path(found["outputs"][name]).read_text("utf-8")


def test_pictures_to_look_at_show_the_crop_alone(capsys, out: Path, tmp_path: Path) -> None:
    """The overlay is that of the picture cut out, but for the line at its foot that says it is cropped."""
    options = ("-k", "2", "--no-uncertainty", "--export", "overlay,report_html")
    run_json(capsys, BAR, "-o", out, *options, *WITHOUT_BAR)
    alone = tmp_path / "alone.png"
    PillowImage.open(BAR).crop((0, 0, 260, 200)).save(alone)
    run_json(capsys, alone, "-o", out, *options)
    one = PillowImage.open(out / "k7_sem_info_bar_overlay.png")
    other = PillowImage.open(out / "alone_overlay.png")
    assert one.size == other.size
    assert one.crop((0, 0, 780, 600)).tobytes() == other.crop((0, 0, 780, 600)).tobytes()


def test_the_person_at_the_terminal_reads_it(capsys, out: Path) -> None:
    assert main(["segment", str(BAR), "-o", str(out), "-k", "2", "--no-uncertainty", *WITHOUT_BAR]) == 0
    assert "\ncropped to 260 × 200 pixels from (0, 0)\n" in capsys.readouterr().out


def test_a_scale_bar_that_is_cropped_away_can_be_measured(capsys, out: Path) -> None:
    (found,) = run_json(
        capsys,
        BAR,
        "-o",
        out,
        "-k",
        "2",
        "--no-uncertainty",
        *WITHOUT_BAR,
        "--scale-line",
        "20,217,120,217=50um",
    )
    assert found["calibration"]["source"] == "line"
    assert found["classes"][1]["area"] == pytest.approx(15_782 / 4)


def test_a_region_of_interest_counts_what_lies_in_both(
    capsys, scene: Path, out: Path, tmp_path: Path
) -> None:
    ring = [[2, 1], [12, 1], [12, 12], [2, 12], [2, 1]]
    (tmp_path / "roi.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    roi = ("--roi", tmp_path / "roi.geojson", "--no-uncertainty")
    for use in ("cluster", "measure", "whole"):
        (found,) = run_json(
            capsys, scene, "-o", out, *roi, "--roi-use", use, "--crop", "4,3,20,13", "-k", "2"
        )
        assert found["regions_of_interest"]["regions"][0]["pixels"] == 8 * 9, use
    arguments = ("segment", scene, "-o", out, *roi, "--crop", "13,0,4,4")
    assert "No pixel with data lies inside" in complaint(capsys, *arguments, code=1)


def test_regions_at_the_edge_of_the_crop_are_cut_off(capsys, tmp_path: Path, out: Path) -> None:
    pixels = np.zeros((20, 20), np.uint8)
    for left, top in ((2, 2), (8, 9), (13, 3)):
        pixels[top : top + 4, left : left + 4] = 200
    PillowImage.fromarray(pixels).save(tmp_path / "three.png")
    base = (tmp_path / "three.png", "-o", out, "-k", "2", "--no-uncertainty", "--regions")
    base = (*base, "--region-filter", "class=2", "--region-filter", "edge=picture")
    (whole,) = run_json(capsys, *base)
    assert whole["regions"]["classes"]["2"] == 3
    for crop, number in (
        ("0,0,20,12", 2),
        ("0,0,15,20", 2),
        ("3,0,17,20", 2),
        ("0,2,20,18", 2),
        ("1,1,18,18", 3),
    ):
        (found,) = run_json(capsys, *base, "--crop", crop)
        assert found["regions"]["classes"]["2"] == number, crop


def test_labels_on_a_map_keep_its_coordinates(capsys, tmp_path: Path, out: Path) -> None:
    pixels, more = PICTURES["rgb with no data"]
    picture = write(tmp_path / "map.tif", "tiled", pixels[:20, :30], **more)
    run_json(capsys, picture, "-o", out, "--no-uncertainty", "--crop", "4,3,19,11", "--export", "labels_tif")
    with rasterio.open(picture) as before, rasterio.open(out / "map_labels.tif") as after:
        assert (after.transform, after.shape) == (before.transform, before.shape)


def test_objects_of_a_label_image_are_those_in_the_crop(capsys, tmp_path: Path, out: Path) -> None:
    """12 objects of 1,155 pixels; counted by numpy in the part that is left."""
    picture = next((CASES / "19_label_images").glob("*.tif"))
    values = np.asarray(PillowImage.open(picture))
    part = values[10:90, 5:85]
    (found,) = run_json(capsys, picture, "-o", out, "--as-labels", "--crop", "5,10,80,80", "--regions")
    known, pixels = np.unique(part[part > 0], return_counts=True)
    rows = list(csv.DictReader(io.StringIO((out / f"{picture.stem}_regions.csv").read_text("utf-8"))))
    assert [(int(row["value"]), int(row["pixels"])) for row in rows] == list(
        zip(known.tolist(), pixels.tolist(), strict=True)
    )
    edge = np.unique(np.concatenate((part[0], part[-1], part[:, 0], part[:, -1])))
    assert {int(row["value"]) for row in rows if row["touches_edge"] == "true"} == set(edge.tolist()) - {0}
    assert found["crop"]["x"] == 5
    assert main(["verify", str(out / f"{picture.stem}_run.json")]) == 0
