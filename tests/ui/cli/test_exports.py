"""`floe segment --export`: by names, and every mistake a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.export.formats import formats
from main import main
from tests.core.pipeline.test_tiled import PICTURES, write
from tests.ui.cli.called import complaint, run_json

USUAL = {"labels", "segmented", "areas", "run"}


def test_what_is_named_is_written_and_nothing_else(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(
        capsys, scene, "-o", out, "--export", "geojson,areas-xlsx", "--export", "report_html"
    )
    assert set(result["outputs"]) == {"run", "geojson", "areas_xlsx", "report_html"}
    assert {path.name for path in out.iterdir()} == {
        "scene_regions.geojson",
        "scene_areas.xlsx",
        "scene_report.html",
        "scene_run.json",
    }
    assert json.loads((out / "scene_regions.geojson").read_text(encoding="utf-8"))["features"]


def test_without_a_name_it_is_what_scripts_rely_on(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, scene, "-o", out, "--no-uncertainty")
    assert set(result["outputs"]) == USUAL


def test_areas_alone(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (result,) = run_json(capsys, scene, "-o", out, "--export", "areas", "--no-uncertainty")
    assert set(result["outputs"]) == {"areas", "run"}
    assert {path.name for path in out.iterdir()} == {"scene_areas.csv", "scene_run.json"}
    assert main(["segment", str(scene), "-o", str(out / "run"), "--export", "run"]) == 0
    assert [path.name for path in (out / "run").iterdir()] == ["scene_run.json"]


def test_presets_are_listed_as_names_are(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (result,) = run_json(capsys, scene, "-o", out, "--no-uncertainty", "--preset", "imagej,Spreadsheet")
    assert {"labels_tif", "rois", "areas_xlsx", "regions_xlsx"} <= set(result["outputs"])


def test_the_tables_of_regions_are_asked_for_by_their_own_option(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quick = ("-o", out, "--no-uncertainty", "--export", "areas")
    (result,) = run_json(capsys, scene, *quick, "--regions")
    assert set(result["outputs"]) == {"areas", "regions", "sizes", "run"}


def test_what_is_not_written_is_in_nobodys_way(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The labels would be written over a picture of this run, if they were."""
    labels = scene.with_name("scene_labels.png")
    labels.write_bytes(scene.read_bytes())
    names = (scene, labels, "-o", scene.parent)
    assert "would be written over" in complaint(capsys, "segment", *names)
    assert main(["segment", *map(str, names), "--export", "areas", "--no-uncertainty"]) == 0


def test_above_the_limit_the_labels_are_written_only_where_named(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pixels, more = PICTURES["rgb"]
    picture = write(tmp_path / "map.tif", "striped", pixels, **more)
    monkeypatch.setattr("core.io.tiled_image.MAX_BYTES", pixels.nbytes - 1)
    (plain,) = run_json(capsys, picture, "-o", out / "plain")
    (areas,) = run_json(capsys, picture, "-o", out / "areas", "--export", "areas")
    (labels,) = run_json(capsys, picture, "-o", out / "labels", "--export", "labels-tif")
    assert {path.name for path in (out / "areas").iterdir()} == {"map_areas.csv", "map_run.json"}
    assert {path.name for path in (out / "labels").iterdir()} == {"map_labels.tif", "map_run.json"}
    assert plain["clusters"] == areas["clusters"] == labels["clusters"]
    assert "STEM_labels.tif" in plain["warnings"][-1]
    assert areas["warnings"][-1].endswith("its areas have no errors.")
    tif = "map_labels.tif"
    assert (out / "labels" / tif).read_bytes() == (out / "plain" / tif).read_bytes()
    assert main(["verify", str(out / "areas" / "map_run.json")]) == 0
    line = complaint(capsys, "segment", picture, "-o", out, "--export", "labels,areas", code=1)
    assert "The export “labels” is not possible" in line


def test_all_is_all_that_the_picture_allows(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--class", "ice=3,4", "--export", "all")
    (result,) = run_json(capsys, scene, "-o", out, *arguments)
    missing = {each.key for each in formats()} - set(result["outputs"])
    # Nothing has learned here, and nothing is compared.
    compared = {"comparison", "confusion", "difference", "difference_tif", "reference"}
    none_of = {"ratios", "model", *compared}
    assert all(key in none_of or key.startswith("roi_") for key in missing)
    assert (out / "scene_ice_mask.png").is_file()
    assert "mask:ice" in result["outputs"]


def test_help_lists_every_export(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["segment", "--help"]) == 0
    said = capsys.readouterr().out
    for each in formats():
        assert f"  {each.key} " in said
        assert f"STEM{each.ending}" in said


def test_a_name_that_there_is_not(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = complaint(capsys, "segment", scene, "-o", out, "--export", "areas,dwg")
    assert line.startswith("There is no export “dwg”: choose ")
    assert ", geojson, " in line
    assert not out.exists()


def test_what_a_picture_does_not_allow(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = complaint(capsys, "segment", scene, "-o", out, "--export", "ratios", code=1)
    assert line.startswith(f"{scene}: The export “ratios” is not possible. There are no ratios")


def test_tiles_allow_all_of_a_picture_that_fits(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--tile", "8", "--export", "coco,areas_json,classes,gif")
    (result,) = run_json(capsys, scene, "-o", out, *arguments)
    assert set(result["outputs"]) == {"run", "coco", "areas_json", "classes", "gif"}


def test_a_file_in_the_way(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (out / "scene_regions.shp").mkdir(parents=True)
    line = complaint(capsys, "segment", scene, "-o", out, "--export", "labels,areas,shapefile", code=1)
    assert line.endswith("scene_regions.shp: there is a folder of that name.")
    # What was written before stays, each file whole; nothing is half there.
    left = {path.name for path in out.iterdir()} - {"scene_regions.shp"}
    assert left == {"scene_labels.png", "scene_areas.csv"}
