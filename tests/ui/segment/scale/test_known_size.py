"""A thing of known size, clicked on in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.inside_driving import click
from tests.ui.window_driving import complaint, do, find, settled, show
from tests.workers.pictures import three_colours
from ui.segment.scale.known_size_tool import KnownSizeOptions
from ui.widgets.number_fields import NumberField


@pytest.fixture
def options(window, qtbot):
    show(qtbot, window, three_colours())
    do(qtbot, window, "use_known_size")
    return find(window, KnownSizeOptions, "known_size_options")


def pixels_of_class(window, place: int) -> int:
    return int(window.session.outcome.measurement.areas.pixels[place])


def touch(qtbot, window, options) -> int:
    """Click on the first pixel; how many its region has."""
    click(qtbot, window, 0.5, 0.5)
    shown = find(options, QLabel, "known_size_pixels")
    qtbot.waitUntil(lambda: "px" in shown.text())
    return int(shown.text().split("px")[0].replace("\u202f", "").strip())


def test_an_area_gives_the_scale_in_one_step(window, qtbot, options) -> None:
    pixels = touch(qtbot, window, options)
    button = find(options, QPushButton, "known_size_set_scale")
    assert not button.isEnabled()
    field = find(options, NumberField, "known_size")
    qtbot.keyClicks(field, "4 cm2")
    steps = window.session.undo_stack.count()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: settled(window))
    calibration = window.session.document.calibration
    assert calibration.source == "area"
    assert calibration.width == pytest.approx((4 / pixels) ** 0.5)
    assert window.session.undo_stack.count() == steps + 1
    assert window.workspace.tools.current_id == "hand"
    do(qtbot, window, "undo")
    assert window.session.document.calibration.source == "none"


def test_a_diameter_is_a_length(window, qtbot, options) -> None:
    pixels = touch(qtbot, window, options)
    qtbot.keyClicks(find(options, NumberField, "known_size"), "25.75 mm")
    qtbot.keyClick(find(options, NumberField, "known_size"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: settled(window))
    calibration = window.session.document.calibration
    assert calibration.unit == "mm"
    assert calibration.width == pytest.approx(25.75 / (2 * (pixels / 3.141592653589793) ** 0.5))


def test_outside_of_what_is_measured_it_is_said(window, qtbot, options) -> None:
    window.workspace.tools.current.touched.emit(-5.5, -5.5)
    assert "Nothing is measured" in complaint(qtbot, window)


def test_escape_forgets_the_thing(window, qtbot, options) -> None:
    touch(qtbot, window, options)
    window.escape()
    assert "px" not in find(options, QLabel, "known_size_pixels").text()
