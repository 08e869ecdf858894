"""`floe segment --tile`: the same files as without; a picture above the limit goes in tiles by itself."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image as PillowImage
from rasterio.features import geometry_mask

from core.io.tiles import reading_side
from main import main
from tests.core.pipeline.test_tiled import PICTURES, PLACE, write
from tests.ui.cli.called import complaint, run_json


def _files(folder: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in folder.iterdir():
        found[path.name] = path.read_bytes()
        if path.name.endswith("_run.json"):
            record = json.loads(path.read_bytes())
            del record["environment"]
            found[path.name] = record
    return found


OPTIONS = {
    "plain": ("--no-uncertainty",),
    "errors": ("--class", "ice=3,4", "--ratio", "cover=ice/1"),
    "steps": ("--open", "1", "--min-area", "3", "--fill-holes", "4", "--majority", "1"),
    "regions": ("--regions", "--no-uncertainty"),
    "features": ("--feature", "local-std:0.5,radius=2", "--no-uncertainty"),
    "bands": ("--space", "bands", "--bands", "1,3", "--no-uncertainty"),
    "inside": ("--roi", "ROI", "--roi-use", "cluster"),
    "measured inside": ("--roi", "ROI", "--roi-use", "measure", "--close", "1"),
    "exports": ("--export", "overlay,geojson,areas_json", "--no-uncertainty"),
}


def _roi(folder: Path) -> Path:
    """A hexagon and a part of it cut out, in the pixels of the scene, which has no map."""
    ring = [[2, 1], [11, 0.5], [20, 3], [22, 13], [9, 15.5], [1, 8], [2, 1]]
    hole = [[6, 5], [10, 5], [10, 9], [6, 9], [6, 5]]
    path = folder / "roi.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [ring, hole]}))
    return path


@pytest.mark.parametrize("tile", [1, 4096])
@pytest.mark.parametrize("name", OPTIONS)
def test_the_same_files(
    scene: Path, tmp_path: Path, name: str, tile: int, capsys: pytest.CaptureFixture[str]
) -> None:
    options = [str(_roi(tmp_path)) if each == "ROI" else each for each in OPTIONS[name]]
    images = [str(scene)]
    if name not in ("inside", "measured inside"):
        pixels, more = PICTURES["rgb with no data"]
        images.append(str(write(tmp_path / "map.tif", "tiled", pixels[:20, :30], **more)))
    for side, folder in ((0, "whole"), (tile, "tiles")):
        base = ["segment", *images, "-o", str(tmp_path / folder), "--tile", str(side)]
        assert main([*base, *options]) == 0
    assert _files(tmp_path / "tiles") == _files(tmp_path / "whole")
    assert [line for line in capsys.readouterr().err.splitlines() if "floe: warning: " not in line] == []


@pytest.mark.parametrize("side", [(9, 9), (64, 7)])
def test_the_same_files_for_windows_smaller_than_any_that_are_read(
    tmp_path: Path,
    side: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("core.io.tiles._LEAST_SIDE", 1)
    pixels, more = PICTURES["rgba"]
    picture = write(tmp_path / "map.tif", "tiled", pixels[:20, :30], **more)
    for tile, folder in ((0, "whole"), (side[0], "a"), (side[1], "b")):
        arguments = ["-o", str(tmp_path / folder), "--tile", str(tile), "--open", "1"]
        assert main(["segment", str(picture), *arguments]) == 0
    assert _files(tmp_path / "a") == _files(tmp_path / "b") == _files(tmp_path / "whole")


def test_tiny_tiles_are_read_several_at_once() -> None:
    assert [reading_side(tile) for tile in (1, 100, 255, 256, 300, 4096, 100_000)] == [
        256,
        300,
        510,
        256,
        300,
        4096,
        4096,
    ]


def test_above_the_limit(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pixels, more = PICTURES["rgb with no data"]
    picture = write(tmp_path / "map.tif", "striped", pixels, **more)
    (whole,) = run_json(capsys, picture, "-o", tmp_path / "whole", "--no-uncertainty")
    monkeypatch.setattr("core.io.tiled_image.MAX_BYTES", pixels.nbytes - 1)
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


def _map_roi(folder: Path) -> Path:
    """Two that overlap, on the map of PLACE; one has a hole."""
    a, _, c, _, e, f = tuple(PLACE["transform"])[:6]

    def ring(*points: tuple[float, float]) -> list[list[float]]:
        return [[c + a * x, f + e * y] for x, y in (*points, points[0])]

    shapes = {
        "floe": [
            ring((5, 4), (60.3, 11), (75, 52.7), (20, 66)),
            ring((30.1, 20.2), (44.3, 25.1), (33.4, 41.3)),
        ],
        "lead": [ring((40.2, 30.7), (83, 30.7), (83, 70), (40.2, 70))],
    }
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Polygon", "coordinates": rings},
        }
        for name, rings in shapes.items()
    ]
    path = folder / "roi.geojson"
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3413"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    return path


@pytest.mark.parametrize(
    "case", [("cluster", 13), ("measure", 13), ("whole", 13), ("cluster", 4096), ("measure", 32)], ids=str
)
def test_regions_of_interest_above_the_limit(
    tmp_path: Path,
    out: Path,
    case: tuple[str, int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The labels, areas and tables of the whole picture; which pixels are inside, rasterio says too."""
    use, side = case
    pixels, more = PICTURES["rgb with no data"]
    picture = write(tmp_path / "map.tif", "tiled", pixels, **more)
    roi = _map_roi(tmp_path)
    inside = ("--roi", roi, "--roi-use", use, "--no-uncertainty", "-k", 3)
    (whole,) = run_json(capsys, picture, "-o", tmp_path / "whole", *inside)
    monkeypatch.setattr("core.io.tiled_image.MAX_BYTES", pixels.nbytes - 1)
    monkeypatch.setattr("core.io.tiles._LEAST_SIDE", 1)
    (tiled,) = run_json(capsys, picture, "-o", out, *inside, "--tile", side)
    for part in ("image", "clusters", "classes", "regions_of_interest", "inertia"):
        assert tiled[part] == whole[part]
    for name in ("map_areas.csv", "map_roi_areas.csv"):
        assert (out / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    with rasterio.open(tmp_path / "whole" / "map_labels.tif") as file:
        expected = file.read(1)
    with rasterio.open(out / "map_labels.tif") as file:
        labels = file.read(1)
        shapes = [each["geometry"] for each in json.loads(roi.read_text())["features"]]
        beyond = geometry_mask(shapes, labels.shape, file.transform)
    np.testing.assert_array_equal(labels, expected)
    if use != "whole":
        assert not labels[beyond].any()
        with rasterio.open(picture) as file:
            data = file.dataset_mask() > 0
        np.testing.assert_array_equal(labels > 0, data & ~beyond)
    assert main(["verify", str(out / "map_run.json")]) == 0
    assert capsys.readouterr().out == "identical\n"


def test_regions_of_interest_without_data_above_the_limit(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pixels, more = PICTURES["rgb with no data"]
    pixels = pixels.copy()
    pixels[:, :80] = 0
    picture = write(tmp_path / "map.tif", "tiled", pixels, **more)
    roi = tmp_path / "mask.png"
    mask = np.zeros(pixels.shape[:2], np.uint8)
    mask[10:20, 10:20] = 255
    PillowImage.fromarray(mask).save(roi)
    monkeypatch.setattr("core.io.tiled_image.MAX_BYTES", pixels.nbytes - 1)
    said = complaint(capsys, "segment", picture, "-o", out, "--roi", roi, code=1)
    assert "No pixel with data lies inside" in said
    mask[10:20, 75:] = 255
    PillowImage.fromarray(mask).save(roi)
    (result,) = run_json(capsys, picture, "-o", out, "--roi", roi, "-k", 2)
    assert sum(each["pixels"] for each in result["clusters"]) == np.count_nonzero(
        pixels[10:20, 75:].any(axis=2)
    )


@pytest.mark.parametrize(
    "case",
    [
        ("--open 1", "Post-processing needs the whole picture in memory, and this one is larger"),
        ("--regions", "leave out --regions"),
        ("--space bands", "leave the bands out, or cut the picture"),
        ("--feature position:0.2", "leave the features out, or cut the picture"),
    ],
)
def test_what_needs_the_whole_is_a_sentence_above_the_limit(
    tmp_path: Path,
    out: Path,
    case: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    options, words = case
    pixels, more = PICTURES["rgb"]
    picture = write(tmp_path / "map.tif", "tiled", pixels, **more)
    monkeypatch.setattr("core.io.tiled_image.MAX_BYTES", pixels.nbytes - 1)
    assert words in complaint(capsys, "segment", picture, "-o", out, *options.split(), code=1)
    assert not out.exists()


def test_k_is_recommended_in_tiles(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pixels, more = PICTURES["rgb"]
    picture = write(tmp_path / "map.tif", "striped", pixels, **more)
    (whole,) = run_json(capsys, picture, "-o", out, "-k", "auto")
    (tiles,) = run_json(capsys, picture, "-o", out, "-k", "auto", "--tile", "32")
    assert tiles["params"] == whole["params"]


def test_sentences(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = complaint(capsys, "segment", scene, "-o", out, "--tile", "-1")
    assert said.startswith("--tile is -1: choose")
