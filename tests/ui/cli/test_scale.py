"""From where the command line takes the scale, and what it says and writes of it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import tifffile
from PIL import Image as PillowImage
from rasterio.transform import Affine

from core.guarded.process import ReadingProcess
from core.io.reader import read
from main import main
from tests.ui.cli.called import complaint, run_json

PIXELS = np.repeat(np.repeat(np.array([[10, 250], [90, 180]], np.uint8), 8, 0), 6, 1)  # 12 × 16


def cells(folder: Path, **metadata: Any) -> Path:
    path = folder / "cells.ome.tif"
    sizes = {"PhysicalSizeX": 0.5, "PhysicalSizeY": 0.25, **metadata}
    tifffile.imwrite(path, PIXELS, ome=True, metadata={"axes": "YX", **sizes})
    return path


def scan(folder: Path) -> Path:
    path = folder / "scan.png"
    PillowImage.fromarray(PIXELS).save(path, dpi=(254, 254))
    return path


def chart(folder: Path, crs: str, transform: tuple[float, ...], pixels: Any = PIXELS) -> Path:
    path = folder / "chart.tif"
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=pixels.shape[1],
        height=pixels.shape[0],
        count=1,
        dtype=pixels.dtype.name,
        crs=crs,
        transform=Affine(*transform),
    ) as raster:
        raster.write(pixels, 1)
    return path


def rows_of(out: Path, stem: str) -> list[dict[str, str]]:
    with (out / f"{stem}_areas.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def record_of(out: Path, stem: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((out / f"{stem}_run.json").read_bytes())
    return record


def test_ome_metadata_are_used_and_named_everywhere(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = cells(tmp_path)
    assert main(["segment", str(path), "-o", str(out)]) == 0
    assert "scale: 0.5 µm × 0.25 µm, from the OME metadata" in capsys.readouterr().out
    rows = rows_of(out, "cells.ome")
    assert {(row["scale source"], row["unit"], row["area"]) for row in rows} == {("ome", "µm²", "6.0")}
    calibration = record_of(out, "cells.ome")["calibration"]
    assert (calibration["source"], calibration["pixel_size"]) == ("ome", [0.5, 0.25])
    assert main(["verify", str(out / "cells.ome_run.json")]) == 0


def test_the_tiles_of_a_picture_have_its_scale(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = cells(tmp_path)
    (whole,) = run_json(capsys, path, "-o", out)
    (tiled,) = run_json(capsys, path, "-o", tmp_path / "tiled", "--tile", 5)
    assert tiled["calibration"] == whole["calibration"]
    assert tiled["classes"] == whole["classes"]


def test_the_reading_process_brings_the_scale_along(tmp_path: Path) -> None:
    with ReadingProcess(read) as reader:
        scale = reader.read(cells(tmp_path)).scale
    assert scale is not None
    assert scale.width == 0.5


def test_without_a_scale_every_export_says_uncalibrated(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, scene, "-o", out)
    assert {(row["scale source"], row["unit"]) for row in rows_of(out, "scene")} == {("uncalibrated", "px²")}
    assert result["calibration"]["description"] == "uncalibrated"
    assert record_of(out, "scene")["calibration"]["description"] == "uncalibrated"


def test_the_printed_resolution_counts_only_where_it_is_asked_for(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = scan(tmp_path)
    (silent,) = run_json(capsys, path, "-o", out)
    assert silent["calibration"]["source"] == "none"
    (result,) = run_json(capsys, path, "-o", out, "--pixel-size", "dpi")
    assert result["calibration"]["source"] == "dpi"
    assert "printed resolution of 254 dpi" in result["calibration"]["description"]
    assert result["classes"][0]["unit"] == "mm²"
    assert result["classes"][0]["area"] == pytest.approx(48 * 0.01, rel=1e-4)
    assert main(["verify", str(out / "scan_run.json")]) == 0


def test_a_printed_resolution_that_is_not_there_is_a_sentence(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = complaint(capsys, "segment", scene, "-o", out, "--pixel-size", "dpi", code=1)
    assert "has no printed resolution" in said
    said = complaint(capsys, "segment", scene, "-o", out, "--pixel-size", "ome", code=1)
    assert "no scale in its OME metadata" in said
    said = complaint(capsys, "segment", scene, "-o", out, "--pixel-size", "georeference", code=1)
    assert "no scale in its georeference" in said


def test_a_line_over_a_known_length(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = cells(tmp_path)
    (result,) = run_json(capsys, path, "-o", out, "--scale-line", "1,2,4,6=10m")
    assert result["calibration"]["source"] == "line"
    assert result["calibration"]["pixel_size"] == [2.0, 2.0]
    assert result["calibration"]["description"] == "2 m × 2 m, from a line of 5 px = 10 m"
    assert any("in place of 0.5 µm × 0.25 µm from the OME metadata" in each for each in result["warnings"])
    assert main(["verify", str(out / "cells.ome_run.json")]) == 0


def test_a_line_on_pixels_that_are_not_square(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, scan(tmp_path), "-o", out, "--scale-line", "0,0,3,2=5cm@2")
    assert result["calibration"]["pixel_size"] == [1.0, 2.0]
    assert main(["verify", str(out / "scan_run.json")]) == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1,2,3=5m", "write its two ends"),
        ("1,2,3,4", "write its two ends"),
        ("1,2,3,x=5m", "write its two ends"),
        ("1,2,1,2=5m", "shorter than a pixel"),
        ("1,2,nan,2=5m", "for the scale is none"),
        ("1,2,9,2=0m", "not above zero"),
        ("1,2,9,2=5", "lacks a unit"),
        ("1,2,9,2=5m@0", "0 times as high"),
    ],
)
def test_a_line_that_is_none_is_a_sentence(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str], line: str, words: str
) -> None:
    assert words in complaint(capsys, "segment", scene, "-o", out, "--scale-line", line)


def test_two_scales_are_one_too_many(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = complaint(capsys, "segment", scene, "-o", out, "--scale-line", "0,0,9,0=1m", "--pixel-size", "1m")
    assert "leave all but one out" in said


def test_planar_and_true_areas_stand_beside_each_other(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = chart(tmp_path, "EPSG:3857", (1000, 0, 0, 0, -1000, 11_000_000))  # about 70° N
    (true,) = run_json(capsys, path, "-o", out)
    (planar,) = run_json(capsys, path, "-o", tmp_path / "planar", "--area", "planar")
    for one, other in zip(true["classes"], planar["classes"], strict=True):
        assert one["area"] == one["true_area"] == other["true_area"]
        assert other["area"] == other["planar_area"] == one["planar_area"] == 48.0
        expected = 100 * (one["planar_area"] / one["true_area"] - 1)
        assert one["planar_difference_percent"] == pytest.approx(expected, abs=1e-6)
        assert 700 < expected < 800
    (row, *_) = rows_of(out, "chart")
    assert float(row["true area"]) == float(row["area"]) < float(row["planar area"]) == 48.0
    assert float(row["planar difference in %"]) == pytest.approx(expected, rel=1e-2)
    assert record_of(tmp_path / "planar", "chart")["calibration"]["method"] == "planar"
    assert main(["verify", str(tmp_path / "planar" / "chart_run.json")]) == 0
    capsys.readouterr()
    main(["segment", str(path), "-o", str(out), "--area", "planar"])
    said = capsys.readouterr().out
    assert "true km²" in said
    assert "planar − true" in said


def test_true_areas_that_cannot_be_had_are_said_on_both_streams(
    scene: Path, tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["-o", str(out), "--area", "geodesic"]
    for scale in (["--pixel-size", "2m"], []):
        assert main(["segment", str(scene), *asked, *scale]) == 0
        said = capsys.readouterr()
        assert said.err.startswith(f"floe: warning: {scene}: Geodesic areas were asked for; without")
        assert len(said.err.splitlines()) == 1
        assert "warning: Geodesic areas were asked for" in said.out
        assert record_of(out, "scene")["warnings"]
        assert {row["area method"] for row in rows_of(out, "scene")} == {"planar"}
    untied = chart(tmp_path, 'LOCAL_CS["site grid",UNIT["metre",1]]', (2, 0, 0, 0, -2, 0))
    assert main(["segment", str(untied), *asked]) == 0
    assert "not tied to the Earth" in capsys.readouterr().err
    tied = chart(tmp_path, "EPSG:3857", (1000, 0, 0, 0, -1000, 11_000_000))
    run_json(capsys, tied, *asked)  # nothing on standard error


def test_an_area_method_without_a_georeference_changes_nothing_and_that_is_said(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, scene, "-o", out, "--area", "planar", "--pixel-size", "2m")
    assert any(each.startswith("Planar areas were asked for") for each in result["warnings"])
    (silent,) = run_json(capsys, scene, "-o", out, "--pixel-size", "2m")
    assert silent["warnings"] == []


@pytest.mark.parametrize("line", ["0,0,30,0=5m", "1,2,9,17=5m", "-1,2,9,2=5m"])
def test_a_line_that_leaves_the_picture_is_a_sentence(
    scene: Path, out: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = complaint(capsys, "segment", scene, "-o", out, f"--scale-line={line}", code=1)
    assert "beyond the picture of 24 × 16 pixels" in said
    run_json(capsys, scene, "-o", out, "--scale-line", "0,0,24,16=5m")  # its corners are places in it


def test_planar_areas_in_degrees_are_refused(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = chart(tmp_path, "EPSG:4326", (0.01, 0, 10, 0, -0.01, 60))
    said = complaint(capsys, "segment", path, "-o", out, "--area", "planar", code=1)
    assert "has no planar area" in said


def test_a_rotated_and_sheared_chart_has_the_area_of_its_parallelogram(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    transform = (30 * np.cos(0.5), 20 * np.sin(0.3), 5e5, 30 * np.sin(0.5), -20 * np.cos(0.3), 6e6)
    (result,) = run_json(capsys, chart(tmp_path, "EPSG:32633", transform), "-o", out)
    determinant = abs(transform[0] * transform[4] - transform[1] * transform[3])
    assert result["classes"][0]["planar_area"] == pytest.approx(48 * determinant / 1e6, rel=1e-9)
    assert result["classes"][0]["area"] == pytest.approx(48 * determinant / 1e6, rel=2e-3)


def test_a_singular_transform_gives_no_scale_and_says_why(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = chart(tmp_path, "EPSG:32633", (10, 10, 5e5, 10, 10 + 1e-11, 6e6))
    (result,) = run_json(capsys, path, "-o", out)
    assert result["calibration"]["source"] == "none"
    assert any("singular" in each for each in result["warnings"])


def test_what_lies_beyond_the_edge_of_a_world_map_has_no_area(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The corners of a sinusoidal map are no places: PROJ would give them those of the other side."""
    sinusoidal = "+proj=sinu +lon_0=0 +R=6371007.181 +units=m +no_defs"
    half = np.pi * 6_371_007.181
    pixels = np.repeat(np.array([[10], [250]], np.uint8), 400, 1).repeat(100, 0)
    path = chart(tmp_path, sinusoidal, (half / 200, 0, -half, 0, -half / 200, half / 2), pixels)
    (result,) = run_json(capsys, path, "-o", out, "-k", 2)
    world = 4 * np.pi * 6371.007181**2
    assert sum(each["area"] for each in result["classes"]) == pytest.approx(world, rel=1e-3)
    assert any("beyond the edge of its map" in each for each in result["warnings"])


