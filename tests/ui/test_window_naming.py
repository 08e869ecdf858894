"""“What is this?”: a click on either picture names the class of the pixel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tests.ui.window_driving import LEFT, do, find, names, show
from tests.workers.pictures import three_colours
from ui.segment.classes.naming_controller import NamePopup
from ui.shell.main_window import MainWindow

PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def at(window: MainWindow, column: int, row: int, *, original: bool = True) -> tuple[object, QPoint]:
    pictures = window.workspace.parts.pictures
    view = pictures.original if original else pictures.segmentation
    return view.viewport(), view.mapFromScene(column + 0.5, row + 0.5)


def click(qtbot, window: MainWindow, column: int, row: int, keys=PLAIN, *, original: bool = True) -> None:
    viewport, place = at(window, column, row, original=original)
    qtbot.mouseClick(viewport, LEFT, keys, place)


def answer(qtbot, window: MainWindow, name: str) -> None:
    popup = find(window, NamePopup, "name_popup")
    assert popup.isVisible()
    edit = find(popup, QLineEdit, "name_edit")
    edit.selectAll()
    qtbot.keyClicks(edit, name)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert not popup.isVisible()


@pytest.fixture
def naming(window, qtbot) -> MainWindow:
    """Columns 1, 5 and 10 of the picture are the clusters 1, 2 and 3."""
    show(qtbot, window, three_colours())
    qtbot.mouseClick(find(window, QPushButton, "name_by_clicking"), LEFT)
    assert window.workspace.tools.current_id == "name"
    return window


@pytest.mark.parametrize("original", [True, False])
def test_the_class_that_is_clicked_on_is_marked_and_named(naming, qtbot, original) -> None:
    click(qtbot, naming, 10, 3, original=original)
    assert naming.workspace.parts.classes.selected_names() == ("3",)
    assert find(naming, QLineEdit, "name_edit").text() == ""
    answer(qtbot, naming, "ice")
    assert names(naming) == ["1", "2", "ice"]
    assert naming.workspace.parts.classes.selected_names() == ("ice",)
    do(qtbot, naming, "undo")
    assert names(naming) == ["1", "2", "3"]


def test_ctrl_click_adds_to_the_class_named_last(naming, qtbot) -> None:
    click(qtbot, naming, 10, 3)
    answer(qtbot, naming, "ice")
    click(qtbot, naming, 5, 3, CONTROL)
    assert names(naming) == ["1", "ice"]
    assert naming.workspace.state.rows[1].clusters == (2, 3)
    click(qtbot, naming, 5, 3, CONTROL)  # it is part of it already
    assert names(naming) == ["1", "ice"]


def test_a_name_that_is_there_takes_the_pixel_s_class_in(naming, qtbot) -> None:
    click(qtbot, naming, 10, 3)
    answer(qtbot, naming, "ice")
    click(qtbot, naming, 1, 3)
    edit = find(naming, QLineEdit, "name_edit")
    assert [edit.completer().model().index(0, 0).data()] == ["ice"]
    qtbot.keyClicks(edit, "ice")
    assert "joins the class “ice”" in find(naming, QLabel, "name_note").text()
    answer(qtbot, naming, "ice")
    assert names(naming) == ["ice", "2"]


def test_names_given_before_are_offered_for_the_next_picture(naming, qtbot) -> None:
    click(qtbot, naming, 10, 3)
    answer(qtbot, naming, "brash ice")
    show(qtbot, naming, three_colours(name="other.png"))
    click(qtbot, naming, 10, 3)
    completer = find(naming, QLineEdit, "name_edit").completer()
    assert completer.model().index(0, 0).data() == "brash ice"
    find(naming, NamePopup, "name_popup").close()


def test_escape_names_nothing_and_marks_nothing(naming, qtbot) -> None:
    click(qtbot, naming, 10, 3)
    popup = find(naming, NamePopup, "name_popup")
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert names(naming) == ["1", "2", "3"]
    assert naming.workspace.parts.classes.selected_names() == ()
    assert not naming.session.undo_stack.canUndo()


def test_the_button_and_the_key_follow_the_tool(naming, qtbot) -> None:
    button = find(naming, QPushButton, "name_by_clicking")
    assert button.isChecked()
    qtbot.mouseClick(button, LEFT)
    assert naming.workspace.tools.current_id == "hand"
    naming.services.actions.by_id["use_name"].trigger()
    assert button.isChecked()


def test_a_drag_names_nothing(naming, qtbot) -> None:
    viewport, start = at(naming, 10, 3)
    qtbot.mousePress(viewport, LEFT, PLAIN, start)
    qtbot.mouseMove(viewport, start + QPoint(30, 0))
    qtbot.mouseRelease(viewport, LEFT, PLAIN, start + QPoint(30, 0))
    assert not find(naming, NamePopup, "name_popup").isVisible()


def test_the_line_below_tells_the_new_name_at_once(naming: MainWindow, qtbot) -> None:
    naming.workspace.pictures._show_pixel(5, 4)
    assert naming.services.status.text.text().endswith("class 2")
    click(qtbot, naming, 5, 4)
    answer(qtbot, naming, "ice")
    assert naming.services.status.text.text().endswith("class ice")


def test_another_tool_leaves_nothing_marked_for_a_name(naming, qtbot) -> None:
    click(qtbot, naming, 10, 3)
    answer(qtbot, naming, "ice")
    do(qtbot, naming, "use_hand")
    assert naming.workspace.parts.classes.selected_names() == ()


def test_naming_brings_the_classes_into_sight(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    docks = window.workspace.parts.docks
    docks["dock_why"].raise_()
    qtbot.waitUntil(lambda: not window.workspace.pictures._classes_seen)
    do(qtbot, window, "use_name")
    qtbot.waitUntil(lambda: window.workspace.pictures._classes_seen)


def test_the_picture_fades_only_beside_the_chosen_row(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    window.workspace.parts.classes.select_names(["2"])
    assert window.workspace.parts.pictures._emphasis == (2,)
    window.workspace.parts.docks["dock_inside"].raise_()
    qtbot.waitUntil(lambda: window.workspace.parts.pictures._emphasis is None)
    window.workspace.parts.docks["dock_classes"].raise_()
    qtbot.waitUntil(lambda: window.workspace.parts.pictures._emphasis == (2,))
