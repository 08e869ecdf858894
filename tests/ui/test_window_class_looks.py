"""Colours, hidden and locked classes and doubts in the main window, by clicks in the table."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from core.naming import Doubt
from tests.ui.test_window_classes import shown_colour
from tests.ui.window_driving import do, find, names, notices, settled, show
from tests.workers.pictures import COLOURS, three_colours
from ui.class_delegates import Part, part_places, parts_of
from ui.class_model import Column
from ui.main_window import MainWindow


def press_part(qtbot, window: MainWindow, name: str, part: Part) -> None:
    view = window.parts.classes.view
    index = view.model().index(names(window).index(name), Column.NAME)
    place = part_places(view.visualRect(index), parts_of(index, hovered=True))[part]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())


def test_a_click_on_the_swatch_colours_the_class_and_undo_takes_it_back(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    press_part(qtbot, window, "3", Part.SWATCH)
    find(window, QToolButton, "colour_e69f00").click()
    assert window._state.rows[2].colour == "#e69f00"
    assert shown_colour(window, 10, 3) == (0xE6, 0x9F, 0)
    do(qtbot, window, "undo")
    assert shown_colour(window, 10, 3) == tuple(COLOURS[2])


def test_a_palette_colours_all_classes_in_one_step(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    find(window, QMenu, "palette_menu").actions()[0].trigger()
    assert [row.colour for row in window._state.rows] == ["#0072b2", "#e69f00", "#009e73"]
    do(qtbot, window, "undo")
    assert not window.session.undo_stack.canUndo()


def test_a_hidden_class_shows_the_picture_and_counts_as_ever(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    window.apply_colour("3", "#e69f00")
    press_part(qtbot, window, "3", Part.EYE)
    assert shown_colour(window, 10, 3) == tuple(COLOURS[2])
    assert [row.pixels for row in window._state.rows] == [24, 24, 24]
    assert window.session.document.classes[2].hidden
    press_part(qtbot, window, "3", Part.EYE)
    assert shown_colour(window, 10, 3) == (0xE6, 0x9F, 0)


def test_a_lock_is_kept_with_the_document(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    press_part(qtbot, window, "2", Part.LOCK)
    assert [item.locked for item in window.session.document.classes] == [False, True, False]
    do(qtbot, window, "undo")
    assert window.session.document.classes is None


def test_who_has_looked_takes_the_mark_away(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    window.apply_rename("3", "ice")
    doubt = Doubt("ice", "moved", (3,))
    document = window.session.document
    window.session.open(replace(document, naming=replace(document.naming, doubts=(doubt,))))
    qtbot.waitUntil(lambda: settled(window))
    assert notices(window) == [doubt.sentence]
    press_part(qtbot, window, "ice", Part.DOUBT)
    menu = find(window, QMenu, "doubt_menu")
    menu.actions()[-1].trigger()
    menu.close()
    assert notices(window) == []
    do(qtbot, window, "undo")
    assert notices(window) == [doubt.sentence]
