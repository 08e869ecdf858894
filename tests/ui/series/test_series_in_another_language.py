"""A series goes over to the window in another language, and a picture of it in Segment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.pictures.dates import AUTO
from core.scale.calibration import parse_pixel_size
from tests.reading import ReaderInThisProcess
from tests.ui.changing_language import change, opened
from tests.ui.series.conftest import Driving
from tests.ui.series.test_corrections import come_back, open_in_segment, own
from ui.application.open_window import OpenWindow


@pytest.fixture
def open_window(
    qtbot: QtBot, qapp: QApplication, here: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenWindow]:
    monkeypatch.setattr("ui.session.opening.ReadingProcess", ReaderInThisProcess)
    with opened(qtbot, qapp) as made:
        made.window.services.actions["workspace_series"].trigger()
        yield made


def numbers(series: Driving) -> list[list[str]]:
    """Of the table what is the same in all languages."""
    return [row[:2] + row[3:9] for row in series.table()]


def test_nothing_is_measured_again_and_what_is_corrected_comes_back(
    open_window: OpenWindow, qtbot: QtBot, folder: list[Path]
) -> None:
    series = Driving(qtbot, open_window.window)
    series.open(folder)
    series.measure()
    series.workspace.pictures.sort(AUTO)
    series.parts.legend.clusters.item(0, 1).setText("dark")
    series.do("undo")
    series.parts.pictures.choose(folder[1:3])
    before, key, steps = numbers(series), series.workspace.project.key, series.workspace.project.undo_stack
    there = steps.count(), steps.index()

    series = Driving(qtbot, change(qtbot, open_window, "zh_CN"))
    series.wait()
    assert open_window.window.workspace is series.workspace, "it is seen"
    assert series.parts.pictures.chosen() == tuple(folder[1:3])
    stack = series.workspace.project.undo_stack
    assert (numbers(series), series.workspace.project.key) == (before, key)
    assert (stack.count(), stack.index()) == there
    assert series.workspace.project.is_unsaved
    series.do("redo")
    series.do("undo")
    series.do("undo")
    assert stack.index() == there[1] - 1
    series.do("redo")
    series.do("series_measure")
    assert series.workspace.series.results.found.again == 4

    open_in_segment(series, folder[1])
    series = Driving(qtbot, change(qtbot, open_window, "en"))
    assert open_window.window.workspace.id == "segment"
    open_window.window.session.set_pixel_size(parse_pixel_size("3m"))
    come_back(series)
    assert own(series)[1] == ("scale",)
    assert own(series)[0] == ()
