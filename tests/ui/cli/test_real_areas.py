"""The known areas of the real scenes (truth_json of MANIFEST.csv), found through the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from main import main
from tests.ui.cli.called import run_json


def truth_of(folder: Path, name: str) -> dict[str, Any]:
    with (folder / "MANIFEST.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["path"]: row for row in csv.DictReader(file)}
    found: dict[str, Any] = json.loads(rows[name]["truth_json"])
    return found


def by_name(result: dict[str, Any]) -> dict[str, Any]:
    return {row["name"]: row for row in result["classes"]}


def test_land_of_greenland_nominal_and_true(
    shared_data: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "ice/modis_greenland/ne-greenland.20220913.terra.250m_land.tif"
    truth = truth_of(shared_data, name)
    arguments = (shared_data / name, "-o", out, "-k", 2, "--class", "land=2")
    (result,) = run_json(capsys, *arguments)
    land = by_name(result)["land"]
    assert land["pixels"] == truth["land_pixels"]
    assert land["planar_area"] == pytest.approx(truth["land_nominal_km2"], rel=1e-12)
    assert land["area"] == pytest.approx(truth["land_true_km2"], rel=1e-5)
    assert sum(row["true_area"] for row in result["classes"]) == pytest.approx(
        truth["scene_true_km2"], rel=1e-5
    )
    assert sum(row["planar_area"] for row in result["classes"]) == truth["scene_nominal_km2"]
    assert land["planar_difference_percent"] == pytest.approx(100 * (11516.625 / 12070.36 - 1), abs=1e-3)
    (planar,) = run_json(capsys, *arguments, "--area", "planar")
    assert by_name(planar)["land"]["area"] == land["planar_area"]
    assert by_name(planar)["land"]["true_area"] == land["area"]


def test_ice_of_the_bohai_sea(shared_data: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = truth_of(shared_data, "ice/modis_bohai/modis-term1.tif")
    mask = shared_data / "ice/modis_bohai/modis-term1_icemask.tif"
    (result,) = run_json(capsys, mask, "-o", out, "-k", 2)
    (ice,) = [row for row in result["classes"] if row["pixels"] == truth["ice_pixels"]]
    assert ice["area"] == pytest.approx(truth["ice_area_km2"], rel=1e-6)
    assert ice["planar_area"] is None  # a map in degrees has none


@pytest.mark.parametrize("scene", ["India_900498", "Spain_7370579"])
def test_flood_water(shared_data: Path, out: Path, capsys: pytest.CaptureFixture[str], scene: str) -> None:
    name = f"water/sen1floods11/{scene}_LabelHand.tif"
    truth = truth_of(shared_data, name)
    (result,) = run_json(capsys, shared_data / name, "-o", out, "-k", 3)
    areas = {row["pixels"]: row["area"] for row in result["classes"]}
    assert areas[truth["water_pixels"]] == pytest.approx(truth["water_area_km2"], rel=1e-5)
    known = areas[truth["water_pixels"]] + areas[truth["not_water_pixels"]]
    assert known == pytest.approx(truth["known_area_km2"], rel=1e-5)


def test_ice_around_antarctica(
    shared_data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.reading import ReaderInThisProcess

    monkeypatch.setattr("ui.cli.concentration_command.ReadingProcess", ReaderInThisProcess)
    name = "ice/concentration/nt_20201024_f18_nrt_s.tif"
    truth = truth_of(shared_data, name)
    assert main(["concentration", str(shared_data / name), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["extent"]["planar_area"] == truth["extent_ge15_nominal_km2"]
    assert found["extent"]["true_area"] == pytest.approx(truth["extent_ge15_true_km2"], rel=1e-6)
    assert found["area"]["planar_area"] == pytest.approx(truth["ice_area_nominal_km2"], rel=1e-9)
    assert found["area"]["true_area"] == pytest.approx(truth["ice_area_true_km2"], rel=1e-6)
