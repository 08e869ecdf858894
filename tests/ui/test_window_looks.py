"""How the picture is seen: display settings, map marks, navigator, numbers of regions, colours by name."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSlider

from core.base.errors import ReadError
from core.image.displayed import Display
from tests.ui.window_driving import LEFT, LONG_MS, do, find, show
from tests.workers.pictures import GREENLAND, three_colours
from ui.canvas.map_marks import KeyEntry
from ui.segment.display import display_controller


def test_display_settings_change_what_is_seen_and_nothing_else(shown, qtbot) -> None:
    document, outcome = shown.session.document, shown.session.outcome
    pictures = shown.workspace.parts.pictures
    before = pictures.colour_at(1, 1)
    do(qtbot, shown, "display")
    find(shown, QSlider, "display_brightness").setValue(50)
    qtbot.waitUntil(lambda: pictures.colour_at(1, 1) != before, timeout=LONG_MS)
    assert pictures.colour_at(1, 1) == tuple(min(255, level + 64) for level in before)
    assert shown.session.document is document
    assert shown.session.outcome is outcome
    assert not shown.session.undo_stack.count()
    assert "display changed" in pictures._original_title.detail
    show(qtbot, shown, three_colours())
    assert shown.workspace.display.display == Display()
    assert "display changed" not in pictures._original_title.detail


def test_what_cannot_be_shown_is_not_said_to_be(shown, qtbot, monkeypatch) -> None:
    def fail(*_given: object) -> None:
        raise ReadError("picture.tif", "it is gone.")

    monkeypatch.setattr(display_controller, "display_levels", fail)
    told: list[str] = []
    controller = shown.workspace.display
    monkeypatch.setattr(controller, "_complaints", SimpleNamespace(show=told.append))
    do(qtbot, shown, "display")
    slider = find(shown, QSlider, "display_brightness")
    slider.setValue(50)
    assert "display changed" not in shown.workspace.parts.pictures._original_title.detail
    qtbot.waitUntil(lambda: bool(told), timeout=LONG_MS)
    assert told == ["Cannot read picture.tif: it is gone."]
    assert (controller.display, slider.value()) == (Display(), 0)


def test_the_view_is_copied_as_it_is_seen(shown, qtbot) -> None:
    do(qtbot, shown, "copy_view")
    copied = QGuiApplication.clipboard().pixmap()
    ratio = shown.devicePixelRatioF()
    assert copied.size() == shown.workspace.parts.pictures._splitter.size() * ratio


def test_a_named_class_has_a_colour_until_the_switch_is_off(shown, qtbot) -> None:
    mean = shown.workspace.state.rows[0].colour
    shown.session.rename_class("1", "ice")
    assert shown.workspace.state.rows[0].colour == "#0072b2"
    key = shown.workspace.parts.pictures.marks[1]._key
    assert key[0] == KeyEntry("ice", "#0072b2")
    do(qtbot, shown, "colours_by_name")
    assert shown.workspace.state.rows[0].colour == mean
    shown.session.rename_class("2", "water")
    assert shown.session.document.classes[1].colour is None
    shown.session.undo_stack.undo()
    shown.session.undo_stack.undo()
    assert shown.workspace.state.rows[0].colour == "#0072b2"
    do(qtbot, shown, "colours_by_name")


def test_on_a_map_the_pixel_has_latitude_and_longitude(window, qtbot) -> None:
    show(qtbot, window, three_colours(georeference=GREENLAND))
    marks = window.workspace.parts.pictures.marks[0]
    qtbot.waitUntil(lambda: marks.ground is not None, timeout=LONG_MS)
    assert marks.ground.directions is not None
    window.workspace.parts.pictures.hovered.emit(1, 1)
    assert "° N " in window.services.status.text.text()
    do(qtbot, window, "map_marks")
    assert not marks.isVisible()
    do(qtbot, window, "map_marks")
    assert marks.isVisible()


def test_the_navigator_comes_with_a_part_of_the_picture_and_goes_with_the_whole(shown, qtbot) -> None:
    pictures = shown.workspace.parts.pictures
    navigator = pictures.navigators[0]
    assert not navigator.isVisible()
    pictures._camera.set_scale(pictures.scale * 8)
    assert navigator.isVisible()
    assert not pictures.navigators[1].isVisible()
    qtbot.mouseClick(navigator, LEFT, pos=navigator.rect().bottomRight())
    assert pictures._camera.centre.x() > shown.session.document.image.width / 2
    pictures.comparison.set_mode("overlay")
    QApplication.processEvents()
    assert pictures.navigators[1].isVisible()
    pictures.fit()
    assert not pictures.navigators[1].isVisible()


def test_numbers_are_those_of_the_table_though_nobody_has_looked_at_it(shown, qtbot) -> None:
    numbers = shown.workspace.numbers
    do(qtbot, shown, "number_regions")
    qtbot.waitUntil(lambda: numbers._numbers.found is not None, timeout=LONG_MS)
    found, table = numbers._numbers.found, shown.workspace.regions.shown
    assert sorted(found.numbers.tolist()) == sorted(table["region"].tolist())
    assert np.array_equal(np.unique(found.ids[found.ids > 0]), np.sort(found.numbers))
    assert (np.diff([table["pixels"][table.row_of(n)] for n in found.numbers.tolist()]) <= 0).all()
    pictures = shown.workspace.parts.pictures
    pictures.set_blind(True)  # whoever says what is there is not told by the result
    assert numbers._numbers.is_blind
    assert not any(item.isVisible() for item in pictures._region_borders)
    pictures.set_blind(False)
    assert not numbers._numbers.is_blind
    do(qtbot, shown, "number_regions")
    assert numbers._numbers.found is None
