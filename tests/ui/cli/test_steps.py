"""Post-processing on the command line: in its order, recorded, verified, the same as in the core."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

import core.io.reader
from core.classes.classes import Class, default_classes
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.step import Step
from core.measure.postprocess import process
from core.morphology import splitting
from core.scale.calibration import UNCALIBRATED
from main import main
from tests.ui.cli.called import complaint, run_json
from tests.ui.cli.conftest import COLOURS
from ui.cli.step_options import steps_from


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
    expected, changes, _ = process(
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


TOUCHING = Path(__file__).parents[2] / "cases" / "20_touching" / "k5_four_pairs.png"


def test_what_touches_is_split_after_filling_holes_and_verified(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("-k", 2, "--class", "object=2", "--majority", "1", "--split", "object:20", "--fill-holes", 9)
    (result,) = run_json(capsys, TOUCHING, "-o", out, *options, "--regions")
    assert [each["kind"] for each in result["steps"]] == ["fill-holes", "split", "majority"]
    split = result["steps"][1]
    assert split["regions"] == {"object": {"before": 4, "after": 8}}
    assert (split["changed_pixels"], split["by"], split["lines"], split["depth"]) == (
        0,
        "shape",
        "given",
        0.1,
    )
    assert result["regions"]["classes"]["object"] == 8
    path = out / "k5_four_pairs_run.json"
    assert main(["verify", str(path)]) == 0
    record = json.loads(path.read_text("utf-8"))
    record["steps"][1]["size"] = 60
    path.write_text(json.dumps(record), "utf-8")
    capsys.readouterr()
    assert main(["verify", str(path)]) == 1
    assert "result.regions" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("20", Step("split", 20, class_name="object")),
        ("*:20", Step("split", 20)),
        ("a:b:2.5um", Step("split", 2.5, "µm", "a:b")),
        ("object:20,lines=kept, depth=0.25", Step("split", 20, "px", "object", lines="kept", depth=0.25)),
        ("20,by=brightness", Step("split", 20, class_name="object", by="brightness")),
    ],
)
def test_a_split_names_its_class_first(text: str, step: Step) -> None:
    options = Namespace(open=[], close=[], min_area=[], fill_holes=[], split=[text], majority=[])
    assert steps_from(options, (Class("object", (2,)),)) == (step,)


def test_a_recipe_brings_a_split_with_its_options(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    split = ("--split", "2:20,lines=kept,by=brightness,depth=0.5")
    (first,) = run_json(capsys, TOUCHING, "-o", out, "-k", 2, *split)
    (again,) = run_json(capsys, TOUCHING, "-o", out, "--recipe", out / "k5_four_pairs_run.json")
    assert again["steps"] == first["steps"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--split", ":9"), "--split :9: “:9” names no class before its colon"),
        (("--split", "9:ice"), "--split 9:ice: “ice” is no number"),
        (("--split", "-9"), "The diameter of “Split touching” is -9: give a number of 0 or more"),
        (("--split", "9m2"), "“9m2” has an unknown unit, m2"),
        (("--split", "9,by=size"), "“Split touching” has no choice “size”: choose shape, brightness"),
        (("--split", "9,lines=none"), "“Split touching” has no choice “none”: choose given, kept"),
        (("--split", "9,depth=2"), "The depth of “Split touching” is 2: give a number from 0 to 1"),
        (("--split", "9,h=2"), "“h=2” is no option of a split: write by=shape"),
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
    assert "more than 2000 pixels" in complaint(capsys, *call, "--split", "2001", code=1)
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


def test_a_split_into_too_many_regions_fails_and_writes_nothing(
    specked: Path, tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch
) -> None:
    monkeypatch.setattr(splitting, "MOST_REGIONS", 1)
    other = tmp_path / "plain.png"
    plain = np.kron(np.array([[0, 200]], np.uint8), np.ones((8, 4), np.uint8))
    PillowImage.fromarray(plain).save(other)
    options = ["-o", str(out), "-k", "2", "--class", "object=2", "--split", "object:2"]
    assert main(["segment", str(specked), str(other), *options]) == 1
    error = capsys.readouterr().err
    assert f"{specked}: The step “Split touching 2 px, object” cannot be done. It would make" in error
    assert "regions, more than 1: choose a larger diameter." in error
    assert sorted({path.name.partition("_")[0] for path in out.iterdir()}) == ["plain"]
