"""`floe concentration`: what is said, the JSON, wrong use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import tifffile
from rasterio.transform import Affine

from core.guarded.process import ReadingProcess
from core.io.values import read_values
from main import main
from tests.reading import ReaderInThisProcess
from tests.ui.cli.called import complaint


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.cli.concentration_command.ReadingProcess", ReaderInThisProcess)


VALUES = np.array([[0, 40, 250], [125, 254, 253]], np.uint8)


def written(path: Path, values: Any = VALUES, **options: Any) -> Path:
    unit, scale = options.pop("unit", None), options.pop("scale", None)
    colours = options.pop("colours", None)
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=values.shape[0],
        width=values.shape[1],
        count=1,
        dtype=values.dtype.name,
        crs="EPSG:3413",
        transform=Affine(25_000, 0, 0, 0, -25_000, 0),
        **options,
    ) as raster:
        raster.write(values, 1)
        if unit:
            raster.units = (unit,)
        if scale:
            raster.scales = (scale,)
        if colours:
            raster.write_colormap(1, colours)
    return path


def test_a_report_for_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["concentration", str(written(tmp_path / "a.tif"))]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "4 cells with a concentration, 3 of at least 15 %" in said.out
    assert "1\u202f875 km² planar" in said.out
    assert "left out: 1 cell with the value 254 (land)" in said.out
    assert "Values 0 to 250 are 0 to 100 %" in said.out


def test_json_of_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [written(tmp_path / "a.tif"), written(tmp_path / "b.tif", VALUES.astype(np.float32))]
    assert main(["concentration", *map(str, paths), "--scale", "0..250", "--threshold", "50", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first["extent_cells"] == second["extent_cells"] == 2
    assert first["extent"] == second["extent"]
    assert first["image"]["sha256"] != second["image"]["sha256"]


def test_unit_scale_and_no_data_of_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "a.tif", unit="%", scale=0.4, nodata=254)
    assert main(["concentration", str(path), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["cells"], found["missing_cells"]) == (4, 1)
    assert found["area"]["planar_area"] == pytest.approx(625 * 1.66)
    assert "as the file says" in found["scale_basis"]


def test_a_colour_table_does_not_hide_the_values(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    colours = {i: (i, 0, 255 - i, 255) for i in range(256)}
    assert main(["concentration", str(written(tmp_path / "a.tif", colours=colours)), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["extent_cells"] == 3


def test_no_georeference_says_uncalibrated_and_a_size_can_be_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, VALUES.astype(np.float32) / 2.5)
    arguments = ["concentration", str(path), "--scale", "0..100", "--json"]
    assert main(arguments) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["unit"], found["calibration"]["description"]) == ("px²", "uncalibrated")
    assert main([*arguments, "--pixel-size", "25km"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["unit"], found["extent"]["area"]) == ("km²", 1875.0)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--threshold", "much"], "write a number"),
        (["--threshold", "120"], "choose 0 to 100"),
        (["--scale", "0-100"], "write the values of 0 %"),
        (["--area", "round"], "choose geodesic or planar"),
        (["--pixel-size", "5"], "lacks a unit"),
        (["--scale", "300..400"], "choose another scale"),
    ],
)
def test_wrong_use_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    path = str(written(tmp_path / "a.tif"))
    code = main(["concentration", path, *options])
    said = capsys.readouterr().err
    assert code in (1, 2)
    assert words in said
    assert said.count("\n") == 1


def test_files_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], scene: Path) -> None:
    assert "no such file" in complaint(capsys, "concentration", tmp_path / "no.tif")
    assert "no GeoTIFF" in complaint(capsys, "concentration", scene)


def test_more_bands_than_one_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, np.zeros((2, 2, 3), np.uint8), photometric="rgb")
    assert "it has 3 bands" in complaint(capsys, "concentration", path)


def test_values_come_through_the_reading_process(tmp_path: Path) -> None:
    path = written(tmp_path / "a.tif", unit="%")
    with ReadingProcess(read_values) as reader:
        image = reader.read(path)
    assert image.value_unit == "%"
    np.testing.assert_array_equal(image.pixels[..., 0], VALUES)
