"""`floe segment --regions`."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from PIL import Image as PillowImage
from rasterio.transform import Affine
from skimage import measure

from main import main
from tests.ui.cli.called import complaint, run_json


@pytest.fixture
def blobs(tmp_path: Path) -> Path:
    draws = np.random.default_rng(4)
    grey = np.where(draws.random((40, 60)) < 0.4, 200, 20).astype(np.uint8)
    PillowImage.fromarray(grey).save(tmp_path / "blobs.png")
    return tmp_path / "blobs.png"


def rows_of(path: str) -> list[dict[str, Any]]:
    with Path(path).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_row_a_region(blobs: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (result,) = run_json(capsys, blobs, "-o", out, "-k", 2, "--class", "bright=2", "--regions")
    rows = rows_of(result["outputs"]["regions"])
    grey = np.asarray(PillowImage.open(blobs))
    bright = measure.label(grey > 100, connectivity=2)
    dark = measure.label(grey <= 100, connectivity=2)

    assert Path(result["outputs"]["regions"]).name == "blobs_regions.csv"
    assert list(rows[0])[:5] == ["region", "class", "pixels", "area", "unit"]
    assert result["regions"] == {
        "number": dark.max() + bright.max(),
        "connectivity": 8,
        "filter": [],
        "classes": {"1": dark.max(), "bright": bright.max()},
    }
    of_bright = [row for row in rows if row["class"] == "bright"]
    assert [int(row["pixels"]) for row in of_bright] == np.bincount(bright.ravel())[1:].tolist()
    assert [int(row["region"]) for row in rows] == list(range(1, len(rows) + 1))
    assert {row["unit"] for row in rows} == {"px²"}
    assert {row["touches_edge"] for row in rows} == {"true", "false"}
    assert {row["mean_grey"] for row in of_bright} == {"200"}
    assert all(math.isfinite(float(row["feret_max"])) for row in rows)
    bins = rows_of(result["outputs"]["sizes"])
    assert sum(int(row["regions"]) for row in bins) == len(rows)


@pytest.mark.parametrize("name", ["blobs_gt125", "tir_00_pond", "tir_08_ice"])
def test_the_count_and_the_areas_of_imagej(
    shared_data: Path, out: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    mask = shared_data / "imagej" / f"{name}.png"
    (result,) = run_json(capsys, mask, "-o", out, "-k", 2, "--regions", "--region-filter", "class=2")
    theirs = mask.with_name(f"{name}_imagej.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    rows = rows_of(result["outputs"]["regions"])
    assert [int(row["pixels"]) for row in rows] == [int(line.split(",")[1]) for line in theirs]


@pytest.mark.parametrize("name", ["mini_blobs.tif", "mini_blobs_otsu_imagej.tif"])
def test_blobs_without_those_at_the_edge(
    shared_data: Path, out: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Two clusters at the global optimum are Otsu's threshold, which ImageJ's mask was made with."""
    given = ("-k", 2, "--init", "best", "--regions", "--region-filter", "edge=picture")
    (result,) = run_json(capsys, shared_data / "classic" / name, "-o", out, *given)
    rows = rows_of(result["outputs"]["regions"])
    assert [row["area"] for row in rows if row["class"] == "2"] == ["425", "426", "361"]


def test_the_record_says_what_was_asked_for(
    blobs: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, blobs, "-o", out, "-k", 2, "--regions", "--region-filter", "pixels=2..")
    record = json.loads((out / "blobs_run.json").read_bytes())
    assert record["result"]["regions"] == result["regions"]
    assert result["regions"]["filter"] == ["pixels=2.."]
    assert result["seconds"]["regions"] >= 0
    assert main(["verify", str(out / "blobs_run.json")]) == 0
    assert capsys.readouterr().out == "identical\n"
    record["result"]["regions"]["classes"]["2"] += 1
    (out / "blobs_run.json").write_text(json.dumps(record))
    assert main(["verify", str(out / "blobs_run.json")]) == 1
    assert capsys.readouterr().out.startswith("result.regions.classes.2 was ")


