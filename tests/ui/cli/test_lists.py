"""Folders and patterns in place of pictures, also where no shell has replaced them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio

from main import main
from tests.ui.cli.called import complaint, run_json

QUICK = ("--no-uncertainty", "--export", "areas")


def names(results: list[dict[str, dict[str, str]]]) -> list[str]:
    return [Path(result["image"]["path"]).name for result in results]


@pytest.fixture
def folder(scene: Path) -> Path:
    """scene.png with copies beside it, notes, and a folder below."""
    for name in ("s10.png", "s9.png", ".s8.png"):
        shutil.copy(scene, scene.with_name(name))
    scene.with_name("notes.txt").write_text("none")
    (scene.parent / "deeper").mkdir()
    return scene.parent


def test_a_folder(folder: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert names(run_json(capsys, folder, "-o", out, *QUICK)) == ["s9.png", "s10.png", "scene.png"]


def test_a_pattern(folder: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert names(run_json(capsys, folder / "s?*.png", "-o", out, *QUICK)) == [
        "s9.png",
        "s10.png",
        "scene.png",
    ]
    assert names(run_json(capsys, folder / "s[0-9].png", "-o", out, *QUICK)) == ["s9.png"]


def test_a_name_with_brackets(folder: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(folder / "scene.png", folder / "s[9].png")
    assert names(run_json(capsys, folder / "s[9].png", "-o", out, *QUICK)) == ["s[9].png"]


def test_nothing_is_found(folder: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pattern, empty = folder / "*.tif", folder / "deeper"
    assert complaint(capsys, "segment", pattern, "-o", out) == f"Cannot read {pattern}: no file matches it."
    line = complaint(capsys, "segment", empty, "-o", out)
    assert line == f"Cannot read {empty}: it is a folder without a picture that Floe reads."
    assert not out.exists()
    arguments = ["segment", str(pattern), str(folder / "s9.png"), "-o", str(out), *QUICK, "--json"]
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert names(json.loads(said.out)) == ["s9.png"]
    assert said.err == f"floe: Cannot read {pattern}: no file matches it.\n"


def test_rasters_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    transform = rasterio.Affine(10.0, 0.0, 0.0, 0.0, -10.0, 0.0)
    profile = {"driver": "GTiff", "count": 1, "height": 4, "width": 5, "dtype": "uint8"}
    for name in ("m10.tif", "m9.tif"):
        with rasterio.open(tmp_path / name, "w", **profile, transform=transform, crs="EPSG:3413") as file:
            file.write(np.full((1, 4, 5), 50, np.uint8))
    for argument in (tmp_path, tmp_path / "m*.tif"):
        assert main(["concentration", str(argument), "--scale", "0..100", "--json"]) == 0
        assert names(json.loads(capsys.readouterr().out)) == ["m9.tif", "m10.tif"]
    missing = tmp_path / "x*.tif"
    line = complaint(capsys, "concentration", missing)
    assert line == f"Cannot read {missing}: no file matches it."
