"""Files made to do harm, on the command line: one sentence, and nothing opened that nobody named."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image as PillowImage

from main import main

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = ROOT / "tests" / "cases" / "hostile"
# What Python, numpy and numba have at most before they read anything, and what a file may cost.
MOST_MEMORY = 1_000_000_000
# A program in less memory than the system has; not between fork and exec, where other threads are in the way.
LIMITED = """
import os, resource, sys
most = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_DATA, (most, most))
os.execv(sys.argv[2], sys.argv[2:])
"""
LONGEST_S = 120

NO_CRS = "it names a coordinate reference system that is not known"
NO_GPKG = "it is no GeoPackage file, whatever its name says."
NO_POINTS = "has a ring without points: leave it out."
DEGREES = "its coordinates look like degrees on a map, but the picture has no georeference"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.png"
    PillowImage.fromarray(np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8)).save(path)
    return path


@pytest.fixture
def on_map(tmp_path: Path) -> Path:
    """78° to 77° W, 24° to 25° N."""
    path = tmp_path / "map.tif"
    transform = rasterio.Affine(1 / 80, 0, -78, 0, -1 / 60, 25)
    shape = {"width": 80, "height": 60, "count": 3, "dtype": "uint8"}
    with rasterio.open(path, "w", driver="GTiff", crs="EPSG:4326", transform=transform, **shape) as file:
        file.write(np.random.default_rng(0).integers(0, 256, (3, 60, 80), np.uint8))
    return path


def said(capsys: pytest.CaptureFixture[str], code: int, *arguments: object) -> str:
    assert main([str(argument) for argument in arguments]) == code
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("floe: ")]
    return lines[0] if lines else ""


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("empty_hole.geojson", (NO_POINTS, NO_POINTS)),
        ("touching.geojson", (DEGREES, "")),
        ("multipolygon.geojson", ("", "lies outside the picture")),
        ("crs1.geojson", (NO_CRS, NO_CRS)),
        ("crs17.geojson", (NO_CRS, NO_CRS)),
        ("evil.gpkg", (NO_GPKG, NO_GPKG)),
        ("wfs.gpkg", (NO_GPKG, NO_GPKG)),
        ("local.gpkg", (NO_GPKG, NO_GPKG)),
    ],
)
def test_regions_of_interest(
    name: str, sentences: tuple[str, str], plain: Path, on_map: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = shutil.copy(HOSTILE / name, plain.parent)
    for picture, sentence in zip((plain, on_map), sentences, strict=True):
        out = plain.parent / "out"
        words = said(capsys, 2 if sentence else 0, "segment", picture, "-o", out, "--roi", path)
        assert sentence in words
        assert (name in words) == bool(sentence)


@pytest.mark.parametrize("tile", ["0", "512"])
def test_pictures_within_a_gigabyte(tile: str, tmp_path: Path) -> None:
    """All in one run: each is a sentence, and no process may have more memory than that."""
    if sys.platform != "linux":
        pytest.skip("memory is limited on Linux only")
    names = ("bigtile.tif", "tera.tif", "geotiff_12000_4549.tif", "tiff_11000_2751.tif")
    done = subprocess.run(
        [
            *(sys.executable, "-c", LIMITED, str(MOST_MEMORY), sys.executable, ROOT / "main.py", "segment"),
            *(*names, "-o", tmp_path / "out", "--tile", tile),
        ],
        cwd=HOSTILE,
        check=False,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
    )
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert [line.split(":")[1].removeprefix(" Cannot read ") for line in lines] == list(names)
    assert all(line.endswith(".") and "announces" in line for line in lines)
    assert list((tmp_path / "out").glob("*")) == []


def test_a_record_of_wrong_kinds(plain: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = HOSTILE / "badclasses_run.json"
    assert "the record is damaged" in said(capsys, 2, "verify", record, plain)


def test_a_start_and_a_recipe_that_would_fill_the_memory(
    plain: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bomb = tmp_path / "bomb.json"
    bomb.write_bytes(b"[" + b"[]," * 20_000_000 + b"[]]")
    out = tmp_path / "out"
    assert "is no list of centroids" in said(capsys, 2, "segment", plain, "-o", out, "--init", bomb)
    assert "there is too much in it" in said(capsys, 2, "segment", plain, "-o", out, "--recipe", bomb)
    assert "there is too much in it" in said(capsys, 2, "verify", bomb, plain)
    assert "it is no GeoJSON" in said(capsys, 2, "segment", plain, "-o", out, "--roi", bomb)
