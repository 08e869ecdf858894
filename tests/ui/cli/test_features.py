"""`floe segment --feature`: result, record, verify, help and mistakes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

import core.io.reader
from core.cluster.features.feature import Feature
from core.cluster.features.specifications import specifications
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.pipeline.record import labels_sha256
from main import main
from tests.core.cluster.features.made_up import add_made_up, table_file
from tests.core.cluster.features.made_up_epochs import add_epochs
from tests.ui.cli.called import complaint, run_json


def test_features_are_recorded_and_repeated(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = "-k 3 --space lab --feature local-std:0.5,radius=2 --feature position:0.2"
    (result,) = run_json(capsys, scene, "-o", out, *options.split())
    features = (Feature("local-std", 0.5, (("radius", 2),)), Feature("position", 0.2))
    expected = segment(core.io.reader.read(scene), Parameters(3, "lab", features=features), threads=1)
    assert [cluster["centroid"] for cluster in result["clusters"]] == expected.centroids.tolist()
    record = json.loads((out / "scene_run.json").read_bytes())
    assert record["parameters"]["features"] == [
        {"name": "local-std", "weight": 0.5, "options": {"radius": 2}},
        {"name": "position", "weight": 0.2, "options": {}},
    ]
    assert record["result"]["labels_sha256"] == labels_sha256(expected.labels)
    assert main(["verify", str(out / "scene_run.json"), "--threads", "1"]) == 0
    assert capsys.readouterr().out == "identical\n"
    record["parameters"]["features"][0]["options"]["radius"] = 9
    (out / "scene_run.json").write_text(json.dumps(record))
    assert main(["verify", str(out / "scene_run.json")]) == 1


def test_the_report_names_the_features(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["segment", str(scene), "-o", str(out), "--feature", "laws:0.3"]) == 0
    assert "k = 4 in rgb + laws:0.3,radius=5: " in capsys.readouterr().out


def test_a_feature_that_the_bands_do_not_allow(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = complaint(capsys, "segment", scene, "-o", out, "--feature", "ndvi", code=1)
    assert line.startswith(f"{scene}: NDVI needs a band nir")
    assert main(["segment", str(scene), "-o", str(out), "-k", "2", "--feature", "ndvi,nir=1,red=2"]) == 0


@pytest.mark.parametrize(
    ("feature", "sentence"),
    [
        ("sift", "There is no feature “sift”: choose autoencoder, cnn, deep-autoencoder,"),
        ("laws:much", "has the weight “much”"),
        ("laws,radius=51", "The radius of the feature laws is 51: choose 1 to 50."),
    ],
)
def test_mistakes(
    *, scene: Path, out: Path, capsys: pytest.CaptureFixture[str], feature: str, sentence: str
) -> None:
    assert sentence in complaint(capsys, "segment", scene, "-o", out, "--feature", feature)
    twice = complaint(capsys, "segment", scene, "-o", out, "--feature", "laws", "--feature", "laws:2")
    assert twice == "The feature laws is chosen twice."


def test_the_help_lists_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["segment", "--help"]) == 0
    said = capsys.readouterr().out
    for name, feature in specifications().items():
        assert f"  {name}" in said
        assert feature.summary in " ".join(said.split())


def test_a_feature_that_learns_is_repeated(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feature = "eigenfilters:0.5,radius=2,size=3"
    (result,) = run_json(capsys, scene, "-o", out, "-k", "3", "--feature", feature)
    record = json.loads((out / "scene_run.json").read_bytes())
    (model,) = record["result"]["models"]
    assert model["learner"] == "eigenfilters,size=3"
    assert model == result["models"][0]
    assert record["parameters"]["features"][0]["options"] == {"radius": 2, "size": "3", "components": 4}
    assert main(["verify", str(out / "scene_run.json"), "--threads", "1"]) == 0
    assert capsys.readouterr().out == "identical\n"
    model["sha256"] = "0" * 64
    (out / "scene_run.json").write_text(json.dumps(record))
    assert main(["verify", str(out / "scene_run.json")]) == 1
    assert capsys.readouterr().out.startswith("result.models 1.sha256 was 0000")


def test_a_network_is_repeated_on_one_machine(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for library in ("jax", "optax", "safetensors"):
        pytest.importorskip(library, reason="the extra learn is not installed")
    feature = "autoencoder:1,patch=8,epochs=1,seed=3"
    (result,) = run_json(capsys, scene, "-o", out, "-k", "3", "--feature", feature, "--no-uncertainty")
    record = json.loads((out / "scene_run.json").read_bytes())
    (model,) = record["result"]["models"]
    assert model == result["models"][0]
    assert model["learner"] == "autoencoder,patch=8,epochs=1,seed=3,model="
    assert set(model["environment"]) == {"device", "jax", "machine", "threads"}
    assert main(["verify", str(out / "scene_run.json")]) == 0
    assert capsys.readouterr().out == "identical\n"
    # What was learned goes on with another run, which says so and is repeated too.
    on = f"{feature},model={out / 'scene_model.safetensors'}"
    run_json(
        capsys, scene, "-o", out, "-k", "3", "--feature", feature, "--export", "model", "--no-uncertainty"
    )
    (again,) = run_json(capsys, scene, "-o", out / "on", "-k", "3", "--feature", on, "--no-uncertainty")
    assert again["models"][0]["sha256"] != model["sha256"]
    assert again["warnings"] == [
        "Autoencoder has learned elsewhere first: it went on from scene_model.safetensors."
    ]
    assert main(["verify", str(out / "on" / "scene_run.json")]) == 0


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (
            {"machine": "a lathe", "threads": 8},
            "with 8 threads, here with 2: only with as many is it the same (floe verify --threads 8).",
        ),
        (
            {"machine": "a loom", "threads": 2},
            "on a loom, here on a lathe: it is the same only where both are the same.",
        ),
    ],
)
def test_what_was_learned_elsewhere_cannot_be_compared(
    *,
    scene: Path,
    out: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    other: dict[str, object],
    sentence: str,
) -> None:
    add_epochs(monkeypatch)
    run_json(capsys, scene, "-o", out, "-k", "3", "--feature", "made-up-epochs", "--no-uncertainty")
    path = out / "scene_run.json"
    record = json.loads(path.read_bytes())
    assert main(["verify", str(path)]) == 0
    record["result"]["models"][0]["environment"] = other
    path.write_text(json.dumps(record))
    capsys.readouterr()
    assert main(["verify", str(path)]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == f"made-up-epochs was learned {sentence}"
    assert lines[0].startswith("result.models 1.environment.")


def test_what_needs_a_library_names_the_command_that_brings_it(
    *, scene: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.writing.extras.util.find_spec", lambda _module: None)
    said = complaint(capsys, "segment", scene, "-o", out, "--feature", "autoencoder", code=1)
    assert said.endswith(
        "Networks that learn need the library jax: install Floe with it, pip install 'floe[learn]'."
    )


def test_less_memory_is_said_recorded_and_repeated(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "large.png"
    pixels = np.random.RandomState(0).randint(0, 256, (200, 300, 3)).astype(np.uint8)
    PillowImage.fromarray(pixels).save(path)
    options = ("-o", out, "-k", "2", "--feature", "position", "--memory", "0.001", "--no-uncertainty")
    (result,) = run_json(capsys, path, *options)
    assert result["block"] == 2
    sentence = (
        "With its features the picture has 5 planes, which need 0.0012 GB, more than the 0.001 GB that they "
        "may take: blocks of 2 × 2 pixels were clustered as one, and no border is finer. For every pixel "
        "allow more (--memory, or in Features…), or choose fewer features."
    )
    assert sentence in result["warnings"]
    record = json.loads((out / "large_run.json").read_bytes())
    assert record["parameters"]["memory"] == 0.001
    assert record["result"]["block"] == 2
    assert main(["verify", str(out / "large_run.json")]) == 0
    assert capsys.readouterr().out == "identical\n"
    record["parameters"]["memory"] = 1.5
    (out / "large_run.json").write_text(json.dumps(record))
    assert main(["verify", str(out / "large_run.json")]) == 1
    assert "result.block was 2, is None" in capsys.readouterr().out
    assert complaint(capsys, "segment", path, "-o", out, "--memory", "much") == (
        "--memory is “much”: write a number, with one point or comma for the decimals at most."
    )
    none = complaint(capsys, "segment", path, "-o", out, "--memory", "0")
    assert none == "The memory for features is 0 GB: choose 0.001 to 1000."


def test_a_file_of_a_feature_is_asked_for_by_its_hash(
    *, scene: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_made_up(monkeypatch)
    table = table_file(scene.parent, "a,b.table")
    feature = f'made-up:2,file="{table}"'
    assert main(["segment", str(scene), "-o", str(out), "-k", "3", "--feature", feature]) == 0
    said = capsys.readouterr().out
    assert f'made-up:2,file="{table}",gain=0.5' in said
    record = out / "scene_run.json"
    file = json.loads(record.read_bytes())["parameters"]["features"][0]["options"]["file"]
    assert file == {"path": str(table), "sha256": hashlib.sha256(table.read_bytes()).hexdigest()}
    assert main(["verify", str(record)]) == 0
    table.rename(out / "a,b.table")
    assert main(["verify", str(record)]) == 0
    (out / "a,b.table").rename(out / "other.table")
    line = complaint(capsys, "verify", record)
    assert line == (
        f"Cannot read {record}: the feature made-up needs the file {table} with the SHA-256 "
        f"{file['sha256']}, which is not there, nor beside the record: put it there."
    )
    table.write_bytes(bytes(256))
    assert "its content has changed. It is needed with the SHA-256" in complaint(capsys, "verify", record)
    missing = complaint(capsys, "segment", scene, "-o", out, "--feature", "made-up,file=no.table")
    assert missing == "Cannot read no.table: No such file or directory."
