"""Tables, read back by openpyxl, pyarrow and json, and compared with the CSV files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from importlib import util
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pyarrow.parquet
import pytest

from core.base.errors import Cancelled, FloeError, WriteError
from core.base.parallel import never_cancelled
from core.classes.ratios import parse_ratio
from core.export import table_files
from core.export.run_files import chosen_formats
from core.pipeline.result import Result
from core.scale.calibration import parse_pixel_size
from tests.core.export.shaped import format_of, shaped
from tests.core.measured import GREENLAND

KEYS = ["areas", "regions"]


def written(key: str, folder: Path, result: Result) -> Path:
    path = format_of(key).files(folder, "scene")[0]
    format_of(key).write(path, result, never_cancelled)
    return path


def csv_rows(key: str, folder: Path, result: Result) -> list[dict[str, str]]:
    text = written(key, folder, result).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def same(cell: Any, text: str) -> bool:
    """Whether a typed cell is what stands in the CSV file."""
    if cell is None:
        return text == ""
    if isinstance(cell, bool):
        return text == str(cell).lower()
    return float(text) == cell if isinstance(cell, int | float) else text == cell


def check(rows: list[dict[str, Any]], expected: list[dict[str, str]]) -> None:
    assert len(rows) == len(expected)
    for row, line in zip(rows, expected, strict=True):
        assert list(row) == list(line)
        for name, cell in row.items():
            assert same(cell, line[name]), (name, cell, line[name])


def sheet_rows(sheet: Any) -> list[dict[str, Any]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("calibrated", [True, False])
def test_excel(key: str, calibrated: bool, tmp_path: Path) -> None:
    result = shaped(georeference=GREENLAND if calibrated else None)
    book = openpyxl.load_workbook(written(f"{key}_xlsx", tmp_path, result))
    check(sheet_rows(book[key.capitalize()]), csv_rows(key, tmp_path, result))
    said = dict(book["About"].iter_rows(values_only=True))
    assert said["scale"] == result.areas.calibration.description
    assert calibrated or said["scale"] == "uncalibrated"
    assert said["picture SHA-256"] == "ab" * 32


@pytest.mark.parametrize("key", KEYS)
def test_parquet(key: str, tmp_path: Path) -> None:
    result = shaped(georeference=GREENLAND)
    table = pyarrow.parquet.read_table(written(f"{key}_parquet", tmp_path, result))
    check(table.to_pylist(), csv_rows(key, tmp_path, result))
    assert table.schema.field("area").type == pyarrow.float64()
    assert table.schema.field("pixels").type == pyarrow.int64()
    assert table.schema.metadata[b"scale"].decode() == result.areas.calibration.description


@pytest.mark.parametrize("key", KEYS)
def test_json(key: str, tmp_path: Path) -> None:
    result = shaped()
    content = json.loads(written(f"{key}_json", tmp_path, result).read_text(encoding="utf-8"))
    check(content["rows"], csv_rows(key, tmp_path, result))
    assert content["scale"] == "uncalibrated"
    assert content["picture"] == "scene.png"


def test_ratios_and_names_that_look_like_formulas(tmp_path: Path) -> None:
    result = shaped(typed=parse_pixel_size("2m"), names=("=1+1", "ice", "water"))
    ratios = (parse_ratio("concentration=ice/(ice+water)"),)
    result = replace(result, settled=replace(result.settled, ratios=ratios))
    book = openpyxl.load_workbook(written("areas_xlsx", tmp_path, result))
    first = sheet_rows(book["Areas"])[0]
    assert first["class"] == "=1+1"
    assert book["Areas"]["A2"].data_type == "s"
    (ratio,) = sheet_rows(book["Ratios"])
    assert ratio["value"] == pytest.approx(result.rows[1].area / sum(row.area for row in result.rows[1:]))
    content = json.loads(written("areas_json", tmp_path, result).read_text(encoding="utf-8"))
    assert content["ratios"][0]["formula"] == "ice / (ice + water)"


@pytest.mark.parametrize("key", [f"{key}_{kind}" for key in KEYS for kind in ("xlsx", "parquet", "json")])
def test_the_same_bytes_again_and_nothing_after_a_cancel(key: str, tmp_path: Path) -> None:
    result = shaped(georeference=GREENLAND)
    first = written(key, tmp_path, result).read_bytes()
    assert written(key, tmp_path, result).read_bytes() == first
    left = list(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        format_of(key).write(tmp_path / "other", result, lambda: True)
    assert list(tmp_path.iterdir()) == left


def test_more_rows_than_a_sheet_has_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "_MOST_ROWS", 3)
    with pytest.raises(WriteError, match="a sheet at most 3; choose CSV or Parquet"):
        written("regions_xlsx", tmp_path, shaped())
    assert not list(tmp_path.iterdir())


def test_a_missing_library_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = shaped()
    found = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name in ("pyarrow", "av") else found(name))
    for key, extra in (("areas_parquet", "parquet"), ("regions_parquet", "parquet"), ("mp4", "video")):
        assert f"pip install 'floe[{extra}]'" in format_of(key).hindrance(result)
        with pytest.raises(FloeError, match="need the library"):
            written(key, tmp_path, result)
    keys = {each.key for each in chosen_formats(result, ("all",))}
    assert not keys & {"areas_parquet", "mp4"}
    assert {"areas_xlsx", "report_pdf", "mask:Wasser"} <= keys


def test_numbers_without_a_value_are_empty(tmp_path: Path) -> None:
    result = shaped()
    table = result.found_regions()
    broken = table.measures | {"solidity": np.full(len(table), np.nan)}
    result._made["regions"] = replace(table, measures=broken)
    book = openpyxl.load_workbook(written("regions_xlsx", tmp_path, result))
    assert {row["solidity"] for row in sheet_rows(book["Regions"])} == {None}
    content = json.loads(written("regions_json", tmp_path, result).read_text(encoding="utf-8"))
    assert {row["solidity"] for row in content["rows"]} == {None}
