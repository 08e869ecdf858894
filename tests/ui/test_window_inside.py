"""Regions of interest in the window: drawn with the mouse on the pictures, changed, undone."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QSpinBox, QToolButton

from core.roi.shapes import Ellipse, Polygon, Rectangle
from tests.ui.inside_driving import (
    ALT,
    CTRL,
    NONE,
    SHIFT,
    at,
    choose_inside,
    click,
    drag,
    idle,
    mask,
    names,
)
from tests.ui.window_driving import LEFT, complaint, do, find, notices


def test_a_rectangle_is_whole_pixels_and_clustered_inside(shown, qtbot) -> None:
    qtbot.keyClick(shown.workspace.parts.pictures.original, Qt.Key.Key_R)
    assert shown.workspace.tools.current_id == "rectangle"
    before = shown.session.undo_stack.count()
    drag(qtbot, shown, (4.2, 3.9), (20, 20), (60.3, 30.2))
    assert shown.session.document.regions_of_interest[0].parts[0].shape == Rectangle(4, 4, 60, 30)
    assert shown.session.undo_stack.count() == before + 1
    labels = shown.session.outcome.measurement.labels
    assert np.array_equal(labels > 0, mask(shown))
    assert shown.workspace.parts.docks["dock_inside"].isVisible()


def test_with_more_clusters_than_colours_inside_it_is_said(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    view = shown.workspace.parts.pictures.original
    qtbot.mousePress(view.viewport(), LEFT, NONE, at(view, 2, 2))
    qtbot.mouseMove(view.viewport(), at(view, 14, 14))
    qtbot.mouseRelease(view.viewport(), LEFT, NONE, at(view, 14, 14))
    qtbot.waitUntil(lambda: any("distinct" in text for text in notices(shown)))
    do(qtbot, shown, "undo")
    idle(qtbot, shown)
    assert names(shown) == []


def test_shapes_are_drawn_in_either_view(shown, qtbot) -> None:
    pictures = shown.workspace.parts.pictures
    do(qtbot, shown, "use_ellipse")
    drag(qtbot, shown, (2, 2), (62, 40), view=pictures.segmentation)
    (region,) = shown.session.document.regions_of_interest
    shape = region.parts[0].shape
    assert isinstance(shape, Ellipse)
    assert (shape.x, shape.y) == (pytest.approx(32, abs=0.5), pytest.approx(21, abs=0.5))
    QApplication.processEvents()
    for view in pictures.views:
        image = view.viewport().grab().toImage()
        x, y = shape.x - 0.8 * shape.radius_x, shape.y - 0.6 * shape.radius_y  # between two handles
        colour = QColor(image.pixel(at(view, x, y)))
        assert colour.red() > 2 * colour.blue() + 40  # the amber line
    do(qtbot, shown, "undo")
    assert names(shown) == []
    do(qtbot, shown, "redo")
    assert names(shown) == ["Place 1"]


def test_a_polygon_is_clicked_corner_by_corner(shown, qtbot) -> None:
    do(qtbot, shown, "use_polygon")
    view = shown.workspace.parts.pictures.original
    for x, y in ((2, 2), (60, 2), (60, 40), (30, 20), (9, 9)):
        qtbot.mouseClick(view.viewport(), LEFT, NONE, at(view, x, y))
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    idle(qtbot, shown)
    shape = shown.session.document.regions_of_interest[0].parts[0].shape
    assert isinstance(shape, Polygon)
    assert len(shape.points) == 4
    for x, y in ((2, 44), (30, 46), (60, 44)):
        qtbot.mouseClick(view.viewport(), LEFT, NONE, at(view, x, y))
    qtbot.mouseDClick(view.viewport(), LEFT, NONE, at(view, 60, 44))
    idle(qtbot, shown)
    assert names(shown) == ["Place 1", "Place 2"]


def test_half_a_polygon_is_given_up_with_escape(shown, qtbot) -> None:
    do(qtbot, shown, "use_polygon")
    view = shown.workspace.parts.pictures.original
    qtbot.mouseClick(view.viewport(), LEFT, NONE, at(view, 5, 5))
    qtbot.mouseMove(view.viewport(), at(view, 30, 5))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert shown.workspace.tools.current_id == "polygon"
    assert shown.workspace.tools.current.drawing is None
    assert names(shown) == []


def test_a_freehand_line_that_crosses_itself_encloses_and_says_so(shown, qtbot) -> None:
    do(qtbot, shown, "use_freehand")
    drag(qtbot, shown, (2, 2), (60, 2), (60, 40), (50, 44), (50, 1), (2, 40))
    assert any("crosses itself" in text for text in notices(shown))
    assert mask(shown)[20, 55]
    assert mask(shown)[20, 10]


def test_shift_adds_and_alt_cuts_out(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (2, 2), (50, 20))
    drag(qtbot, shown, (40, 15), (62, 40), keys=SHIFT)
    drag(qtbot, shown, (10, 5), (20, 10), keys=ALT)
    (region,) = shown.session.document.regions_of_interest
    assert [part.adds for part in region.parts] == [True, True, False]
    expected = np.zeros((48, 64), np.bool_)
    expected[2:20, 2:50] = True
    expected[15:40, 40:62] = True
    expected[5:10, 10:20] = False
    assert np.array_equal(mask(shown), expected)


def test_the_buttons_choose_what_the_keys_do(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (2, 2), (62, 40))
    row = shown.workspace.parts.tool_options
    find(row, QToolButton, "mode_subtract").click()
    drag(qtbot, shown, (30, 10), (40, 20))
    assert [part.adds for part in shown.session.document.regions_of_interest[0].parts] == [True, False]


def test_cutting_where_there_is_none_cuts_from_the_whole_picture(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (2, 2), (50, 20), keys=ALT)
    expected = np.ones_like(mask(shown))
    expected[2:20, 2:50] = False
    assert np.array_equal(mask(shown), expected)


def test_cutting_with_none_selected_is_explained(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    shown.workspace.roi.set_inside("measure")
    drag(qtbot, shown, (2, 2), (20, 20))
    shown.workspace.roi.select("")
    drag(qtbot, shown, (2, 2), (50, 20), keys=ALT)
    assert "Select the region of interest" in complaint(qtbot, shown)


def test_a_mask_inverted_leaves_out_what_it_holds(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    shown.workspace.roi.set_inside("measure")
    drag(qtbot, shown, (2, 2), (20, 20))
    land = mask(shown)
    do(qtbot, shown, "invert_region_of_interest")
    qtbot.waitUntil(lambda: not shown.workspace.roi.busy)
    assert names(shown) == ["Outside Place 1"]
    assert np.array_equal(mask(shown), ~land)
    do(qtbot, shown, "undo")
    assert np.array_equal(mask(shown), land)


def test_outside_of_two_masks_is_what_neither_holds(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    shown.workspace.roi.set_inside("measure")
    drag(qtbot, shown, (2, 2), (20, 20))
    drag(qtbot, shown, (15, 10), (50, 30))
    both = mask(shown, 0) | mask(shown, 1)
    do(qtbot, shown, "keep_outside")
    qtbot.waitUntil(lambda: not shown.workspace.roi.busy)
    assert names(shown) == ["Outside"]
    assert np.array_equal(mask(shown), ~both)


def test_one_is_cut_out_of_the_others(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    shown.workspace.roi.set_inside("measure")
    drag(qtbot, shown, (2, 2), (40, 20))
    drag(qtbot, shown, (15, 10), (50, 30))
    first, second = mask(shown, 0), mask(shown, 1)
    do(qtbot, shown, "cut_out_region_of_interest")
    qtbot.waitUntil(lambda: not shown.workspace.roi.busy)
    assert names(shown) == ["Place 1"]
    assert np.array_equal(mask(shown), first & ~second)


def test_nothing_left_is_said_and_changes_nothing(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (-3, -3), (80, 60))
    before = shown.session.document.regions_of_interest
    do(qtbot, shown, "invert_region_of_interest")
    assert "what is cut out of it covers it" in complaint(qtbot, shown)
    assert shown.session.document.regions_of_interest == before


def test_the_wand_takes_a_stripe(shown, qtbot) -> None:
    do(qtbot, shown, "use_wand")
    shown.workspace.roi.set_inside("measure")
    click(qtbot, shown, 20.5, 20.5)
    choose_inside(shown, "measure")
    idle(qtbot, shown)
    expected = np.zeros((48, 64), np.bool_)
    expected[:, 16:32] = True
    assert np.array_equal(mask(shown), expected)
    click(qtbot, shown, 40.5, 20.5, keys=SHIFT)
    assert mask(shown).sum() == 2 * 48 * 16


def test_handles_reshape_and_the_middle_moves(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (4, 4), (60, 20))
    drag(qtbot, shown, (60, 20), (60, 40))
    assert mask(shown).sum() == 56 * 36
    count = shown.session.undo_stack.count()
    drag(qtbot, shown, (32, 22), (30, 25))
    top, left = np.argwhere(mask(shown))[0]
    assert (left, top) in ((2, 7), (1, 7), (3, 7), (2, 6), (2, 8))
    assert shown.session.undo_stack.count() == count + 1
    assert shown.session.undo_stack.undoText() == "Move region of interest"


def test_points_of_a_polygon_are_added_and_removed(shown, qtbot) -> None:
    do(qtbot, shown, "use_polygon")
    view = shown.workspace.parts.pictures.original
    for x, y in ((4, 4), (60, 4), (60, 44), (4, 44)):
        qtbot.mouseClick(view.viewport(), LEFT, NONE, at(view, x, y))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    idle(qtbot, shown)
    do(qtbot, shown, "use_select")
    click(qtbot, shown, 30, 4, keys=CTRL)
    shape = shown.session.document.regions_of_interest[0].parts[0].shape
    assert len(shape.points) == 5
    drag(qtbot, shown, (30, 4), (30, 15))
    click(qtbot, shown, 4, 44, keys=CTRL)
    shape = shown.session.document.regions_of_interest[0].parts[0].shape
    assert len(shape.points) == 4
    assert not mask(shown)[6, 30]


def test_reshaping_into_a_bow_tie_is_refused(shown, qtbot) -> None:
    do(qtbot, shown, "use_polygon")
    view = shown.workspace.parts.pictures.original
    for x, y in ((4, 4), (60, 4), (60, 44), (4, 44)):
        qtbot.mouseClick(view.viewport(), LEFT, NONE, at(view, x, y))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    idle(qtbot, shown)
    before = shown.session.document.regions_of_interest
    drag(qtbot, shown, (4, 4), (62, 30))
    assert "crosses itself" in complaint(qtbot, shown)
    assert shown.session.document.regions_of_interest == before


def test_selecting_moving_and_deleting(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (2, 2), (62, 20))
    drag(qtbot, shown, (2, 25), (62, 45))
    assert shown.workspace.roi.selected == "Place 2"
    do(qtbot, shown, "use_select")
    drag(qtbot, shown, (10, 10), (10, 12))
    assert shown.workspace.roi.selected == "Place 1"
    assert mask(shown)[:, 30].nonzero()[0][[0, -1]].tolist() == [4, 21]
    qtbot.keyClick(shown.workspace.parts.pictures.original, Qt.Key.Key_Delete)
    idle(qtbot, shown)
    assert names(shown) == ["Place 2"]
    do(qtbot, shown, "undo")
    assert names(shown) == ["Place 1", "Place 2"]


def test_letters_choose_tools_while_a_number_is_being_typed(shown, qtbot) -> None:
    box = shown.workspace.parts.clustering.findChild(QSpinBox)
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClick(box, Qt.Key.Key_E)
    assert shown.workspace.tools.current_id == "ellipse"
    assert box.value() == 4
