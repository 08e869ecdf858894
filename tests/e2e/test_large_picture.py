"""A picture that is larger than memory opens as a level, says so, and is measured whole by its recipe."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import core.pipeline.levels
import workers.opening
from core.base.errors import Cancelled
from core.base.parallel import never_cancelled
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.document.step import Step
from core.roi.regions_of_interest import RegionOfInterest, RegionPart
from core.roi.shapes import Rectangle
from core.scale.calibration import from_line, parse_pixel_size
from core.scale.scale_line import ScaleLine
from main import main
from tests.core.pipeline.test_levels import written
from tests.e2e.driving import LONG_MS, complaint, drop, wait_result
from tests.reading import HERE
from ui.segment.classes.class_model import Column
from ui.shell.main_window import MainWindow
from workers.all_pixels import AllPixels, measured
from workers.save_request import ToSave


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A TIFF that is taken for one that does not fit."""
    monkeypatch.setattr(workers.opening, "goes_in_tiles", lambda path: path.suffix == ".tif")
    monkeypatch.setattr(core.pipeline.levels, "MOST_PIXELS", 7_000)
    return written(tmp_path / "large.tif")


def test_the_window_shows_a_level_and_says_which(window: MainWindow, qtbot: QtBot, large: Path) -> None:
    assert drop(window, [large])
    outcome = wait_result(qtbot, window, "large.tif")
    assert window.session.document.image.level.step == 3
    assert outcome.measurement.labels.shape == (68, 101)
    assert "301 × 203, level 1:3" in window.workspace.parts.pictures._original_title.detail
    said = [notice.text for notice in window.services.notices.notices()]
    assert any("Level 1:3" in text and "floe segment" in text for text in said)
    assert not window.services.actions.by_id["export"].isEnabled()
    assert window.services.actions.by_id["measure_all"].isEnabled()
    assert window.services.actions.by_id["save_recipe"].isEnabled()
    window.services.actions.by_id["show_regions"].trigger()
    qtbot.waitUntil(lambda: window.workspace.parts.regions.table.regions.table is not None, timeout=LONG_MS)
    window.workspace.region_export.save_table()
    assert "Only a level" in complaint(qtbot)
    model = window.workspace.parts.classes.view.model()
    assert model.index(0, Column.ERROR).data() == ""
    window.session.set_pixel_size(parse_pixel_size("2m"))
    qtbot.waitUntil(lambda: window.session.outcome.areas.calibration.source == "typed")
    assert window.session.outcome.areas.area.sum() == 68 * 101 * 36.0


def test_a_document_about_a_large_picture_opens_again(window: MainWindow, qtbot: QtBot, large: Path) -> None:
    assert drop(window, [large])
    wait_result(qtbot, window, "large.tif")
    window.session.rename_class("1", "shade")
    path = large.with_name("a.floe")
    window.services.saving.files.save(ToSave(path, window.session.document, embed=False))
    qtbot.waitUntil(lambda: not window.services.saving.saving)
    window.services.actions.by_id["close"].trigger()
    assert drop(window, [path])
    wait_result(qtbot, window, "large.tif")
    assert window.session.document.image.level.step == 3
    assert "shade" in [item.name for item in window.session.document.classes_for(4)]


