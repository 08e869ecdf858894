"""`floe check` and `floe sample NAME`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import core.self_check
from main import main
from tests.ui.command_line.called import complaint


def test_check_says_that_all_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "Floe measures right here" in said.out.splitlines()[-1]
    assert "ground area of light" in said.out


def test_check_as_json_and_a_wrong_number(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    right = core.self_check.Finding("blocks", "pixels of dark", "px", 10, 10, 0.0)
    monkeypatch.setattr("ui.check_command.findings", lambda: [right, replace(right, found=11)])
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
