"""Post-processing on the command line: in its order, recorded, verified, the same as in the core."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

import core.io.reader
from core.classes.classes import default_classes
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.step import Step
from core.measure.postprocess import process
from core.scale.calibration import UNCALIBRATED
from main import main
from tests.ui.cli.called import complaint, run_json
from tests.ui.cli.conftest import COLOURS


@pytest.fixture
def specked(tmp_path: Path) -> Path:
    """Four stripes with specks in them."""
    rng = np.random.default_rng(3)
    stripes = np.indices((40, 60))[1] // 15
    specks = rng.random((40, 60)) < 0.1
    pixels = COLOURS[np.where(specks, rng.integers(0, 4, (40, 60)), stripes)]
    path = tmp_path / "specked.png"
    PillowImage.fromarray(pixels).save(path)
    return path


def test_the_steps_are_applied_in_the_order_of_the_contract(
    specked: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--fill-holes", 3, "--majority", 1.5, "--min-area", 4, "--close", 1, "--open", 1)
    (result,) = run_json(capsys, specked, "-o", out, *options)
    steps = [
        Step("open", 1.0),
        Step("close", 1.0),
        Step("min-area", 4.0),
        Step("fill-holes", 3.0),
        Step("majority", 1.5),
    ]
    assert [(each["kind"], each["size"]) for each in result["steps"]] == [(s.kind, s.size) for s in steps]
    found = segment(core.io.reader.read(specked), Parameters(k=4))
    expected, changes = process(
        found.labels, default_classes(4), steps, calibration=UNCALIBRATED, counts=found.counts
    )
    assert [each["changed_pixels"] for each in result["steps"]] == [change.pixels for change in changes]
    labels = np.array(PillowImage.open(out / "specked_labels.png"))
    np.testing.assert_array_equal(labels, expected)
    assert [each["pixels"] for each in result["classes"]] == np.bincount(expected.ravel())[1:].tolist()


def test_they_are_recorded_and_verified(specked: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_json(capsys, specked, "-o", out, "--min-area", "4")
    path = out / "specked_run.json"
    assert main(["verify", str(path)]) == 0
    assert "identical" in capsys.readouterr().out
    record = json.loads(path.read_text("utf-8"))
    record["steps"][0]["size"] = 2
    path.write_text(json.dumps(record), "utf-8")
    assert main(["verify", str(path)]) == 1
    assert "result.labels_sha256" in capsys.readouterr().out


def test_a_recipe_brings_its_steps_and_options_win(
    specked: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_json(capsys, specked, "-o", out, "--min-area", "4")
    recipe = out / "specked_run.json"
    (again,) = run_json(capsys, specked, "-o", out / "again", "--recipe", recipe)
    assert [each["kind"] for each in again["steps"]] == ["min-area"]
    (other,) = run_json(capsys, specked, "-o", out / "other", "--recipe", recipe, "--open", "1")
    assert [each["kind"] for each in other["steps"]] == ["open"]


def test_the_report_says_what_each_step_changed(
    specked: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["segment", str(specked), "-o", str(out), "--open", "1"]) == 0
    assert "Open 1 px: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--open", "-1"), "--open -1: The radius of “Open” is -1: give a number of 0 or more."),
        (("--min-area", "nan"), "--min-area nan: “nan” is no number"),
        (("--close", "wide"), "--close wide: “wide” is no number"),
        (("--min-area", "1,000.5"), "leave out marks between thousands"),
        (("--close", "2:"), "“2:” names no class after its colon"),
        (("--close", "2m2"), "“2m2” has an unknown unit, m2"),
        (("--min-area", "2m"), "“2m” has an unknown unit, m"),
    ],
)
def test_wrong_sizes_are_a_sentence_each(
    specked: Path, out: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], words: str
) -> None:
    assert words in complaint(capsys, "segment", specked, "-o", out, *options)


def test_what_does_not_fit_the_picture_is_a_sentence(
    specked: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ("segment", specked, "-o", out)
    assert "more than 1000 pixels" in complaint(capsys, *call, "--open", "2000", code=1)
    run_json(capsys, specked, "-o", out, "--min-area", "4")
    record = json.loads((out / "specked_run.json").read_text("utf-8"))
    recipe = tmp_path / "recipe.json"
    for changed, words in (
        ({"unit": "m²"}, "this picture has no scale"),
        ({"class": "ice"}, "There is no class “ice”"),
    ):
        steps = [{**record["steps"][0], **changed}]
        recipe.write_text(json.dumps({**record, "steps": steps}), "utf-8")
        assert words in complaint(capsys, *call, "--recipe", recipe, code=1)
    recipe.write_text(json.dumps({**record, "steps": [{"kind": "melt"}]}), "utf-8")
    assert "the recipe is damaged" in complaint(capsys, *call, "--recipe", recipe)
