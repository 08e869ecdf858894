"""The settings: each shows what holds, sets it where it is set, and is found by a word."""

from __future__ import annotations

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.collection.cache import LIMIT, Cache, cache_path
from tests.ui.window_driving import complaint, find
from ui.shell.main_window import MainWindow
from ui.shell.settings_dialog import SettingsDialog
from ui.widgets.settings import (
    APPEARANCE,
    COLOURS_BY_NAME,
    CONVERGENCE_SPEED,
    EXPORT_AUTHOR,
    LANGUAGE,
    MAP_MARKS,
    SHOW_CONVERGENCE,
)
from ui.widgets.theme import apply_scheme


@pytest.fixture
def dialog(window: MainWindow) -> SettingsDialog:
    window.services.actions["settings"].trigger()
    return find(window, SettingsDialog, "settings_dialog")


def choose(dialog: SettingsDialog, name: str, place: int) -> None:
    """As a person does: Qt tells a choice that was made from one that was shown."""
    box = dialog.rows[name].control
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def seen(dialog: SettingsDialog) -> set[str]:
    return {name for name, row in dialog.rows.items() if row.isVisible()}


def test_it_is_searched_by_what_is_set_and_by_what_that_does(qtbot: QtBot, dialog: SettingsDialog) -> None:
    QApplication.processEvents()
    least = dialog.minimumSizeHint()
    assert (least.height() <= 640, least.width() <= 1024) == (True, True), "of the smallest screen"
    every = seen(dialog)
    assert every == {
        *("language", "appearance", "convergence", "speed", "map_marks", "colours_by_name"),
        *("author", "shortcuts", "cache"),
    }
    dialog.search.setText("SCALE north")
    assert seen(dialog) == {"map_marks"}
    dialog.search.setText("next sorting")
    assert seen(dialog) == {"cache"}
    nothing = find(dialog, QLabel, "settings_nothing")
    assert not nothing.isVisible()
    dialog.search.setText(" <b>teapot ")
    assert seen(dialog) == set()
    assert (nothing.isVisible(), nothing.text()) == (True, "No setting is called “<b>teapot”.")
    dialog.search.clear()
    assert seen(dialog) == every
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter in the search closes nothing"


def test_each_is_set_where_it_is_set(window: MainWindow, dialog: SettingsDialog) -> None:
    actions, timeline = window.services.actions, window.workspace.parts.timeline
    choose(dialog, "language", 1)
    assert (LANGUAGE.get(), actions["language_en"].isChecked()) == ("en", True)
    choose(dialog, "appearance", 2)
    assert (APPEARANCE.get(), actions["appearance_dark"].isChecked()) == ("dark", True)
    apply_scheme("light")
    choose(dialog, "convergence", 2)
    assert (SHOW_CONVERGENCE.get(), actions["show_convergence"].isChecked()) == ("always", True)
    choose(dialog, "speed", 0)
    assert CONVERGENCE_SPEED.get() == timeline.speed.itemText(0) == timeline.speed.currentText()
    dialog.rows["map_marks"].control.click()
    assert (MAP_MARKS.get(), actions["map_marks"].isChecked()) == (False, False)
    assert not any(each.isVisibleTo(window) for each in window.workspace.parts.pictures.marks)
    dialog.rows["colours_by_name"].control.click()
    assert (COLOURS_BY_NAME.get(), window.session.colours_names) == (False, False)
    author = dialog.rows["author"].control
    author.setText(" Ada ")
    author.editingFinished.emit()
    assert EXPORT_AUTHOR.get() == "Ada"


def test_another_language_comes_at_once_and_the_dialog_goes(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog
) -> None:
    choose(dialog, "language", 1)
    assert dialog.isVisible(), "it is spoken already"
    with qtbot.waitSignal(window.language.change_now):
        choose(dialog, "language", 2)
        assert not dialog.isVisible()
    assert LANGUAGE.get() == "zh_CN"


def test_what_is_set_elsewhere_is_shown(window: MainWindow, dialog: SettingsDialog) -> None:
    actions = window.services.actions
    actions["map_marks"].trigger()
    assert not dialog.rows["map_marks"].control.isChecked()
    actions["show_convergence"].trigger()
    assert dialog.rows["convergence"].control.currentIndex() == 2
    window.workspace.parts.timeline.speed.setCurrentIndex(0)
    assert dialog.rows["speed"].control.currentIndex() == 0


def test_a_switch_works_while_its_workspace_is_not_seen(window: MainWindow) -> None:
    window.services.actions["workspace_series"].trigger()
    window.services.actions["settings"].trigger()
    dialog = find(window, SettingsDialog, "settings_dialog")
    dialog.rows["map_marks"].control.click()
    assert (MAP_MARKS.get(), window.services.actions["map_marks"].isChecked()) == (False, False)


def test_what_was_computed_is_cleared(qtbot: QtBot, dialog: SettingsDialog) -> None:
    assert "2 GB" in dialog.rows["cache"].words.upper(), "as the cache has it"
    assert LIMIT == 2_000_000_000
    with Cache(cache_path()):
        pass
    database = sqlite3.connect(cache_path(), isolation_level=None)
    database.execute("INSERT INTO vector VALUES ('picture', 'model', 1, x'00')")
    button = dialog.rows["cache"].control
    assert isinstance(button, QPushButton)
    button.click()
    assert not button.isEnabled()
    qtbot.waitUntil(lambda: button.text() == "Cleared")
    assert database.execute("SELECT count(*) FROM vector").fetchone() == (0,)
    database.close()


def test_why_it_cannot_be_cleared_is_said(qtbot: QtBot, window: MainWindow, dialog: SettingsDialog) -> None:
    cache_path().parent.mkdir(parents=True, exist_ok=True)
    cache_path().write_bytes(b"no database, but as long as the beginning of one has to be " * 9)
    button = dialog.rows["cache"].control
    button.click()
    assert str(cache_path()) in complaint(qtbot, window)
    assert button.isEnabled()
