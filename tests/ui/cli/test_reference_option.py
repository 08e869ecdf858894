"""--reference: what a file says of the map, on standard output, in JSON and in the record."""

from __future__ import annotations

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
