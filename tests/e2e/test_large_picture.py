"""A picture that is larger than memory opens as a level, says so, and is measured whole by its recipe."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import core.levels
import workers.opening
from core.calibration import parse_pixel_size
from tests.core.test_levels import written
from tests.e2e.driving import LONG_MS, complaint, drop, wait_result
from ui.class_model import Column
from ui.main_window import MainWindow


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A TIFF that is taken for one that does not fit."""
    monkeypatch.setattr(workers.opening, "goes_in_tiles", lambda path: path.suffix == ".tif")
    monkeypatch.setattr(core.levels, "MOST_PIXELS", 7_000)
    return written(tmp_path / "large.tif")


def test_the_window_shows_a_level_and_says_which(window: MainWindow, qtbot: QtBot, large: Path) -> None:
    assert drop(window, [large])
    outcome = wait_result(qtbot, window, "large.tif")
    assert window.session.document.image.level.step == 3
    assert outcome.measurement.labels.shape == (68, 101)
    assert "301 × 203, level 1:3" in window.parts.pictures._original_title.detail
    said = [notice.text for notice in window.parts.notices.notices()]
    assert any("Level 1:3" in text and "floe segment" in text for text in said)
    assert not window.actions_by_id["export"].isEnabled()
    assert window.actions_by_id["save_recipe"].isEnabled()
    window.show_regions()
    qtbot.waitUntil(lambda: window.parts.regions.table.regions.table is not None, timeout=LONG_MS)
    window.region_export.save_table()
    assert "Only a level" in complaint(qtbot)
    model = window.parts.classes.view.model()
    assert model.index(0, Column.ERROR).data() == ""
    window.session.set_pixel_size(parse_pixel_size("2m"))
    qtbot.waitUntil(lambda: window.session.outcome.areas.calibration.source == "typed")
    assert window.session.outcome.areas.area.sum() == 68 * 101 * 36.0


def test_a_document_about_a_large_picture_opens_again(window: MainWindow, qtbot: QtBot, large: Path) -> None:
    assert drop(window, [large])
    wait_result(qtbot, window, "large.tif")
    window.session.rename_class("1", "shade")
    path = large.with_name("a.floe")
    window.documents.save(path, window.session.document, embed=False)
    qtbot.waitUntil(lambda: not window.documents.saving)
    window.actions_by_id["close"].trigger()
    assert drop(window, [path])
    wait_result(qtbot, window, "large.tif")
    assert window.session.document.image.level.step == 3
    assert "shade" in [item.name for item in window.session.document.classes_for(4)]
