"""By pixels or by superpixels, and the detail, in the clustering panel and in the window."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QSlider
from pytestqt.qtbot import QtBot

from core.base.parallel import Cancel, raise_if_cancelled
from core.cluster.parameters import Parameters
from core.cluster.prepared import prepared_superpixels
from core.cluster.superpixels.superpixels import Superpixels
from core.image.image import Image
from tests.core.cluster.prepared.test_prepared_superpixels import mosaic
from tests.ui.window_driving import LONG_MS, do, enabled, find, parameters, settled, show
from ui.segment.clustering.unit_row import UnitRow
from ui.session.view_state import Busy, resolve
from ui.shell.main_window import MainWindow


@pytest.fixture
def row(qtbot: QtBot) -> UnitRow:
    widget = UnitRow()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_detail_can_be_moved_by_superpixels_only(row: UnitRow) -> None:
    row.set_values("pixels", 50)
    assert not row.detail.isEnabled()
    row.set_values("superpixels", 70)
    assert row.detail.isEnabled()
    assert (row.by.currentData(), row.detail.value()) == ("superpixels", 70)


def test_what_is_shown_is_not_announced(row: UnitRow, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(row.by_chosen), qtbot.assertNotEmitted(row.detail_moved):
        row.set_values("superpixels", 10)


def test_a_key_moves_the_detail_once(row: UnitRow, qtbot: QtBot) -> None:
    row.set_values("superpixels", 50)
    with qtbot.waitSignal(row.detail_moved) as moved:
        qtbot.keyClick(row.detail, Qt.Key.Key_Right)
    assert moved.args == [51, True]


def by(qtbot: QtBot, window: MainWindow, unit: str) -> None:
    combo = find(window, QComboBox, "by")
    combo.setCurrentIndex(combo.findData(unit))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: settled(window), timeout=LONG_MS)


def found(window: MainWindow) -> int:
    superpixels = window.session.outcome.segmentation.superpixels
    return 0 if superpixels is None else len(superpixels)


def test_dragging_the_detail_cuts_anew_and_is_one_step(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(qtbot, window, Image(mosaic()))
    assert found(window) == 0
    assert enabled(window, "show_superpixels") == [False]
    by(qtbot, window, "superpixels")
    first = found(window)
    assert first > 3
    assert enabled(window, "show_superpixels") == [True]
    # What follows is cut from the merges that are known.
    monkeypatch.setattr("core.cluster.prepared.prepared_superpixels.find_superpixels", None)
    slider = find(window, QSlider, "detail")
    slider.setSliderDown(True)
    for detail in (30, 80, 100):
        slider.setValue(detail)
        qtbot.waitUntil(lambda: settled(window), timeout=LONG_MS)
        assert window.session.outcome.segmentation.parameters.detail == detail
    slider.setSliderDown(False)
    assert found(window) == 12
    assert window.session.undo_stack.count() == 2
    do(qtbot, window, "undo")
    assert (parameters(window).by, parameters(window).detail, found(window)) == ("superpixels", 50, first)
    do(qtbot, window, "undo")
    assert parameters(window) == Parameters(k=3)
    qtbot.waitUntil(lambda: found(window) == 0, timeout=LONG_MS)


class HeldSearch:
    """Finds superpixels as soon as it may go on. begun: how often it has begun."""

    def __init__(self, find: Callable[..., Superpixels]) -> None:
        self._find = find
        self.begun, self.go_on = 0, threading.Event()

    def __call__(self, *arguments: object, cancelled: Cancel, **options: object) -> Superpixels:
        self.begun += 1
        while not self.go_on.wait(0.005):
            raise_if_cancelled(cancelled)
        return self._find(*arguments, cancelled=cancelled, **options)


@pytest.fixture
def search(monkeypatch: pytest.MonkeyPatch) -> HeldSearch:
    held = HeldSearch(prepared_superpixels.find_superpixels)
    monkeypatch.setattr(prepared_superpixels, "find_superpixels", held)
    return held


def begin(qtbot: QtBot, window: MainWindow, search: HeldSearch) -> None:
    """By superpixels, until they are being searched."""
    combo = find(window, QComboBox, "by")
    combo.setCurrentIndex(combo.findData("superpixels"))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: search.begun == 1, timeout=LONG_MS)


def test_the_detail_may_be_dragged_before_the_superpixels_are_found(
    qtbot: QtBot, window: MainWindow, search: HeldSearch
) -> None:
    show(qtbot, window, Image(mosaic()))
    begin(qtbot, window, search)
    assert find(window, QLabel, "clustering_progress").text() == "Finding superpixels…"
    slider = find(window, QSlider, "detail")
    slider.setSliderDown(True)
    for detail in (30, 80, 100):
        slider.setValue(detail)
    slider.setSliderDown(False)
    assert window.workspace.runs.running
    search.go_on.set()
    qtbot.waitUntil(lambda: settled(window), timeout=LONG_MS)
    assert window.session.outcome.segmentation.parameters.detail == 100
    assert found(window) == 12
    assert search.begun == 1


def test_what_is_not_wanted_any_more_is_not_searched_to_its_end(
    qtbot: QtBot, window: MainWindow, search: HeldSearch
) -> None:
    show(qtbot, window, Image(mosaic()))
    begin(qtbot, window, search)
    by(qtbot, window, "pixels")
    assert found(window) == 0
    begun = search.begun
    combo = find(window, QComboBox, "by")
    combo.setCurrentIndex(combo.findData("superpixels"))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: search.begun == begun + 1, timeout=LONG_MS)
    # Closed, the window waits for no search.


def test_borders_are_drawn_and_can_be_put_away(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, Image(mosaic()))
    items = window.workspace.parts.pictures._borders

    def drawn() -> bool:
        return not any(item.size.isEmpty() for item in items)

    by(qtbot, window, "superpixels")
    qtbot.waitUntil(drawn)
    do(qtbot, window, "show_superpixels")
    assert not drawn()
    do(qtbot, window, "show_superpixels")
    qtbot.waitUntil(drawn)
    by(qtbot, window, "pixels")
    assert not drawn()


def test_any_iteration_is_shown_again(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, Image(mosaic()))
    by(qtbot, window, "superpixels")
    replay = window.workspace.replay
    replay.choose(0)
    qtbot.waitUntil(lambda: replay.shown == 0)
    labels = np.asarray(replay.labels)
    ids = window.session.outcome.segmentation.superpixels.ids()
    for number in range(1, found(window) + 1):
        assert len(np.unique(labels[ids == number])) == 1


def test_the_title_says_how_many(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, Image(mosaic()), k=9)
    by(qtbot, window, "superpixels")
    assert found(window) >= 9
    state = resolve(window.session.document, window.session.outcome, Busy(), ())
    assert state.result_detail.startswith(f"9 clusters · {found(window)} superpixels · ")
