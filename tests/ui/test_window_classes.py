"""Classes and scale in the main window, by cells, dialogs and keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSlider,
)

from tests.ui.window_driving import (
    complaint,
    do,
    find,
    names,
    notices,
    settled,
    show,
)
from tests.workers.pictures import COLOURS, GREENLAND, noisy, three_colours
from ui.segment.classes.class_table import MergeDialog
from ui.segment.scale.calibration_dialog import CalibrationDialog
from ui.shell.main_window import MainWindow


def test_a_class_is_renamed_in_its_cell(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    window.workspace.parts.classes.select_names(["3"])
    window.services.actions.by_id["rename"].trigger()
    editor = find(window.workspace.parts.classes.view, QLineEdit, "class_name_editor")
    editor.selectAll()
    qtbot.keyClicks(editor, "ice")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(window) == ["1", "2", "ice"])
    assert window.workspace.parts.classes.selected_names() == ("ice",)


def test_a_name_that_is_taken_is_refused(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    window.workspace.classes.rename("3", "1")
    assert "already a class called “1”" in complaint(qtbot, window)
    assert names(window) == ["1", "2", "3"]


def test_classes_are_merged_by_the_dialog_and_split_again(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    window.workspace.parts.classes.select_names(["2", "3"])
    window.services.actions.by_id["merge"].trigger()
    dialog = find(window, MergeDialog, "merge_dialog")
    find(dialog, QLineEdit, "merged_name").setText("ice")
    find(dialog, QPushButton, "merge_accept").click()
    assert names(window) == ["1", "ice"]
    assert [row.pixels for row in window.workspace.state.rows] == [24, 48]
    assert window.workspace.parts.classes.selected_names() == ("ice",)
    do(qtbot, window, "split")
    assert names(window) == ["1", "2", "3"]


def shown_colour(window: MainWindow, column: int, row: int) -> tuple[int, int, int]:
    view = window.workspace.parts.pictures.segmentation
    at = view.mapFromScene(column + 0.5, row + 0.5)
    return QColor(view.viewport().grab().toImage().pixel(at)).getRgb()[:3]


def test_a_merged_class_has_one_colour_and_a_selected_one_stands_out(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    assert shown_colour(window, 1, 3) == tuple(COLOURS[0])
    assert shown_colour(window, 10, 3) == tuple(COLOURS[2])
    window.workspace.classes.merge(("2", "3"), "ice")
    mixed = shown_colour(window, 10, 3)
    assert shown_colour(window, 5, 3) == mixed == (0, 114, 178)
    window.workspace.parts.classes.select_names(["ice"])
    assert shown_colour(window, 10, 3) == mixed
    assert shown_colour(window, 1, 3) != tuple(COLOURS[0])
    window.workspace.parts.classes.select_names([])
    assert shown_colour(window, 1, 3) == tuple(COLOURS[0])


def test_with_another_k_names_go_with_the_clusters_and_doubts_are_said(window, qtbot) -> None:
    show(qtbot, window, noisy())
    window.workspace.classes.rename("3", "ice")
    do(qtbot, window, "more_clusters")
    assert names(window).count("ice") == 1
    assert len(names(window)) == 4
    assert notices(window) == [unclear_match.sentence for unclear_match in window.workspace.state.unclear]
    do(qtbot, window, "undo")
    assert names(window) == ["1", "2", "ice"]
    assert notices(window) == []


def test_a_slider_dragged_away_and_back_says_nothing_of_names(window, qtbot) -> None:
    show(qtbot, window, noisy())
    window.workspace.classes.rename("3", "ice")
    slider = find(window, QSlider, "k_slider")
    slider.setSliderDown(True)
    for k in (4, 5, 4, 3):
        slider.setSliderPosition(k)
    slider.setSliderDown(False)
    qtbot.waitUntil(lambda: settled(window))
    assert names(window) == ["1", "2", "ice"]
    assert notices(window) == []


def areas(window: MainWindow) -> list[tuple[float, str]]:
    return [(row.area, row.unit) for row in window.workspace.state.rows]


def test_a_typed_pixel_size_changes_areas_and_their_unit(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    assert areas(window) == [(24.0, "px²")] * 3
    do(qtbot, window, "set_scale")
    dialog = find(window, CalibrationDialog, "calibration_dialog")
    edit = find(dialog, QLineEdit, "pixel_width")
    edit.setFocus()
    qtbot.keyClicks(edit, "2")
    find(dialog, QPushButton, "scale_accept").click()
    qtbot.waitUntil(lambda: areas(window) == [(96.0, "m²")] * 3)
    assert window.workspace.state.scale == "2 m × 2 m, typed"
    do(qtbot, window, "undo")
    qtbot.waitUntil(lambda: areas(window) == [(24.0, "px²")] * 3)


def test_the_scale_of_a_map_can_be_refused_and_taken_back(window, qtbot) -> None:
    show(qtbot, window, three_colours(georeference=GREENLAND))
    of_the_map = areas(window)
    assert of_the_map[0][1] == "km²"
    do(qtbot, window, "set_scale")
    dialog = find(window, CalibrationDialog, "calibration_dialog")
    find(dialog, QRadioButton, "scale_none").click()
    find(dialog, QPushButton, "scale_accept").click()
    qtbot.waitUntil(lambda: areas(window) == [(24.0, "px²")] * 3)
    do(qtbot, window, "use_georeference")
    qtbot.waitUntil(lambda: areas(window) == of_the_map)


def test_the_area_table_is_copied(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    do(qtbot, window, "copy_areas")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 4
    assert lines[1].split("\t")[:3] == ["1", "1", "24"]


def test_undo_and_redo_say_what(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    undo, redo = window.services.actions.by_id["undo"], window.services.actions.by_id["redo"]
    plain = undo.text(), undo.toolTip()
    assert plain[0] == "&Undo"
    window.workspace.classes.rename("3", "ice")
    assert (undo.text(), undo.toolTip()) == ("&Undo: Rename class", "Undo: Rename class (Ctrl+Z)")
    do(qtbot, window, "undo")
    assert redo.text() == "&Redo: Rename class"
    assert (undo.text(), undo.toolTip()) == plain


def test_the_selected_class_may_go_with_its_cluster(window, qtbot) -> None:
    show(qtbot, window, three_colours(), k=3)
    window.workspace.parts.classes.select_names(["3"])
    window.workspace.clustering.take_parameters(replace(window.session.document.parameters, k=2), True)
    qtbot.waitUntil(lambda: settled(window))
    assert names(window) == ["1", "2"]


def test_an_editor_goes_with_the_row_that_it_is_in(window, qtbot) -> None:
    show(qtbot, window, three_colours(), k=3)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.workspace.parts.classes.select_names(["3"])
    window.workspace.parts.classes.begin_rename()
    editor = window.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "snow")
    window.workspace.clustering.take_parameters(replace(window.session.document.parameters, k=2), True)
    qtbot.waitUntil(lambda: settled(window))
    assert names(window) == ["1", "2"]
