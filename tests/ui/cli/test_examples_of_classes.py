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
    moved = result["classified"]["moved"]
    assert result["classified"] == {"examples": 3, "moved": moved, "right": 3, "right_by_names": 3}
    assert "area_error" not in result["classes"][0]
    note, kept = result["warnings"]
    assert note.startswith("A classifier that learned from 3 examples put ")
    assert kept.startswith("The named clusters are kept as long as the examples do not show that")
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


def test_where_nothing_can_be_learned_the_clusters_stand(
    scene: Path, examples: Path, out: Path, capsys
) -> None:
    """One cluster is of one class; the record says so, and is verified."""
    call = ("-o", out, "-k", 1, "--examples", examples, "--classifier", "--export", "run,report_html")
    (result,) = run_json(capsys, scene, *call)
    assert result["classified"] is None
    assert "area_error" in result["classes"][0]
    assert result["warnings"][0].startswith("A classifier learns from examples of two classes or more")
    assert result["warnings"][0].endswith("Until then the areas are those of the named clusters.")
    record = json.loads((out / "scene_run.json").read_text())
    assert (record["classifier"], record["result"]["classified"]) == ("gaussian-process", None)
    assert main(["verify", str(out / "scene_run.json")]) == 0
    assert "could not: see the warnings" in (out / "scene_report.html").read_text()


def test_a_report_names_the_classifier(scene: Path, examples: Path, out: Path, capsys) -> None:
    call = ("-o", out, "-k", 4, "--examples", examples, "--classifier", "--export", "report_html")
    (result,) = run_json(capsys, scene, *call)
    moved = result["classified"]["moved"]
    words = f"A classifier (Gaussian process, no seed) learned from 3 examples and put {moved} pixel"
    assert (
        "The named clusters are kept as long as the examples do not"
        in (out / "scene_report.html").read_text()
    )
    assert words in (out / "scene_report.html").read_text()


def test_a_picture_too_large_to_learn_from_is_refused_before_it_is_clustered(
    scene: Path, examples: Path, out: Path, capsys, monkeypatch
) -> None:
    monkeypatch.setattr("core.measure.classified.MOST_VALUES", 10)
    call = ("segment", scene, "-o", out, "-k", 4, "--examples", examples, "--classifier")
    assert "needs a picture of at most 10 values" in complaint(capsys, *call, code=1)
    assert not (out / "scene_run.json").exists()


def test_a_step_without_a_class_is_for_those_that_have_examples(
    scene: Path, examples: Path, out: Path, capsys
) -> None:
    call = ("-o", out, "-k", 4, "--examples", examples, "--class", "mud=2", "--min-area", 3)
    (result,) = run_json(capsys, scene, *call)
    assert [step["class"] for step in result["steps"]] == ["ice", "sea", "mud"]
