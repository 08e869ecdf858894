"""--skeleton: length and width of regions in the table, the record and its check."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from main import main
from tests.ui.cli.called import complaint, run_json


@pytest.fixture
def lead(tmp_path: Path) -> Path:
    """A dark lead, 200 × 10 pixels, in light ice."""
    pixels = np.full((60, 240), 230, np.uint8)
    pixels[20:30, 20:220] = 20
    path = tmp_path / "lead.png"
    PillowImage.fromarray(pixels).save(path)
    return path


def test_lengths_and_widths_on_the_ground(lead: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("-o", out, "-k", 2, "--regions", "--skeleton", "--pixel-size", "5m")
    (found,) = run_json(capsys, lead, *options)
    assert found["regions"]["skeleton"] is True
    rows = list(csv.DictReader((out / "lead_regions.csv").read_text("utf-8").splitlines()))
    assert rows[0]["length_unit"] == "km"
    assert float(rows[0]["skeleton_length"]) == pytest.approx(1, rel=0.02)
    assert float(rows[0]["longest_path"]) == pytest.approx(1, rel=0.02)
    assert float(rows[0]["mean_width"]) == pytest.approx(0.05, abs=0.003)
    assert float(rows[0]["max_width"]) == pytest.approx(0.05, abs=0.003)
    assert main(["verify", str(out / "lead_run.json")]) == 0
    capsys.readouterr()
    (few,) = run_json(capsys, lead, *options, "--region-filter", "mean_width=0.045..0.055")
    assert (few["regions"]["number"], few["regions"]["found"]) == (1, 2)
    record = out / "lead_run.json"
    assert main(["verify", str(record)]) == 0
    without = json.loads(record.read_text("utf-8"))
    del without["result"]["regions"]["skeleton"]
    record.write_text(json.dumps(without), "utf-8")
    assert main(["verify", str(record)]) != 0


def test_without_it_nothing_changes(lead: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = run_json(capsys, lead, "-o", out, "-k", 2, "--regions")
    assert "skeleton" not in found["regions"]
    assert "mean_width" not in (out / "lead_regions.csv").read_text("utf-8")


def test_what_does_not_go_together(lead: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = complaint(capsys, "segment", lead, "-o", out, "--skeleton")
    assert "--skeleton is for --regions: leave it out or add --regions." in words
    words = complaint(capsys, "segment", lead, "-o", out, "--regions", "--region-filter", "max_width=1..")
    assert "--region-filter max_width is of skeletons: add --skeleton." in words
