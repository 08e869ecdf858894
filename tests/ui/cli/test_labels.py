"""--as-labels: every value is a region, and nothing is clustered."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import tifffile

from main import main
from tests.ui.cli.called import complaint, run_json

CASE = Path(__file__).resolve().parents[2] / "cases" / "19_label_images" / "k4_labels12_touching.tif"
PIECES = np.array([[7, 7, 2, 0, 0, 7], [0, 2, 2, 0, 0, 0], [0, 0, 0, 0, 3, 3]], np.uint16)


@pytest.fixture
def pieces(tmp_path: Path) -> Path:
    path = tmp_path / "pieces.tif"
    tifffile.imwrite(path, PIECES)
    return path


def region_rows(out: Path, stem: str) -> list[dict[str, str]]:
    with (out / f"{stem}_regions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_twelve_touching_objects_are_twelve_regions(capsys, out: Path) -> None:
    (found,) = run_json(capsys, CASE, "-o", out, "--as-labels", "--regions")
    assert (found["iterations"], found["converged"], found["inertia"]) == (0, True, 0)
    assert [(each["name"], each["pixels"]) for each in found["classes"]] == [("objects", 12 * 1155)]
    assert "area_error" not in found["classes"][0]  # how far another program was wrong nobody knows
    assert found["regions"] == {
        "number": 12,
        "connectivity": 8,
        "by_value": True,
        "filter": [],
        "classes": {"objects": 12},
    }
    rows = region_rows(out, CASE.stem)
    assert [row["value"] for row in rows] == [str(i) for i in range(1, 13)]
    assert {row["pixels"] for row in rows} == {"1155"}
    assert {row["touches_no_data"] for row in rows} == {"false"}


def test_a_value_in_pieces_is_one_region(capsys, out: Path, pieces: Path) -> None:
    run_json(capsys, pieces, "-o", out, "--as-labels", "--regions", "--pixel-size", "2m")
    rows = [(row["value"], row["pixels"], row["area"], row["unit"]) for row in region_rows(out, "pieces")]
    assert rows == [("2", "3", "12", "m²"), ("3", "2", "8", "m²"), ("7", "3", "12", "m²")]


def test_small_objects_are_left_out_by_the_filter(capsys, out: Path, pieces: Path) -> None:
    options = ("--as-labels", "--regions", "--region-filter", "pixels=3..")
    (found,) = run_json(capsys, pieces, "-o", out, *options)
    assert [row["value"] for row in region_rows(out, "pieces")] == ["2", "7"]
    assert (found["regions"]["number"], found["regions"]["left_out"]) == (2, 1)


def test_the_objects_get_another_name(capsys, out: Path, pieces: Path) -> None:
    (found,) = run_json(capsys, pieces, "-o", out, "--as-labels", "--class", "cells=1")
    assert [each["name"] for each in found["classes"]] == ["cells"]


def test_a_record_repeats_it_and_is_a_recipe(capsys, out: Path, pieces: Path) -> None:
    (first,) = run_json(capsys, pieces, "-o", out, "--as-labels", "--regions", "--class", "cells=1")
    record = out / "pieces_run.json"
    assert json.loads(record.read_text())["reading"] == {"labels": True}
    assert main(["verify", str(record)]) == 0
    assert capsys.readouterr().out == "identical\n"
    (again,) = run_json(capsys, pieces, "-o", out / "again", "--recipe", record, "--regions")
    assert again["classes"] == first["classes"]
    tifffile.imwrite(pieces, PIECES[::-1])
    assert main(["verify", str(record)]) == 1


def test_only_inside_and_the_rest_is_no_data(capsys, out: Path, pieces: Path, tmp_path: Path) -> None:
    square = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}
    place = tmp_path / "place.geojson"
    place.write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": square}))
    run_json(capsys, pieces, "-o", out, "--as-labels", "--regions", "--roi", place)
    rows = [(row["value"], row["pixels"], row["touches_no_data"]) for row in region_rows(out, "pieces")]
    assert rows == [("2", "1", "true"), ("7", "2", "true")]


def test_the_scale_comes_from_an_object_not_from_what_touches_it(capsys, out: Path, pieces: Path) -> None:
    (found,) = run_json(capsys, pieces, "-o", out, "--as-labels", "--scale-area", "2.5,0.5=12m2")
    assert found["classes"][0]["area"] == pytest.approx(32)  # 3 pixels of value 2 are 12 m²: 8 are 32


def test_tiles_change_nothing(capsys, out: Path, pieces: Path) -> None:
    for name, options in (("whole", ("--tile", "0")), ("tiles", ("--tile", "2"))):
        run_json(capsys, pieces, "-o", out / name, "--as-labels", "--regions", *options)
    for ending in ("regions.csv", "labels.png", "areas.csv"):
        written = [(out / name / f"pieces_{ending}").read_bytes() for name in ("whole", "tiles")]
        assert written[0] == written[1]


def test_everything_is_written_of_it(capsys, out: Path, pieces: Path) -> None:
    run_json(capsys, pieces, "-o", out, "--as-labels", "--export", "all", "--regions")
    coco = json.loads((out / "pieces_coco.json").read_text())
    assert [each["area"] for each in coco["annotations"]] == [3, 2, 3]
    assert "another program has found the objects" in (out / "pieces_report.html").read_text()
    assert not list(out.glob("*convergence*"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-k", "3"), "-k is for clustering, and labels are not clustered: leave it out."),
        (("--space", "lab"), "--space is for clustering"),
        (("--feature", "position"), "--feature is for clustering"),
        (("--seed", "1"), "--seed is for clustering"),
        (("--no-swaps",), "--no-swaps is for clustering"),
        (("--min-area", "5"), "--min-area moves pixels between classes, and labels are of one class"),
        (("--colour-table", "colour"), "--colour-table colour does not go with labels"),
    ],
)
def test_what_means_nothing_with_labels(capsys, out: Path, pieces: Path, options, said: str) -> None:
    assert complaint(capsys, "segment", pieces, "-o", out, "--as-labels", *options).startswith(said)
    assert not out.exists()


def test_a_second_class_is_not_there(capsys, out: Path, pieces: Path) -> None:
    said = complaint(capsys, "segment", pieces, "-o", out, "--as-labels", "--class", "a=2", code=1)
    assert said.endswith("Class “a” names cluster 2, but there are only 1.")


def test_a_recipe_of_clusters_is_for_no_labels(capsys, out: Path, pieces: Path, scene: Path) -> None:
    run_json(capsys, scene, "-o", out, "-k", "2")
    recipe = out / "scene_run.json"
    said = complaint(capsys, "segment", pieces, "-o", out, "--as-labels", "--recipe", recipe)
    assert said == (
        f"The recipe {recipe} is for a picture that is clustered: with --as-labels give one of a label "
        "image, or none."
    )


def test_colours_are_no_labels(capsys, out: Path, scene: Path) -> None:
    said = complaint(capsys, "segment", scene, "-o", out, "--as-labels")
    assert said.startswith(f"Cannot read {scene}: it has 3 bands; a label image has one")


def test_a_label_image_without_the_option_is_told_of_it(capsys, out: Path, pieces: Path) -> None:
    assert main(["segment", str(CASE), "-o", str(out), "--no-uncertainty"]) == 0
    said = capsys.readouterr().err
    assert "--as-labels measures every value as an object" in said
    # Who gives a k knows what is wanted.
    assert main(["segment", str(CASE), "-o", str(out), "--no-uncertainty", "-k", "4"]) == 0
    assert "--as-labels" not in capsys.readouterr().err
