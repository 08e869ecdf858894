"""Correcting by hand: each tool with the mouse, undone and redone, and what the result then is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QSpinBox

from core.image.image import Image
from tests.ui.window_driving import LEFT, complaint, do, find, settled, show
from ui.segment.edits.brush_tool import StrokePath
from ui.segment.edits.edit_options import ClassBox
from ui.shell.main_window import MainWindow
from ui.widgets.number_text import NO_BREAK

TOOLTIP = Qt.ItemDataRole.ToolTipRole
GREYS = np.array([0, 40, 130, 240], np.uint8)
# Three stripes with a small island of the third class in the first one.
MAP = np.repeat(np.array([[1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]], np.uint8), 10, axis=0)
MAP[4:6, 1:3] = 3


@pytest.fixture
def shown(window: MainWindow, qtbot) -> MainWindow:
    show(qtbot, window, Image(GREYS[MAP][..., None]))
    return window


def labels(window: MainWindow) -> np.ndarray:
    return window.session.outcome.measurement.labels


def measured(window: MainWindow) -> bool:
    outcome, document = window.session.outcome, window.session.document
    return settled(window) and outcome.measurement.measured_by == document.measured_by


def undo_depth(window: MainWindow) -> int:
    return window.session.undo_stack.index()


def at(window: MainWindow, column: float, row: float) -> QPoint:
    """Where the middle of a pixel is in the view of the segmentation."""
    view = window.workspace.parts.pictures.segmentation
    return view.mapFromScene(column + 0.5, row + 0.5)


def use(window: MainWindow, qtbot, tool: str, name: str | None, size: int | None = None) -> None:
    do(qtbot, window, f"use_{tool}")
    window.workspace.edits.choice.choose(name)
    if size is not None:
        find(window, QSpinBox, "brush_size").setValue(size)


def drag(window: MainWindow, qtbot, *places: tuple[float, float]) -> None:
    """Press at the first place, move through the others, release; wait until it is measured."""
    viewport = window.workspace.parts.pictures.segmentation.viewport()
    before = undo_depth(window)
    QTest.mousePress(viewport, LEFT, pos=at(window, *places[0]))
    for place in places[1:]:
        QTest.mouseMove(viewport, at(window, *place))
    QTest.mouseRelease(viewport, LEFT, pos=at(window, *places[-1]))
    qtbot.waitUntil(lambda: undo_depth(window) > before and measured(window))


def test_a_stroke_is_one_step_to_undo_and_redo(shown, qtbot) -> None:
    use(shown, qtbot, "brush", "3", size=1)
    drag(shown, qtbot, (0, 1), (2, 1), (5, 1))
    assert undo_depth(shown) == 1
    assert labels(shown)[1].tolist() == [3] * 6 + [2] * 2 + [3] * 4
    assert shown.workspace.replay.labels is labels(shown)
    assert shown.workspace.parts.cleanup.by_hand.text() == "By hand: 6 px changed"
    assert shown.workspace.parts.classes.by_hand.text() == f"Of which by hand: class 3: 6{NO_BREAK}px"
    assert "of which 6 by hand" in shown.workspace.parts.classes.view.model().index(2, 0).data(TOOLTIP)
    do(qtbot, shown, "undo")
    qtbot.waitUntil(lambda: measured(shown))
    np.testing.assert_array_equal(labels(shown), MAP)
    do(qtbot, shown, "redo")
    qtbot.waitUntil(lambda: measured(shown))
    assert labels(shown)[1, 0] == 3


def test_the_eraser_takes_edits_away(shown, qtbot) -> None:
    use(shown, qtbot, "brush", "3", size=3)
    drag(shown, qtbot, (1, 1), (6, 1))
    use(shown, qtbot, "eraser", None, size=3)
    drag(shown, qtbot, (1, 1), (6, 1))
    np.testing.assert_array_equal(labels(shown), MAP)
    assert shown.session.document.edits is None


def test_fill_gives_a_region_away(shown, qtbot) -> None:
    use(shown, qtbot, "fill", "1")
    drag(shown, qtbot, (1, 4))
    assert (labels(shown)[:, :4] == 1).all()
    use(shown, qtbot, "fill", "2")
    drag(shown, qtbot, (0, 0))
    assert (labels(shown)[:, :8] == 2).all()


def test_the_lasso_gives_away_what_it_holds(shown, qtbot) -> None:
    use(shown, qtbot, "lasso", "2")
    drag(shown, qtbot, (-0.5, 2.5), (3.5, 2.5), (3.5, 6.5), (-0.5, 6.5), (-0.5, 3.0))
    assert (labels(shown)[3:6, :3] == 2).all()
    assert (labels(shown)[:2, :4] == 1).all()


def test_pixels_are_left_out_of_every_class(shown, qtbot) -> None:
    use(shown, qtbot, "fill", None)
    drag(shown, qtbot, (5, 5))
    assert (labels(shown)[:, 4:8] == 0).all()
    assert shown.session.outcome.areas.pixels.sum() == 80


def test_edits_are_kept_when_clustered_again(shown, qtbot) -> None:
    use(shown, qtbot, "brush", "3", size=1)
    drag(shown, qtbot, (0, 1), (3, 1))
    do(qtbot, shown, "run")
    qtbot.waitUntil(lambda: measured(shown))
    assert labels(shown)[1, :4].tolist() == [3] * 4


def test_strokes_in_haste_are_all_drawn(shown, qtbot) -> None:
    use(shown, qtbot, "brush", "3", size=1)
    viewport = shown.workspace.parts.pictures.segmentation.viewport()
    for row in (0, 2, 8):
        QTest.mousePress(viewport, LEFT, pos=at(shown, 0, row))
        QTest.mouseRelease(viewport, LEFT, pos=at(shown, 0, row))
    qtbot.waitUntil(lambda: undo_depth(shown) == 3 and measured(shown))
    assert labels(shown)[:, 0].tolist() == [3, 1, 3, 1, 1, 1, 1, 1, 3, 1]


def test_alt_and_a_click_takes_the_class_from_there(shown, qtbot) -> None:
    use(shown, qtbot, "brush", "1")
    viewport = shown.workspace.parts.pictures.segmentation.viewport()
    QTest.mouseClick(viewport, LEFT, Qt.KeyboardModifier.AltModifier, at(shown, 9, 9))
    assert shown.workspace.edits.choice.current.name == "3"
    assert find(shown, ClassBox, "hand_class").currentText() == "3"
    assert undo_depth(shown) == 0


def test_the_row_chosen_in_the_table_is_the_class_of_the_hand(shown, qtbot) -> None:
    shown.workspace.parts.classes.select_names(["2"])
    assert shown.workspace.edits.choice.current.name == "2"
    shown.session.rename_class("2", "ice")
    assert shown.workspace.edits.choice.items[1].name == "ice"


def test_brackets_change_the_size(shown, qtbot) -> None:
    use(shown, qtbot, "brush", "1", size=1)
    view = shown.workspace.parts.pictures.segmentation
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_BracketRight)
    assert find(shown, QSpinBox, "brush_size").value() == 2
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_BracketLeft)
    assert find(shown, QSpinBox, "brush_size").value() == 1


def test_escape_gives_up_a_stroke(shown, qtbot) -> None:
    use(shown, qtbot, "brush", "3", size=3)
    viewport = shown.workspace.parts.pictures.segmentation.viewport()
    QTest.mousePress(viewport, LEFT, pos=at(shown, 1, 1))
    QTest.mouseMove(viewport, at(shown, 5, 1))
    shown.escape()
    QTest.mouseRelease(viewport, LEFT, pos=at(shown, 5, 1))
    assert undo_depth(shown) == 0
    assert shown.session.document.edits is None


def test_undo_in_the_middle_of_a_stroke_takes_the_stroke_and_no_more(shown, qtbot) -> None:
    use(shown, qtbot, "brush", "3", size=1)
    drag(shown, qtbot, (0, 1), (3, 1))
    before = labels(shown).copy()
    viewport = shown.workspace.parts.pictures.segmentation.viewport()
    QTest.mousePress(viewport, LEFT, pos=at(shown, 1, 3))
    QTest.mouseMove(viewport, at(shown, 5, 3))
    shown.services.actions.by_id["undo"].trigger()
    QTest.mouseMove(viewport, at(shown, 7, 3))
    QTest.mouseRelease(viewport, LEFT, pos=at(shown, 7, 3))
    assert undo_depth(shown) == 1
    np.testing.assert_array_equal(labels(shown), before)
    do(qtbot, shown, "undo")
    qtbot.waitUntil(lambda: measured(shown))
    QTest.mousePress(viewport, LEFT, pos=at(shown, 1, 3))
    shown.services.actions.by_id["redo"].trigger()
    shown.escape()
    QTest.mouseRelease(viewport, LEFT, pos=at(shown, 1, 3))
    assert undo_depth(shown) == 0
    assert shown.session.document.edits is None


def test_a_locked_class_takes_nothing_and_says_why(shown, qtbot) -> None:
    shown.session.edit_classes("", lambda classes: tuple(replace(c, locked=c.name == "3") for c in classes))
    qtbot.waitUntil(lambda: measured(shown))
    use(shown, qtbot, "brush", "3", size=3)
    viewport = shown.workspace.parts.pictures.segmentation.viewport()
    QTest.mouseClick(viewport, LEFT, pos=at(shown, 1, 1))
    assert "“3” is locked" in complaint(qtbot, shown)
    use(shown, qtbot, "brush", "1", size=1)
    drag(shown, qtbot, (6, 0), (9, 0))
    assert labels(shown)[0].tolist() == [1] * 4 + [2] * 2 + [1] * 2 + [3] * 4


def test_the_menu_of_a_region_offers_the_other_classes(shown, qtbot) -> None:
    view = shown.workspace.parts.pictures.segmentation
    place = at(shown, 1, 4)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = find(shown, QMenu, "region_menu")
    entries = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text() for action in entries] == ["1", "2", "no class (leave out)"]
    entries[1].trigger()
    menu.hide()
    qtbot.waitUntil(lambda: undo_depth(shown) == 1 and measured(shown))
    assert (labels(shown)[4:6, 1:3] == 2).all()
    assert shown.session.undo_stack.undoText() == "Give region away"


def test_all_edits_are_cleared_by_one_action(shown, qtbot) -> None:
    assert not shown.services.actions.by_id["clear_edits"].isEnabled()
    use(shown, qtbot, "brush", "3", size=3)
    drag(shown, qtbot, (1, 1), (6, 1))
    do(qtbot, shown, "clear_edits")
    qtbot.waitUntil(lambda: measured(shown))
    np.testing.assert_array_equal(labels(shown), MAP)


def test_another_picture_has_no_edits_and_old_gestures_are_dropped(shown, qtbot) -> None:
    use(shown, qtbot, "brush", "3", size=3)
    drag(shown, qtbot, (1, 1), (6, 1))
    show(qtbot, shown, Image(GREYS[MAP[:, ::-1]][..., None]))
    assert shown.session.document.edits is None
    shown.session.close()
    assert shown.workspace.edits.choice.current is None


def test_a_long_stroke_keeps_what_is_seen_only() -> None:
    stroke = StrokePath(0.0, 0.0, 100, QColor("red"), (600, 100))
    for i in range(1000):
        stroke.add(i * 0.5, 0.0, 1.0)
    assert len(stroke.points) < 60
