"""`floe change`: through the runs of two pictures, and two rasters of another program."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image as PillowImage

from core.scenes.dated_scenes import lake_series
from main import main
from tests.ui.cli.called import complaint

CLASSES = ["--class", "water=1", "--class", "forest=2", "--class", "land=3"]


@pytest.fixture
def runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[Path]:
    """The run records of the first and the last picture of the made series."""
    series = lake_series(0, (120, 90))
    paths = []
    for name, each in (("may", series[0]), ("july", series[-1])):
        path = tmp_path / f"{name}.png"
        PillowImage.fromarray(each.scene.image.pixels).save(path)
        paths.append(str(path))
    assert (
        main(["segment", *paths, "-o", str(tmp_path), "-k", "3", "--pixel-size", "10m", *CLASSES, "-q"]) == 0
    )
    capsys.readouterr()
    return [tmp_path / "may_run.json", tmp_path / "july_run.json"]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_two_runs(runs: list[Path], out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["change", *map(str, runs), "-o", str(out)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith("may → july: 10\u202f800 pixels in common")
    assert "land → water" in said.out
    names = [".csv", ".json", ".png", "_classes.csv", "_labels.png"]
    assert sorted(path.name for path in out.iterdir()) == [f"may_july_change{name}" for name in names]
    rows = rows_of(out / "may_july_change.csv")
    records = [json.loads(path.read_text("utf-8")) for path in runs]
    for key, record in (("from", records[0]), ("to", records[1])):
        for each in record["result"]["classes"]:
            those = [row for row in rows if row[key] == each["name"]]
            assert sum(int(row["pixels"]) for row in those) == each["pixels"]
            assert sum(float(row["area"]) for row in those) == pytest.approx(each["area"])
    water = next(row for row in rows_of(out / "may_july_change_classes.csv") if row["class"] == "water")
    assert abs(float(water["change in %"]) - 10) < 5
    assert abs(float(water["change"]) - 0.1 * float(water["earlier area"])) < float(water["change_error"])
    with PillowImage.open(out / "may_july_change_labels.png") as picture:
        numbers = np.asarray(picture)
    assert {int(row["number"]): int(row["pixels"]) for row in rows} == {
        number: int((numbers == number).sum()) for number in range(1, 10)
    }


def test_its_record_is_verified(runs: list[Path], out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["change", *map(str, runs), "-o", str(out), "--align", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["alignment"]["likeness"] > 0.5
    assert answer["outputs"]["record"] == str(out / "may_july_change.json")
    record = out / "may_july_change.json"
    assert main(["verify", str(record)]) == 0
    assert capsys.readouterr().out == "identical\n"
    saved = json.loads(record.read_text("utf-8"))
    saved["result"]["cells"][0]["pixels"] += 1
    record.write_text(json.dumps(saved), "utf-8")
    assert main(["verify", str(record)]) == 1
    assert capsys.readouterr().out.startswith("cells 1.pixels was ")


def raster(path: Path, values: list[list[int]], names: dict[int, str]) -> str:
    profile = {"driver": "GTiff", "height": 2, "width": 3, "count": 1, "dtype": "uint8", "nodata": 0}
    place = rasterio.Affine(10, 0, 500_000, 0, -10, 6_000_000)
    with rasterio.open(path, "w", crs="EPSG:32635", transform=place, **profile) as file:
        file.write(np.array(values, np.uint8), 1)
        file.update_tags(1, **{f"VALUE_{value}": name for value, name in names.items()})
    return str(path)


def test_two_rasters_on_a_map(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {1: "ice", 2: "ice", 5: "sea"}
    one = raster(tmp_path / "one.tif", [[1, 2, 5], [5, 5, 0]], names)
    other = raster(tmp_path / "other.tif", [[5, 2, 5], [5, 1, 1]], names)
    assert main(["change", one, other, "-o", str(out), "-q"]) == 0
    rows = rows_of(out / "one_other_change.csv")
    assert [(row["from"], row["to"], row["pixels"]) for row in rows] == [
        ("ice", "ice", "1"),
        ("ice", "sea", "1"),
        ("sea", "ice", "1"),
        ("sea", "sea", "2"),
    ]
    with rasterio.open(out / "one_other_change.tif") as file:
        assert file.read(1).tolist() == [[2, 1, 4], [4, 3, 0]]
        assert file.tags(1)["VALUE_2"] == "ice → sea"
        assert file.crs.to_epsg() == 32635
    assert complaint(capsys, "change", one, other, "-o", out, "--align") == (
        "These pictures lie on a map, which aligns them: leave out --align."
    )


def test_what_is_missing_or_other_says_so(
    runs: list[Path], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = runs[0].with_name("may_labels.png")
    kept = labels.read_bytes()
    labels.write_bytes(runs[0].with_name("july_labels.png").read_bytes())
    other = complaint(capsys, "change", *runs, "-o", out)
    assert "it holds other labels than the run of may_run.json: run floe segment again." in other
    labels.unlink()
    assert "its labels, may_labels.png or .tif, are not" in complaint(capsys, "change", *runs, "-o", out)
    labels.write_bytes(kept)
    not_a_run = complaint(capsys, "change", labels, runs[1], "-o", out, "--align")
    assert "only run records name: give two STEM_run.json" in not_a_run
    assert not out.exists()
