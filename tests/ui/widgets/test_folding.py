"""The panel below the pictures folds to its tabs, and opens where it is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.window_driving import LEFT, find
from ui.application.window import make_window
from ui.shell.main_window import MainWindow
from ui.widgets.docks import DockTabs
from ui.widgets.settings import DRAWER


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """As it is for who starts Floe for the first time; for other tests the panel is open."""
    QSettings().remove(DRAWER.key)
    made = make_window()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_without_asking()


def tabs_of(window: MainWindow) -> DockTabs:
    return window.workspace.parts.tabs


def press(qtbot: QtBot, window: MainWindow, tab: int) -> None:
    bar = tabs_of(window).bar
    qtbot.mouseClick(bar, LEFT, Qt.KeyboardModifier.NoModifier, bar.tabRect(tab).topLeft() + QPoint(8, 8))


def test_it_is_folded_until_it_is_wanted_and_stays_as_it_was_left(qtbot: QtBot, window: MainWindow) -> None:
    tabs, pictures = tabs_of(window), window.workspace.parts.pictures
    dock = window.workspace.parts.docks["dock_convergence"]
    assert tabs.folded
    assert not tabs.stack.isVisible()
    assert tabs.bar.isVisible()
    qtbot.waitUntil(lambda: dock.height() < 2 * tabs.sizeHint().height())
    assert tabs.bar.width() > 300, "its tabs have their room"
    tall = pictures.height()
    press(qtbot, window, 2)
    assert window.workspace.parts.regions.isVisible()
    qtbot.waitUntil(lambda: pictures.height() < tall - 100)
    press(qtbot, window, 2)
    assert tabs.folded
    qtbot.waitUntil(lambda: pictures.height() == tall)
    window.services.actions.by_id["show_regions"].setEnabled(True)
    window.services.actions.by_id["show_regions"].trigger()
    assert not tabs.folded
    window.close_without_asking()
    assert DRAWER.get() == "open"


def test_keys_and_the_button_fold_it_too(qtbot: QtBot, window: MainWindow) -> None:
    tabs = tabs_of(window)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        was = tabs.folded
        qtbot.keyClick(tabs.bar, key)
        assert tabs.folded != was
    button = find(window, QToolButton, "dock_convergence_fold")
    assert button.accessibleName() == "Open"
    button.click()
    assert not tabs.folded
    assert button.accessibleName() == "Fold"


def test_out_of_the_window_it_is_open(window: MainWindow) -> None:
    dock = window.workspace.parts.docks["dock_convergence"]
    dock.setFloating(True)
    assert not tabs_of(window).folded
    tabs_of(window).set_folded(True)
    assert not tabs_of(window).folded
