"""--smooth: recorded, verified, brought by recipes, refused in tiles and for labels."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from main import main
from tests.ui.cli.called import complaint, run_json


@pytest.fixture
def grainy(tmp_path: Path) -> Path:
    halves = np.where(np.arange(60) < 30, 90, 160)[None, :].repeat(50, 0)
    grain = np.random.default_rng(2).normal(0, 25, halves.shape)
    path = tmp_path / "grainy.png"
    PillowImage.fromarray((halves + grain).clip(0, 255).astype(np.uint8)).save(path)
    return path


def test_it_is_recorded_and_verified(grainy: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (plain,) = run_json(capsys, grainy, "-o", out / "plain", "-k", 2)
    (smooth,) = run_json(capsys, grainy, "-o", out, "-k", 2, "--smooth", "median,radius=3")
    assert "smooth" not in plain["params"]
    assert smooth["params"]["smooth"] == {"name": "median", "options": {"radius": 3.0}}
    wrong = [
        np.count_nonzero(np.array(PillowImage.open(folder / "grainy_labels.png"))[:, :30] == 2)
        for folder in (out / "plain", out)
    ]
    assert wrong[1] < wrong[0] / 4
    record = out / "grainy_run.json"
    assert main(["verify", str(record)]) == 0
    changed = json.loads(record.read_text("utf-8"))
    del changed["parameters"]["smooth"]
    record.write_text(json.dumps(changed), "utf-8")
    assert main(["verify", str(record)]) == 1


def test_a_recipe_brings_it_and_none_takes_it_away(
    grainy: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_json(capsys, grainy, "-o", out, "-k", 2, "--smooth", "gauss")
    recipe = ("--recipe", out / "grainy_run.json")
    (again,) = run_json(capsys, grainy, "-o", out / "again", *recipe)
    assert again["params"]["smooth"] == {"name": "gauss", "options": {"sigma": 1.5}}
    (without,) = run_json(capsys, grainy, "-o", out / "without", *recipe, "--smooth", "none")
    assert "smooth" not in without["params"]


def test_light_and_neighbours_are_recorded_and_verified(
    grainy: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = run_json(capsys, grainy, "-o", out, "-k", "auto", "--light", "--neighbours")
    assert (found["params"]["light"], found["params"]["neighbours"]) == (True, True)
    assert main(["verify", str(out / "grainy_run.json")]) == 0


def test_mistakes(grainy: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ("segment", grainy, "-o", out)
    assert "There is no smoothing “gaus”" in complaint(capsys, *call, "--smooth", "gaus")
    assert "choose 0.3 to 50" in complaint(capsys, *call, "--smooth", "gauss,sigma=0")
    assert "--smooth is for clustering" in complaint(capsys, *call, "--as-labels", "--smooth", "gauss")
