"""`floe segment --roi`: what is clustered, measured and written, and that it can be repeated."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import openpyxl
import pyogrio
import pytest
from PIL import Image as PillowImage

from core.scenes.made import USUAL
from core.scenes.polygon_scenes import lake
from main import main
from tests.ui.cli.called import complaint, run_json

# The scene has four colours in six columns each: 24 × 16 pixels.
LEFT_HALF = {"type": "Polygon", "coordinates": [[[0, 0], [12, 0], [12, 16], [0, 16], [0, 0]]]}
CORNER = {"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 4], [0, 4], [0, 0]]]}


@pytest.fixture
def roi(tmp_path: Path) -> Path:
    return regions(tmp_path / "roi.geojson", left=LEFT_HALF)


def regions(path: Path, **geometries: dict) -> Path:
    features = [{"type": "Feature", "properties": {"name": n}, "geometry": g} for n, g in geometries.items()]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def labels(out: Path) -> np.ndarray:
    return np.asarray(PillowImage.open(out / "scene_labels.png"))


def test_only_the_inside_is_clustered(scene: Path, roi: Path, out: Path, capsys) -> None:
    (result,) = run_json(capsys, scene, "-o", out, "-k", 2, "--roi", roi)
    found = labels(out)
    assert (found[:, :6] == 1).all()
    assert (found[:, 6:12] == 2).all()
    assert not found[:, 12:].any()
    assert [each["pixels"] for each in result["clusters"]] == [96, 96]
    assert [each["fraction"] for each in result["classes"]] == [0.5, 0.5]
    assert result["image"]["valid_pixels"] == 24 * 16
    part = result["regions_of_interest"]
    assert part["inside"] == "cluster"
    assert [(each["name"], each["pixels"]) for each in part["regions"]] == [("left", 192)]


def test_it_is_what_a_picture_without_the_outside_gives(scene: Path, roi: Path, out: Path, capsys) -> None:
    with PillowImage.open(scene) as picture:
        opened = picture.convert("RGBA")
    alpha = np.zeros((16, 24), np.uint8)
    alpha[:, :12] = 255
    opened.putalpha(PillowImage.fromarray(alpha))
    (out / "cut").mkdir(parents=True)
    opened.save(out / "cut" / "scene.png")
    (inside,) = run_json(capsys, scene, "-o", out, "-k", 3, "--roi", roi)
    (cut,) = run_json(capsys, out / "cut" / "scene.png", "-o", out / "cut", "-k", 3)
    assert inside["clusters"] == cut["clusters"]
    assert np.array_equal(labels(out), labels(out / "cut"))


def test_everything_is_clustered_and_the_inside_measured(scene: Path, roi: Path, out: Path, capsys) -> None:
    (whole,) = run_json(capsys, scene, "-o", out / "whole", "-k", 4)
    (result,) = run_json(capsys, scene, "-o", out, "-k", 4, "--roi", roi, "--roi-use", "measure")
    assert [c["centroid"] for c in result["clusters"]] == [c["centroid"] for c in whole["clusters"]]
    assert [each["pixels"] for each in result["clusters"]] == [96, 96, 0, 0]
    everywhere = labels(out / "whole").copy()
    everywhere[:, 12:] = 0
    assert np.array_equal(labels(out), everywhere)


def test_whole_leaves_all_as_it_is_but_for_the_tables(scene: Path, roi: Path, out: Path, capsys) -> None:
    (whole,) = run_json(capsys, scene, "-o", out / "whole", "-k", 4)
    (result,) = run_json(capsys, scene, "-o", out, "-k", 4, "--roi", roi, "--roi-use", "whole")
    assert result["clusters"] == whole["clusters"]
    assert result["regions_of_interest"]["regions"][0]["pixels"] == 192


def test_the_table_of_each_region_of_interest(scene: Path, tmp_path: Path, out: Path, capsys) -> None:
    path = regions(tmp_path / "two.geojson", left=LEFT_HALF, corner=CORNER)
    options = ["-k", 2, "--class", "dark=1", "--pixel-size", "2m", "--roi", path]
    (result,) = run_json(capsys, scene, "-o", out, *options)
    with (out / "scene_roi_areas.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = [("left", "dark", 96), ("left", "2", 96), ("corner", "dark", 24), ("corner", "2", 12)]
    assert [(r["region of interest"], r["class"], int(r["pixels"])) for r in rows] == wanted
    assert [float(row["area"]) for row in rows] == [4 * pixels for _, _, pixels in wanted]
    assert [float(row["fraction"]) for row in rows] == [0.5, 0.5, 24 / 36, 12 / 36]
    assert {row["unit"] for row in rows} == {"m²"}
    assert result["outputs"]["roi_areas"] == str(out / "scene_roi_areas.csv")


RATIO = ["--class", "dark=1", "--class", "light=2", "--ratio", "darkness=dark/(dark+light)"]


@pytest.fixture
def soft(tmp_path: Path) -> Path:
    """A lake with soft shores."""
    path = tmp_path / "lake.png"
    PillowImage.fromarray(lake(7, (200, 150), conditions=USUAL).image.pixels).save(path)
    return path


def corners(left: int, top: int, right: int, bottom: int) -> dict:
    ring = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_errors_and_ratios_in_all_tables(soft: Path, tmp_path: Path, out: Path, capsys) -> None:
    path = regions(tmp_path / "two.geojson", all=corners(0, 0, 200, 150), part=corners(20, 30, 120, 110))
    tables = "areas,roi_areas,roi_ratios,roi_areas_json,roi_areas_xlsx,areas_json"
    options = ["-k", 2, *RATIO, "--roi", path, "--roi-use", "whole", "--export", tables]
    (result,) = run_json(capsys, soft, "-o", out, *options)
    whole, part = result["regions_of_interest"]["regions"]
    for name in ("area", "area_error", "area_low", "area_high", "colour"):
        assert [each[name] for each in whole["classes"]] == [each[name] for each in result["classes"]]
    assert whole["ratios"] == result["ratios"]
    assert part["ratios"][0]["error"] > 0
    assert part["ratios"][0]["value"] == pytest.approx(part["classes"][0]["pixels"] / part["pixels"])
    for each, other in zip(part["classes"], whole["classes"], strict=True):
        assert 0 < each["area_error"] < other["area_error"]
        assert each["colour"] == other["colour"]
        assert each["area_low"] == pytest.approx(each["area"] - each["area_error"])
    rows = list(csv.DictReader((out / "lake_roi_areas.csv").read_text("utf-8").splitlines()))
    assert [float(row["area_error"]) for row in rows] == [
        each["area_error"] for region in (whole, part) for each in region["classes"]
    ]
    ratios = list(csv.DictReader((out / "lake_roi_ratios.csv").read_text("utf-8").splitlines()))
    assert [row["region of interest"] for row in ratios] == ["all", "part"]
    assert [float(row["error"]) for row in ratios] == [each["ratios"][0]["error"] for each in (whole, part)]
    for name, key in (("lake_roi_areas.json", "rows"), ("lake_areas.json", "regions of interest")):
        told = json.loads((out / name).read_text("utf-8"))
        assert [str(row["area_error"]) for row in told[key]] == [row["area_error"] for row in rows]
        assert [row["formula"] for row in told["ratios inside"]] == ["dark / (dark + light)"] * 2
    book = openpyxl.load_workbook(out / "lake_roi_areas.xlsx")
    assert book.sheetnames == ["Regions of interest", "Ratios inside", "About"]
    assert book["Ratios inside"]["A3"].value == "part"


def test_verify_finds_the_errors_inside_again_and_forgives_older_records(
    soft: Path, tmp_path: Path, out: Path, capsys
) -> None:
    path = regions(tmp_path / "part.geojson", part=corners(20, 30, 120, 110))
    run_json(capsys, soft, "-o", out, "-k", 2, *RATIO, "--roi", path, "--roi-use", "whole")
    record = out / "lake_run.json"
    assert main(["verify", str(record)]) == 0
    whole = json.loads(record.read_text("utf-8"))
    (region,) = whole["result"]["regions_of_interest"]["regions"]
    error = region["classes"][0]["area_error"]
    region["classes"][0]["area_error"] = 3 * error
    record.write_text(json.dumps(whole))
    capsys.readouterr()
    assert main(["verify", str(record)]) == 1
    assert capsys.readouterr().out.count(f"area_error was {3 * error}, is {error}") == 1
    del region["ratios"]
    for each in region["classes"]:
        for name in ("area_error", "error_coverage", "area_low", "area_high", "error_parts"):
            del each[name]
    record.write_text(json.dumps(whole))
    assert main(["verify", str(record)]) == 0


def test_without_regions_of_interest_there_is_no_table_of_them(scene: Path, out: Path, capsys) -> None:
    (result,) = run_json(capsys, scene, "-o", out)
    assert "regions_of_interest" not in result
    assert not (out / "scene_roi_areas.csv").exists()


@pytest.mark.parametrize("options", ["-k 3", "-k auto", "-k 3 --roi-use measure", "-k 3 --roi-use whole"])
def test_verify_repeats_it_without_the_file(scene, roi, out, capsys, options: str) -> None:
    run_json(capsys, scene, "-o", out, "--roi", roi, *options.split())
    roi.unlink()
    assert main(["verify", str(out / "scene_run.json")]) == 0
    assert capsys.readouterr().out == "identical\n"


def test_a_damaged_region_in_a_record_is_said(scene: Path, roi: Path, out: Path, capsys) -> None:
    run_json(capsys, scene, "-o", out, "--roi", roi, "-k", 2)
    record = json.loads((out / "scene_run.json").read_text())
    record["regions_of_interest"]["regions"][0]["parts"] = 5
    (out / "scene_run.json").write_text(json.dumps(record))
    assert "the record is damaged" in complaint(capsys, "verify", out / "scene_run.json")


def test_what_reaches_beyond_the_picture_is_said(scene: Path, tmp_path: Path, out: Path, capsys) -> None:
    wide = {"type": "Polygon", "coordinates": [[[6, 0], [99, 0], [99, 16], [6, 16], [6, 0]]]}
    (result,) = run_json(capsys, scene, "-o", out, "-k", 3, "--roi", regions(tmp_path / "a.json", wide=wide))
    (warning,) = result["warnings"]
    assert "“wide” reaches beyond the picture" in warning


def test_a_mask_image_as_region_of_interest(scene: Path, tmp_path: Path, out: Path, capsys) -> None:
    mask = np.zeros((16, 24), np.uint8)
    mask[3:9, 2:20] = 255
    PillowImage.fromarray(mask).save(tmp_path / "mask.png")
    run_json(capsys, scene, "-o", out, "-k", 3, "--roi", tmp_path / "mask.png")
    assert np.array_equal(labels(out) > 0, mask > 0)


def test_the_report_says_it(scene: Path, roi: Path, out: Path, capsys) -> None:
    assert main(["segment", str(scene), "-o", str(out), "-k", "2", "--roi", str(roi)]) == 0
    said = capsys.readouterr().out
    assert "clustered only inside the region of interest “left”" in said


def test_wrong_usage(scene: Path, roi: Path, out: Path, tmp_path: Path, capsys) -> None:
    base = ["segment", scene, "-o", out]
    assert "--roi-use is for --roi FILE" in complaint(capsys, *base, "--roi-use", "measure")
    assert "choose cluster, measure or whole" in complaint(capsys, *base, "--roi", roi, "--roi-use", "x")
    assert "No such file" in complaint(capsys, *base, "--roi", tmp_path / "none.geojson")
    outside = {"type": "Polygon", "coordinates": [[[60, 0], [99, 0], [99, 16], [60, 0]]]}
    path = regions(tmp_path / "far.geojson", far=outside)
    assert "lies outside the picture" in complaint(capsys, *base, "--roi", path)
    sentence = complaint(capsys, *base, "--roi", regions(tmp_path / "c.geojson", c=CORNER), "-k", 60, code=1)
    assert "distinct" in sentence


def test_true_areas_inside(shared_data: Path, out: Path, tmp_path: Path, capsys) -> None:
    """The land of the Greenland scene as mask: its true area is known (see shared/data/README.md)."""
    folder = shared_data / "ice" / "modis_greenland"
    picture = folder / "ne-greenland.20220913.terra.250m_truecolor.tif"
    land = folder / "ne-greenland.20220913.terra.250m_land.tif"
    (result,) = run_json(capsys, picture, "-o", out, "-k", 3, "--roi", land)
    (region,) = result["regions_of_interest"]["regions"]
    assert region["unit"] == "km²"
    assert region["area"] == pytest.approx(12070.4, rel=1e-4)
    assert sum(each["area"] for each in result["classes"]) == pytest.approx(region["area"], rel=1e-9)
    assert main(["verify", str(out / f"{picture.stem}_run.json")]) == 0


SAID = (
    "192 of 384 pixels with data are not measured: they lie outside the regions of interest, "
    "were taken out by hand, or have no label."
)


def test_every_file_says_how_many_pixels_lie_outside(scene: Path, roi: Path, out: Path, capsys) -> None:
    kinds = "areas,roi_areas,regions,sizes,areas_json,geojson,shapefile,coco,yolo"
    run_json(capsys, scene, "-o", out, "-k", 2, "--roi", roi, "--regions", "--export", kinds)
    for name in ("areas", "roi_areas", "regions", "sizes"):
        with (out / f"scene_{name}.csv").open(newline="") as file:
            rows = [
                {key.replace("_", " "): cell for key, cell in row.items()} for row in csv.DictReader(file)
            ]
        assert {row["pixels not measured"] for row in rows} == {"192"}, name
        assert "pixels without data" not in rows[0]
    assert json.loads((out / "scene_areas.json").read_text("utf-8"))["left out"] == SAID
    assert json.loads((out / "scene_regions.geojson").read_text("utf-8"))["floe"]["left_out"] == SAID
    assert json.loads((out / "scene_coco.json").read_text("utf-8"))["info"]["description"].endswith(SAID)
    assert f"# {SAID}\n" in (out / "scene_yolo.yaml").read_text("utf-8")
    assert pyogrio.read_info(out / "scene_regions.shp")["fields"].tolist()[-1] == "not_meas"
