"""The list of pictures: setters are silent, a click or a key chooses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from pytestqt.qtbot import QtBot

from ui.canvas.picture_list import PictureList

PATHS = ["/a/one.png", "/b/two.png", "/b/one.png"]


@pytest.fixture
def listed(qtbot: QtBot) -> PictureList:
    widget = PictureList()
    qtbot.addWidget(widget)
    widget.resize(200, 300)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def told(listed: PictureList) -> list[str]:
    chosen: list[str] = []
    listed.chosen.connect(chosen.append)
    return chosen


def test_names_are_shown_and_paths_kept(listed, told) -> None:
    listed.set_paths(PATHS)
    assert listed.paths() == PATHS
    assert [listed.list.item(row).text() for row in range(3)] == ["one.png", "two.png", "one.png"]
    assert listed.list.item(2).toolTip() == "/b/one.png"
    assert told == []


def test_marking_is_silent(listed, told) -> None:
    listed.set_paths(PATHS)
    listed.mark("/b/one.png")
    assert listed.list.currentRow() == 2
    listed.mark("/elsewhere.png")
    assert listed.list.currentRow() == -1
    assert told == []


def test_a_click_chooses(listed, told, qtbot) -> None:
    listed.set_paths(PATHS)
    listed.mark("/a/one.png")
    room = listed.list.visualItemRect(listed.list.item(1))
    qtbot.mouseClick(listed.list.viewport(), Qt.MouseButton.LeftButton, pos=room.center())
    assert told == ["/b/two.png"]


def test_keys_walk_through(listed, told, qtbot) -> None:
    listed.set_paths(PATHS)
    listed.mark("/a/one.png")
    qtbot.keyClick(listed.list, Qt.Key.Key_Down)
    qtbot.keyClick(listed.list, Qt.Key.Key_Down)
    qtbot.keyClick(listed.list, Qt.Key.Key_Down)
    assert told == ["/b/two.png", "/b/one.png"]


def test_thumbnails_stand_beside_their_names(listed, told) -> None:
    listed.set_paths(PATHS)
    assert listed.in_sight() == PATHS
    picture, result = QPixmap(4, 3), QPixmap(4, 3)
    picture.fill(QColor("#ff0000"))
    result.fill(QColor("#0000ff"))

    def seen(colour: str) -> bool:
        image = listed.list.viewport().grab().toImage()
        row = listed.list.visualItemRect(listed.list.item(1)).center().y()
        return any(image.pixelColor(x, row) == QColor(colour) for x in range(image.width()))

    listed.show_preview("/b/two.png", picture)
    assert (seen("#ff0000"), seen("#0000ff")) == (True, False)
    listed.show_result("/b/two.png", result)
    listed.show_result("/not/listed.png", result)
    assert (seen("#ff0000"), seen("#0000ff")) == (True, True)
    listed.set_paths(PATHS)
    assert (seen("#ff0000"), seen("#0000ff")) == (False, False)
    assert told == []


def test_another_list_takes_its_place_silently(listed, told) -> None:
    listed.set_paths(PATHS)
    listed.mark("/b/two.png")
    listed.set_paths(["/c.png"])
    assert listed.paths() == ["/c.png"]
    listed.set_paths([])
    assert listed.paths() == []
    assert told == []
