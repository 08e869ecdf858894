"""`floe check` and `floe sample NAME`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import core.self_check.self_check
from main import main
from tests.ui.cli.called import complaint, run_json


def test_check_says_that_all_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "Floe measures right here" in said.out.splitlines()[-1]
    assert "ground area of light" in said.out


def test_check_as_json_and_a_wrong_number(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    right = core.self_check.self_check.Finding("blocks", "pixels of dark", "px", 10, 10, 0.0)
    monkeypatch.setattr("ui.cli.check_command.findings", lambda: [right, replace(right, found=11)])
    assert main(["check", "--json"]) == 1
    result = json.loads(capsys.readouterr().out)
    assert result["ok"] is False
    assert [finding["ok"] for finding in result["findings"]] == [True, False]
    assert result["findings"][1]["difference"] == 1


@pytest.mark.parametrize("name", ["melt-ponds", "lake", "cells"])
def test_samples_say_their_truth(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", name, "-o", str(tmp_path)]) == 0
    assert "truly " in capsys.readouterr().out
    assert (tmp_path / f"{name.replace('-', '_')}_areas.csv").is_file()


def test_a_sample_that_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    line = complaint(capsys, "sample", "glacier")
    assert line == "There is no sample “glacier”: choose sea-ice, melt-ponds, lake, cells."


def test_areas_have_errors_unless_not_wanted(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, scene, "-o", out, "-k", 2)
    for item in result["classes"]:
        assert item["error_coverage"] == 0.95
        assert item["area_error"] >= 0
        assert set(item["error_parts"]) == {"borders", "starts", "scale"}
    assert main(["verify", str(out / "scene_run.json")]) == 0
    assert capsys.readouterr().out == "identical\n"
    (plain,) = run_json(capsys, scene, "-o", out, "-k", 2, "--no-uncertainty")
    assert "area_error" not in plain["classes"][0]
    assert "uncertainty" not in plain["seconds"]
    assert main(["verify", str(out / "scene_run.json")]) == 0


def test_the_report_shows_them(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["segment", str(scene), "-o", str(out), "-k", "2"]) == 0
    assert "± of border and starts, 95 %" in capsys.readouterr().out


def test_verify_says_where_an_error_differs(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_json(capsys, scene, "-o", out, "-k", 2)
    path = out / "scene_run.json"
    record = json.loads(path.read_bytes())
    record["result"]["classes"][0]["area_error"] += 100.0
    path.write_text(json.dumps(record))
    assert main(["verify", str(path)]) == 1
    assert "area_error was" in capsys.readouterr().out
