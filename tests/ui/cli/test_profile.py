"""--profile: the values along a line beside the other files."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from main import main
from tests.ui.cli.called import complaint, run_json


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    pixels = np.full((20, 60), 30, np.uint8)
    pixels[:, 30:] = 210
    path = tmp_path / "halves.png"
    PillowImage.fromarray(pixels).save(path)
    return path


def test_values_and_classes_along_a_line(
    picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new"
    options = ("-k", 2, "--class", "ice=2", "--pixel-size", "2mm", "--profile", "10.5,10.5,50.5,10.5,3")
    (found,) = run_json(capsys, picture, "-o", folder, *options)
    assert Path(found["outputs"]["profile"]) == folder / "halves_profile.csv"
    rows = list(csv.DictReader((folder / "halves_profile.csv").read_text("utf-8").splitlines()))
    assert (len(rows), rows[-1]["distance"], rows[-1]["unit"]) == (41, "80", "mm")
    assert [rows[i]["class"] for i in (0, 19, 20, 40)] == ["1", "1", "ice", "ice"]
    assert [rows[i]["grey"] for i in (0, 40)] == ["30", "210"]
    assert main(["verify", str(folder / "halves_run.json")]) == 0


def test_what_there_can_be_no_profile_of(
    picture: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(line: str, *more: str, code: int = 1) -> str:
        return complaint(capsys, "segment", picture, "-o", out, "--profile", line, *more, code=code)

    assert "is none: write its two ends in pixels" in said("1,2,3", code=2)
    assert "shorter than a pixel" in said("1,2,1,2", code=2)
    assert "ends at 61,5, beyond the picture of 60 × 20 pixels" in said("0,0,61,5")
    monkeypatch.setattr("core.io.tiled_image.MAX_BYTES", 1000)
    large = said("0,0,9,5", "--tile", "256", "--no-uncertainty")
    assert "A profile needs the whole picture in memory" in large
