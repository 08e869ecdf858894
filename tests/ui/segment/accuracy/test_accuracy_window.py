"""The panel *Accuracy* in the window: points are drawn, answered by keys, taken back, and what follows."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QProgressBar, QPushButton

from core.cluster.colours.histogram import count_colours
from core.image.image import Level
from core.roi.regions_of_interest import RegionOfInterest, RegionPart
from core.roi.shapes import Rectangle
from tests.ui.inside_driving import stripes
from tests.ui.segment.accuracy.driving import (
    BACK,
    ENTER,
    ESCAPE,
    answer_all,
    begin,
    checked,
    click,
    column_asked,
    press,
    question,
    quiet,
    said,
    sample,
)
from tests.ui.window_driving import LEFT, LONG_MS, do, find, notices, show
from tests.workers.pictures import three_colours
from ui.accuracy.checked_table import CheckedTable
from ui.shell.main_window import MainWindow
from ui.widgets.number_boxes import WholeNumberBox
from ui.widgets.number_text import NO_BREAK

SPACE = Qt.Key.Key_Space


def progress(window: MainWindow) -> str:
    return find(window, QProgressBar, "accuracy_progress").text()


def hint(window: MainWindow) -> str:
    return window.workspace.parts.accuracy.hint_text


def rows(window: MainWindow) -> list[list[str]]:
    table = find(window, CheckedTable, "accuracy_table")
    items = [table.topLevelItem(i) for i in range(table.topLevelItemCount())]
    return [[item.text(column) for column in range(5)] for item in items if item is not None]


def limited(window: MainWindow, left: int, right: int) -> None:
    """Measure these columns alone."""
    place = RegionOfInterest("part", (RegionPart(Rectangle(left, 0.0, right, 48.0)),))
    window.session.put("Inside", window.session.document.with_regions_of_interest((place,), "measure"))


def test_a_hundred_points_are_asked_for_unless_another_number_is_typed(shown, qtbot) -> None:
    assert find(shown, WholeNumberBox, "accuracy_points").value() == 100
    assert "only numbers" in find(shown, QLabel, "accuracy_advice").text()
    shown.session.rename_class("1", "water")
    assert find(shown, QLabel, "accuracy_advice").text() == ""


def test_points_are_answered_by_keys_and_the_areas_follow(shown, qtbot) -> None:
    begin(qtbot, shown)
    assert (question(shown), progress(shown)) == ("What is in the ring?", "0 of 20")
    assert len(sample(shown).points) == 10, "the rest is drawn where answers differ"
    answer_all(qtbot, shown)
    assert said(shown) == [str(each.column // 16 + 1) for each in sample(shown).points]
    assert len(sample(shown).points) == 20
    assert (question(shown), progress(shown)) == ("All points have an answer.", "20 of 20")
    assert shown.workspace.tools.current_id == "hand", "the result is seen again"
    assert checked(shown).points == 20
    assert checked(shown).accuracy.overall.value == 1
    # Each class is a quarter of the picture; nothing was wrong, and yet no interval is ± 0.
    assert [row[:2] + row[3:] for row in rows(shown)] == [[name, "25", "100", "100"] for name in "1234"]
    assert checked(shown).accuracy.overall.low < 1
    assert "Overall accuracy 100 %" in find(shown, QLabel, "accuracy_overall").text()


def test_the_result_is_hidden_while_answers_are_taken(shown, qtbot) -> None:
    pictures = shown.workspace.parts.pictures
    do(qtbot, shown, "compare_overlay")
    assert not pictures.original.isVisible()
    begin(qtbot, shown)
    assert pictures.original.isVisible()
    assert not pictures.segmentation.isVisible()
    QTest.mouseMove(pictures.original.viewport(), pictures.original.viewport().rect().center())
    assert "cluster" not in shown.services.status.text.text()
    find(shown, QCheckBox, "accuracy_show_result").click()
    assert pictures.segmentation.isVisible()
    find(shown, QCheckBox, "accuracy_show_result").click()
    assert not pictures.segmentation.isVisible()
    press(qtbot, shown, ESCAPE)
    assert pictures.segmentation.isVisible()
    assert not pictures.original.isVisible(), "it lies over the picture, as before"


def test_the_view_goes_to_each_point_with_its_surroundings(shown, qtbot) -> None:
    find(shown, WholeNumberBox, "accuracy_context").setValue(20)
    begin(qtbot, shown)
    view = shown.workspace.parts.pictures.original

    def smaller() -> float:
        return min(view.free_size.width(), view.free_size.height())

    for key in "12":
        there = sample(shown).points[shown.workspace.accuracy.point]
        at = view.mapFromScene(there.column + 0.5, there.row + 0.5)
        assert view.viewport().rect().contains(at)
        assert shown.workspace.parts.pictures.scale == pytest.approx(smaller() / 20)
        press(qtbot, shown, key)
    find(shown, WholeNumberBox, "accuracy_context").setValue(40)
    assert shown.workspace.parts.pictures.scale == pytest.approx(smaller() / 40)
    press(qtbot, shown, ESCAPE)
    assert shown.workspace.parts.pictures.fitted, "the whole picture, as it was seen before"


def test_a_drag_moves_the_picture_while_answers_are_taken(shown, qtbot) -> None:
    find(shown, WholeNumberBox, "accuracy_context").setValue(20)
    begin(qtbot, shown)
    view = shown.workspace.parts.pictures.original
    before, middle = view.mapFromScene(30, 20), view.viewport().rect().center()
    # To where there is more of the picture.
    by = QPoint(-40 if column_asked(shown) < 32 else 40, 0)
    QTest.mousePress(view.viewport(), LEFT, pos=middle)
    QTest.mouseMove(view.viewport(), middle + by)
    QTest.mouseRelease(view.viewport(), LEFT, pos=middle + by)
    assert view.mapFromScene(30, 20) == before + by
    assert said(shown) == []


def test_backspace_takes_back_and_undo_does_too(shown, qtbot) -> None:
    begin(qtbot, shown)
    press(qtbot, shown, "1", "2")
    assert said(shown) == ["1", "2"]
    press(qtbot, shown, BACK)
    assert said(shown) == ["1"]
    assert shown.workspace.accuracy.point == 1
    do(qtbot, shown, "undo")
    assert said(shown) == ["1", "2"]
    do(qtbot, shown, "undo")
    do(qtbot, shown, "undo")
    assert said(shown) == []
    do(qtbot, shown, "redo")
    assert said(shown) == ["1"]
    press(qtbot, shown, BACK, BACK)
    assert said(shown) == []
    assert not find(shown, QPushButton, "accuracy_back").isEnabled()
    do(qtbot, shown, "undo")
    do(qtbot, shown, "undo")
    do(qtbot, shown, "undo")
    assert sample(shown) is None
    assert shown.workspace.tools.current_id == "hand"


def test_the_rest_of_the_points_is_undone_with_the_answer_that_brought_it(shown, qtbot) -> None:
    begin(qtbot, shown)
    for _ in range(10):
        press(qtbot, shown, str(column_asked(shown) // 16 + 1))
    assert (len(said(shown)), len(sample(shown).points)) == (10, 20)
    do(qtbot, shown, "undo")
    quiet(qtbot, shown)
    assert (len(said(shown)), len(sample(shown).points)) == (9, 10)
    do(qtbot, shown, "redo")
    assert (len(said(shown)), len(sample(shown).points)) == (10, 20)


def test_what_is_skipped_is_asked_at_the_end_and_unsure_is_not(shown, qtbot) -> None:
    begin(qtbot, shown)
    press(qtbot, shown, SPACE, "u")
    assert said(shown) == ["skip", "unsure"]
    assert progress(shown) == "1 of 20"
    while len(said(shown)) < 20:
        press(qtbot, shown, "1")
    assert shown.workspace.accuracy.point == 0
    press(qtbot, shown, "s")
    assert shown.workspace.accuracy.point == 0
    press(qtbot, shown, "1")
    assert question(shown) == "All points have an answer."
    assert checked(shown).points == 19
    sentence = "Nobody could tell what is at 1 point: it is left out of the check."
    assert find(shown, QLabel, "accuracy_notes").text() == sentence
    assert notices(shown) == [], "it is said beside the numbers"
    find(shown, QCheckBox, "accuracy_leads").click()
    quiet(qtbot, shown)
    assert notices(shown) == [sentence], "now it is true of every number"


def test_what_the_map_does_not_have_can_be_there(shown, qtbot) -> None:
    begin(qtbot, shown)
    press(qtbot, shown, "1", "o")
    field = find(shown, QLineEdit, "accuracy_other")
    assert shown.focusWidget() is field
    press(qtbot, shown, ENTER)
    assert find(shown, QLabel, "accuracy_other_note").text() == "A class needs a name."
    press(qtbot, shown, "c", "l", "o", "u", "d", "1", ENTER)
    assert said(shown) == ["1", "cloud1"]
    assert field.text() == ""
    press(qtbot, shown, "5")
    assert said(shown) == ["1", "cloud1", "cloud1"], "it has a number now, and the keys are answers again"
    assert [row[0] for row in rows(shown)] == ["1", "2", "3", "4", "cloud1"]
    assert rows(shown)[4][2:] == ["0", "–", "0"]
    assert "which the map does not have" in find(shown, QLabel, "accuracy_notes").text()


def test_esc_pauses_and_the_panel_goes_on(shown, qtbot) -> None:
    begin(qtbot, shown)
    press(qtbot, shown, "1", ESCAPE)
    assert question(shown) == "Paused"
    assert not find(shown, QPushButton, "accuracy_unsure").isVisible(), "the table has the room"
    press(qtbot, shown, "2")
    assert said(shown) == ["1"], "the keys are free again"
    do(qtbot, shown, "accuracy")
    press(qtbot, shown, ENTER, "2")
    assert said(shown) == ["1", "2"]
    do(qtbot, shown, "use_line")
    assert question(shown) == "Paused", "another tool pauses too"


def test_keys_work_from_the_panel_but_not_in_its_fields(shown, qtbot) -> None:
    begin(qtbot, shown)
    find(shown, QPushButton, "accuracy_go_on").setFocus()
    press(qtbot, shown, "2")
    assert said(shown) == ["2"]
    field = find(shown, WholeNumberBox, "accuracy_more_number")
    field.setFocus()
    field.selectAll()
    press(qtbot, shown, "3", "1")
    assert said(shown) == ["2"]
    assert field.text() == "31"


def test_a_click_answers_and_leaves_the_keyboard_where_it_was(shown, qtbot) -> None:
    begin(qtbot, shown)
    had = shown.focusWidget()
    for name in ("accuracy_answer_3", "accuracy_unsure", "accuracy_skip", "accuracy_back"):
        qtbot.mouseClick(find(shown, QPushButton, name), LEFT)
        quiet(qtbot, shown)
        assert shown.focusWidget() is had
    assert said(shown) == ["3", "unsure"]


def test_a_second_observer_answers_the_same_points(shown, qtbot) -> None:
    field = find(shown, QLineEdit, "accuracy_observer")
    begin(qtbot, shown)
    answer_all(qtbot, shown)
    field.setFocus()
    qtbot.keyClicks(field, "Ada")
    qtbot.keyClick(field, ENTER)
    assert (question(shown), progress(shown)) == ("Paused", "0 of 20")
    click(shown, "accuracy_go_on")
    quiet(qtbot, shown)
    answer_all(qtbot, shown, wrong=2)
    found = find(shown, QLabel, "accuracy_overall").text()
    assert f"(no name) and Ada agree on 90{NO_BREAK}% of 20 points, κ = 0.87." in found
    assert checked(shown).accuracy.overall.value == 1, "of two, the first counts"


def test_more_points_are_drawn_for_a_wished_error(shown, qtbot) -> None:
    begin(qtbot, shown)
    answer_all(qtbot, shown, wrong=4)
    half = 100 * checked(shown).of("1").share.half_width
    wished = find(shown, QLineEdit, "accuracy_wished")
    wished.setText(f"{half / 2:.6f}")
    needed = find(shown, QLabel, "accuracy_needed")
    assert needed.text() == "About 60 more points.", "four times as many for half the error"
    wished.setText(f"{half * 2:.6f}")
    assert needed.text() == "There already."
    wished.setText("0")
    find(shown, WholeNumberBox, "accuracy_more_number").setValue(7)
    click(shown, "accuracy_draw_more")
    quiet(qtbot, shown)
    assert len(sample(shown).points) == 27
    assert shown.workspace.tools.current_id == "accuracy", "they are asked for at once"
    assert len(said(shown)) == 20


def test_the_checked_areas_lead_where_they_are_to(shown, qtbot) -> None:
    begin(qtbot, shown)
    answer_all(qtbot, shown, wrong=3)
    mapped = [row.fraction for row in shown.workspace.state.rows]
    assert mapped == [0.25] * 4
    find(shown, QCheckBox, "accuracy_leads").click()
    quiet(qtbot, shown)
    assert sample(shown).leads
    led = [row.fraction for row in shown.workspace.state.rows]
    assert led == [each.share.value for each in checked(shown).classes]
    assert led != mapped
    do(qtbot, shown, "undo")
    quiet(qtbot, shown)
    assert not find(shown, QCheckBox, "accuracy_leads").isChecked()
    assert [row.fraction for row in shown.workspace.state.rows] == mapped


def test_exports_have_the_checked_areas_where_they_lead(shown, qtbot, tmp_path) -> None:
    begin(qtbot, shown)
    answer_all(qtbot, shown, wrong=3)
    find(shown, QCheckBox, "accuracy_leads").click()
    quiet(qtbot, shown)
    path = tmp_path / "areas.csv"
    shown.workspace.exports.write((("areas", path),))
    qtbot.waitUntil(lambda: not shown.workspace.exports.exporting, timeout=LONG_MS)
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    wanted = [each.share.value for each in checked(shown).classes]
    assert [float(row["fraction"]) for row in table] == pytest.approx(wanted, abs=1e-6)
    assert "20 points" in str(table[0])


def test_answers_outlive_other_clusters_and_a_merge(shown, qtbot) -> None:
    begin(qtbot, shown)
    answer_all(qtbot, shown)
    shown.session.merge_classes(("3", "4"), "ice")
    quiet(qtbot, shown)
    assert [row[0] for row in rows(shown)] == ["1", "2", "ice"]
    assert checked(shown).points == 20
    assert checked(shown).of("ice").share.value == pytest.approx(0.5)
    shown.workspace.clustering.take_parameters(replace(shown.session.document.parameters, k=3), True)
    quiet(qtbot, shown)
    assert checked(shown).points == 20
    do(qtbot, shown, "undo")
    do(qtbot, shown, "undo")
    quiet(qtbot, shown)
    assert [row[0] for row in rows(shown)] == ["1", "2", "3", "4"]


def test_points_where_nothing_is_measured_wait_and_a_new_part_is_asked_anew(shown, qtbot) -> None:
    limited(shown, 0, 32)
    quiet(qtbot, shown)
    begin(qtbot, shown)
    answer_all(qtbot, shown)
    assert all(each.column < 32 for each in sample(shown).points)
    limited(shown, 16, 48)
    quiet(qtbot, shown)
    notes = find(shown, QLabel, "accuracy_notes").text()
    assert "768 measured pixels lie where no point was drawn" in notes
    assert "Points drawn next lie in the part of the picture that has none yet." in notes
    assert "10 points lie where nothing is measured now" in notes
    click(shown, "accuracy_draw_more")
    quiet(qtbot, shown)
    new = sample(shown).points[20:]
    assert new
    assert all(32 <= each.column < 48 for each in new)
    assert "no point was drawn" not in find(shown, QLabel, "accuracy_notes").text()


def test_the_rest_comes_where_some_of_the_first_points_are_not_measured_any_more(shown, qtbot) -> None:
    begin(qtbot, shown)
    assert len(sample(shown).points) == 10
    limited(shown, 0, 32)
    quiet(qtbot, shown)
    answer_all(qtbot, shown)
    first, rest = sample(shown).points[:10], sample(shown).points[10:]
    assert any(each.column >= 32 for each in first)
    assert len(rest) >= 10
    assert checked(shown).waiting == 0


def test_a_pause_holds_through_another_picture(shown, qtbot) -> None:
    begin(qtbot, shown)
    press(qtbot, shown, "1")
    show(qtbot, shown, three_colours())
    assert shown.workspace.tools.current_id == "hand"
    assert sample(shown) is None
    assert shown.workspace.parts.pictures.segmentation.isVisible()
    show(qtbot, shown, stripes(), k=4)
    quiet(qtbot, shown)
    assert said(shown) == ["1"]
    assert question(shown) == "Paused"


def test_points_can_be_removed_and_come_back(shown, qtbot) -> None:
    begin(qtbot, shown)
    press(qtbot, shown, "1", ESCAPE)
    click(shown, "accuracy_remove")
    assert sample(shown) is None
    do(qtbot, shown, "undo")
    assert said(shown) == ["1"]


def test_without_a_result_a_sentence_says_why(window, qtbot) -> None:
    assert hint(window) == "Open a picture to see how far its areas can be trusted."
    image = stripes()
    show(qtbot, window, image, k=4)
    assert hint(window) == ""
    labels = replace(image, reading=replace(image.reading, labels=True))
    window.session.open(replace(window.session.document, image=labels))
    assert hint(window).startswith("A label image is all of one class")
    level = replace(image, level=Level(2, 96, 128, count_colours(image)))
    window.session.open(replace(window.session.document, image=level))
    assert hint(window).startswith("This is a level of a larger picture")
    window.session.open(replace(window.session.document, image=image))
    assert hint(window) == "Points can be drawn once the picture is clustered."
