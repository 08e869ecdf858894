"""Keys of the whole window: Tab, shortcuts in fields, Alt letters, F11; and drops that leave the file."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDockWidget,
    QGraphicsView,
    QLabel,
    QLineEdit,
    QMenu,
)
from pytestqt.qtbot import QtBot

from tests.e2e.driving import drop
from tests.ui.window_driving import LEFT, find, names, settled, show
from tests.workers.pictures import three_colours
from ui.segment.edits.size_box import SizeBox
from ui.shell.main_window import MainWindow
from ui.widgets.number_boxes import WholeNumberBox

CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def walk(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> list[str]:
    """Where the key goes from the original, until it comes round."""
    window.workspace.parts.pictures.original.setFocus()
    found: list[str] = []
    while True:
        qtbot.keyClick(window.focusWidget(), key)
        name = window.focusWidget().objectName()
        if name in found:
            return found
        found.append(name)


def test_tab_goes_only_where_something_is_shown(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    behind = {"inside_tree", "step_list", "inside_use"}
    found = walk(qtbot, window, Qt.Key.Key_Tab)
    assert {"k", "run_button", "classes"} <= set(found)
    assert not behind & set(found)
    window.workspace.parts.docks["dock_cleanup"].bring_forward()
    qtbot.waitUntil(lambda: not window.workspace.parts.cleanup.visibleRegion().isEmpty())
    found = walk(qtbot, window, Qt.Key.Key_Tab)
    assert "step_list" in found
    assert "classes" not in found


def test_backtab_is_the_way_back(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    forth, back = walk(qtbot, window, Qt.Key.Key_Tab), walk(qtbot, window, Qt.Key.Key_Backtab)
    assert sorted(forth) == sorted(back)
    order = [name for name in forth if name in ("k_slider", "restarts", "classes")]
    assert [name for name in back if name in order] == order[::-1]


@pytest.mark.xvfb  # only on X11 are Ctrl+E and Ctrl+U keys of Qt's own fields
@pytest.mark.parametrize(("key", "action"), [(Qt.Key.Key_E, "export"), (Qt.Key.Key_U, "set_scale")])
def test_shortcuts_work_while_a_number_field_has_the_focus(window, qtbot, monkeypatch, key, action) -> None:
    show(qtbot, window, three_colours())
    done: list[str] = []
    window.services.actions.by_id[action].triggered.connect(lambda: done.append(action))
    monkeypatch.setattr(window.workspace.exports, "ask", lambda: None)
    monkeypatch.setattr(window.workspace.scale, "ask", lambda: None)
    field = window.workspace.parts.clustering.findChild(QLineEdit, "qt_spinbox_lineedit").parentWidget()
    field.setFocus()
    text = field.text()
    qtbot.keyClick(field, key, CONTROL)
    assert done == [action]
    assert field.text() == text, "Ctrl+U deletes the line of a field on X11"
    for dialog in QApplication.topLevelWidgets():
        if dialog is not window and dialog.isVisible():
            dialog.close()


def test_undo_in_a_number_field_is_that_of_the_window(window, qtbot) -> None:
    show(qtbot, window, three_colours(), k=3)
    field = find(window, WholeNumberBox, "k")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "2")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.session.document.parameters.k == 2
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert window.session.document.parameters.k == 3
    qtbot.waitUntil(lambda: settled(window))


def test_undo_in_a_text_is_that_of_the_text(window, qtbot) -> None:
    show(qtbot, window, three_colours(), k=3)
    window.workspace.classes.rename("3", "ice")
    field = QLineEdit(window.workspace.widget)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "4")
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert field.text() == ""
    assert "ice" in names(window)


def test_a_letter_chooses_a_tool_but_where_a_unit_is_typed(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    number = find(window, WholeNumberBox, "k")
    number.setFocus()
    qtbot.keyClick(number, Qt.Key.Key_M)
    assert window.workspace.tools.current_id == "line"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    size = SizeBox(window.workspace.widget)
    size.show()
    size.setFocus()
    qtbot.keyClick(size, Qt.Key.Key_M)
    assert window.workspace.tools.current_id == "hand"


def letter(text: str) -> list[str]:
    return [found.upper() for found in re.findall(r"&([^&\s])", text.replace("&&", ""))]


def test_alt_letters_are_unique_in_the_window(window, qtbot) -> None:
    """Those of the menus, and of all that can be seen beside them, whichever panels are in front."""
    show(qtbot, window, three_colours())
    labels = (label.text() for label in window.findChildren(QLabel) if label.buddy() is not None)
    buttons = (button.text() for button in window.findChildren(QAbstractButton))
    menus = (action.text() for action in window.menuBar().actions() if action.isVisible())
    used = Counter(chain.from_iterable(map(letter, chain(labels, buttons, menus))))
    assert [key for key, times in used.items() if times > 1] == []


def test_alt_letters_are_unique_in_every_menu(window) -> None:
    own = [menu for menu in window.findChildren(QMenu) if menu.objectName().startswith("menu_")]
    assert len(own) > 6
    for menu in own:
        used = Counter(chain.from_iterable(letter(action.text()) for action in menu.actions()))
        assert [key for key, times in used.items() if times > 1] == [], menu.objectName()


def test_combo_boxes_have_names(window) -> None:
    boxes = [box for box in window.findChildren(QComboBox) if not box.objectName().startswith("qt_")]
    assert len(boxes) > 8
    assert [box.objectName() for box in boxes if not box.accessibleName()] == []


def test_full_screen_twice_gives_the_maximised_window_back(window, qtbot) -> None:
    maximised = Qt.WindowState.WindowMaximized
    window.setWindowState(maximised)
    full_screen = window.services.actions.by_id["full_screen"]
    full_screen.trigger()
    assert window.isFullScreen()
    full_screen.trigger()
    assert not window.isFullScreen()
    assert window.windowState() & maximised


def test_a_drop_that_proposes_to_move_leaves_the_file(window, qtbot, tmp_path) -> None:
    copy_or_move = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "missing.png"))])
    entering = QDragEnterEvent(window.rect().center(), copy_or_move, data, LEFT, NONE)
    entering.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    assert entering.dropAction() == Qt.DropAction.CopyAction
    falling = QDropEvent(QPointF(window.rect().center()), copy_or_move, data, LEFT, NONE)
    falling.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(window, falling)
    assert falling.isAccepted()
    assert falling.dropAction() == Qt.DropAction.CopyAction
    qtbot.waitUntil(lambda: settled(window))


def test_what_is_dropped_on_a_picture_or_a_plot_comes_to_the_window(window, qtbot, monkeypatch) -> None:
    """Qt's graphics views take a drag that enters them, and refuse it when it moves."""
    show(qtbot, window, three_colours())
    dropped: list[list[Path]] = []
    monkeypatch.setattr(window.workspace, "open_paths", dropped.append)
    views = [view for view in window.findChildren(QGraphicsView) if view.isVisible()]
    assert len(views) > 3
    for view in views:
        assert drop(window, [Path("sea.png")], view.mapTo(window, view.rect().center()))
    assert len(dropped) == len(views)
    assert [view.objectName() for view in window.findChildren(QGraphicsView) if view.acceptDrops()] == []


def test_neither_tools_nor_notices_move_the_picture(window, qtbot) -> None:
    window.resize(1366, 768)
    show(qtbot, window, three_colours())
    view = window.workspace.parts.pictures.original

    def place() -> tuple[object, ...]:
        QApplication.processEvents()
        corner = view.mapTo(window, view.rect().topLeft())
        return corner, view.size(), view.mapFromScene(QPointF(0, 0)), view.mapFromScene(QPointF(5, 5))

    before = place()
    tools = [name for name in window.services.actions.by_id if name.startswith("use_")]
    assert len(tools) > 10
    for name in tools:
        if window.services.actions.by_id[name].isEnabled() and name != "use_georeference":
            window.services.actions.by_id[name].trigger()
            assert place() == before, name
    window.services.notices.add("Something has to be said of this picture. " * 9)
    assert window.services.notices.isVisible()
    assert place() == before
    window.services.notices.clear()
    assert place() == before


def test_the_content_of_docks_is_named(window) -> None:
    docks = window.findChildren(QDockWidget)
    assert docks
    assert all(dock.windowTitle() for dock in docks)
    assert find(window, QComboBox, "space").accessibleName()
