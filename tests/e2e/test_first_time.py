"""A first-time user: the sample by a button, a scale typed, everything undone and done again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from core.scenes.made import Scene
from core.scenes.samples import sea_ice
from core.writing.number_words import NO_BREAK
from tests.e2e.driving import (
    cell,
    click_class,
    drop_one,
    find,
    names,
    open_dialog,
    type_k,
    wait_result,
    write,
)
from ui.segment.classes.class_model import Column
from ui.segment.scale.calibration_dialog import CalibrationDialog
from ui.shell.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_sample_is_one_click_away(qtbot: QtBot, window: MainWindow) -> None:
    assert window.workspace.parts.pictures.is_empty
    qtbot.mouseClick(find(window, QToolButton, "sample_sea-ice"), Qt.MouseButton.LeftButton)
    found = wait_result(qtbot, window)
    truth = sea_ice()
    assert found.segmentation.counts.tolist() == [truth.pixels(name) for name in truth.names]
    assert found.segmentation.iterations > 3, "there is something to watch"
    assert cell(window, "3", Column.AREA).endswith("km²")
    assert "EPSG:3413" in window.session.document.calibration.description
    assert not window.workspace.parts.pictures.is_empty


def test_a_typed_scale_gives_areas_with_their_unit(
    qtbot: QtBot, window: MainWindow, sea: Path, scene: Scene
) -> None:
    drop_one(qtbot, window, sea)
    scale = find(window, QLabel, "scale_source")
    assert "in pixels" in scale.text()
    assert window.workspace.parts.classes.view.isColumnHidden(Column.AREA)
    qtbot.keyClick(window, Qt.Key.Key_U, CONTROL)
    dialog = open_dialog(qtbot, CalibrationDialog, "calibration_dialog")
    write(qtbot, find(dialog, QLineEdit, "pixel_width"), "0.5")
    assert "0.25 m²" in dialog.preview()
    qtbot.mouseClick(find(dialog, QPushButton, "scale_accept"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.outcome.areas.calibration.source == "typed")
    expected = scene.pixels("ice") * 0.25
    area = cell(window, "4", Column.AREA)
    assert float(area.split(NO_BREAK)[0].replace("\u202f", "")) == pytest.approx(expected, abs=0.51)
    assert area.split()[-1] == "m²"
    assert "typed" in scale.text()


def test_everything_is_undone_and_done_again(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    from core.scale.calibration import parse_pixel_size

    first = drop_one(qtbot, window, photo)
    start = window.session.document
    click_class(qtbot, window, "1")
    click_class(qtbot, window, "2", CONTROL)
    window.session.merge_classes(("1", "2"), "dark")
    window.session.rename_class("3", "moss")
    window.session.set_pixel_size(parse_pixel_size("2mm"))
    qtbot.waitUntil(lambda: window.session.outcome.areas.calibration.source == "typed")
    assert names(window) == ["dark", "moss", "4"]
    type_k(qtbot, window, 6)
    last = wait_result(qtbot, window)
    # Names stay with the clusters they were given to; the other clusters are called by their ids.
    assert {"dark", "moss"} < set(names(window))

    undo, redo = window.services.actions.by_id["undo"], window.services.actions.by_id["redo"]
    for _ in range(4):
        assert undo.isEnabled()
        qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert not undo.isEnabled()
    found = wait_result(qtbot, window)
    assert window.session.document is start
    assert names(window) == ["1", "2", "3", "4"]
    assert found.segmentation.labels.tobytes() == first.segmentation.labels.tobytes()
    qtbot.waitUntil(lambda: window.session.outcome.areas.calibration.source == "none")

    for _ in range(4):
        assert redo.isEnabled()
        qtbot.keyClick(window, Qt.Key.Key_Y, CONTROL)
    assert not redo.isEnabled()
    qtbot.waitUntil(lambda: window.session.outcome.segmentation.k == 6)
    again = wait_result(qtbot, window)
    assert again.segmentation.labels.tobytes() == last.segmentation.labels.tobytes()
    qtbot.waitUntil(lambda: window.session.outcome.areas.calibration.source == "typed")
