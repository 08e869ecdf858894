"""Steps name their class; where classes are named, the default is those; whole regions lost are said."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from main import main
from tests.ui.cli.called import complaint, run_json

CASE = Path(__file__).parents[2] / "cases" / "18_steps_on_all_classes" / "k3_bright_objects.png"


def regions_of(out: Path, name: str) -> list[int]:
    with (out / f"{CASE.stem}_regions.csv").open(encoding="utf-8") as file:
        return [int(row["pixels"]) for row in csv.DictReader(file) if row["class"] == name]


def test_with_a_class_named_its_holes_are_filled_and_no_object_is_lost(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("-k", 2, "--class", "obj=2", "--fill-holes", 300, "--regions")
    (result,) = run_json(capsys, CASE, "-o", out, *options)
    pixels = regions_of(out, "obj")
    assert (len(pixels), sum(pixels)) == (5, 3133)
    assert [(each["kind"], each["class"]) for each in result["steps"]] == [("fill-holes", "obj")]
    assert result["steps"][0]["lost_regions"] == {"1": 1}  # the hole
    assert main(["verify", str(out / f"{CASE.stem}_run.json")]) == 0


def test_on_all_classes_what_is_lost_is_said_in_json_and_on_standard_error(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("-k", "2", "--class", "obj=2", "--fill-holes", "300:*", "--regions", "--json")
    assert main(["segment", str(CASE), "-o", str(out), *options]) == 0
    said = capsys.readouterr()
    (result,) = json.loads(said.out)
    (step,) = result["steps"]
    assert step["class"] is None
    assert len(regions_of(out, "obj")) == 1
    assert step["lost_regions"]["obj"] == 4
    assert "“Fill holes 300 px²” took" in said.err
    assert "4 of obj" in said.err
    assert any("4 of obj" in sentence for sentence in result["warnings"])
    assert main(["verify", str(out / f"{CASE.stem}_run.json")]) == 0


def test_an_unnamed_class_is_no_count_in_the_sentence(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["segment", str(CASE), "-o", str(out), "-k", "2", "--fill-holes", "300"]) == 0
    assert "4 of class 2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "steps"),
    [
        (("--class", "a=1", "--class", "b=2", "--open", "1:b"), [("open", 1.0, "px", "b")]),
        (
            ("--class", "b=2", "--class", "a=1", "--open", "1,5"),
            [("open", 1.5, "px", "a"), ("open", 1.5, "px", "b")],
        ),
        (
            ("--class", "a=1", "--open", "1", "--open", "2:*"),
            [("open", 1.0, "px", "a"), ("open", 2.0, "px", None)],
        ),
        (("--class", "a:b=1", "--close", "1:a:b"), [("close", 1.0, "px", "a:b")]),
        (
            ("--class", "a=1", "--pixel-size", "1um", "--min-area", "4um2", "--open", "0.002 mm"),
            [("open", 0.002, "mm", "a"), ("min-area", 4.0, "µm²", "a")],
        ),
        (("--open", "1"), [("open", 1.0, "px", None)]),
    ],
)
def test_which_classes_and_how_far(
    options: tuple[str, ...],
    steps: list[tuple[str, float, str, str | None]],
    out: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (result,) = run_json(capsys, CASE, "-o", out, "-k", 2, *options)
    assert [(s["kind"], s["size"], s["unit"], s["class"]) for s in result["steps"]] == steps


def test_the_named_classes_of_a_recipe_count_and_its_own_steps_mean_what_they_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_json(capsys, CASE, "-o", tmp_path / "a", "-k", 2, "--class", "obj=2", "--close", "1:*")
    recipe = tmp_path / "a" / f"{CASE.stem}_run.json"
    (again,) = run_json(capsys, CASE, "-o", tmp_path / "b", "--recipe", recipe)
    assert [each["class"] for each in again["steps"]] == [None]
    (other,) = run_json(capsys, CASE, "-o", tmp_path / "c", "--recipe", recipe, "--close", "1")
    assert [each["class"] for each in other["steps"]] == ["obj"]


def test_a_step_for_a_class_that_there_is_not(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = complaint(capsys, "segment", CASE, "-o", out, "-k", 2, "--open", "1:ice", code=1)
    assert "There is no class “ice” for the step “Open 1 px, ice”" in line


def test_a_speck_that_is_dropped_is_a_region_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pixels = np.zeros((20, 20), np.uint8)
    pixels[2, 2] = pixels[8:12, 8:12] = 200
    PillowImage.fromarray(pixels).save(path := tmp_path / "specks.png")
    (result,) = run_json(capsys, path, "-o", tmp_path, "-k", 2, "--class", "obj=2", "--min-area", 4)
    assert result["steps"][0]["lost_regions"] == {"obj": 1}
    assert result["warnings"] == [
        "The step “Drop specks 4 px², obj” took 1 whole region from its class: 1 of obj."
    ]
