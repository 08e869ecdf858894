"""Clusters take the class of their examples, by --examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from main import main
from tests.ui.cli.called import complaint, run_json


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """Of the picture of four colours, six columns each: two are ice."""
    path = tmp_path / "examples.csv"
    path.write_text("x,y,class\n15,3,ice\n20,10.5,ice\n2,2,sea\n")
    return path


def test_clusters_take_the_class_of_their_examples(scene: Path, examples: Path, out: Path, capsys) -> None:
    (result,) = run_json(
        capsys, scene, "-o", out, "-k", 4, "--examples", examples, "--ratio", "c=ice/(ice+sea)"
    )
    assert [(each["name"], each["clusters"]) for each in result["classes"]] == [
        ("sea", [1]),
        ("2", [2]),
        ("ice", [3, 4]),
    ]
    assert result["ratios"][0]["value"] == pytest.approx(2 / 3)
    assert result["warnings"] == []
    record = json.loads((out / "scene_run.json").read_text())
    assert [each["class"] for each in record["examples"]] == ["ice", "ice", "sea"]
    assert main(["verify", str(out / "scene_run.json")]) == 0


def test_a_record_with_examples_is_a_recipe_that_knows_their_classes(
    scene: Path, examples: Path, out: Path, tmp_path: Path, capsys
) -> None:
    run_json(capsys, scene, "-o", out, "-k", 4, "--examples", examples)
    (result,) = run_json(capsys, scene, "-o", tmp_path / "b", "--recipe", out / "scene_run.json")
    assert [each["name"] for each in result["classes"]] == ["sea", "2", "ice"]
    assert "examples" not in json.loads((tmp_path / "b" / "scene_run.json").read_text())


def test_examples_win_over_names_and_fill_them_up(scene: Path, examples: Path, out: Path, capsys) -> None:
    options = ("--class", "ice=2", "--class", "mud=1", "--examples", examples)
    (result,) = run_json(capsys, scene, "-o", out, "-k", 4, *options)
    assert [(each["name"], each["clusters"]) for each in result["classes"]] == [
        ("sea", [1]),
        ("ice", [2, 3, 4]),
    ]


def test_a_cluster_with_examples_of_two_classes_is_said(
    scene: Path, examples: Path, out: Path, capsys
) -> None:
    (result,) = run_json(capsys, scene, "-o", out, "-k", 2, "--examples", examples)
    assert result["warnings"] == []
    examples.write_text(examples.read_text() + "8,8,ice\n8,9,mud\n9,9,ice\n")
    (result,) = run_json(capsys, scene, "-o", out, "-k", 4, "--examples", examples)
    assert result["warnings"] == [
        "Cluster 2 of “ice” holds examples of another class: more clusters may part them.",
        "“mud” is gone: its pixels may be in cluster 2.",
    ]


def test_mistakes_are_sentences(scene: Path, examples: Path, out: Path, capsys) -> None:
    call = ("segment", scene, "-o", out, "-k", 2, "--examples", examples)
    examples.write_text("x,y,class\n2,2,sea\n2,2,ice\n")
    assert "pixel 2,2 is “sea” and “ice”" in complaint(capsys, *call, code=2)
    assert "Cannot read" in complaint(capsys, *call[:-1], "nothing.csv", code=2)


def test_a_classifier_learns_from_the_examples(scene: Path, examples: Path, out: Path, capsys) -> None:
    (result,) = run_json(capsys, scene, "-o", out, "-k", 4, "--examples", examples, "--classifier")
    assert result["classified"] == {"examples": 3, "moved": result["classified"]["moved"]}
    assert "area_error" not in result["classes"][0]
    (note,) = result["warnings"]
    assert note.startswith("A classifier that learned from 3 examples put ")
    record = json.loads((out / "scene_run.json").read_text())
    assert record["classifier"] == "gaussian-process"
    assert main(["verify", str(out / "scene_run.json")]) == 0
    record["classifier"] = "oracle"
    (out / "scene_run.json").write_text(json.dumps(record))
    assert "no classifier oracle" in complaint(capsys, "verify", out / "scene_run.json")


def test_a_classifier_needs_examples_of_two_classes(scene: Path, examples: Path, out: Path, capsys) -> None:
    call = ("segment", scene, "-o", out, "-k", 4, "--classifier")
    assert "name the file too" in complaint(capsys, *call)
    examples.write_text("x,y,class\n2,2,sea\n")
    assert "two classes or more" in complaint(capsys, *call, "--examples", examples, code=1)


def test_a_classifier_of_another_machine_is_compared_as_far_as_it_can_be(
    scene: Path, examples: Path, out: Path, capsys
) -> None:
    run_json(capsys, scene, "-o", out, "-k", 4, "--examples", examples, "--classifier")
    path = out / "scene_run.json"
    record = json.loads(path.read_text("utf-8"))
    assert record["environment"]["classifier"].keys() == {"numpy", "machine"}
    assert main(["verify", str(path)]) == 0
    # The same classes on another machine are the same.
    record["environment"]["classifier"]["machine"] = "abacus"
    path.write_text(json.dumps(record), "utf-8")
    assert main(["verify", str(path)]) == 0
    # Others are said, and why they may be so.
    record["result"]["classes"][0]["pixels"] += 1
    path.write_text(json.dumps(record), "utf-8")
    capsys.readouterr()
    assert main(["verify", str(path)]) == 3
    said = capsys.readouterr().out
    assert "classes 1.pixels was" in said
    assert "The classifier worked on abacus, numpy" in said
    # On this machine there is no such reason, and none where the record names no machine.
    del record["environment"]["classifier"]
    path.write_text(json.dumps(record), "utf-8")
    assert main(["verify", str(path)]) == 1
    record["environment"]["classifier"] = 5
    path.write_text(json.dumps(record), "utf-8")
    assert main(["verify", str(path)]) == 2
