"""Colours, hidden and locked classes and unclear matches in the main window, by clicks in the table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from core.classes.naming import UnclearMatch
from tests.ui.test_window_classes import shown_colour
from tests.ui.window_driving import do, find, names, notices, saved, settled, show
from tests.workers.pictures import COLOURS, noisy, three_colours
from ui.segment.classes.class_delegates import CellPart, part_places, parts_of
from ui.segment.classes.class_model import Column
from ui.shell.main_window import MainWindow


def press_part(qtbot, window: MainWindow, name: str, part: CellPart) -> None:
    view = window.workspace.parts.classes.view
    index = view.model().index(names(window).index(name), Column.NAME)
    place = part_places(view.visualRect(index), parts_of(index, hovered=True))[part]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())


def test_a_click_on_the_swatch_colours_the_class_and_undo_takes_it_back(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    press_part(qtbot, window, "3", CellPart.SWATCH)
    find(window, QToolButton, "colour_e69f00").click()
    assert window.workspace.state.rows[2].colour == "#e69f00"
    assert shown_colour(window, 10, 3) == (0xE6, 0x9F, 0)
    do(qtbot, window, "undo")
    assert shown_colour(window, 10, 3) == tuple(COLOURS[2])


def test_a_palette_colours_all_classes_in_one_step(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    find(window, QMenu, "palette_menu").actions()[0].trigger()
    assert [row.colour for row in window.workspace.state.rows] == ["#0072b2", "#e69f00", "#009e73"]
    do(qtbot, window, "undo")
    assert not window.session.undo_stack.canUndo()


def test_a_hidden_class_shows_the_picture_and_counts_as_ever(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    window.workspace.classes.recolour("3", "#e69f00")
    press_part(qtbot, window, "3", CellPart.EYE)
    assert shown_colour(window, 10, 3) == tuple(COLOURS[2])
    assert [row.pixels for row in window.workspace.state.rows] == [24, 24, 24]
    assert window.session.document.classes[2].hidden
    press_part(qtbot, window, "3", CellPart.EYE)
    assert shown_colour(window, 10, 3) == (0xE6, 0x9F, 0)


def test_a_lock_is_kept_with_the_document(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    press_part(qtbot, window, "2", CellPart.LOCK)
    assert [item.locked for item in window.session.document.classes] == [False, True, False]
    do(qtbot, window, "undo")
    assert window.session.document.classes is None


def test_who_has_looked_takes_the_mark_away(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    window.workspace.classes.rename("3", "ice")
    unclear_match = UnclearMatch("ice", "moved", (3,))
    document = window.session.document
    window.session.open(replace(document, naming=replace(document.naming, unclear=(unclear_match,))))
    qtbot.waitUntil(lambda: settled(window))
    assert notices(window) == [unclear_match.sentence]
    press_part(qtbot, window, "ice", CellPart.UNCLEAR_MATCH)
    menu = find(window, QMenu, "doubt_menu")
    menu.actions()[-1].trigger()
    menu.close()
    assert notices(window) == []
    do(qtbot, window, "undo")
    assert notices(window) == [unclear_match.sentence]


def test_classes_go_to_other_pictures_on_request_only(window, qtbot, tmp_path) -> None:
    paths = [saved(tmp_path / f"{name}.png", noisy()) for name in "abc"]
    window.services.files.open_paths(paths)
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome is not None)
    assert not window.services.actions.by_id["copy_classes"].isEnabled()
    brightest = window.workspace.state.rows[-1].name
    window.workspace.classes.rename(brightest, "ice")
    window.workspace.classes.recolour("ice", "#e69f00")
    open_listed(qtbot, window, paths[1])
    assert "ice" not in names(window)
    window.workspace.classes.rename(window.workspace.state.rows[-1].name, "snow")
    open_listed(qtbot, window, paths[0])
    assert names(window)[-1] == "ice"
    do(qtbot, window, "copy_classes")
    assert any("The classes go to the other pictures" in text for text in notices(window))
    open_listed(qtbot, window, paths[2])
    assert names(window)[-1] == "ice"
    assert window.workspace.state.rows[-1].colour == "#e69f00"
    do(qtbot, window, "undo")
    qtbot.waitUntil(lambda: settled(window) and "ice" not in names(window))
    open_listed(qtbot, window, paths[1])
    assert names(window)[-1] == "snow"


def open_listed(qtbot, window: MainWindow, path: Path) -> None:
    window.services.files.open_listed(str(path))
    qtbot.waitUntil(
        lambda: (
            settled(window)
            and window.session.outcome is not None
            and window.session.document.image.provenance.path == str(path)
        )
    )


def test_over_the_picture_classes_have_colours_that_are_seen_there(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    means = [row.colour for row in window.workspace.state.rows]
    document = window.session.document
    do(qtbot, window, "compare_overlay")
    assert [row.colour for row in window.workspace.state.rows] == ["#0072b2", "#e69f00", "#009e73"]
    assert window.session.document is document
    assert [item.colour.name() for item in window.workspace.edits.choice.items][:3] == [
        "#0072b2",
        "#e69f00",
        "#009e73",
    ]
    press_part(qtbot, window, "3", CellPart.SWATCH)
    find(window, QToolButton, "colour_d55e00").click()
    assert [row.colour for row in window.workspace.state.rows] == ["#0072b2", "#e69f00", "#d55e00"]
    do(qtbot, window, "compare_side")
    assert [row.colour for row in window.workspace.state.rows] == [*means[:2], "#d55e00"]
