"""--reference: what a file says of the map, on standard output, in JSON and in the record."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from main import main
from tests.ui.cli.called import run_json

NAMED = ("-k", "2", "--class", "water=1", "--class", "ice=2")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """30 × 20 pixels: dark to column 14, light from there."""
    pixels = np.full((20, 30, 3), 40, np.uint8)
    pixels[:, 15:] = 200
    PillowImage.fromarray(pixels).save(tmp_path / "picture.png")
    return tmp_path / "picture.png"


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    """20 points, of which one in ice is water and one is not known."""
    lines = [f"{i + 0.5},{i % 7 + 0.5},water" for i in range(10)]
    lines += [f"{i + 15.5},{i % 7 + 0.5},ice" for i in range(8)]
    (tmp_path / "truth.csv").write_text(
        "\n".join(["x,y,class", *lines, "27.5,3.5,water", "28.5,3.5,unsure"]), "utf-8"
    )
    return tmp_path / "truth.csv"


def test_it_says_how_right_the_map_is(picture: Path, truth: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "out"
    assert main(["segment", str(picture), "-o", str(out), *NAMED, "--reference", str(truth)]) == 0
    said = capsys.readouterr().out
    lines = said.splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith(f"reference {truth}: 19 points"))
    assert ": 19 points, 1 unsure; the map is right at 94" in lines[first]
    assert lines[first].endswith("% of the area")
    header = "class there area px² from 95 % to on the map user's producer's"
    assert " ".join(lines[first + 1].split()) == header
    assert lines[first + 5].split() == ["water", "10", "0"]
    assert lines[first + 6].split() == ["ice", "1", "8"]
    assert "warning: The file does not say in which strata its points were drawn" in said
    record = json.loads((out / "picture_run.json").read_text("utf-8"))
    assert record["reference"]["confusion"] == [[10, 0], [1, 8]]
    assert main(["verify", str(out / "picture_run.json")]) == 0


def test_json_has_it_as_the_contract_says(picture: Path, truth: Path, tmp_path: Path, capsys) -> None:
    (found,) = run_json(capsys, picture, "-o", tmp_path / "out", *NAMED, "--reference", str(truth))
    reference = found["reference"]
    assert (reference["points"], reference["unsure"], reference["level"]) == (19, 1, 0.95)
    assert reference["accuracy"]["value"] == pytest.approx(0.5 + 0.5 * 8 / 9)
    ice = reference["classes"][1]
    assert (ice["name"], ice["mapped"], ice["unit"]) == ("ice", 0.5, "px²")
    assert ice["fraction"] == pytest.approx(0.5 * 8 / 9)
    assert ice["low"] < ice["fraction"] < ice["high"]
    assert ice["area"] == pytest.approx(600 * ice["fraction"])
    assert ice["users"]["value"] == pytest.approx(8 / 9)
    assert ice["producers"]["value"] == 1


def test_what_does_not_fit_fails_this_picture_and_writes_nothing(
    picture: Path, truth: Path, tmp_path: Path, capsys
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("x,y,class\n1,1,icee\n", "utf-8")
    out = tmp_path / "out"
    assert main(["segment", str(picture), "-o", str(out), *NAMED, "--reference", str(other)]) == 2
    said = capsys.readouterr().err
    assert f"Cannot read {other}: it has a class “icee”" in said
    assert "Did you mean ice?" in said
    assert not out.exists() or not list(out.iterdir())
    assert (
        main(["segment", str(picture), "-o", str(out), *NAMED, "--reference", str(tmp_path / "no.csv")]) == 2
    )
    assert "No such file" in capsys.readouterr().err
    assert truth.exists()


def test_it_judges_inside_each_region_of_interest_too(
    picture: Path, truth: Path, tmp_path: Path, capsys
) -> None:
    # Left of column 15 water alone, right of it ice with one point of water, below nobody has looked.
    corners = {"left": (0, 0, 15, 8), "right": (15, 0, 30, 8), "below": (0, 12, 30, 20)}
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Polygon", "coordinates": [[[a, b], [c, b], [c, d], [a, d], [a, b]]]},
        }
        for name, (a, b, c, d) in corners.items()
    ]
    place = tmp_path / "places.geojson"
    place.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    options = (*NAMED, "--reference", truth, "--roi", place, "--roi-use", "measure", "--pixel-size", "2m")
    out = tmp_path / "out"
    (found,) = run_json(capsys, picture, "-o", out, *options)
    left, right, below = found["regions_of_interest"]["regions"]
    assert left["reference"]["points"] == 10
    assert left["reference"]["accuracy"]["value"] == 1
    assert right["reference"]["points"] == 9
    water, ice = right["reference"]["classes"]
    assert ice["fraction"] == pytest.approx(8 / 9)
    # 15 × 8 pixels of 4 m².
    assert ice["area"] == pytest.approx(8 / 9 * 480)
    assert 0 < ice["area_low"] < ice["area"] < ice["area_high"] <= 480 + 1e-9
    assert water["fraction"] == pytest.approx(1 / 9)
    assert "reference" not in below
    record = json.loads((out / "picture_run.json").read_text("utf-8"))
    assert [each["name"] for each in record["reference"]["inside"]] == ["left", "right"]
    assert "reference" not in record["result"]["regions_of_interest"]["regions"][0]
    rows = list(csv.DictReader((out / "picture_reference.csv").read_text("utf-8").splitlines()))
    assert [(row["region of interest"], row["class"], row["points"]) for row in rows] == [
        ("", "water", "11"),
        ("", "ice", "8"),
        ("left", "water", "10"),
        ("left", "ice", "0"),
        ("right", "water", "1"),
        ("right", "ice", "8"),
    ]
    assert float(rows[5]["area_low"]) == pytest.approx(ice["area_low"])
    assert main(["verify", str(out / "picture_run.json")]) == 0
    capsys.readouterr()
    arguments = [str(each) for each in ("segment", picture, "-o", out, *options, "--export", "report_html")]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "inside left: 10 points; the map is right at 100" in said
    assert "inside below: nobody has looked at a point there" in said
    report = (out / "picture_report.html").read_text("utf-8")
    assert "Beside a reference" in report
    assert "Inside right: 9 points" in report
    assert "Inside below: nobody has looked at a point there." in report


def test_a_label_raster_judges_inside_by_every_pixel(picture: Path, tmp_path: Path, capsys) -> None:
    values = np.ones((20, 30), np.uint8)
    values[:, 18:] = 2
    PillowImage.fromarray(values).save(tmp_path / "truth.png")
    mask = np.zeros((20, 30), np.uint8)
    mask[:10, 10:25] = 255
    PillowImage.fromarray(mask).save(tmp_path / "mask.png")
    options = ("-k", "2", "--reference", tmp_path / "truth.png", "--roi", tmp_path / "mask.png")
    (found,) = run_json(capsys, picture, "-o", tmp_path / "out", *options, "--roi-use", "whole")
    inside = found["regions_of_interest"]["regions"][0]["reference"]
    assert inside["confusion"] == [[50, 0], [30, 70]]
    assert inside["accuracy"] == {"value": 0.8, "low": 0.8, "high": 0.8}
