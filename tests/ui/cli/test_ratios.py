"""--ratio: in the report, the CSV, the JSON and the record; mistakes are sentences."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from main import main
from tests.ui.cli.called import complaint, run_json

NAMED = ("-k", 4, "--class", "water=1", "--class", "ice=3,4", "--class", "land=2")
RATIO = "ice concentration=ice/(ice+water)"


@pytest.mark.parametrize("more", [(), ("--tile", 16)])
def test_a_ratio_stands_in_everything_that_is_written(
    more: tuple[object, ...], scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, scene, "-o", out, *NAMED, "--ratio", RATIO, "--ratio", "b=land/ice", *more)
    first, second = result["ratios"]
    error = first.pop("error")
    assert 0 < error < 0.1
    assert (first.pop("low"), first.pop("high")) == pytest.approx((2 / 3 - error, 2 / 3 + error))
    assert first == {
        "name": "ice concentration",
        "numerator": ["ice"],
        "denominator": ["ice", "water"],
        "value": pytest.approx(2 / 3),
    }
    assert second["value"] == 0.5
    rows = list(csv.DictReader(io.StringIO((out / "scene_ratios.csv").read_text("utf-8"))))
    assert [row["formula"] for row in rows] == ["ice / (ice + water)", "land / ice"]
    assert float(rows[0]["percent"]) == pytest.approx(200 / 3)
    assert float(rows[0]["tenths"]) == pytest.approx(20 / 3)
    assert (rows[0]["unit"], rows[0]["error"], rows[0]["note"]) == ("px²", repr(error), "")
    record = json.loads((out / "scene_run.json").read_bytes())
    assert record["ratios"][0]["name"] == "ice concentration"
    assert record["result"]["ratios"][0]["value"] == first["value"]
    assert main(["verify", str(out / "scene_run.json")]) == 0
    record["result"]["ratios"][0]["value"] = 0.5
    (out / "scene_run.json").write_text(json.dumps(record))
    assert main(["verify", str(out / "scene_run.json")]) == 1
    assert "ratios 1.value was 0.5" in capsys.readouterr().out


def test_a_person_reads_per_cent_and_tenths(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = ["segment", str(scene), "-o", str(out), *map(str, NAMED), "--ratio", RATIO]
    assert main([*plain, "--ratio", "b=ice/land", "--no-uncertainty"]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "b = ice / land: 200.00 %\n" in said
    assert "ice concentration = ice / (ice + water): 66.67 % (6.7 tenths)" in said
    assert main(plain) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert re.search(r"66\.\d+ ± 0\.\d+ % \(6\.7 tenths\)", said)


def test_without_a_ratio_nothing_is_said_of_any(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, scene, "-o", out, *NAMED)
    assert "ratios" not in result
    assert not (out / "scene_ratios.csv").exists()


@pytest.mark.parametrize(
    ("ratios", "words", "code"),
    [
        (["x=ice"], "is no ratio: write NAME=", 2),
        (["x=ice/snow"], "needs a class “snow”, but there are water, land, ice", 1),
        (["x=ice/water", "x=land/ice"], "Two ratios are called “x”", 2),
    ],
)
def test_mistakes_are_sentences(
    *, ratios: list[str], words: str, code: int, scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [word for ratio in ratios for word in ("--ratio", ratio)]
    assert words in complaint(capsys, "segment", scene, "-o", out, *NAMED, *given, code=code)


def test_a_name_that_a_spreadsheet_would_compute_is_text(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(
        capsys, scene, "-o", out, "-k", 2, "--class", '=HYPERLINK("http://a.b")=1', "--class", "-2 °C=2"
    )
    assert [each["name"] for each in result["classes"]] == ['=HYPERLINK("http://a.b")', "-2 °C"]
    rows = list(csv.reader(io.StringIO((out / "scene_areas.csv").read_text("utf-8"))))
    assert [row[0] for row in rows[1:]] == ['\'=HYPERLINK("http://a.b")', "'-2 °C"]


def test_a_recipe_brings_its_ratios(
    scene: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_json(capsys, scene, "-o", out, *NAMED, "--ratio", RATIO)
    (again,) = run_json(capsys, scene, "-o", tmp_path / "again", "--recipe", out / "scene_run.json")
    assert [each["name"] for each in again["ratios"]] == ["ice concentration"]
