"""The scale in the window: its sources in the dialog, a line drawn, which areas lead, other pictures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import QLocale, QPointF, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton

from core.image.image import PixelScale, PrintResolution
from core.scale.calibration import parse_pixel_size
from tests.ui.window_driving import LEFT, complaint, do, enabled, find, notices, settled, show
from tests.workers.pictures import GREENLAND, noisy, three_colours
from ui.canvas.line_geometry import Line, hit_end, straightened
from ui.canvas.tool import Pointer
from ui.segment.scale.calibration_dialog import CalibrationDialog

CELLS = PixelScale("ome", "µm", 0.5, 0.25)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def source(window) -> str:
    return window.session.document.calibration.source


def measured_by(qtbot, window, wanted: str) -> None:
    qtbot.waitUntil(lambda: window.session.outcome.areas.calibration.source == wanted)


def take(qtbot, window, name: str) -> None:
    """The source of this name, chosen in the dialog."""
    do(qtbot, window, "set_scale")
    dialog = find(window, CalibrationDialog, "calibration_dialog")
    find(dialog, QRadioButton, f"scale_{name}").click()
    find(dialog, QPushButton, "scale_accept").click()
    qtbot.waitUntil(lambda: window.findChild(CalibrationDialog, "calibration_dialog") is None)


def drag(window, *places: tuple[float, float], modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    """What the view tells the tool in use."""
    tool = window.workspace.tools.current
    first, *others = (Pointer(x, y, 20.0, modifiers) for x, y in places)
    tool.press(first)
    for place in others:
        tool.move(place)
    tool.release(([first, *others])[-1])


def test_metadata_are_the_scale_and_named(qtbot, window):
    show(qtbot, window, replace(three_colours(), scale=CELLS))
    assert source(window) == "ome"
    assert "from the OME metadata" in find(window, QLabel, "scale_source").text()
    assert window.session.outcome.areas.calibration.area_unit == "µm²"


def test_the_printed_resolution_only_on_request_and_undone(qtbot, window):
    show(qtbot, window, replace(three_colours(), printed=PrintResolution(254.0, 254.0)))
    assert source(window) == "none"
    take(qtbot, window, "dpi")
    measured_by(qtbot, window, "dpi")
    assert "printed resolution of 254 dpi" in find(window, QLabel, "scale_source").text()
    do(qtbot, window, "undo")
    measured_by(qtbot, window, "none")


def test_the_dialog_warns_of_a_resolution_that_programs_make_up(qtbot, window):
    show(qtbot, window, replace(three_colours(), printed=PrintResolution(72.0, 72.0)))
    do(qtbot, window, "set_scale")
    dialog = find(window, CalibrationDialog, "calibration_dialog")
    assert "hardly ever right" in find(dialog, QRadioButton, "scale_dpi").accessibleDescription()
    dialog.reject()


def test_all_sources_of_a_picture_can_be_taken(qtbot, window):
    image = replace(three_colours(georeference=GREENLAND), scale=CELLS, printed=PrintResolution(300, 300))
    show(qtbot, window, image)
    assert source(window) == "georeference"
    for name in ("ome", "dpi", "none", "georeference"):
        take(qtbot, window, name)
        measured_by(qtbot, window, name)
    assert window.session.document.pixel_size is None


def test_a_line_drawn_over_a_known_length(qtbot, window):
    show(qtbot, window, three_colours())
    do(qtbot, window, "set_scale")
    dialog = find(window, CalibrationDialog, "calibration_dialog")
    find(dialog, QPushButton, "scale_draw_line").click()
    assert window.workspace.tools.current_id == "line"
    assert window.services.actions.by_id["use_line"].isChecked()
    drag(window, (1, 1), (3, 3), (7, 1.3), modifiers=SHIFT)
    assert find(window, QLabel, "line_pixels").text() == "6.0\u00a0px"
    edit = find(window, QLineEdit, "line_length")
    qtbot.keyClicks(edit, "12")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    measured_by(qtbot, window, "line")
    calibration = window.session.document.calibration
    assert (calibration.width, calibration.height, calibration.unit) == (2.0, 2.0, "m")
    assert "from a line of 6 px = 12 m" in find(window, QLabel, "scale_source").text()
    assert window.workspace.tools.current_id == "hand"
    do(qtbot, window, "undo")
    measured_by(qtbot, window, "none")


def test_the_mouse_draws_it(qtbot, window):
    show(qtbot, window, three_colours())
    do(qtbot, window, "use_line")
    view = window.workspace.parts.pictures.original
    start, end = (view.mapFromScene(QPointF(x, 3.0)) for x in (2.0, 10.0))
    qtbot.mousePress(view.viewport(), LEFT, pos=start)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=end)
    assert window.workspace.scale.line_tool.line.pixels == pytest.approx(8.0, abs=0.2)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert window.workspace.scale.line_tool.line is None


def test_a_line_keeps_the_form_of_the_pixels(qtbot, window):
    show(qtbot, window, replace(three_colours(), scale=CELLS))
    do(qtbot, window, "use_line")
    drag(window, (1, 0), (1, 4))
    window.workspace.scale.line_tool.settings.asked.emit(10.0, "mm")
    calibration = window.session.document.calibration
    assert (calibration.width, calibration.height) == (5.0, 2.5)
    assert any("in place of" in sentence for sentence in notices(window))
    qtbot.waitUntil(lambda: settled(window))


def test_an_end_can_be_moved_a_click_is_no_line_and_ends_stay_inside(qtbot, window):
    show(qtbot, window, three_colours())
    do(qtbot, window, "use_line")
    drag(window, (1, 1), (5, 1))
    drag(window, (5.1, 1.1), (8, 2))
    assert window.workspace.scale.line_tool.line == Line(1, 1, 8, 2)
    drag(window, (3, 5))
    assert window.workspace.scale.line_tool.line == Line(1, 1, 8, 2)
    drag(window, (1, 1), (-50, 400))
    assert window.workspace.scale.line_tool.line == Line(0, 6, 8, 2)
    qtbot.keyClicks(find(window, QLineEdit, "line_length"), "8")
    show(qtbot, window, three_colours(name="other.png"))
    assert window.workspace.scale.line_tool.line is None
    assert find(window, QLineEdit, "line_length").text() == ""


@pytest.fixture(params=["de_DE", "en_US"])
def language(request):
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def test_a_length_with_a_lone_mark_and_its_own_unit(qtbot, language, window):
    show(qtbot, window, three_colours())
    do(qtbot, window, "use_line")
    drag(window, (1, 1), (5, 1))
    edit = find(window, QLineEdit, "line_length")
    qtbot.keyClicks(edit, "1.234,5 km")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert "leave out marks between thousands" in find(window, QLabel, "line_length_note").text()
    assert source(window) == "none"
    edit.selectAll()
    qtbot.keyClicks(edit, "0.500 km" if language == "de_DE" else "0,500 km")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    measured_by(qtbot, window, "line")
    calibration = window.session.document.calibration
    assert (calibration.width, calibration.unit) == (0.125, "km")


def test_enter_presses_the_button_that_has_the_focus(qtbot, window):
    show(qtbot, window, three_colours())
    do(qtbot, window, "use_line")
    drag(window, (1, 1), (5, 1))
    qtbot.keyClicks(find(window, QLineEdit, "line_length"), "8")
    button = find(window, QPushButton, "line_set_scale")
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    measured_by(qtbot, window, "line")


def test_a_length_that_is_none_sets_nothing(qtbot, window):
    show(qtbot, window, three_colours())
    do(qtbot, window, "use_line")
    button = find(window, QPushButton, "line_set_scale")
    edit = find(window, QLineEdit, "line_length")
    drag(window, (1, 1), (5, 1))
    for text, enabled_then in (("", False), ("0", False), ("-3", False), ("long", False), ("2", True)):
        edit.setText(text)
        assert button.isEnabled() == enabled_then
    window.workspace.scale.line_tool.settings.asked.emit(1e-300, "nm")
    assert "beyond what can be calculated" in complaint(qtbot, window)
    assert source(window) == "none"


def test_the_geometry_of_a_line():
    assert straightened(x=9, y=3, from_x=1, from_y=2) == (9, 2)
    assert straightened(x=2, y=9, from_x=1, from_y=2) == (1, 9)
    line = Line(0, 0, 10, 0)
    assert hit_end(line=line, x=9.5, y=0.5, reach=1) == "second"
    assert hit_end(line=line, x=0, y=0.5, reach=1) == "first"
    assert hit_end(line=line, x=5, y=0, reach=1) is None


def test_planar_areas_lead_on_request_and_undone(qtbot, window):
    show(qtbot, window, three_colours(georeference=GREENLAND))
    assert enabled(window, "lead_true", "lead_planar") == [True, True]
    true = window.session.outcome.areas
    do(qtbot, window, "lead_planar")
    qtbot.waitUntil(lambda: window.session.outcome.areas.calibration.method == "planar")
    areas = window.session.outcome.areas
    np.testing.assert_array_equal(areas.area, true.planar_area)
    np.testing.assert_array_equal(areas.true_area, true.area)
    assert "planar area" in find(window, QLabel, "scale_source").text()
    do(qtbot, window, "undo")
    qtbot.waitUntil(lambda: window.session.outcome.areas.calibration.method == "geodesic")
    assert window.services.actions.by_id["lead_true"].isChecked()


def test_without_two_kinds_of_areas_none_can_lead(qtbot, window):
    show(qtbot, window, three_colours())
    assert enabled(window, "lead_true", "lead_planar") == [False, False]


def test_a_scale_is_copied_to_other_pictures_only_on_request(qtbot, window, tmp_path: Path):
    paths = [tmp_path / f"{name}.png" for name in "abc"]
    for path in paths:
        PillowImage.fromarray(noisy(height=6, width=12).pixels).save(path)
    window.services.files.open_paths(paths)
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome is not None)
    assert enabled(window, "copy_scale") == [False]
    do(qtbot, window, "use_line")
    drag(window, (1, 1), (5, 1))
    window.workspace.scale.line_tool.settings.asked.emit(10.0, "m")
    qtbot.waitUntil(lambda: settled(window))
    window.workspace.parts.files.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: window.session.document.image.provenance.path == str(paths[1]))
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome is not None)
    assert source(window) == "none"
    window.workspace.parts.files.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: window.session.document.image.provenance.path == str(paths[0]))
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome is not None)
    assert source(window) == "line"
    do(qtbot, window, "copy_scale")
    assert any("other pictures" in sentence for sentence in notices(window))
    for row in (1, 2):
        window.workspace.parts.files.list.setCurrentRow(row)
        qtbot.waitUntil(lambda row=row: window.session.document.image.provenance.path == str(paths[row]))
        qtbot.waitUntil(lambda: settled(window) and window.session.outcome is not None)
        calibration = window.session.document.calibration
        assert (calibration.source, calibration.width, calibration.unit) == ("typed", 2.5, "m")
        do(qtbot, window, "undo")  # in each of them it is a step of its own
        qtbot.waitUntil(lambda: settled(window) and source(window) == "none")
        assert not window.session.can_undo
        do(qtbot, window, "redo")
        qtbot.waitUntil(lambda: settled(window) and source(window) == "typed")


def test_copying_the_scale_can_be_taken_back_for_all(qtbot, window, tmp_path: Path):
    paths = [tmp_path / f"{name}.png" for name in "ab"]
    for path in paths:
        PillowImage.fromarray(noisy(height=6, width=12).pixels).save(path)
    window.services.files.open_paths(paths)
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome is not None)
    window.session.set_pixel_size(parse_pixel_size("2m"))
    do(qtbot, window, "copy_scale")
    assert window.session.undo_stack.undoText() == "Copy scale to the other pictures"
    do(qtbot, window, "undo")
    assert any("keep the scale that they had" in sentence for sentence in notices(window))
    assert source(window) == "typed"  # what was typed here stays
    window.workspace.parts.files.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: window.session.document.image.provenance.path == str(paths[1]))
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome is not None)
    assert source(window) == "none"
    assert not window.session.can_undo


def test_a_copied_scale_is_forgotten_with_the_list(qtbot, window, tmp_path: Path):
    paths = [tmp_path / f"{name}.png" for name in "ab"]
    for path in paths:
        PillowImage.fromarray(noisy(height=6, width=12).pixels).save(path)
    window.services.files.open_paths(paths)
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome is not None)
    window.session.set_pixel_size(parse_pixel_size("2m"))
    do(qtbot, window, "copy_scale")
    window.services.files.open_paths([paths[1]])
    qtbot.waitUntil(lambda: window.session.document.image.provenance.path == str(paths[1]))
    qtbot.waitUntil(lambda: settled(window))
    assert source(window) == "none"
