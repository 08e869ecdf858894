"""Choosing k in the window: compared while somebody looks, taken by one click, taken back by one step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from core.cluster.features.feature import Feature
from tests.e2e.driving import drop_one, find, press, wait_result
from ui.segment.choosing.k_pictures import KPicture
from ui.shell.main_window import MainWindow
from ui.widgets.docks import DockTabs

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
LONG_MS = 30_000


def look(qtbot: QtBot, window: MainWindow) -> None:
    """Choose the tab with the mouse."""
    bar = window.workspace.parts.tabs.bar
    qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(1).center())
    assert window.workspace.parts.choosing.isVisible()


def wait_choice(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.workspace.parts.choosing.choice is not None, timeout=LONG_MS)


def pictures(window: MainWindow) -> list[KPicture]:
    return window.workspace.parts.choosing.pictures.pictures


def test_looks_compares_takes_and_takes_back(qtbot: QtBot, window: MainWindow, sea: Path) -> None:
    drop_one(qtbot, window, sea)
    wait_result(qtbot, window)
    assert not window.workspace.choosing.comparing
    assert window.workspace.parts.choosing.choice is None
    look(qtbot, window)
    assert window.workspace.choosing.comparing
    wait_choice(qtbot, window)
    view = window.workspace.parts.choosing
    assert view.said.startswith("3 clusters: each stands clearly apart")
    assert find(window, QLabel, "k_reason").toolTip() == view.said
    assert [picture.k for picture in pictures(window)] == list(range(2, 13))
    assert [picture.k for picture in pictures(window) if picture.is_recommended] == [3]
    assert [picture.k for picture in pictures(window) if picture.is_present] == [4]
    steps = window.session.undo_stack.count()
    qtbot.mouseClick(find(window, QAbstractButton, "k_picture_3"), LEFT)
    outcome = wait_result(qtbot, window)
    assert outcome.segmentation.k == 3
    assert window.session.undo_stack.count() == steps + 1
    assert [picture.k for picture in pictures(window) if picture.is_present] == [3]
    assert view.choice is not None  # another k changes nothing about the comparison
    window.services.actions.by_id["undo"].trigger()
    assert wait_result(qtbot, window).segmentation.k == 4


def test_the_small_pictures_show_the_clusters(qtbot: QtBot, window: MainWindow, sea: Path) -> None:
    drop_one(qtbot, window, sea)
    look(qtbot, window)
    wait_choice(qtbot, window)
    window.workspace.clustering.take_k(3)
    found = wait_result(qtbot, window).segmentation
    sample = pictures(window)[1].sample
    shown = np.unique(sample.picture.reshape(-1, 4)[:, 2::-1], axis=0)
    nearest = [np.abs(shown.astype(int) - colour).max(axis=1).min() for colour in found.colours]
    assert max(nearest) <= 1
    assert sample.row.k == 3


def test_every_key_and_the_menu_lead_there(qtbot: QtBot, window: MainWindow, sea: Path) -> None:
    drop_one(qtbot, window, sea)
    wait_result(qtbot, window)
    window.workspace.parts.docks["dock_convergence"].close()
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    assert window.workspace.parts.choosing.isVisible()
    wait_choice(qtbot, window)
    picture = find(window, KPicture, "k_picture_5")
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Space)
    assert wait_result(qtbot, window).segmentation.k == 5


def test_a_click_in_a_plot_takes_that_k(qtbot: QtBot, window: MainWindow, sea: Path) -> None:
    drop_one(qtbot, window, sea)
    look(qtbot, window)
    wait_choice(qtbot, window)
    plot = window.workspace.parts.choosing.criteria.plots["silhouette"]
    qtbot.mouseClick(plot, LEFT, pos=plot.place(6).toPoint())
    assert wait_result(qtbot, window).segmentation.k == 6


def test_another_space_or_picture_is_compared_anew_while_one_looks(
    qtbot: QtBot, window: MainWindow, sea: Path, photo: Path
) -> None:
    drop_one(qtbot, window, sea)
    look(qtbot, window)
    wait_choice(qtbot, window)
    first = window.workspace.parts.choosing.choice
    window.workspace.clustering.take_parameters(
        replace(window.workspace.parts.clustering.parameters(), space="gray"), True
    )
    qtbot.waitUntil(lambda: window.workspace.parts.choosing.choice not in (None, first), timeout=LONG_MS)
    choice = window.workspace.parts.choosing.choice
    assert choice is not None
    assert choice.rows[0].centroids.shape == (2, 1)
    drop_one(qtbot, window, photo)
    qtbot.waitUntil(lambda: window.workspace.parts.choosing.choice not in (None, choice), timeout=LONG_MS)
    bar = window.workspace.parts.tabs.bar
    qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(0).center())
    drop_one(qtbot, window, sea)
    wait_result(qtbot, window)
    assert not window.workspace.choosing.comparing
    assert window.workspace.parts.choosing.choice is None


def test_the_range_is_the_users_and_stays_in_order(qtbot: QtBot, window: MainWindow, sea: Path) -> None:
    drop_one(qtbot, window, sea)
    look(qtbot, window)
    wait_choice(qtbot, window)
    low, high = find(window, QSpinBox, "k_lowest"), find(window, QSpinBox, "k_highest")
    high.setValue(5)
    wait_choice(qtbot, window)
    assert [picture.k for picture in pictures(window)] == [2, 3, 4, 5]
    low.setValue(7)
    assert (low.value(), high.value()) == (7, 7)
    wait_choice(qtbot, window)
    assert [picture.k for picture in pictures(window)] == [7]
    high.setValue(3)
    assert (low.value(), high.value()) == (3, 3)
    wait_choice(qtbot, window)


@pytest.mark.parametrize("how", ["button", "escape"])
def test_can_be_cancelled_and_begun_again(qtbot: QtBot, window: MainWindow, photo: Path, how: str) -> None:
    drop_one(qtbot, window, photo)
    wait_result(qtbot, window)
    find(window, QSpinBox, "k_highest").setValue(200)
    look(qtbot, window)
    qtbot.waitUntil(lambda: len(pictures(window)) > 1, timeout=LONG_MS)
    if how == "button":
        press(qtbot, window, "k_compare")
    else:
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.workspace.choosing.comparing
    assert window.workspace.parts.choosing.said == "Cancelled: no recommendation."
    assert pictures(window)
    button = find(window, QPushButton, "k_compare")
    assert (button.text(), button.isEnabled()) == ("Compare", True)
    find(window, QSpinBox, "k_highest").setValue(4)
    wait_choice(qtbot, window)
    assert not button.isEnabled()


def test_closing_the_picture_leaves_nothing(qtbot: QtBot, window: MainWindow, sea: Path) -> None:
    drop_one(qtbot, window, sea)
    look(qtbot, window)
    wait_choice(qtbot, window)
    window.services.actions.by_id["close"].trigger()
    assert pictures(window) == []
    assert window.workspace.parts.choosing.said == "Open a picture to compare the numbers of clusters."
    assert not find(window, QPushButton, "k_compare").isEnabled()


def test_the_dock_still_floats_and_closes(qtbot: QtBot, window: MainWindow) -> None:
    dock = window.workspace.parts.docks["dock_convergence"]
    title = find(window, DockTabs, "dock_convergence_title")
    float_button = title.findChild(QAbstractButton, "dock_convergence_float")
    qtbot.mouseClick(float_button, LEFT)
    assert dock.isFloating()
    qtbot.mouseClick(float_button, LEFT)
    assert not dock.isFloating()
    qtbot.mouseClick(title.findChild(QAbstractButton, "dock_convergence_close"), LEFT)
    assert not dock.isVisible()
    assert title.bar.tabAt(QPoint(5, 5)) == 0


def test_with_features_the_numbers_are_compared_anew(qtbot: QtBot, window: MainWindow, sea: Path) -> None:
    drop_one(qtbot, window, sea)
    wait_result(qtbot, window)
    look(qtbot, window)
    wait_choice(qtbot, window)
    assert pictures(window)[0].sample.row.centroids.shape[1] == 3
    window.workspace.parts.clustering.set_features((Feature("position", 0.2),), 1.5)
    wait_result(qtbot, window)
    qtbot.waitUntil(lambda: window.workspace.parts.choosing.choice is not None, timeout=LONG_MS)
    assert pictures(window)[0].sample.row.centroids.shape[1] == 5
