"""`floe segment --feature network`: with the network that comes with Floe, and with one from a file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from core.networks.bundled import SHA256, bundled_path
from main import main
from tests.core.networks.made_files import torch_legacy, torch_zip, vgg_arrays
from tests.ui.cli.called import complaint, run_json

pytestmark = pytest.mark.skipif(bundled_path() is None, reason="the extra networks is not installed")


def record_of(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "scene_run.json").read_bytes())
    return found


def test_the_network_that_comes_with_floe(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (result,) = run_json(capsys, scene, "-o", out, "-k", "3", "--space", "lab", "--feature", "network:0.5")
    (model,) = result["models"]
    assert model["network"]["sha256"] == SHA256
    assert [each["name"] for each in model["network"]["layers"]] == ["block4", "block7", "block10"]
    assert len(result["clusters"][0]["centroid"]) == 3 + 3 * 4
    record = record_of(out)
    assert record["result"]["models"] == result["models"]
    assert "onnxruntime" in record["environment"]["versions"]
    assert main(["verify", str(out / "scene_run.json"), "--threads", "1"]) == 0
    assert capsys.readouterr().out == "identical\n"
    record["result"]["models"][0]["environment"]["machine"] = "another"
    (out / "scene_run.json").write_text(json.dumps(record))
    assert main(["verify", str(out / "scene_run.json")]) != 0
    assert "another" in capsys.readouterr().out


def test_a_network_from_a_file_is_recorded_and_asked_for_by_its_hash(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    network = torch_legacy(scene.parent / "vgg16.pth", vgg_arrays())
    feature = f"network:1,file={network},layer=conv3_3,planes=2"
    (result,) = run_json(capsys, scene, "-o", out, "-k", "3", "--feature", feature)
    (model,) = result["models"]
    sha256 = hashlib.sha256(network.read_bytes()).hexdigest()
    assert model["network"]["family"] == "vgg"
    assert model["network"]["sha256"] == sha256
    assert model["network"]["layers"] == [{"name": "conv3_3", "channels": 8, "stride": [4.0, 4.0]}]
    assert model["network"]["card"].startswith("rgb;mean=123.675 116.28 103.53;")
    given = record_of(out)["parameters"]["features"][0]["options"]
    assert given["file"] == {"path": str(network), "sha256": sha256}
    moved = network.rename(out / "vgg16.pth")
    assert main(["verify", str(out / "scene_run.json")]) == 0
    assert capsys.readouterr().out == "identical\n"
    moved.unlink()
    said = complaint(capsys, "verify", out / "scene_run.json")
    assert f"the feature network needs the file {network} with the SHA-256 {sha256}" in said


def test_a_recipe_takes_the_network_along(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    network = torch_zip(scene.parent / "vgg16.pth", vgg_arrays())
    feature = f"network:0.5,file={network},layer=relu1_2#3+pool2,planes=1,card=bgr;mean=9"
    (first,) = run_json(capsys, scene, "-o", out, "-k", "3", "--feature", feature)
    recipe = out / "scene_run.json"
    (again,) = run_json(capsys, scene, "-o", out / "again", "--recipe", recipe)
    assert again["params"] == first["params"]
    assert again["models"] == first["models"]
    assert first["models"][0]["network"]["card"].startswith("bgr;mean=9 9 9;deviation=58.395")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("layer=conv9_9", "it has no layer “conv9_9”: choose one of conv1_1, relu1_1"),
        ("layer=conv1_1#64", "its layer conv1_1 has 64 maps, numbered from 0: there is no map 64"),
    ],
)
def test_a_layer_that_is_not_there(
    *, scene: Path, out: Path, capsys: pytest.CaptureFixture[str], options: str, sentence: str
) -> None:
    network = torch_zip(scene.parent / "vgg16.pth", vgg_arrays())
    said = complaint(capsys, "segment", scene, "-o", out, "--feature", f"network,file={network},{options}")
    assert sentence in said


def test_a_file_that_is_no_network(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (scene.parent / "a.pth").write_text("hello")
    feature = f"network,file={scene.parent / 'a.pth'}"
    said = complaint(capsys, "segment", scene, "-o", out, "--feature", feature)
    assert said.endswith("a.pth: it is no network, or a damaged one.")
    missing = complaint(capsys, "segment", scene, "-o", out, "--feature", "network,file=none.pth")
    assert missing == "Cannot read none.pth: No such file or directory."


def test_without_the_extra_the_command_that_brings_it_is_said(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.writing.extras.util.find_spec", lambda _name: None)
    said = complaint(capsys, "segment", scene, "-o", out, "--feature", "network", code=1)
    assert said.endswith("install Floe with it, pip install 'floe[networks]'.")
