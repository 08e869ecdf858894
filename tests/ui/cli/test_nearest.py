"""--init FILE --max-iter 0: each pixel gets the nearest of given colours, for what is rare or dim."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from main import main
from tests.ui.cli.called import complaint, run_json

CASE = Path(__file__).parents[2] / "cases" / "21_dim_or_rare" / "k6_dim_objects_one_hot.png"


def test_dim_objects_are_found_beside_a_hot_spot(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = tmp_path / "colours.json"
    start.write_text("[[20], [55], [250]]", "utf-8")
    (hot,) = run_json(capsys, CASE, "-o", out / "two", "-k", 2, "--regions")
    assert hot["classes"][1]["pixels"] == 113  # the hot spot takes a cluster for itself
    options = ("--init", start, "--max-iter", 0, "--class", "object=2,3", "--regions")
    (found,) = run_json(capsys, CASE, "-o", out, *options)
    assert (found["iterations"], found["converged"]) == (0, False)
    assert [each["centroid"] for each in found["clusters"]] == [[20], [55], [250]]
    assert found["classes"][1]["pixels"] == 6340
    assert found["regions"]["classes"]["object"] == 20
    assert found["warnings"] == [
        "Every pixel has the nearest of the given colours: nothing was iterated, as asked for."
    ]
    record = out / f"{CASE.stem}_run.json"
    assert main(["verify", str(record)]) == 0
    capsys.readouterr()
    # A recipe brings it for the next picture.
    (again,) = run_json(capsys, CASE, "-o", out / "again", "--recipe", record)
    assert [each["pixels"] for each in again["classes"]] == [each["pixels"] for each in found["classes"]]
    changed = json.loads(record.read_text("utf-8"))
    changed["parameters"]["max_iter"] = 1
    record.write_text(json.dumps(changed), "utf-8")
    assert main(["verify", str(record)]) == 1


def test_it_needs_given_colours(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = complaint(capsys, "segment", CASE, "-o", out, "--max-iter", "0")
    assert "The iteration cap is 0: choose 1 or more; 0, for the nearest of given colours, needs" in words
