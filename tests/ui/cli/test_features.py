"""`floe segment --feature`: result, record, verify, help and mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import core.io.reader
from core.cluster.features.feature import DEFINITIONS, Feature
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.pipeline.record import labels_sha256
from main import main
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
        ("sift", "There is no feature “sift”: choose gradient, laws,"),
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
    for name, feature in DEFINITIONS.items():
        assert f"  {name}" in said
        assert feature.summary in " ".join(said.split())