@pytest.mark.parametrize(
    "damage", [{"connectivity": 8}, {"filter": 3}, [], {"connectivity": "x", "filter": []}]
)
def test_a_damaged_record_is_a_sentence(
    blobs: Path, out: Path, capsys: pytest.CaptureFixture[str], damage: object
) -> None:
    run_json(capsys, blobs, "-o", out, "-k", 2, "--regions")
    record = json.loads((out / "blobs_run.json").read_bytes())
    record["result"]["regions"] = damage
    (out / "blobs_run.json").write_text(json.dumps(record))
    assert "record" in complaint(capsys, "verify", out / "blobs_run.json")


def test_without_the_option_there_is_no_table(
    blobs: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, blobs, "-o", out, "-k", 2)
    assert "regions" not in result
    assert not (out / "blobs_regions.csv").exists()
    assert not (out / "blobs_sizes.csv").exists()


@pytest.mark.parametrize("options", [("--tile", 16), ("--threads", 1), ("--threads", 3)])
def test_the_bytes_depend_on_no_tile_and_no_thread(
    blobs: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[object, ...]
) -> None:
    (whole,) = run_json(capsys, blobs, "-o", out, "-k", 2, "--regions")
    (other,) = run_json(capsys, blobs, "-o", tmp_path / "other", "-k", 2, "--regions", *options)
    (asked,) = run_json(
        capsys, blobs, "-o", tmp_path / "asked", "-k", 2, "--export", "regions,sizes", *options
    )
    for key in ("regions", "sizes"):
        content = Path(whole["outputs"][key]).read_bytes()
        assert Path(other["outputs"][key]).read_bytes() == content
        assert Path(asked["outputs"][key]).read_bytes() == content


def test_filters_and_connectivity(blobs: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filters = ("--region-filter", "edge=picture", "--region-filter", "pixels=3..")
    (result,) = run_json(capsys, blobs, "-o", out, "-k", 2, "--regions", "--connectivity", 4, *filters)
    rows = rows_of(result["outputs"]["regions"])
    assert result["regions"]["filter"] == ["pixels=3..", "edge=picture"]
    assert result["regions"]["connectivity"] == 4
    assert result["regions"]["number"] == len(rows) > 0
    assert min(int(row["pixels"]) for row in rows) == 3
    assert {row["touches_edge"] for row in rows} == {"false"}


def test_on_a_map_the_area_is_that_of_the_ground(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pixels = np.zeros((30, 40), np.uint8)
    pixels[10:20, 10:30] = 200
    path = tmp_path / "map.tif"
    profile = {"height": 30, "width": 40, "count": 1, "dtype": "uint8", "crs": "EPSG:3413"}
    with rasterio.open(
        path, "w", "GTiff", transform=Affine(250, 0, 0, 0, -250, -3_300_000), **profile
    ) as file:
        file.write(pixels, 1)
    (result,) = run_json(capsys, path, "-o", out, "-k", 2, "--regions")
    row = rows_of(result["outputs"]["regions"])[1]

    assert (row["unit"], row["length_unit"], row["planar_area"]) == ("km²", "km", "12.5")
    assert float(row["area"]) == pytest.approx(result["classes"][1]["area"], rel=1e-11)
    assert float(row["area"]) == pytest.approx(12.5 * 0.926, rel=0.002)
    assert (float(row["map_x"]), float(row["map_y"])) == (20 * 250, -3_300_000 - 15 * 250)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--region-filter", "edge=picture"), "--region-filter is for --regions"),
        (("--connectivity", "4"), "--connectivity is for --regions"),
        (("--regions", "--connectivity", "6"), "--connectivity is “6”: choose 8 or 4"),
        (("--regions", "--region-filter", "area=3"), "is no range"),
    ],
)
def test_wrong_usage_is_a_sentence(
    blobs: Path, out: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], says: str
) -> None:
    assert says in complaint(capsys, "segment", blobs, "-o", out, *options)


def test_a_class_that_is_not_there(blobs: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ("segment", blobs, "-o", out, "-k", "2", "--regions", "--region-filter", "class=ice")
    assert "no class “ice” to filter by: choose 1, 2" in complaint(capsys, *given, code=1)


def test_a_picture_larger_than_memory_has_no_regions(
    blobs: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.io.tiled_image.MAX_BYTES", 1000)
    said = complaint(capsys, "segment", blobs, "-o", out, "-k", "2", "--regions", "--tile", "16", code=1)
    assert "leave out --regions" in said
