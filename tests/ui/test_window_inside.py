"""Regions of interest in the window: drawn with the mouse on the pictures, listed, changed, undone."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QToolButton, QTreeWidget

from core.image import Georeference, Image, Provenance
from core.regions_of_interest import region_mask
from core.shapes import Ellipse, Polygon, Rectangle
from tests.ui.window_driving import LEFT, LONG_MS, complaint, do, find, notices, settled, show
from tests.workers.pictures import GREENLAND, three_colours

NONE = Qt.KeyboardModifier.NoModifier
SHIFT, ALT, CTRL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
COLOURS = np.array([[10, 20, 30], [90, 120, 100], [200, 210, 220], [250, 250, 250]], np.uint8)


def stripes(georeference: Georeference | None = None) -> Image:
    """64 × 48 pixels of four colours, in stripes of 16 columns."""
    pixels = COLOURS[np.indices((48, 64))[1] // 16]
    return Image(pixels, georeference=georeference, provenance=Provenance("stripes.png", "22" * 32, "PNG"))


@pytest.fixture
def shown(window, qtbot):
    """A main window with the stripes in four clusters."""
    show(qtbot, window, stripes(), k=4)
    return window


def idle(qtbot, window) -> None:
    def measured() -> bool:
        document, outcome = window.session.document, window.session.outcome
        waiting = window.roi.busy or window.roi.pending is not None or not settled(window)
        return not waiting and outcome.measurement.measured_by == document.measured_by

    qtbot.waitUntil(measured, timeout=LONG_MS)


def at(view, x: float, y: float) -> QPoint:
    return view.mapFromScene(QPointF(x, y))


def drag(qtbot, window, *points: tuple[float, float], keys=NONE, view=None) -> None:
    """Press, move and release on the original."""
    view = view or window.parts.pictures.original
    places = [at(view, *point) for point in points]
    qtbot.mousePress(view.viewport(), LEFT, keys, places[0])
    for place in places[1:]:
        qtbot.mouseMove(view.viewport(), place)
    qtbot.mouseRelease(view.viewport(), LEFT, keys, places[-1])
    idle(qtbot, window)


def click(qtbot, window, x: float, y: float, keys=NONE) -> None:
    view = window.parts.pictures.original
    qtbot.mouseClick(view.viewport(), LEFT, keys, at(view, x, y))
    idle(qtbot, window)


def names(window) -> list[str]:
    return [region.name for region in window.session.document.regions_of_interest]


def mask(window, number: int = 0) -> np.ndarray:
    return region_mask(window.session.document.regions_of_interest[number], 48, 64)


def choose_inside(window, value: str) -> None:
    combo = find(window, QComboBox, "inside_use")
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_a_rectangle_is_whole_pixels_and_clustered_inside(shown, qtbot) -> None:
    qtbot.keyClick(shown.parts.pictures.original, Qt.Key.Key_R)
    assert shown.tools.current_id == "rectangle"
    before = shown.session.undo_stack.count()
    drag(qtbot, shown, (4.2, 3.9), (20, 20), (60.3, 30.2))
    assert shown.session.document.regions_of_interest[0].parts[0].shape == Rectangle(4, 4, 60, 30)
    assert shown.session.undo_stack.count() == before + 1
    labels = shown.session.outcome.measurement.labels
    assert np.array_equal(labels > 0, mask(shown))
    assert shown.parts.docks["dock_inside"].isVisible()


def test_with_more_clusters_than_colours_inside_it_is_said(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    view = shown.parts.pictures.original
    qtbot.mousePress(view.viewport(), LEFT, NONE, at(view, 2, 2))
    qtbot.mouseMove(view.viewport(), at(view, 14, 14))
    qtbot.mouseRelease(view.viewport(), LEFT, NONE, at(view, 14, 14))
    qtbot.waitUntil(lambda: any("distinct" in text for text in notices(shown)))
    do(qtbot, shown, "undo")
    idle(qtbot, shown)
    assert names(shown) == []


def test_shapes_are_drawn_in_either_view(shown, qtbot) -> None:
    pictures = shown.parts.pictures
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
    view = shown.parts.pictures.original
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
    view = shown.parts.pictures.original
    qtbot.mouseClick(view.viewport(), LEFT, NONE, at(view, 5, 5))
    qtbot.mouseMove(view.viewport(), at(view, 30, 5))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert shown.tools.current_id == "polygon"
    assert shown.tools.current.drawing is None
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
    row = shown.parts.tool_options
    find(row, QToolButton, "mode_subtract").click()
    drag(qtbot, shown, (30, 10), (40, 20))
    assert [part.adds for part in shown.session.document.regions_of_interest[0].parts] == [True, False]


def test_cutting_from_nothing_is_explained(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (2, 2), (50, 20), keys=ALT)
    assert "Select the region of interest" in complaint(qtbot, shown)


def test_the_wand_takes_a_stripe(shown, qtbot) -> None:
    do(qtbot, shown, "use_wand")
    shown.roi.set_inside("measure")
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
    view = shown.parts.pictures.original
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
    view = shown.parts.pictures.original
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
    assert shown.roi.selected == "Place 2"
    do(qtbot, shown, "use_select")
    drag(qtbot, shown, (10, 10), (10, 12))
    assert shown.roi.selected == "Place 1"
    assert mask(shown)[:, 30].nonzero()[0][[0, -1]].tolist() == [4, 21]
    qtbot.keyClick(shown.parts.pictures.original, Qt.Key.Key_Delete)
    idle(qtbot, shown)
    assert names(shown) == ["Place 2"]
    do(qtbot, shown, "undo")
    assert names(shown) == ["Place 1", "Place 2"]


def tree(window) -> QTreeWidget:
    return find(window, QTreeWidget, "inside_tree")


def texts(item) -> list[str]:
    return [item.text(column) for column in range(4)]


def test_the_list_says_what_each_holds(window, qtbot) -> None:
    show(qtbot, window, stripes(GREENLAND), k=4)
    do(qtbot, window, "use_rectangle")
    drag(qtbot, window, (2, 2), (62, 20))
    drag(qtbot, window, (8, 30), (56, 40))
    item = tree(window).topLevelItem(1)
    assert texts(item)[:2] == ["Place 2", "480"]
    assert texts(item)[3].endswith("km²")
    classes = [texts(item.child(row))[:3] for row in range(item.childCount())]
    assert classes == [
        ["1", "80", "16.67\xa0%"],
        ["2", "160", "33.33\xa0%"],
        ["3", "160", "33.33\xa0%"],
        ["4", "80", "16.67\xa0%"],
    ]
    assert tree(window).topLevelItem(0).childCount() == 0
    tree(window).setCurrentItem(tree(window).topLevelItem(0))
    qtbot.waitUntil(lambda: window.roi.selected == "Place 1")
    assert tree(window).topLevelItem(0).childCount() == 4


def test_rename_and_hide_in_the_list(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (2, 2), (62, 20))
    drag(qtbot, shown, (2, 25), (62, 45))
    tree(shown).topLevelItem(0).setText(0, "lake")
    qtbot.waitUntil(lambda: names(shown) == ["lake", "Place 2"])
    idle(qtbot, shown)
    tree(shown).topLevelItem(1).setText(0, "lake")
    assert "already" in complaint(qtbot, shown)
    assert tree(shown).topLevelItem(1).text(0) == "Place 2"
    tree(shown).topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: [region.name for region in shown.roi.shown()] == ["lake"])
    assert names(shown) == ["lake", "Place 2"]


def test_what_is_done_inside_is_chosen_and_undone(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    whole = shown.session.outcome.segmentation
    drag(qtbot, shown, (10, 2), (62, 40))
    choose_inside(shown, "measure")
    idle(qtbot, shown)
    outcome = shown.session.outcome
    assert np.array_equal(outcome.segmentation.labels, whole.labels)
    assert np.array_equal(outcome.measurement.labels, np.where(mask(shown), whole.labels, 0))
    assert outcome.areas.pixels.sum() == 52 * 38
    choose_inside(shown, "whole")
    idle(qtbot, shown)
    assert shown.session.outcome.areas.pixels.sum() == 64 * 48
    do(qtbot, shown, "undo")
    idle(qtbot, shown)
    assert find(shown, QComboBox, "inside_use").currentData() == "measure"


def test_why_here_knows_the_outside(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (10, 2), (62, 40))
    shown.why.set_visible(True)
    shown.why.look_at(3, 3)
    assert "outside the regions of interest" in " ".join(
        label.text() for label in shown.parts.why.findChildren(QLabel)
    )


def test_import_and_export(shown, qtbot, tmp_path: Path, monkeypatch) -> None:
    square = [[10, 10], [60, 10], [60, 30], [10, 30], [10, 10]]
    source, target = tmp_path / "in.geojson", tmp_path / "out.zip"
    source.write_text(json.dumps({"type": "Polygon", "coordinates": [square]}))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(source), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "ImageJ (*.zip)"))
    do(qtbot, shown, "import_regions_of_interest")
    idle(qtbot, shown)
    assert names(shown) == ["in"]
    assert mask(shown).sum() == 50 * 20
    do(qtbot, shown, "export_regions_of_interest")
    qtbot.waitUntil(lambda: any("Exported" in text for text in notices(shown)))
    source.write_text("nonsense")
    do(qtbot, shown, "import_regions_of_interest")
    assert "it is no JSON" in complaint(qtbot, shown)
    assert names(shown) == ["in"]
    shown.roi.read(target)
    idle(qtbot, shown)
    assert names(shown) == ["in", "in 2"]
    assert np.array_equal(mask(shown, 0), mask(shown, 1))


def test_outside_the_picture_is_refused(shown, qtbot) -> None:
    do(qtbot, shown, "use_freehand")
    view = shown.parts.pictures.original
    height = at(view, 0, 48).y()
    assert view.viewport().height() > height + 20
    drag(qtbot, shown, (10, 49), (50, 49.5), (30, 51), (12, 50.5))
    assert "lies outside the picture" in complaint(qtbot, shown)
    assert names(shown) == []


def test_the_result_says_that_it_is_of_the_inside_only(shown, qtbot) -> None:
    assert "inside" not in shown._state.result_detail
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (10, 2), (62, 40))
    assert shown._state.result_detail.endswith(" · inside only")
    choose_inside(shown, "whole")
    idle(qtbot, shown)
    assert "inside" not in shown._state.result_detail


def test_a_file_of_many_is_drawn_and_listed(shown, qtbot, tmp_path: Path) -> None:
    squares = [
        {
            "type": "Feature",
            "properties": {"name": f"cell {number}"},
            "geometry": {"type": "Polygon", "coordinates": [[[x, y], [x + 2, y], [x + 2, y + 2], [x, y]]]},
        }
        for number, (x, y) in enumerate((x, y) for x in range(0, 60, 4) for y in range(0, 44, 4))
    ]
    path = tmp_path / "cells.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": squares}))
    shown.roi.read(path)
    idle(qtbot, shown)
    assert tree(shown).topLevelItemCount() == len(squares)
    QApplication.processEvents()
    view = shown.parts.pictures.original
    image = view.viewport().grab().toImage()
    line = QColor(image.pixel(at(view, 21, 20)))
    assert min(line.red(), line.green(), line.blue()) > 150


def test_the_window_and_the_command_line_give_the_same(shown, qtbot, tmp_path: Path) -> None:
    from PIL import Image as PillowImage

    from core.io import read
    from core.roi_files import write_regions
    from main import main

    PillowImage.fromarray(stripes().pixels).save(tmp_path / "stripes.png")
    show(qtbot, shown, read(tmp_path / "stripes.png"), k=4)
    do(qtbot, shown, "use_ellipse")
    drag(qtbot, shown, (3, 3), (60, 44))
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (20, 20), (30, 30), keys=ALT)
    document, outcome = shown.session.document, shown.session.outcome
    write_regions(tmp_path / "roi.zip", document.regions_of_interest, document.image)
    roi = tmp_path / "mask.png"
    PillowImage.fromarray(mask(shown).astype(np.uint8)).save(roi)
    assert (
        main(["segment", str(tmp_path / "stripes.png"), "-o", str(tmp_path / "out"), "--roi", str(roi)]) == 0
    )
    labels = np.asarray(PillowImage.open(tmp_path / "out" / "stripes_labels.png"))
    assert np.array_equal(labels, outcome.measurement.labels)


def test_a_document_file_keeps_them(shown, qtbot) -> None:
    from core.document import Document
    from core.document_parts import all_parts, has_work, with_all_parts

    do(qtbot, shown, "use_freehand")
    drag(qtbot, shown, (3, 3), (60, 4), (58, 44), (7, 30))
    shown.roi.set_inside("measure")
    idle(qtbot, shown)
    document = shown.session.document
    assert has_work(document)
    values = json.loads(json.dumps(all_parts(document)))
    found = with_all_parts(Document(document.image, document.parameters), values)
    assert found.regions_of_interest == document.regions_of_interest
    assert found.inside == "measure"


def test_another_picture_has_none(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (3, 3), (60, 40))
    show(qtbot, shown, three_colours())
    assert names(shown) == []
    assert tree(shown).topLevelItemCount() == 0


def test_arrow_keys_move_the_selected_one(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (4, 4), (54, 20))
    do(qtbot, shown, "use_select")
    view = shown.parts.pictures.original
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    idle(qtbot, shown)
    assert shown.session.document.regions_of_interest[0].parts[0].shape == Rectangle(5, 14, 55, 30)


def test_the_cursor_shows_what_can_be_taken_hold_of(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (4, 4), (54, 30))
    view = shown.parts.pictures.original
    for x, y, wanted in ((4, 4, Qt.CursorShape.SizeAllCursor), (15, 12, Qt.CursorShape.CrossCursor)):
        qtbot.mouseMove(view.viewport(), at(view, x, y))
        assert view.viewport().cursor().shape() == wanted
