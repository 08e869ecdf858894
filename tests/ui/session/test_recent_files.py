"""Recent files: the order, the menu, what is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from ui.session.recent_files import MOST, RecentFiles


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths = [tmp_path / f"Jökulsárlón & co {i}.png" for i in range(MOST + 2)]
    for path in paths:
        path.touch()
    return [str(path) for path in paths]


@pytest.fixture
def menu(qtbot: QtBot) -> QMenu:
    menu = QMenu()
    qtbot.addWidget(menu)
    return menu


def test_the_newest_is_first_and_each_is_there_once(qapp: object, files: list[str]) -> None:
    recent = RecentFiles()
    for path in (*files[:3], files[0]):
        recent.add(path)
    assert recent.paths() == (files[0], files[2], files[1])


def test_there_are_ten_at_most_and_they_outlive_the_program(qapp: object, files: list[str]) -> None:
    recent = RecentFiles()
    for path in files:
        recent.add(path)
    again = RecentFiles()
    assert again.paths() == tuple(files[::-1][:MOST])


def test_one_file_comes_back_as_one_file(qapp: object, files: list[str]) -> None:
    RecentFiles().add(files[0])
    again = RecentFiles()
    assert again.paths() == (files[0],)
    again.remove(files[0])
    assert again.paths() == ()


def test_the_menu_lists_them_with_numbers(qtbot: QtBot, files: list[str], menu: QMenu) -> None:
    recent = RecentFiles()
    recent.attach(menu)
    assert not menu.menuAction().isEnabled()
    for path in files:
        recent.add(path)
    assert menu.menuAction().isEnabled()
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions() if action.data()]
    assert [text.split("  ")[0] for text in texts] == [*(f"&{n}" for n in range(1, 10)), "1&0"]
    assert all("&&" in text or "…" in text for text in texts)
    with qtbot.waitSignal(recent.chosen) as told:
        menu.actions()[1].trigger()
    assert told.args == [files[-2]]


def test_a_file_that_is_gone_is_greyed(qtbot: QtBot, files: list[str], menu: QMenu) -> None:
    recent = RecentFiles()
    recent.attach(menu)
    recent.add(files[0])
    Path(files[0]).unlink()
    menu.aboutToShow.emit()
    assert not menu.actions()[0].isEnabled()
    assert files[0] in menu.actions()[0].toolTip()


def test_a_long_path_is_shortened(qtbot: QtBot, tmp_path: Path, menu: QMenu) -> None:
    recent = RecentFiles()
    recent.attach(menu)
    long = tmp_path / ("a very long folder name " * 8) / "picture.png"
    recent.add(long)
    menu.aboutToShow.emit()
    action = menu.actions()[0]
    assert "…" in action.text()
    assert action.text().endswith("picture.png")
    assert str(long) in action.toolTip()


def test_the_list_can_be_cleared(qtbot: QtBot, files: list[str], menu: QMenu) -> None:
    recent = RecentFiles()
    recent.attach(menu)
    recent.add(files[0])
    menu.aboutToShow.emit()
    with qtbot.assertNotEmitted(recent.chosen):
        menu.actions()[-1].trigger()
    assert recent.paths() == ()
    assert not menu.menuAction().isEnabled()
