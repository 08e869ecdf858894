"""--exclude and several --roi; --scale-area."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from main import main
from tests.ui.cli.called import complaint, run_json

CASES = Path(__file__).resolve().parents[2] / "cases"
LEAF = CASES / "23_scale_from_an_area" / "k8_red_square_4cm2.png"
# Which pixels of the leaf's picture are the red square.
SQUARE = "60,120"
GREENLAND = Path(__file__).resolve().parents[4] / "shared" / "data" / "ice" / "modis_greenland"


def mask(path: Path, *places: tuple[slice, slice]) -> Path:
    pixels = np.zeros((20, 30), np.uint8)
    for place in places:
        pixels[place] = 255
    PillowImage.fromarray(pixels).save(path)
    return path


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """30 × 20 pixels: dark to column 14, light from there."""
    pixels = np.full((20, 30, 3), 40, np.uint8)
    pixels[:, 15:] = 200
    PillowImage.fromarray(pixels).save(tmp_path / "picture.png")
    return tmp_path / "picture.png"


def test_what_is_excluded_counts_nowhere(
    picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    land = mask(tmp_path / "land.png", np.s_[0:10, 0:10])
    cloud = mask(tmp_path / "cloud.png", np.s_[5:20, 5:20])
    options = ("-k", 2, "-o", tmp_path / "out", "--exclude", land, "--exclude", cloud)
    (result,) = run_json(capsys, picture, *options)
    left = np.ones((20, 30), np.bool_)
    left[0:10, 0:10] = left[5:20, 5:20] = False
    assert [each["pixels"] for each in result["classes"]] == [left[:, :15].sum(), left[:, 15:].sum()]
    assert main(["verify", str(tmp_path / "out" / "picture_run.json")]) == 0


def test_it_is_cut_out_of_the_regions_of_interest(
    picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lake = mask(tmp_path / "lake.png", np.s_[0:10, :])
    sea = mask(tmp_path / "sea.png", np.s_[12:20, :])
    ship = mask(tmp_path / "ship.png", np.s_[8:14, 2:6])
    options = ("-k", 2, "-o", tmp_path / "out", "--roi", lake, "--roi", sea, "--exclude", ship)
    (result,) = run_json(capsys, picture, *options)
    assert [each["name"] for each in result["regions_of_interest"]["regions"]] == ["lake", "sea"]
    assert sum(each["pixels"] for each in result["classes"]) == 300 + 240 - 4 * 4


def test_nothing_left_is_a_sentence(
    picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = mask(tmp_path / "all.png", np.s_[:, :])
    said = complaint(capsys, "segment", picture, "-o", tmp_path / "out", "--exclude", everything, code=1)
    assert "what is cut out of it covers it" in said


def test_without_its_land_greenland_is_the_sea(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not GREENLAND.is_dir():
        pytest.skip(f"there is no {GREENLAND}")
    land = GREENLAND / "ne-greenland.20220913.terra.250m_land.tif"
    picture = GREENLAND / "ne-greenland.20220913.terra.250m_falsecolor.tif"
    (result,) = run_json(capsys, picture, "-o", tmp_path, "--no-uncertainty", "--exclude", land)
    with PillowImage.open(land) as image:
        sea = int(np.count_nonzero(np.array(image) == 0))
    assert sum(each["pixels"] for each in result["classes"]) == sea


def test_a_square_of_known_area_gives_the_scale(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (result,) = run_json(capsys, LEAF, "-k", 3, "-o", tmp_path, "--scale-area", f"{SQUARE}=4cm2")
    calibration = result["calibration"]
    assert (calibration["source"], calibration["unit"]) == ("area", "cm²")
    assert calibration["region"] == "60.0,120.0=4.0cm²@1600px"
    areas = {each["pixels"]: each["area"] for each in result["classes"]}
    assert areas[1600] == pytest.approx(4.0)
    assert areas[11291] == pytest.approx(28.2275)
    assert main(["verify", str(tmp_path / f"{LEAF.stem}_run.json")]) == 0


def test_a_disk_of_known_diameter_gives_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    y, x = np.mgrid[:100, :100] + 0.5
    disk = np.where((x - 50) ** 2 + (y - 50) ** 2 <= 30**2, 220, 20).astype(np.uint8)
    PillowImage.fromarray(disk).save(tmp_path / "coin.png")
    options = ("-k", 2, "-o", tmp_path, "--scale-area", "50,50=25.75mm")
    (result,) = run_json(capsys, tmp_path / "coin.png", *options)
    coin = result["classes"][1]
    assert coin["area"] == pytest.approx(math.pi / 4 * 25.75**2)
    assert result["calibration"]["pixel_size"][0] == pytest.approx(25.75 / 60, rel=1e-3)


def test_the_steps_come_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A hole that is filled belongs to the thing."""
    pixels = np.full((40, 40), 20, np.uint8)
    pixels[10:30, 10:30] = 220
    pixels[18:20, 18:20] = 20
    PillowImage.fromarray(pixels).save(tmp_path / "square.png")
    options = ("-k", 2, "-o", tmp_path, "--fill-holes", 10, "--scale-area", "12,12=4cm2")
    assert main(["segment", str(tmp_path / "square.png"), *map(str, options), "--json"]) == 0
    (result,) = json.loads(capsys.readouterr().out)
    assert result["calibration"]["region"].endswith("@400px")


@pytest.mark.parametrize(
    ("option", "code", "words"),
    [
        ("40,40", 2, "gives no scale"),
        ("40,40=4", 2, "lacks a unit"),
        ("40,40=0cm2", 2, "not above zero"),
        ("900,40=4cm2", 1, "Nothing is measured at 900,40"),
    ],
)
def test_what_gives_no_scale_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, code: int, words: str
) -> None:
    options = ("-k", 3, "-o", tmp_path, "--scale-area", option)
    assert words in complaint(capsys, "segment", LEAF, *options, code=code)


def test_two_scales_are_one_too_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--scale-area", "40,40=4cm2", "--pixel-size", "1m")
    assert "leave all but one out" in complaint(capsys, "segment", LEAF, "-o", tmp_path, *options)
