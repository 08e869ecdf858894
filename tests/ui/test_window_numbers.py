"""In the window: what is for a class without a name stays with its cluster when that gets another number."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSpinBox

import ui.segment.clustering.segmentation_controller
from core.classes.ratios import parse_ratio
from core.document.step import Step
from core.image.image import Image
from tests.ui.window_driving import LEFT, do, find, names, notices, settled, show
from ui.shell.main_window import MainWindow

# Four stripes: of three clusters the darkest holds two of them, so that all others get a smaller number.
GREYS = np.array([10, 30, 130, 250], np.uint8)
MAP = np.repeat(np.array([[0] * 3 + [1] * 3 + [2] * 3 + [3] * 3], np.uint8), 10, axis=0)


@pytest.fixture
def shown(window: MainWindow, qtbot) -> MainWindow:
    show(qtbot, window, Image(GREYS[MAP][..., None]), k=4)
    return window


def measured(window: MainWindow) -> bool:
    outcome, document = window.session.outcome, window.session.document
    same = outcome.segmentation.parameters == document.parameters
    return settled(window) and same and outcome.measurement.measured_by == document.measured_by


def labels(window: MainWindow) -> np.ndarray:
    return window.session.outcome.measurement.labels


def paint(window: MainWindow, qtbot, name: str, row: int) -> None:
    """Drag a brush of one pixel over the first three pixels of a row."""
    do(qtbot, window, "use_brush")
    window.workspace.edits.choice.choose(name)
    find(window, QSpinBox, "brush_size").setValue(1)
    view = window.workspace.parts.pictures.segmentation
    before = window.session.undo_stack.index()
    places: list[QPoint] = [view.mapFromScene(column + 0.5, row + 0.5) for column in (0, 2)]
    QTest.mousePress(view.viewport(), LEFT, pos=places[0])
    QTest.mouseMove(view.viewport(), places[1])
    QTest.mouseRelease(view.viewport(), LEFT, pos=places[1])
    qtbot.waitUntil(lambda: window.session.undo_stack.index() > before and measured(window))


def set_k(window: MainWindow, qtbot, k: int) -> None:
    window.workspace.clustering.take_parameters(replace(window.session.document.parameters, k=k), True)
    qtbot.waitUntil(lambda: measured(window))


def test_what_was_painted_stays_with_its_cluster(shown, qtbot) -> None:
    paint(shown, qtbot, "4", row=1)
    assert labels(shown)[1, :3].tolist() == [4, 4, 4]
    set_k(shown, qtbot, 3)
    assert labels(shown)[1, :3].tolist() == [3, 3, 3]
    assert notices(shown) == []
    do(qtbot, shown, "undo")
    qtbot.waitUntil(lambda: measured(shown))
    assert labels(shown)[1, :3].tolist() == [4, 4, 4]
    do(qtbot, shown, "undo")
    qtbot.waitUntil(lambda: measured(shown))
    assert labels(shown)[1, :3].tolist() == [1, 1, 1]


def test_what_is_painted_after_that_is_for_what_is_seen(shown, qtbot) -> None:
    paint(shown, qtbot, "4", row=1)
    set_k(shown, qtbot, 3)
    paint(shown, qtbot, "2", row=5)
    assert labels(shown)[1, :3].tolist() == [3, 3, 3]
    assert labels(shown)[5, :3].tolist() == [2, 2, 2]
    set_k(shown, qtbot, 4)
    assert labels(shown)[1, :3].tolist() == [4, 4, 4]
    assert labels(shown)[5, :3].tolist() == [3, 3, 3]


def test_steps_and_ratios_are_shown_for_the_same_cluster(shown, qtbot) -> None:
    shown.session.set_steps((Step("open", 1.0, class_name="4"),))
    shown.workspace.ratios.add(parse_ratio("bright=4/(3+4)"))
    set_k(shown, qtbot, 3)
    row = shown.workspace.parts.cleanup.list.topLevelItem(0)
    assert (row.text(1), row.text(2)[0]) == ("3", "0")
    (ratio,) = shown.workspace.state.ratios
    assert ratio.ratio.formula == "3 / (2 + 3)"
    assert ratio.value == 0.5
    shown.session.set_steps((Step("open", 1.0, class_name="3"), Step("close", 1.0)))
    assert shown.workspace.state.ratios[0].ratio.formula == "3 / (2 + 3)"
    for _ in range(2):
        do(qtbot, shown, "undo")
        qtbot.waitUntil(lambda: measured(shown))
    assert [row.text(1) for row in [shown.workspace.parts.cleanup.list.topLevelItem(0)]] == ["4"]
    assert shown.workspace.state.ratios[0].ratio.formula == "4 / (3 + 4)"


def test_what_has_no_cluster_any_more_is_said(shown, qtbot) -> None:
    paint(shown, qtbot, "3", row=1)
    set_k(shown, qtbot, 2)
    assert names(shown) == ["1", "2"]
    assert any("“cluster 3 of 4” are left out" in text for text in notices(shown))
    set_k(shown, qtbot, 4)
    assert labels(shown)[1, :3].tolist() == [3, 3, 3]


def test_matching_is_prepared_in_a_thread_once_there_is_something_to_name(
    window, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A class named during a run is matched when that ends: the import then would hold up the window."""
    threads: list[int] = []
    ready = ui.segment.clustering.segmentation_controller.get_ready

    def noted(cancelled: Callable[[], bool]) -> None:
        threads.append(threading.get_ident())
        ready(cancelled)

    monkeypatch.setattr(ui.segment.clustering.segmentation_controller, "get_ready", noted)
    show(qtbot, window, Image(GREYS[MAP][..., None]))
    qtbot.waitUntil(lambda: bool(threads))
    do(qtbot, window, "run")
    qtbot.waitUntil(lambda: settled(window))
    assert len(threads) == 1
    assert threading.get_ident() not in threads
