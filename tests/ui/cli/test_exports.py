"""`floe segment --export`: by names, and every mistake a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.export.formats import formats
from main import main
from tests.ui.cli.called import complaint, run_json

USUAL = {"labels", "segmented", "areas", "run"}


def test_what_is_named_is_written_beside_the_files_of_every_run(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(
        capsys, scene, "-o", out, "--export", "geojson,areas-xlsx", "--export", "report_html"
    )
    assert set(result["outputs"]) == {*USUAL, "geojson", "areas_xlsx", "report_html"}
    assert {path.name for path in out.iterdir()} == {
        "scene_labels.png",
        "scene_segmented.png",
        "scene_areas.csv",
        "scene_regions.geojson",
        "scene_areas.xlsx",
        "scene_report.html",
        "scene_run.json",
    }
    assert json.loads((out / "scene_regions.geojson").read_text(encoding="utf-8"))["features"]


def test_all_is_all_that_the_picture_allows(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--class", "ice=3,4", "--export", "all")
    (result,) = run_json(capsys, scene, "-o", out, *arguments)
    missing = {each.key for each in formats()} - set(result["outputs"])
    assert all(key == "ratios" or key.startswith("roi_") for key in missing)
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
    assert set(result["outputs"]) == {*USUAL, "coco", "areas_json", "classes", "gif"}


def test_a_file_in_the_way(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (out / "scene_regions.shp").mkdir(parents=True)
    line = complaint(capsys, "segment", scene, "-o", out, "--export", "shapefile", code=1)
    assert line.endswith("scene_regions.shp: there is a folder of that name.")
    # What was written before stays, each file whole; nothing is half there.
    left = {path.name for path in out.iterdir()} - {"scene_regions.shp"}
    assert left == {"scene_labels.png", "scene_segmented.png", "scene_areas.csv"}