def test_all_pixels_of_it_are_measured_as_on_the_command_line(
    window: MainWindow, qtbot: QtBot, large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert drop(window, [large])
    wait_result(qtbot, window, "large.tif")
    window.session.set_pixel_size(parse_pixel_size("2m±1%"))
    qtbot.waitUntil(lambda: window.session.outcome.areas.calibration.source == "typed")
    drawn = RegionOfInterest("inside", (RegionPart(Rectangle(10, 5, 60, 40)),))
    document = window.session.document
    window.session.put("draw", document.with_regions_of_interest((drawn,), "measure"))
    wait_result(qtbot, window, "large.tif")
    target = tmp_path / "here" / "large_labels.tif"
    told: list[str] = []
    window.workspace.exports.progressed.connect(lambda: told.append(window.workspace.exports.occupation))
    with qtbot.waitSignal(window.workspace.exports.exported, timeout=LONG_MS) as exported:
        window.workspace.exports.write_all_pixels(target)
        assert window.workspace.exports.exporting
    assert exported.args[0][0] == target
    assert told[-1].startswith("100 % of all pixels")
    window.services.saving.files.save_recipe(tmp_path / "r.json", window.session.document)
    qtbot.waitUntil(lambda: not window.services.saving.saving)
    roi = tmp_path / "roi.geojson"
    ring = [[30, 15], [180, 15], [180, 120], [30, 120], [30, 15]]
    a, c, e, f = 10, 200_000, -10, -900_000
    there = [[[c + a * x, f + e * y] for x, y in ring]]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3413"}}
    shape = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": there}}
    shape["properties"] = {"name": "inside"}
    roi.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [shape]}))
    monkeypatch.setattr("core.io.tiled_image.MAX_BYTES", 100_000)
    options = [
        "--recipe",
        tmp_path / "r.json",
        "--pixel-size",
        "2m+-1%",
        "--roi",
        roi,
        "--roi-use",
        "measure",
    ]
    assert main(["segment", str(large), "-o", str(tmp_path / "there"), *map(str, options)]) == 0
    names = {path.name for path in (tmp_path / "there").iterdir()}
    assert {path.name for path in target.parent.iterdir()} == names
    for name in names - {"large_run.json"}:
        assert (target.parent / name).read_bytes() == (tmp_path / "there" / name).read_bytes()
    ours, theirs = (
        json.loads((folder / "large_run.json").read_bytes()) for folder in (target.parent, tmp_path / "there")
    )
    for part in ("image", "parameters", "calibration", "result", "warnings"):
        assert ours[part] == theirs[part]


def test_a_step_or_another_file_is_a_sentence(window: MainWindow, qtbot: QtBot, large: Path) -> None:
    assert drop(window, [large])
    wait_result(qtbot, window, "large.tif")
    window.session.set_steps((Step("open", 1.0),))
    wait_result(qtbot, window, "large.tif")
    target = large.with_name("out") / "large_labels.tif"
    with qtbot.waitSignal(window.workspace.exports.failed, timeout=LONG_MS) as failed:
        window.workspace.exports.write_all_pixels(target)
    assert "Post-processing needs the whole picture" in failed.args[0]
    window.session.set_steps(())
    wait_result(qtbot, window, "large.tif")
    with large.open("ab") as file:
        file.write(b"more")
    with qtbot.waitSignal(window.workspace.exports.failed, timeout=LONG_MS) as failed:
        window.workspace.exports.write_all_pixels(target)
    assert "has changed since it was opened" in failed.args[0]
    assert not target.parent.exists()


def test_measuring_all_pixels_can_be_cancelled(tmp_path: Path, large: Path) -> None:
    document = Document(core.pipeline.levels.read_level(large, HERE), Parameters(k=3))
    target = tmp_path / "out" / "large_labels.tif"
    for most in (0, 3, 9):
        asked = iter(range(10_000))
        with pytest.raises(Cancelled):
            measured(AllPixels(document, target, "large"), lambda: next(asked) > most)  # noqa: B023
    assert not target.parent.exists() or not list(target.parent.iterdir())


def test_a_line_on_the_level_is_one_on_all_pixels(tmp_path: Path, large: Path) -> None:
    level = core.pipeline.levels.read_level(large, HERE)
    document = Document(level, Parameters(k=3), pixel_size=from_line(ScaleLine(0, 0, 30, 40, 450, "m")))
    measured(AllPixels(document, tmp_path / "out" / "large_labels.tif", "large"), never_cancelled)
    record = json.loads((tmp_path / "out" / "large_run.json").read_bytes())
    assert record["calibration"]["pixel_size"] == [3.0, 3.0]
    assert record["calibration"]["line"] == "0,0,90,120=450m"
