"""The errors of the areas in the window, and the map of doubtful pixels."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from core.scenes.made import USUAL
from core.scenes.polygon_scenes import lake
from tests.ui.window_driving import do, show
from ui.segment.classes.class_model import Column
from ui.shell.main_window import MainWindow
from ui.widgets.number_text import error_text


def cell(window: MainWindow, row: int, role=Qt.ItemDataRole.DisplayRole) -> str:
    return str(window.workspace.parts.classes.view.model().index(row, Column.ERROR).data(role)).replace(
        "\u00a0", " "
    )


@pytest.fixture
def shown(window, qtbot) -> MainWindow:
    show(qtbot, window, lake(7, (200, 150), conditions=USUAL).image, 2)
    qtbot.waitUntil(lambda: cell(window, 0) != "…", timeout=20_000)
    return window


def test_areas_get_their_errors_after_the_result(shown, qtbot) -> None:
    assert shown.session.uncertainty is not None
    first = shown.session.uncertainty.errors[0].error
    assert cell(shown, 0) == error_text(first).replace("\u00a0", " ")
    tooltip = cell(shown, 0, Qt.ItemDataRole.ToolTipRole)
    assert "95 %" in tooltip
    assert "mixed pixels" in tooltip


def test_merging_finds_them_again_and_undo_too(shown, qtbot) -> None:
    before = cell(shown, 0)
    shown.workspace.classes.merge(("1", "2"), "all")
    assert cell(shown, 0) == "…"
    qtbot.waitUntil(lambda: cell(shown, 0) == "± 0", timeout=20_000)
    do(qtbot, shown, "undo")
    qtbot.waitUntil(lambda: cell(shown, 0) == before, timeout=20_000)


def test_renaming_keeps_them(shown) -> None:
    before = cell(shown, 0)
    shown.session.rename_class("1", "water")
    assert cell(shown, 0) == before


def test_doubtful_pixels_are_marked_and_taken_away(shown, qtbot) -> None:
    action = shown.services.actions.by_id["show_doubt"]
    action.trigger()
    qtbot.waitUntil(lambda: shown.workspace.doubt.pixels is not None, timeout=20_000)
    assert 0 < shown.workspace.doubt.pixels < 200 * 150
    assert not shown.workspace.parts.pictures._doubt.size.isEmpty()
    shown.workspace.replay.choose(0)
    qtbot.waitUntil(lambda: shown.workspace.doubt.pixels is None)
    shown.workspace.replay.choose(shown.workspace.replay.last)
    qtbot.waitUntil(lambda: shown.workspace.doubt.pixels is not None, timeout=20_000)
    action.trigger()
    assert shown.workspace.parts.pictures._doubt.size.isEmpty()


def test_an_export_has_the_errors(shown, qtbot, tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    with qtbot.waitSignal(shown.workspace.exports.exported, timeout=20_000):
        shown.workspace.exports.write((("areas", path),))
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    errors = [each.error for each in shown.session.uncertainty.errors]
    assert [float(row["area_error"]) for row in rows] == errors
    assert {row["error_coverage"] for row in rows} == {"0.95"}


def test_closing_while_they_are_found(window, qtbot) -> None:
    show(qtbot, window, lake(8, (200, 150), conditions=USUAL).image)
    window.workspace.uncertainty._begin()
    window.close()
    assert not window.findChildren(QDialog, "complaint")
