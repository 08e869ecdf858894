"""`--pixel-size 0.5m±1%`: in the areas, their files, the record, and again in `floe verify`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from main import main
from tests.ui.cli.called import complaint, run_json

NAMED = ("-k", "4", "--class", "ice=3,4", "--class", "water=1,2", "--ratio", "cover=ice/(ice+water)")


@pytest.mark.parametrize("size", ["0.5m±10%", "0.5m+-10%", "0.5±0.05m"])
def test_it_enters_the_errors_of_areas(
    scene: Path, out: Path, size: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (exact,) = run_json(capsys, scene, "-o", out / "exact", "--pixel-size", "0.5m", *NAMED)
    (unsure,) = run_json(capsys, scene, "-o", out / "unsure", "--pixel-size", size, *NAMED)
    for sure, each in zip(exact["classes"], unsure["classes"], strict=True):
        assert each["area"] == sure["area"]
        assert each["error_parts"]["scale"] == pytest.approx(0.2 * each["area"], rel=0.01)
        assert each["area_error"] >= each["error_parts"]["scale"] * 0.99
        assert sure["error_parts"]["scale"] == 0
    assert unsure["ratios"][0]["value"] == exact["ratios"][0]["value"]
    assert unsure["ratios"][0]["error"] == pytest.approx(exact["ratios"][0]["error"], abs=0.01)
    assert unsure["calibration"]["pixel_size_error_percent"] == 10
    assert "pixel_size_error_percent" not in exact["calibration"]
    with (out / "unsure" / "scene_areas.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["class"]: row for row in csv.DictReader(file)}
    for each in unsure["classes"]:
        assert float(rows[each["name"]]["area_error"]) == each["area_error"]
    record = json.loads((out / "unsure" / "scene_run.json").read_bytes())
    assert record["calibration"]["typed"] == "0.5m,0.5m±10.0%"
    assert main(["verify", str(out / "unsure" / "scene_run.json")]) == 0
    assert capsys.readouterr().out == "identical\n"


def test_the_report_says_it(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exports = ["--export", "report_html", "--pixel-size", "0.5m,0.4m±2%"]
    assert main(["segment", str(scene), "-o", str(out), *exports]) == 0
    assert "scale: 0.5 m × 0.4 m ± 2 %, typed" in capsys.readouterr().out
    assert "0.5 m × 0.4 m ± 2 %" in (out / "scene_report.html").read_text("utf-8")


def test_what_is_none_is_a_sentence(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = complaint(capsys, "segment", scene, "-o", out, "--pixel-size", "0.5m±80%")
    assert said == "The ± of the pixel size is 80 %: give one of 0 to 50 %."
    said = complaint(capsys, "segment", scene, "-o", out, "--pixel-size", "0.5m±")
    assert "write 0.5m±1% or 0.5±0.005m" in said
