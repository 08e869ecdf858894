"""A tool is added by one class and one line: its button, its menu entry, its key, its options."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel, QMenu, QToolBar
from pytestqt.qtbot import QtBot

from tests.ui.window_driving import LEFT, find, show
from tests.workers.pictures import three_colours
from ui.application.window import make_window
from ui.canvas.tool import Pointer, Tool, ToolEntry
from ui.segment import segment_workspace
from ui.shell.main_window import MainWindow


class Pencil(Tool):
    """Notes where it was pressed."""

    id = "pencil"
    entry = ToolEntry("I", "brush").says("Penc&il", "Note the pixels that are pressed.")

    def __init__(self) -> None:
        super().__init__()
        self.name, self.hint = "Pencil", "Press anywhere."
        self.options = QLabel("thickness")
        self.pixels: list[tuple[int, int]] = []

    def press(self, pointer: Pointer) -> None:
        self.pixels.append(pointer.pixel)


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window with one tool more than Floe has."""
    monkeypatch.setattr(segment_workspace, "TOOLS", (*segment_workspace.TOOLS, Pencil))
    made = make_window()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_without_asking()


def test_it_stands_in_the_bar_and_in_the_menu(window: MainWindow) -> None:
    action = window.services.actions.by_id["use_pencil"]
    assert action.text() == "Penc&il"
    assert action.toolTip() == "Note the pixels that are pressed. (I)"
    assert action in find(window, QToolBar, "tool_bar").actions()
    assert action in find(window, QMenu, "menu_tools").actions()
    assert not action.isEnabled(), "there is no picture yet"


def test_its_key_chooses_it_and_shows_its_options(window: MainWindow, qtbot: QtBot) -> None:
    show(qtbot, window, three_colours())
    tools, parts = window.workspace.tools, window.workspace.parts
    view = parts.pictures.original
    qtbot.keyClick(view, Qt.Key.Key_I)
    assert tools.current_id == "pencil"
    assert window.services.actions.by_id["use_pencil"].isChecked()
    assert find(parts.tool_options, QLabel, "tool_name").text() == "Pencil"
    assert tools.current.options.isVisible()
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.mapFromScene(QPointF(4.5, 2.5)))
    assert tools.current.pixels == [(4, 2)]
    qtbot.keyClick(view, Qt.Key.Key_H)
    assert tools.current_id == "hand"
    assert find(parts.tool_options, QLabel, "tool_name").text() == "Hand"