def test_a_chart_that_goes_twice_round_the_earth_says_so(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    degrees = chart(tmp_path, "EPSG:4326", (60, 0, -300, 0, -10, 80))
    (result,) = run_json(capsys, degrees, "-o", out)
    assert any("more than once" in each for each in result["warnings"])
    mercator = chart(tmp_path, "EPSG:3857", (5e6, 0, -3e7, 0, -1e6, 8e6))
    (result,) = run_json(capsys, mercator, "-o", out)
    assert any("more than once" in each for each in result["warnings"])


@pytest.mark.parametrize("filling", [-np.finfo(np.float64).max, np.finfo(np.float64).max, -3.4e38])
def test_missing_data_that_are_not_declared_are_left_out_and_said(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str], filling: float
) -> None:
    """They ended as a sentence on a scaling, or as one cluster beside one of all measurements."""
    pixels = np.repeat([[1.0], [2.0], [3.0], [filling]], 10, 1)
    path = chart(tmp_path, "EPSG:3413", (250, 0, 0, 0, -250, 0), pixels)
    (result,) = run_json(capsys, path, "-o", out, "-k", 3)
    assert [row["pixels"] for row in result["classes"]] == [10, 10, 10]
    assert any("stands for missing data" in each for each in result["warnings"])
    assert result["image"]["valid_pixels"] == 30
