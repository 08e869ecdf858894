"""`floe segment --tile`: the same files as without; a picture above the limit goes in tiles by itself."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

from main import main
from tests.core.test_tiled import PICTURES, write
from tests.ui.command_line.called import complaint, run_json


def _files(folder: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in folder.iterdir():
        found[path.name] = path.read_bytes()
        if path.suffix == ".json":
            record = json.loads(path.read_bytes())
            del record["environment"]
            found[path.name] = record
    return found


@pytest.mark.parametrize("tile", [1, 9, 64, 4096])
def test_the_same_files(scene: Path, tmp_path: Path, tile: int, capsys: pytest.CaptureFixture[str]) -> None:
    pixels, more = PICTURES["rgb with no data"]
    picture = write(tmp_path / "map.tif", "tiled", pixels[:20, :30], **more)
    images = [str(scene), str(picture)]
    whole = ["-o", str(tmp_path / "whole"), "--tile", "0", "--no-uncertainty"]
    assert main(["segment", *images, *whole]) == 0
    assert main(["segment", *images, "-o", str(tmp_path / "tiles"), "--tile", str(tile)]) == 0
    assert _files(tmp_path / "tiles") == _files(tmp_path / "whole")
    assert capsys.readouterr().err == ""


def test_above_the_limit(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pixels, more = PICTURES["rgb with no data"]
    picture = write(tmp_path / "map.tif", "striped", pixels, **more)
    (whole,) = run_json(capsys, picture, "-o", tmp_path / "whole", "--no-uncertainty")
    monkeypatch.setattr("core.io.tiles.MAX_BYTES", pixels.nbytes - 1)
    (result,) = run_json(capsys, picture, "-o", out)
    assert {path.name for path in out.iterdir()} == {"map_labels.tif", "map_areas.csv", "map_run.json"}
    assert (out / "map_areas.csv").read_bytes() == (tmp_path / "whole" / "map_areas.csv").read_bytes()
    assert result["clusters"] == whole["clusters"]
    (sentence,) = [each for each in result["warnings"] if each not in whole["warnings"]]
    assert "STEM_segmented" in sentence
    with rasterio.open(tmp_path / "whole" / "map_labels.tif") as file:
        expected = file.read(1)
    with rasterio.open(out / "map_labels.tif") as file:
        np.testing.assert_array_equal(file.read(1), expected)
    assert main(["verify", str(out / "map_run.json")]) == 0
    assert capsys.readouterr().out == "identical\n"


def test_k_is_recommended_in_tiles(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pixels, more = PICTURES["rgb"]
    picture = write(tmp_path / "map.tif", "striped", pixels, **more)
    (whole,) = run_json(capsys, picture, "-o", out, "-k", "auto")
    (tiles,) = run_json(capsys, picture, "-o", out, "-k", "auto", "--tile", "32")
    assert tiles["params"] == whole["params"]


def test_sentences(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = complaint(capsys, "segment", scene, "-o", out, "--tile", "-1")
    assert said.startswith("--tile is -1: choose")
    said = complaint(capsys, "segment", scene, "-o", out, "--tile", "8", "--space", "bands", code=1)
    assert "In tiles Floe segments colours" in said
    said = complaint(capsys, "segment", scene, "-o", out, "--tile", "8", "--feature", "position:0.2", code=1)
    assert "In tiles Floe segments by colour alone" in said
