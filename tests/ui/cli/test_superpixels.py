"""`floe segment --by superpixels`: result, record, verify, tiles, help and mistakes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

import core.io.reader
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.pipeline.record import labels_sha256
from main import main
from tests.core.cluster.prepared.test_prepared_superpixels import mosaic
from tests.ui.cli.called import complaint, run_json


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "mosaic.png"
    PillowImage.fromarray(mosaic()).save(path)
    return path


def test_superpixels_are_recorded_and_repeated(
    picture: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = "-k 3 --space lab --by superpixels --detail 80 --regions"
    (result,) = run_json(capsys, picture, "-o", out, *options.split())
    parameters = Parameters(3, "lab", by="superpixels", detail=80)
    expected = segment(core.io.reader.read(picture), parameters, threads=1)
    assert expected.superpixels is not None
    assert result["superpixels"] == len(expected.superpixels)
    assert [result["params"][name] for name in ("by", "detail")] == ["superpixels", 80]
    record = json.loads((out / "mosaic_run.json").read_bytes())
    assert record["parameters"]["detail"] == 80
    assert record["result"]["labels_sha256"] == labels_sha256(expected.labels)
    with (out / "mosaic_regions.csv").open(newline="") as file:
        regions = list(csv.DictReader(file))
    # Neighbours of one class keep their borders.
    assert len(regions) == len(expected.superpixels)
    assert main(["verify", str(out / "mosaic_run.json"), "--threads", "1"]) == 0
    assert capsys.readouterr().out == "identical\n"
    record["parameters"]["detail"] = 0
    (out / "mosaic_run.json").write_text(json.dumps(record))
    assert main(["verify", str(out / "mosaic_run.json")]) == 1


@pytest.mark.parametrize("low", ["2", "4"])
def test_a_recommended_k_is_repeated(
    picture: Path, out: Path, capsys: pytest.CaptureFixture[str], low: str
) -> None:
    options = ["-k", "auto", "--k-range", f"{low},9", "--by", "superpixels", "--detail", "20"]
    assert main(["segment", str(picture), "-o", str(out), *options, "-q"]) == 0
    assert main(["verify", str(out / "mosaic_run.json")]) == 0


def test_by_pixels_says_nothing_of_superpixels(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, scene, "-o", out)
    assert not {"by", "detail"} & set(result["params"])
    assert "superpixels" not in result
    (named,) = run_json(capsys, scene, "-o", out, "--by", "pixels")
    assert named["params"] == result["params"]


def test_detail_alone_means_superpixels_and_the_report_says_how_many(
    picture: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["segment", str(picture), "-o", str(out), "-k", "3", "--detail", "100"]) == 0
    assert "k = 3 in rgb by 12 superpixels: " in capsys.readouterr().out


def test_a_recipe_brings_its_superpixels(
    picture: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_json(capsys, picture, "-o", out, "-k", "3", "--detail", "90")
    recipe = ["--recipe", str(out / "mosaic_run.json")]
    (again,) = run_json(capsys, picture, "-o", out / "again", *recipe)
    assert [again["params"][name] for name in ("by", "detail")] == ["superpixels", 90]
    (pixels,) = run_json(capsys, picture, "-o", out / "pixels", *recipe, "--by", "pixels")
    assert "by" not in pixels["params"]


def test_tiles_of_what_fits_are_put_together(
    picture: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_json(capsys, picture, "-o", out / "whole", "-k", "3", "--by", "superpixels")
    run_json(capsys, picture, "-o", out / "tiles", "-k", "3", "--by", "superpixels", "--tile", "256")
    labels = [np.array(PillowImage.open(out / name / "mosaic_labels.png")) for name in ("whole", "tiles")]
    np.testing.assert_array_equal(*labels)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--by", "pixels", "--detail", "5"], "--detail belongs to --by superpixels, not to pixels."),
        (["--by", "superpixel"], "choose pixels or superpixels. Did you mean superpixels?"),
        (["--detail", "101"], "The detail is 101: choose 0 to 100."),
        (["--detail", "fine"], "--detail"),
    ],
)
def test_mistakes(
    picture: Path, out: Path, capsys: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    assert main(["segment", str(picture), "-o", str(out), *options]) == 2
    assert sentence in capsys.readouterr().err


def test_too_large_for_memory(
    picture: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.io.tiled_image.MAX_BYTES", 1000)
    options = ["--by", "superpixels", "--tile", "256", "--no-uncertainty"]
    said = complaint(capsys, "segment", picture, "-o", out, *options, code=1)
    assert "Superpixels are found in pictures that fit in memory only" in said
