"""The tab “Clean up”: steps added, changed, moved, taken away; the picture and the numbers follow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QMenu, QSlider

from core.document.edits import Edits, painted
from core.document.step import NAMES, STEP_KINDS, Step
from core.image.image import Image
from core.roi.shape_masks import PixelWindow
from core.scale.calibration import parse_pixel_size
from tests.core.maps import picture
from tests.ui.window_driving import do, enabled, find, notices, settled, show
from ui.segment.edits.step_words import ORDER, kind_help, kind_name
from ui.shell.main_window import MainWindow
from ui.widgets.number_text import NO_BREAK

SPECKS = picture(
    """
    1111111122222222
    1111211122222222
    1111111122222222
    1211111122232222
    1111111122222222
    1111111122222223
    """
)
GREYS = np.array([0, 40, 130, 240], np.uint8)


def specked() -> Image:
    return Image(GREYS[SPECKS][..., None])


@pytest.fixture
def shown(window: MainWindow, qtbot) -> MainWindow:
    show(qtbot, window, specked())
    return window


def steps(window: MainWindow) -> tuple[Step, ...]:
    return window.session.document.steps


def measured(window: MainWindow) -> bool:
    outcome, document = window.session.outcome, window.session.document
    return settled(window) and outcome.measurement.measured_by == document.measured_by


def changed(window: MainWindow) -> list[str]:
    tree = window.workspace.parts.cleanup.list
    return [tree.topLevelItem(i).text(2) for i in range(tree.topLevelItemCount())]


def add(window: MainWindow, qtbot, kind: str) -> None:
    menu = find(window, QMenu, "step_menu")
    next(action for action in menu.actions() if action.objectName() == f"add_{kind}").trigger()
    qtbot.waitUntil(lambda: measured(window))


def set_size(window: MainWindow, qtbot, size: float) -> None:
    window.workspace.parts.cleanup.editor.size_box.setValue(size)
    qtbot.waitUntil(lambda: measured(window))


def test_every_kind_has_its_words() -> None:
    assert set(ORDER) == set(STEP_KINDS)
    assert {kind: kind_name(kind) for kind in STEP_KINDS} == NAMES
    assert (
        len({kind_name(kind) for kind in STEP_KINDS})
        == len({kind_help(kind) for kind in STEP_KINDS})
        == len(STEP_KINDS)
    )


def test_a_step_changes_picture_and_numbers_and_says_how_much(shown, qtbot) -> None:
    add(shown, qtbot, "min-area")
    set_size(shown, qtbot, 2)
    assert steps(shown) == (Step("min-area", 2.0),)
    assert changed(shown) == [f"4{NO_BREAK}px"]
    labels = shown.session.outcome.measurement.labels
    assert set(labels[:, :8].ravel()) == {1}
    assert shown.workspace.replay.labels is labels
    assert shown.session.outcome.areas.pixels.tolist() == [48, 48, 0]
    shown.session.undo_stack.undo()
    shown.session.undo_stack.undo()
    qtbot.waitUntil(lambda: measured(shown))
    assert steps(shown) == ()
    assert shown.session.outcome.measurement.labels is shown.session.outcome.segmentation.labels


def test_where_classes_are_named_a_step_is_for_those(shown, qtbot) -> None:
    shown.session.rename_class("2", "ice")
    add(shown, qtbot, "fill-holes")
    assert steps(shown) == (Step("fill-holes", 100.0, class_name="ice"),)
    shown.session.rename_class("1", "water")
    add(shown, qtbot, "open")
    assert [step.class_name for step in steps(shown)] == ["ice", "water", "ice"]


def test_whole_regions_that_a_step_takes_are_said(shown, qtbot) -> None:
    add(shown, qtbot, "min-area")
    set_size(shown, qtbot, 2)
    sentence = (
        "The step “Drop specks 2 px²” took 4 whole regions from their classes: 2 of class 2, 2 of class 3."
    )
    qtbot.waitUntil(lambda: sentence in notices(shown))
    tree = shown.workspace.parts.cleanup.list
    assert sentence in tree.topLevelItem(0).toolTip(2)
    set_size(shown, qtbot, 0)
    qtbot.waitUntil(lambda: sentence not in notices(shown))


def test_where_no_class_is_named_the_lightest_is_split(shown, qtbot) -> None:
    add(shown, qtbot, "split")
    assert steps(shown) == (Step("split", 20.0, class_name="3"),)


def test_what_touches_is_split_and_drawn_and_counted(window: MainWindow, qtbot) -> None:
    labels = np.full((40, 70), 1, np.uint8)
    rows, columns = np.mgrid[:40, :70]
    for column in (20, 48):
        labels[(rows - 20) ** 2 + (columns - column) ** 2 <= 225] = 2
    show(qtbot, window, Image(GREYS[labels][..., None]), k=2)
    window.session.rename_class("2", "floe")
    options = window.workspace.parts.cleanup.editor.split
    add(window, qtbot, "open")
    assert not options.isVisibleTo(window)
    add(window, qtbot, "split")
    assert options.isVisibleTo(window)
    assert steps(window)[1] == Step("split", 20.0, class_name="floe")
    assert changed(window)[1] == "1 → 2 regions"
    outcome = window.session.outcome
    assert outcome.areas.pixels.tolist() == outcome.segmentation.counts.tolist()
    assert enabled(window, "show_superpixels") == [True]
    borders = window.workspace.parts.pictures._borders
    qtbot.waitUntil(lambda: not any(item.size.isEmpty() for item in borders))
    do(qtbot, window, "show_regions")
    regions = window.workspace.regions
    qtbot.waitUntil(lambda: regions.shown is not None)
    assert regions.shown.counts() == {"1": 1, "floe": 2}
    choose(options.lines, "kept")
    qtbot.waitUntil(lambda: measured(window))
    assert steps(window)[1] == Step("split", 20.0, class_name="floe", lines="kept")
    assert window.session.outcome.areas.pixels[1] < outcome.areas.pixels[1]
    options.neck.setValue(100)
    qtbot.waitUntil(lambda: measured(window))
    choose(options.by, "brightness")
    qtbot.waitUntil(lambda: measured(window))
    kept = Step("split", 20.0, class_name="floe", lines="kept")
    assert steps(window)[1] == replace(kept, by="brightness", depth=1.0)
    assert changed(window)[1] == "1 → 1 regions"
    for _ in range(4):
        window.session.undo_stack.undo()
    qtbot.waitUntil(lambda: measured(window))
    assert steps(window) == (Step("open", 1.0, class_name="floe"),)
    assert enabled(window, "show_superpixels") == [False]


def choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def type_size(qtbot, window: MainWindow, text: str) -> None:
    box = window.workspace.parts.cleanup.editor.size_box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def test_a_size_may_be_typed_with_its_unit(shown, qtbot) -> None:
    add(shown, qtbot, "min-area")
    type_size(qtbot, shown, "9 um2")
    note = find(shown, QLabel, "step_size_note")
    assert "this picture has no scale" in note.text()
    assert steps(shown) == (Step("min-area", 100.0),)
    shown.session.set_pixel_size(parse_pixel_size("2um"))
    qtbot.waitUntil(lambda: measured(shown))
    type_size(qtbot, shown, "9,5 um2")
    assert steps(shown) == (Step("min-area", 9.5, "µm²"),)
    assert find(shown, QComboBox, "step_unit").currentData() == "µm²"
    qtbot.waitUntil(lambda: measured(shown))
    type_size(qtbot, shown, "1,000.5")
    assert "marks between thousands" in note.text()
    type_size(qtbot, shown, "9 um")
    assert "unknown unit, um" in note.text()
    assert steps(shown) == (Step("min-area", 9.5, "µm²"),)


def test_one_drag_of_the_slider_is_one_step_to_undo(shown, qtbot) -> None:
    add(shown, qtbot, "open")
    before = shown.session.undo_stack.count()
    slider = find(shown, QSlider, "step_slider")
    slider.setSliderDown(True)
    for value in (50, 100, 30):
        slider.setValue(value)
        qtbot.waitUntil(lambda: steps(shown)[0].size == round(slider.value() / 10))
    slider.setSliderDown(False)
    slider.sliderReleased.emit()
    qtbot.waitUntil(lambda: measured(shown))
    assert steps(shown) == (Step("open", 3.0),)
    assert shown.session.undo_stack.count() == before + 1
    shown.session.undo_stack.undo()
    assert steps(shown) == (Step("open", 1.0),)
    assert slider.value() == 10


def test_steps_are_moved_switched_off_and_taken_away_by_key(shown, qtbot) -> None:
    for kind in ("open", "close", "majority"):
        add(shown, qtbot, kind)
    tree = shown.workspace.parts.cleanup.list
    QTest.keyClick(tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [step.kind for step in steps(shown)] == ["open", "majority", "close"]
    assert tree.current_row == 1
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert not steps(shown)[1].on
    qtbot.waitUntil(lambda: measured(shown))
    assert changed(shown)[1] == "off"
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    assert [step.kind for step in steps(shown)] == ["open", "close"]
    panel = shown.workspace.parts.cleanup
    tree.choose(0)
    assert (panel.up.isEnabled(), panel.down.isEnabled()) == (False, True)
    panel.down.click()
    assert [step.kind for step in steps(shown)] == ["close", "open"]


def test_a_row_that_is_dragged_is_the_order(shown, qtbot) -> None:
    for kind in ("open", "close", "majority"):
        add(shown, qtbot, kind)
    tree = shown.workspace.parts.cleanup.list
    tree.ordered.emit((2, 0, 1))
    assert [step.kind for step in steps(shown)] == ["majority", "open", "close"]
    tree.ordered.emit((0, 1))
    assert [step.kind for step in steps(shown)] == ["majority", "open", "close"]
    assert tree.topLevelItemCount() == 3


def test_a_drop_beside_the_rows_moves_nothing(shown, qtbot) -> None:
    add(shown, qtbot, "open")
    tree = shown.workspace.parts.cleanup.list
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier()
    )
    tree.dropEvent(event)
    assert [step.kind for step in steps(shown)] == ["open"]
    assert tree.itemAt(QPoint(5, 5)) is not None


def test_a_step_on_one_class_follows_its_name(shown, qtbot) -> None:
    add(shown, qtbot, "min-area")
    box = find(shown, QComboBox, "step_class")
    assert [box.itemText(i) for i in range(box.count())] == ["All classes", "1", "2", "3"]
    box.activated.emit(3)
    assert steps(shown)[0].class_name == "3"
    shown.session.rename_class("3", "ice")
    assert steps(shown)[0].class_name == "ice"
    assert shown.workspace.parts.cleanup.list.topLevelItem(0).text(1) == "ice"
    shown.session.undo_stack.undo()
    assert steps(shown)[0].class_name == "3"


def test_a_step_whose_class_is_gone_is_left_out_and_said(shown, qtbot) -> None:
    shown.session.put("", shown.session.document.with_steps((Step("open", 1.0, class_name="ice"),)))
    qtbot.waitUntil(lambda: measured(shown))
    assert changed(shown) == ["left out"]
    box = find(shown, QComboBox, "step_class")
    assert box.currentText() == "ice (not there)"
    assert any(text.startswith("The step “Open 1 px, ice” is left out") for text in notices(shown))


def test_units_follow_the_scale_and_the_size_stays(shown, qtbot) -> None:
    shown.session.set_pixel_size(parse_pixel_size("250m"))
    add(shown, qtbot, "open")
    unit = find(shown, QComboBox, "step_unit")
    assert [unit.itemText(i) for i in range(unit.count())] == ["px", "m", "km"]
    unit.activated.emit(1)
    assert steps(shown) == (Step("open", 250.0, "m"),)
    shown.session.set_pixel_size(None)
    qtbot.waitUntil(lambda: measured(shown))
    assert changed(shown) == ["left out"]
    assert "no scale" in shown.workspace.parts.cleanup.list.topLevelItem(0).toolTip(2)


def test_edits_are_counted_and_cleared(shown, qtbot) -> None:
    panel, document = shown.workspace.parts.cleanup, shown.session.document
    assert panel.by_hand.text() == "Nothing is edited by hand."
    edits = painted(Edits((6, 16)), PixelWindow(0, 0, np.ones((1, 10), bool)), "3")
    shown.session.put("Paint", document.with_edits(edits))
    qtbot.waitUntil(lambda: measured(shown))
    assert panel.by_hand.text() == "By hand: 10 px changed"
    panel.clear.click()
    assert shown.session.document.edits is None
    assert not panel.clear.isEnabled()
    shown.session.undo_stack.undo()
    assert shown.session.document.edits is edits


def test_the_editor_is_there_with_a_step_only(shown, qtbot) -> None:
    panel = shown.workspace.parts.cleanup
    assert not panel.editor.isVisibleTo(panel)
    add(shown, qtbot, "keep-largest")
    assert panel.editor.isVisibleTo(panel)
    assert not panel.editor.size_box.isEnabled()
    shown.session.close()
    assert not panel.editor.isVisibleTo(panel)
    assert not panel.add_button.isEnabled()
