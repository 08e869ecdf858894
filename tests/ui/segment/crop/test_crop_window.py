"""Cropping in the window: drawn, typed, undone, removed, saved, and never of the next picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QPushButton

from core.document.document_file import content_of, document_of, read_document, write_document
from core.document.document_parts import has_work
from core.document.recipe import read_recipe, write_recipe
from core.image.crop import Crop
from core.image.image import Image, Provenance
from core.io.finish import data_share
from core.pipeline.levels import read_level
from core.recovery.states import StateReader, StateWriter
from core.scale.calibration import UNCALIBRATED
from tests.core.pipeline.test_levels import written
from tests.reading import HERE
from tests.ui.inside_driving import NONE, at, stripes
from tests.ui.window_driving import LEFT, LONG_MS, do, find, notices, settled, show
from ui.canvas.options_row import ToolOptionsRow
from ui.canvas.pixel_report import pixel_report
from ui.widgets.number_boxes import WholeNumberBox

RETURN = Qt.Key.Key_Return


def crop(window) -> Crop | None:
    return window.session.document.crop


def drawn(window) -> Crop:
    return window.workspace.tools.current.crop


def drag(qtbot, window, begin: tuple[float, float], end: tuple[float, float]) -> None:
    view = window.workspace.parts.pictures.original
    qtbot.mousePress(view.viewport(), LEFT, NONE, at(view, *begin))
    qtbot.mouseMove(view.viewport(), at(view, *end))
    qtbot.mouseRelease(view.viewport(), LEFT, NONE, at(view, *end))


def enter(qtbot, window) -> None:
    qtbot.keyClick(window.workspace.parts.pictures.original.viewport(), RETURN)
    wait(qtbot, window)


def wait(qtbot, window) -> None:
    def done() -> bool:
        document, outcome = window.session.document, window.session.outcome
        return settled(window) and outcome and outcome.clustered_parts == document.clustered_parts

    qtbot.waitUntil(done, timeout=LONG_MS)


def type_number(qtbot, window, name: str, text: str, *, end: Qt.Key = Qt.Key.Key_Tab) -> None:
    box = find(window, WholeNumberBox, name)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, end)


def numbers(window) -> list[int]:
    names = ("crop_x", "crop_y", "crop_width", "crop_height")
    return [find(window, WholeNumberBox, name).value() for name in names]


def counted(window) -> int:
    return int(window.session.outcome.areas.pixels.sum())


@pytest.fixture
def tool(shown, qtbot):
    """A window with a picture of 64 × 48 pixels, the tool in the hand."""
    do(qtbot, shown, "use_crop")
    return shown


def test_an_edge_is_dragged_and_enter_crops_in_one_step(tool, qtbot) -> None:
    drag(qtbot, tool, (32, 48), (32, 40))
    assert drawn(tool) == Crop(0, 0, 64, 40)
    assert crop(tool) is None
    enter(qtbot, tool)
    assert crop(tool) == Crop(0, 0, 64, 40)
    assert tool.workspace.tools.current_id == "hand"
    assert counted(tool) == 64 * 40
    labels = tool.session.outcome.measurement.labels
    assert labels[:40].all()
    assert not labels[40:].any()
    assert tool.session.undo_stack.count() == 1
    do(qtbot, tool, "undo")
    wait(qtbot, tool)
    assert (crop(tool), counted(tool)) == (None, 64 * 48)
    do(qtbot, tool, "redo")
    wait(qtbot, tool)
    assert (crop(tool), counted(tool)) == (Crop(0, 0, 64, 40), 64 * 40)


def test_a_rectangle_is_drawn_then_moved(tool, qtbot) -> None:
    drag(qtbot, tool, (10, 8), (40, 30))
    assert drawn(tool) == Crop(10, 8, 30, 22)
    drag(qtbot, tool, (20, 20), (25, 24))
    assert drawn(tool) == Crop(15, 12, 30, 22)
    assert numbers(tool) == [15, 12, 30, 22]


def test_numbers_are_typed(tool, qtbot) -> None:
    type_number(qtbot, tool, "crop_x", "4")
    assert numbers(tool) == [4, 0, 60, 48]
    type_number(qtbot, tool, "crop_width", "50")
    type_number(qtbot, tool, "crop_height", "30", end=RETURN)
    wait(qtbot, tool)
    assert crop(tool) == Crop(4, 0, 50, 30)
    assert tool.session.undo_stack.count() == 1


def test_a_number_that_does_not_fit_is_said_and_does_not_crop(tool, qtbot) -> None:
    type_number(qtbot, tool, "crop_x", "16")
    type_number(qtbot, tool, "crop_width", "49", end=RETURN)
    assert crop(tool) is None
    assert tool.workspace.tools.current_id == "crop"
    assert drawn(tool) == Crop(16, 0, 48, 48)


def test_the_button_crops(tool, qtbot) -> None:
    button = find(tool, QPushButton, "crop_now")
    assert not button.isEnabled()
    drag(qtbot, tool, (10, 8), (60, 30))
    assert button.isEnabled()
    qtbot.mouseClick(button, LEFT)
    wait(qtbot, tool)
    assert crop(tool) == Crop(10, 8, 50, 22)


def test_escape_gives_up_what_is_drawn_then_the_tool(tool, qtbot) -> None:
    drag(qtbot, tool, (10, 8), (40, 30))
    tool.escape()
    assert drawn(tool) == Crop(0, 0, 64, 48)
    assert tool.workspace.tools.current_id == "crop"
    tool.escape()
    assert tool.workspace.tools.current_id == "hand"
    assert crop(tool) is None
    assert tool.session.undo_stack.count() == 0


def test_escape_in_a_drag_gives_up_the_drag_alone(tool, qtbot) -> None:
    drag(qtbot, tool, (10, 8), (40, 30))
    view = tool.workspace.parts.pictures.original
    qtbot.mousePress(view.viewport(), LEFT, NONE, at(view, 20, 20))
    qtbot.mouseMove(view.viewport(), at(view, 30, 30))
    tool.escape()
    assert drawn(tool) == Crop(10, 8, 30, 22)
    qtbot.mouseRelease(view.viewport(), LEFT, NONE, at(view, 30, 30))
    assert drawn(tool) == Crop(10, 8, 30, 22)


def test_what_is_drawn_and_not_asked_for_goes_with_the_tool(tool, qtbot) -> None:
    drag(qtbot, tool, (10, 8), (40, 30))
    do(qtbot, tool, "use_line")
    do(qtbot, tool, "use_crop")
    assert drawn(tool) == Crop(0, 0, 64, 48)


def test_it_is_removed_by_button_or_menu(tool, qtbot) -> None:
    remove = find(tool, QPushButton, "crop_remove")
    action = tool.services.actions.by_id["remove_crop"]
    assert remove.isHidden()
    assert not action.isEnabled()
    for by_button in (True, False):
        drag(qtbot, tool, (32, 48), (32, 40))
        enter(qtbot, tool)
        assert action.isEnabled()
        do(qtbot, tool, "use_crop")
        assert not remove.isHidden()
        if by_button:
            qtbot.mouseClick(remove, LEFT)
        else:
            action.trigger()
        wait(qtbot, tool)
        assert (crop(tool), counted(tool)) == (None, 64 * 48)
        assert drawn(tool) == Crop(0, 0, 64, 48)


def test_to_crop_to_the_whole_picture_is_no_step(tool, qtbot) -> None:
    enter(qtbot, tool)
    assert crop(tool) is None
    assert tool.session.undo_stack.count() == 0
    assert tool.workspace.tools.current_id == "hand"


def test_taking_the_tool_and_cropping_move_nothing(shown, qtbot) -> None:
    view, row = shown.workspace.parts.pictures.original, find(shown, ToolOptionsRow, "tool_options")

    def places() -> tuple[object, ...]:
        corners = view.mapFromScene(QPointF(0, 0)), view.mapFromScene(QPointF(64, 48))
        return (*corners, view.geometry(), row.size())

    before = places()
    do(qtbot, shown, "use_crop")
    assert places() == before
    drag(qtbot, shown, (32, 48), (32, 40))
    enter(qtbot, shown)
    assert places() == before
    do(qtbot, shown, "use_crop")
    assert places() == before


def shades(window) -> tuple[int, int]:
    """How light the picture is shown at a light pixel inside the crop, and at one below it."""
    view = window.workspace.parts.pictures.original
    picture = view.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    found = []
    for row in (30, 46):
        place = at(view, 60.5, row + 0.5)
        found.append(picture.pixelColor(int(place.x() * ratio), int(place.y() * ratio)).lightness())
    return found[0], found[1]


def test_what_is_cropped_away_is_shaded_with_any_tool(tool, qtbot) -> None:
    inside, below = shades(tool)
    assert inside == below > 200
    drag(qtbot, tool, (32, 48), (32, 40))
    assert shades(tool)[1] < 150
    enter(qtbot, tool)
    inside, below = shades(tool)
    assert inside > 200
    assert 60 < below < 150
    do(qtbot, tool, "use_line")
    assert shades(tool)[1] < 150
    do(qtbot, tool, "undo")
    wait(qtbot, tool)
    assert shades(tool)[1] > 200


def test_a_line_over_what_is_cropped_away_is_as_bright_as_ever(tool, qtbot) -> None:
    drag(qtbot, tool, (32, 48), (32, 40))
    enter(qtbot, tool)
    do(qtbot, tool, "use_line")
    view, brightest = tool.workspace.parts.pictures.original, []
    for row in (20, 44):
        drag(qtbot, tool, (2, row), (60, row))
        picture = view.viewport().grab().toImage()
        place = at(view, 10, row)
        across = [picture.pixelColor(place.x(), place.y() + y) for y in range(-4, 5)]
        brightest.append(max(colour.red() for colour in across))
    assert min(brightest) > 190


def test_no_data_is_said_of_the_crop(shown, qtbot) -> None:
    pixels = np.roll(stripes().pixels, 5, axis=1)
    valid = np.ones(pixels.shape[:2], np.bool_)
    valid[:10] = False
    said = data_share(pixels.shape[0] * 64, 640)
    show(qtbot, shown, Image(pixels, valid, warnings=said), k=4)
    assert shown.workspace.state.warnings[0].startswith("No data: 640 of ")
    cropped_window(qtbot, shown, Crop(0, 8, 64, 20))
    assert shown.workspace.state.warnings[0].startswith("No data: 128 of ")
    cropped_window(qtbot, shown, Crop(0, 10, 64, 20))
    assert not any("No data" in each for each in shown.workspace.state.warnings)


def cropped_window(qtbot, window, wanted: Crop = Crop(0, 0, 64, 40)):  # noqa: B008 - frozen
    window.session.put("Crop", window.session.document.with_crop(wanted))
    wait(qtbot, window)
    return window


def test_the_next_picture_is_whole_and_the_crop_is_there_when_one_comes_back(shown, qtbot) -> None:
    cropped_window(qtbot, shown)
    other = np.roll(stripes().pixels, 3, axis=1)
    show(qtbot, shown, Image(other, provenance=Provenance("other.png", "33" * 32, "PNG")))
    assert (crop(shown), counted(shown)) == (None, 64 * 48)
    do(qtbot, shown, "use_crop")
    assert drawn(shown) == Crop(0, 0, 64, 48)
    assert find(shown, QPushButton, "crop_remove").isHidden()
    show(qtbot, shown, stripes(), k=4)
    wait(qtbot, shown)
    assert (crop(shown), counted(shown)) == (Crop(0, 0, 64, 40), 64 * 40)


def test_it_is_saved_and_opened_again(shown, qtbot, tmp_path: Path) -> None:
    document = cropped_window(qtbot, shown).session.document
    assert has_work(document)
    write_document(tmp_path / "a.floe", content_of(document))
    again = document_of(read_document(tmp_path / "a.floe"), document.image, UNCALIBRATED)
    assert again.crop == Crop(0, 0, 64, 40)
    smaller = Image(document.image.pixels[:30])
    assert document_of(read_document(tmp_path / "a.floe"), smaller, UNCALIBRATED).crop is None


def test_it_is_kept_for_after_a_crash_with_its_step(shown, qtbot) -> None:
    cropped_window(qtbot, shown)
    history = shown.session.unsaved().history
    kept: dict[str, bytes] = {}
    writer = StateWriter()

    def put(content: bytes) -> str:
        kept[str(len(kept))] = content
        return str(len(kept) - 1)

    states = [writer.write(each, put) for each in history.states]
    reader = StateReader(kept.__getitem__, shown.session.document.image, UNCALIBRATED)
    assert [reader.read(state).crop for state in states] == [None, Crop(0, 0, 64, 40)]


def test_a_recipe_crops_where_it_fits_and_else_it_is_said(shown, qtbot, tmp_path: Path) -> None:
    path = tmp_path / "r.recipe.json"
    write_recipe(path, replace(shown.session.document, crop=Crop(0, 0, 64, 40)))
    shown.services.saving.files.recipe_read.emit(path, read_recipe(path))
    wait(qtbot, shown)
    assert crop(shown) == Crop(0, 0, 64, 40)
    write_recipe(path, replace(shown.session.document, crop=Crop(0, 0, 65, 40)))
    shown.services.saving.files.recipe_read.emit(path, read_recipe(path))
    wait(qtbot, shown)
    assert crop(shown) == Crop(0, 0, 64, 40)
    assert any("does not fit into this picture of 64 × 48 pixels" in each for each in notices(shown))


def test_it_is_said_of_the_picture_of_its_pixels_and_of_exports(shown, qtbot) -> None:
    cropped_window(qtbot, shown)
    assert "64 × 40 of 64 × 48" in shown.workspace.state.picture_detail
    document, outcome = shown.session.document, shown.session.outcome
    labels = outcome.measurement.labels
    assert "cropped away" in pixel_report(document, labels, outcome, 3, 40)
    assert "cropped away" not in pixel_report(document, labels, outcome, 3, 39)
    assert shown.workspace.exports.contents().left_out.startswith("Cropped to 64 × 40 pixels from (0, 0)")
    why = shown.workspace.why
    why.set_visible(True)
    why.hold(3, 44)
    assert "outside the crop" in why._why_none(document, (3, 44))[1]


def test_the_regions_in_the_tab_know_the_crop(shown, qtbot) -> None:
    cropped_window(qtbot, shown)
    do(qtbot, shown, "show_regions")
    qtbot.waitUntil(lambda: shown.workspace.regions.of_result() is not None, timeout=LONG_MS)
    assert shown.workspace.regions.of_result().crop == Crop(0, 0, 64, 40)


def test_a_crop_without_data_is_said(shown, qtbot) -> None:
    pixels = stripes().pixels
    valid = np.ones(pixels.shape[:2], np.bool_)
    valid[:10] = False
    show(qtbot, shown, Image(pixels, valid), k=4)
    shown.session.put("Crop", shown.session.document.with_crop(Crop(0, 0, 64, 10)))
    qtbot.waitUntil(lambda: settled(shown))
    assert any("No pixel with data lies in the crop" in each for each in notices(shown))


def test_of_a_level_the_numbers_are_those_of_the_whole_picture(window, qtbot, tmp_path: Path) -> None:
    level = read_level(written(tmp_path / "a.tif"), HERE, most=7_000)
    step = level.level.step
    show(qtbot, window, level)
    do(qtbot, window, "use_crop")
    assert drawn(window) == Crop(0, 0, 301, 203)
    drag(qtbot, window, (10, 20), (50, 40))
    found = drawn(window)
    edges = found.x, found.y, found.right, found.bottom
    assert edges == pytest.approx([10 * step, 20 * step, 50 * step, 40 * step], abs=step)
    enter(qtbot, window)
    inside = found.mask(0, 0, 203, 301)[::step, ::step]
    np.testing.assert_array_equal(window.session.outcome.measurement.labels > 0, inside)
