"""`floe verify`: identical, or what differs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image as PillowImage

from main import main
from tests.ui.cli.called import complaint


def test_verify(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["-k", "3", "--class", "ice=2,3", "--pixel-size", "3m"]
    assert main(["segment", str(scene), "-o", str(out), *options]) == 0
    record = out / "scene_run.json"
    capsys.readouterr()
    assert main(["verify", str(record)]) == 0
    assert capsys.readouterr().out == "identical\n"
    moved = scene.rename(out / "scene.png")
    assert main(["verify", str(record), "--threads", "1"]) == 0
    changed = json.loads(record.read_bytes())
    changed["result"]["iterations"] += 1
    record.write_text(json.dumps(changed))
    PillowImage.new("RGB", (2, 2)).save(scene)
    capsys.readouterr()
    assert main(["verify", str(record), str(moved)]) == 1
    was = changed["result"]["iterations"]
    assert capsys.readouterr().out == f"result.iterations was {was}, is {was - 1}\n"


def test_a_record_in_another_language_is_identical(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["-k", "3", "--pixel-size", "3m", "--open", "1"]
    assert main(["segment", str(scene), "-o", str(out), *options]) == 0
    record = out / "scene_run.json"
    whole = json.loads(record.read_bytes())
    whole["calibration"]["description"] = "3 m × 3 m, getippt"
    whole["warnings"] = ["Die Rechnung endete vor dem Fixpunkt."]
    record.write_text(json.dumps(whole))
    capsys.readouterr()
    assert main(["verify", str(record)]) == 0
    assert capsys.readouterr().out == "identical\n"
    whole["calibration"]["description"] = ""
    record.write_text(json.dumps(whole))
    assert main(["verify", str(record)]) == 1
    assert "calibration.description was , is " in capsys.readouterr().out


def test_verify_with_another_picture(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["segment", str(scene), "-o", str(out)]) == 0
    with PillowImage.open(scene) as picture:
        turned = picture.transpose(PillowImage.Transpose.ROTATE_90)
    turned.save(scene.with_name("turned.png"))
    capsys.readouterr()
    assert main(["verify", str(out / "scene_run.json"), str(scene.with_name("turned.png"))]) == 1
    said = capsys.readouterr().out
    assert "image.width was 24, is 16" in said
    assert "image.sha256 was" in said
    assert "result.labels_sha256 was" in said


def test_verify_without_a_picture_or_a_record(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["segment", str(scene), "-o", str(out)]) == 0
    record = out / "scene_run.json"
    scene.unlink()
    capsys.readouterr()
    assert f"its picture {scene} is not there" in complaint(capsys, "verify", record)
    whole = json.loads(record.read_bytes())
    whole["image"]["path"] = ""
    record.write_text(json.dumps(whole))
    assert "the picture came from no file" in complaint(capsys, "verify", record)
    whole["image"] |= {"path": "clipboard", "sha256": ""}
    record.write_text(json.dumps(whole))
    assert "the picture came from no file" in complaint(capsys, "verify", record)
    assert "No such file" in complaint(capsys, "verify", out / "nothing_run.json")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"parameters": None}, "the record is damaged"),
        ({"parameters": {"k": 3}}, "the record is damaged"),
        ({"classes": None}, "the record is damaged"),
        ({"classes": [{"name": "ice", "clusters": [9], "colour": None}]}, "names cluster 9"),
        ({"calibration": None}, "the record is damaged"),
        ({"calibration": {"source": "typed", "typed": "5", "method": "planar"}}, "lacks a unit"),
        ({"version": 99}, "newer Floe"),
        ({"version": 0}, "which version"),
        ({"version": True}, "which version"),
        ({"version": 0.5}, "which version"),
    ],
)
def test_verify_with_a_damaged_record(
    change: dict[str, object], words: str, scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["segment", str(scene), "-o", str(out)]) == 0
    record = out / "scene_run.json"
    record.write_text(json.dumps(json.loads(record.read_bytes()) | change))
    capsys.readouterr()
    assert words in complaint(capsys, "verify", record)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"parameters": {"k": 200}}, "its run cannot be repeated. k is 200, but the picture has only"),
        ({"parameters": {"init": [[1, 2], [3, 4], [5, 6]]}}, "its run cannot be repeated. The start needs"),
        ({"image": {"path": 7}}, "the record is damaged"),
    ],
)
def test_a_record_that_was_tampered_with_is_named(
    changes: dict[str, dict[str, object]],
    words: str,
    scene: Path,
    out: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["segment", str(scene), "-o", str(out), "-k", "3", "--no-uncertainty"]) == 0
    record = out / "scene_run.json"
    whole = json.loads(record.read_bytes())
    ((part, values),) = changes.items()
    whole[part] |= values
    record.write_text(json.dumps(whole))
    capsys.readouterr()
    assert f"Cannot read {record}: {words}" in complaint(capsys, "verify", record)


def test_a_record_whose_picture_is_no_object_is_damaged(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["segment", str(scene), "-o", str(out), "-k", "3", "--no-uncertainty"]) == 0
    record = out / "scene_run.json"
    record.write_text(json.dumps(json.loads(record.read_bytes()) | {"image": [1]}))
    capsys.readouterr()
    assert f"Cannot read {record}: the record is damaged." in complaint(capsys, "verify", record, scene)


def test_a_record_nested_too_deep_is_a_sentence(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out.mkdir(exist_ok=True)
    record = out / "deep_run.json"
    record.write_text("[" * 200_000)
    assert "it is no JSON" in complaint(capsys, "verify", record)
