"""A run that is shown by itself: at the first opening, or at each change; and how it is ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from core.cluster.parameters import with_k
from tests.ui.window_driving import LEFT, find, parameters, settled
from tests.workers.pictures import noisy
from ui.application.window import make_window
from ui.segment.convergence.steps_timeline import StepsTimeline
from ui.shell.main_window import MainWindow
from ui.widgets.settings import SHOW_CONVERGENCE
from workers.opening import opened


@pytest.fixture
def window(qtbot, request: pytest.FixtureRequest) -> Iterator[MainWindow]:
    """With the setting of a new user, or another one given by `indirect`."""
    SHOW_CONVERGENCE.set(getattr(request, "param", "opened"))
    made = make_window()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_without_asking()


def open_noisy(qtbot, window: MainWindow, seed: int = 0) -> None:
    window.services.documents.take_opened(opened(noisy(seed)))
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome is not None, timeout=30_000)


def plays(window: MainWindow) -> bool:
    return window.workspace.replay.shows


def take_k(qtbot, window: MainWindow, k: int) -> None:
    window.workspace.clustering.take_parameters(with_k(parameters(window), k), True)
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome.segmentation.k == k)


def test_the_first_opening_is_shown_from_its_start_with_the_numbers_of_the_end(window, qtbot) -> None:
    open_noisy(qtbot, window)
    replay, outcome = window.workspace.replay, window.session.outcome
    assert plays(window)
    assert not replay.at_result
    assert [row.pixels for row in window.workspace.state.rows] == outcome.segmentation.counts.tolist()
    qtbot.waitUntil(lambda: replay.labels is not None)
    assert replay.shown < replay.last
    qtbot.waitUntil(lambda: not plays(window), timeout=20_000)
    assert replay.at_result
    assert replay.labels is outcome.segmentation.labels
    take_k(qtbot, window, 3)
    assert replay.at_result
    assert not plays(window)


@pytest.mark.parametrize("how", ["escape", "press", "last", "run", "another k", "a class"])
def test_it_is_ended_by(window, qtbot, how) -> None:
    open_noisy(qtbot, window)
    assert plays(window)
    parts = window.workspace.parts
    if how == "escape":
        window.escape()
    elif how == "press":
        qtbot.mouseClick(parts.pictures.original.viewport(), LEFT, pos=QPoint(60, 60))
    elif how == "last":
        qtbot.mouseClick(find(window, QToolButton, "timelineLast"), LEFT)
    elif how == "run":
        window.services.actions["step"].trigger()
    elif how == "another k":
        take_k(qtbot, window, 3)
    else:
        view = parts.classes.view
        at = view.visualRect(view.model().index(0, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not plays(window)
    if how != "run":
        assert window.workspace.replay.at_result


def test_a_picture_that_was_open_before_is_not_shown_again(window, qtbot) -> None:
    open_noisy(qtbot, window)
    key, document = window.session.key, window.session.document
    open_noisy(qtbot, window, seed=1)
    assert plays(window)
    window.session.open(document, key=key)
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome is not None)
    assert not plays(window)
    assert window.workspace.replay.at_result


@pytest.mark.parametrize("window", ["never"], indirect=True)
def test_who_wants_no_motion_sees_the_result(window, qtbot) -> None:
    open_noisy(qtbot, window)
    assert not plays(window)
    assert window.workspace.replay.at_result


def test_where_the_system_wants_little_motion_nothing_plays_until_it_is_chosen(
    qtbot, own_folders: Path
) -> None:
    from PySide6.QtCore import QSettings

    QSettings().remove(SHOW_CONVERGENCE.key)
    folder = own_folders / "config" / "gtk-4.0"
    folder.mkdir(parents=True)
    (folder / "settings.ini").write_text("[Settings]\ngtk-enable-animations=0\n", encoding="utf-8")
    window = make_window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    open_noisy(qtbot, window)
    assert not plays(window)
    find(window, QAction, "show_always").trigger()
    take_k(qtbot, window, 3)
    assert plays(window)
    window.close_without_asking()


def test_the_switch_shows_each_change_and_is_kept(window, qtbot) -> None:
    open_noisy(qtbot, window)
    window.escape()
    action = window.services.actions["show_convergence"]
    action.trigger()
    assert SHOW_CONVERGENCE.get() == "always"
    assert find(window, QAction, "show_always").isChecked()
    take_k(qtbot, window, 3)
    assert plays(window)
    find(window, QAction, "show_never").trigger()
    assert not action.isChecked()
    assert SHOW_CONVERGENCE.get() == "never"


@pytest.mark.parametrize("window", ["always"], indirect=True)
def test_while_a_slider_moves_the_result_answers_and_its_end_is_shown(window, qtbot) -> None:
    open_noisy(qtbot, window)
    window.escape()
    wanted = replace(parameters(window), k=6)
    window.workspace.clustering.take_parameters(wanted, False)
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome.segmentation.k == 6)
    assert window.workspace.replay.at_result
    window.workspace.clustering.take_parameters(wanted, True)
    assert plays(window)


def test_the_speed_is_kept(window, qtbot) -> None:
    timeline = window.workspace.parts.timeline
    timeline.speed.setCurrentText("4×")
    again = StepsTimeline()
    qtbot.addWidget(again)
    assert again.speed.currentText() == "4×"
