"""`floe segment`: what each option does to the result, the files and the JSON."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
import tifffile
from PIL import Image as PillowImage

import core.io.reader
from core.cluster.choose_k.choose_k import choose_k
from core.cluster.choose_k.k_choice import k_choice_json
from core.cluster.parameters import STARTS, Parameters
from core.cluster.prepared.prepare import prepare
from core.cluster.segmentation import segment
from core.pipeline.record import labels_sha256
from main import main
from tests.ui.cli.called import complaint, run_json


def test_one_picture(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["segment", str(scene), "-o", str(out), "--class", "ice=3,4"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "ice    3,4" in said.out
    assert "192    50.00 ± 0.28 %" in said.out.replace("\u00a0", " ")
    assert "scale: uncalibrated" in said.out
    assert sorted(path.name for path in out.iterdir()) == [
        "scene_areas.csv",
        "scene_labels.png",
        "scene_run.json",
        "scene_segmented.png",
    ]
    with PillowImage.open(out / "scene_labels.png") as picture:
        np.testing.assert_array_equal(np.asarray(picture), np.indices((16, 24))[1] // 6 + 1)
    with (out / "scene_areas.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["class"], row["pixels"], row["area"], row["unit"]) for row in rows] == [
        ("1", "96", "96.0", "px²"),
        ("2", "96", "96.0", "px²"),
        ("ice", "192", "192.0", "px²"),
    ]


def test_json_and_the_core_agree(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = "-k 3 --space lab --init random --seed 7 --restarts 3 --max-iter 50 --tol 0.5 --threads 1"
    (result,) = run_json(capsys, scene, "-o", out, *options.split())
    expected = segment(core.io.reader.read(scene), Parameters(3, "lab", "random", 7, 3, 50, 0.5))
    # The budget of memory is told beside features only, the detail beside superpixels, and what is not done
    # before or after k-means not at all.
    untold = {"memory", "by", "detail", "smooth", "light", "neighbours", "threshold", "frozen"}
    given = {name: value for name, value in vars(expected.parameters).items() if name not in untold}
    assert result["params"] == {**given, "bands": [], "features": []}
    assert (result["iterations"], result["inertia"]) == (expected.iterations, expected.inertia)
    assert [cluster["centroid"] for cluster in result["clusters"]] == expected.centroids.tolist()
    assert result["image"]["path"] == str(scene)
    assert set(result["seconds"]) == {"read", "cluster", "label", "uncertainty", "write"}
    assert {Path(path).name for path in result["outputs"].values()} == {path.name for path in out.iterdir()}
    record = json.loads((out / "scene_run.json").read_bytes())
    assert record["result"]["labels_sha256"] == labels_sha256(expected.labels)
    assert record["image"] == result["image"]


def test_the_defaults_are_those_of_the_contract(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, scene, "-o", out)
    assert result["params"] == {
        "k": 4,
        "space": "rgb",
        "init": "k-means++",
        "seed": 0,
        "restarts": 1,
        "max_iter": 300,
        "tol": 0.0,
        "bands": [],
        "scaling": "none",
        "features": [],
        "swaps": True,
    }
    assert [item["name"] for item in result["classes"]] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("space", ["rgb", "lab", "hsv", "gray"])
@pytest.mark.parametrize("init", STARTS)
def test_every_space_and_start(
    space: str, init: str, scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, scene, "-o", out, "-k", 2, "--space", space, "--init", init)
    assert (result["params"]["space"], result["params"]["init"]) == (space, init)
    assert sum(cluster["pixels"] for cluster in result["clusters"]) == 384


def test_the_best_minimum_lists_all_its_starts(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_json(capsys, scene, "-o", out, "-k", 2, "--init", "best", "--seed", 5)
    restarts = json.loads((out / "scene_run.json").read_bytes())["result"]["restarts"]
    named = [(restart["start"], restart["seed"]) for restart in restarts]
    assert named == [
        ("pca-part", None),
        ("variance-cut", None),
        ("maximin", None),
        ("optimal-cut", None),
        *(("k-means++", seed) for seed in range(5, 15)),
        ("swaps", None),
    ]
    assert main(["verify", str(out / "scene_run.json")]) == 0


def test_the_last_run_can_be_left_out(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (result,) = run_json(capsys, scene, "-o", out, "-k", 2, "--restarts", 3, "--no-swaps")
    assert result["params"]["swaps"] is False
    restarts = json.loads((out / "scene_run.json").read_bytes())["result"]["restarts"]
    assert [restart["seed"] for restart in restarts] == [0, 1, 2]
    assert main(["verify", str(out / "scene_run.json")]) == 0


def test_a_start_from_a_file_gives_k(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = scene.with_name("start.json")
    start.write_text("[[0, 0, 0], [255, 255.0, 255]]")
    (result,) = run_json(capsys, scene, "-o", out, "--init", start)
    assert (result["params"]["k"], result["params"]["init"]) == (2, [[0.0] * 3, [255.0] * 3])


def test_k_is_chosen_and_the_reason_said(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["segment", str(scene), "-o", str(out), "-k", "auto"]) == 0
    said = capsys.readouterr().out
    record = json.loads((out / "scene_run.json").read_bytes())
    choice = choose_k(prepare(core.io.reader.read(scene), "rgb"))
    assert record["k_choice"] == k_choice_json(choice)
    assert record["parameters"]["k"] == choice.recommended == 4
    assert said.startswith(f"{scene}: {choice.reason}\n")
    assert main(["verify", str(out / "scene_run.json")]) == 0


def test_k_is_chosen_within_the_range_and_in_the_json(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["-k", "auto", "--k-range", "2,3", "--class", "dark=1"]
    (result,) = run_json(capsys, scene, "-o", out, *arguments)
    assert [row["k"] for row in result["k_choice"]["rows"]] == [2, 3]
    assert result["params"]["k"] == result["k_choice"]["recommended"] in (2, 3)
    assert result["k_choice"]["reason"]
    assert "choose_k" in result["seconds"]


def test_a_class_that_the_chosen_k_does_not_have(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = complaint(capsys, "segment", scene, "-o", out, "-k", "auto", "--class", "ice=9", code=1)
    assert line == f"{scene}: Class “ice” names cluster 9, but there are only 4."


def test_a_typed_pixel_size(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (result,) = run_json(
        capsys, scene, "-o", out, "--pixel-size", "0.5m,2m", "--class", "dark=1,2", "--no-uncertainty"
    )
    assert result["classes"][0] | {"colour": ""} == {
        "name": "dark",
        "clusters": [1, 2],
        "colour": "",
        "pixels": 192,
        "fraction": 0.5,
        "area": 192.0,
        "unit": "m²",
        "planar_area": None,
        "true_area": None,
        "planar_difference_percent": None,
    }
    assert (result["calibration"]["source"], result["calibration"]["pixel_area"]) == ("typed", 1.0)


def test_the_same_files_on_any_number_of_threads(
    scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for threads in (1, 3):
        run_json(capsys, scene, "-o", tmp_path / str(threads), "--threads", threads)
    for name in ("scene_labels.png", "scene_areas.csv", "scene_segmented.png"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "3" / name).read_bytes()


GREENLAND = "ice/modis_greenland/ne-greenland.20220913.terra.250m_truecolor.tif"


def test_a_georeferenced_picture(shared_data: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (result,) = run_json(capsys, shared_data / GREENLAND, "-o", out, "--class", "ice=3,4")
    with (
        rasterio.open(shared_data / GREENLAND) as source,
        rasterio.open(result["outputs"]["labels_tif"]) as labels,
    ):
        assert labels.crs == source.crs
        assert labels.transform == source.transform
        ids = labels.read(1)
    with PillowImage.open(result["outputs"]["labels"]) as picture:
        np.testing.assert_array_equal(np.asarray(picture), ids)
    ice = result["classes"][-1]
    assert (ice["name"], ice["unit"], ice["pixels"]) == ("ice", "km²", int(np.isin(ids, (3, 4)).sum()))
    assert ice["planar_area"] == ice["pixels"] * 0.0625
    total = sum(item["area"] for item in result["classes"])
    assert total == pytest.approx(29135.3, rel=1e-5)
    assert total == pytest.approx(ids.size * result["calibration"]["pixel_area"], rel=1e-9)
    assert result["calibration"]["description"].startswith("georeference (EPSG:3413), true ground area")
    (planar,) = run_json(capsys, shared_data / GREENLAND, "-o", out, "--area", "planar")
    assert sum(item["area"] for item in planar["classes"]) == pytest.approx(27825.875)
    assert planar["calibration"]["pixel_area"] == 0.0625


def test_a_typed_size_for_a_georeferenced_picture_says_so(
    shared_data: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["segment", str(shared_data / GREENLAND), "-o", str(out), "--pixel-size", "1m"]) == 0
    assert "warning: The typed pixel size, 1 m × 1 m, is used in place of 250 m" in capsys.readouterr().out


def test_planar_areas_of_degrees_are_refused(
    shared_data: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = shared_data / "ice/modis_bohai/modis-term1.tif"
    line = complaint(capsys, "segment", picture, "-o", out, "--area", "planar", code=1)
    assert line.startswith(f"{picture}: The map of this picture is in degrees (EPSG:4326)")


def test_bands_are_chosen_and_scaled(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = np.random.RandomState(1).normal(0, 1, (20, 30, 4)).astype(np.float32)
    values[:, :10, 2] += 50
    path = tmp_path / "bands.tif"
    tifffile.imwrite(path, values, photometric="minisblack", planarconfig="contig")
    (result,) = run_json(capsys, path, "-o", out, "-k", 2, "--bands", "3,1", "--scaling", "z-score")
    params = result["params"]
    assert (params["space"], params["bands"], params["scaling"]) == ("bands", [3, 1], "z-score")
    assert sorted(cluster["pixels"] for cluster in result["clusters"]) == [200, 400]
    assert len(result["clusters"][0]["centroid"]) == 2
    assert main(["verify", str(out / "bands_run.json")]) == 0
    capsys.readouterr()
    (result,) = run_json(capsys, path, "-o", out, "-k", 2)
    assert (result["params"]["space"], len(result["clusters"][0]["centroid"])) == ("bands", 4)
