"""The tab “Inside”: what is listed, chosen, read and written there, and what follows from it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel

from core.classes.ratios import parse_ratio
from core.roi.shapes import Rectangle
from core.scenes.made import USUAL
from core.scenes.polygon_scenes import lake
from tests.ui.inside_driving import (
    ALT,
    SHIFT,
    at,
    choose_inside,
    drag,
    idle,
    mask,
    names,
    stripes,
    texts,
    tree,
)
from tests.ui.window_driving import complaint, do, find, notices, show
from tests.workers.pictures import GREENLAND, three_colours
from ui.widgets.number_text import error_text


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
    qtbot.waitUntil(lambda: window.workspace.roi.selected == "Place 1")
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
    qtbot.waitUntil(lambda: [region.name for region in shown.workspace.roi.shown()] == ["lake"])
    assert names(shown) == ["lake", "Place 2"]


def test_hiding_is_undone_and_done_again(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (2, 2), (62, 20))
    tree(shown).topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: shown.workspace.roi.shown() == ())
    assert shown.session.undo_stack.undoText() == "Hide region of interest"
    do(qtbot, shown, "undo")
    assert tree(shown).topLevelItem(0).checkState(0) == Qt.CheckState.Checked
    assert [region.name for region in shown.workspace.roi.shown()] == ["Place 1"]
    do(qtbot, shown, "redo")
    assert tree(shown).topLevelItem(0).checkState(0) == Qt.CheckState.Unchecked
    assert shown.session.outcome.areas.pixels.sum() == 60 * 18


def test_errors_and_ratios_of_the_selected_one(window, qtbot) -> None:
    show(qtbot, window, lake(7, (200, 150), conditions=USUAL).image, 2)
    window.session.rename_class("1", "dark")
    window.session.set_ratios((parse_ratio("share of dark=dark/(dark+2)"),), "Add ratio")
    window.workspace.roi.add(Rectangle(20, 30, 120, 110), "new")
    idle(qtbot, window)
    window.workspace.roi.set_inside("whole")
    idle(qtbot, window)
    qtbot.waitUntil(lambda: tree(window).topLevelItem(0).child(0).text(4) != "", timeout=20_000)
    assert not tree(window).isColumnHidden(4)
    item = tree(window).topLevelItem(0)
    (inside,) = window.session.uncertainty.inside
    assert [item.child(row).text(4) for row in range(2)] == [error_text(each.error) for each in inside.errors]
    assert "± of border and starts" in item.child(0).toolTip(4)
    ratio = texts(item.child(2))
    assert (ratio[0], ratio[1]) == ("share of dark", "")
    assert ratio[2].endswith("%")
    assert ratio[4].startswith("±")


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
    shown.workspace.why.set_visible(True)
    shown.workspace.why.look_at(3, 3)
    assert "outside the regions of interest" in " ".join(
        label.text() for label in shown.workspace.parts.why.findChildren(QLabel)
    )


def test_import_and_export(shown, qtbot, tmp_path: Path, monkeypatch) -> None:
    square = [[10, 10], [60, 10], [60, 30], [10, 30], [10, 10]]
    source, target = tmp_path / "in.geojson", tmp_path / "out.zip"
    source.write_text(json.dumps({"type": "Polygon", "coordinates": [square]}))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(source)], ""))
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
    shown.workspace.roi.read([target])
    idle(qtbot, shown)
    assert names(shown) == ["in", "in 2"]
    assert np.array_equal(mask(shown, 0), mask(shown, 1))


def test_outside_the_picture_is_refused(shown, qtbot) -> None:
    shown.resize(1366, 768)
    do(qtbot, shown, "use_freehand")
    view = shown.workspace.parts.pictures.original
    height = at(view, 0, 48).y()
    assert view.viewport().height() > height + 20
    drag(qtbot, shown, (10, 49), (50, 49.5), (30, 51), (12, 50.5))
    assert "lies outside the picture" in complaint(qtbot, shown)
    assert names(shown) == []


def test_the_result_says_that_it_is_of_the_inside_only(shown, qtbot) -> None:
    assert "inside" not in shown.workspace.state.result_detail
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (10, 2), (62, 40))
    assert shown.workspace.state.result_detail.endswith(" · inside only")
    choose_inside(shown, "whole")
    idle(qtbot, shown)
    assert "inside" not in shown.workspace.state.result_detail


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
    shown.workspace.roi.read([path])
    idle(qtbot, shown)
    assert tree(shown).topLevelItemCount() == len(squares)
    QApplication.processEvents()
    view = shown.workspace.parts.pictures.original
    image = view.viewport().grab().toImage()
    place = at(view, 21, 20)
    # The line is smoothed: on which row of the screen it is whole depends on the size of the view.
    near = [QColor(image.pixel(place.x(), place.y() + step)) for step in (-1, 0, 1)]
    assert max(min(line.red(), line.green(), line.blue()) for line in near) > 150


def test_the_window_and_the_command_line_give_the_same(shown, qtbot, tmp_path: Path) -> None:
    from PIL import Image as PillowImage

    from core.io.reader import read
    from core.roi_files.formats import write_regions
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
    from core.document.document import Document
    from core.document.document_parts import all_parts, has_work, with_all_parts

    do(qtbot, shown, "use_freehand")
    drag(qtbot, shown, (3, 3), (60, 4), (58, 44), (7, 30))
    shown.workspace.roi.set_inside("measure")
    idle(qtbot, shown)
    shown.workspace.roi.set_hidden("Place 1", True)
    document = shown.session.document
    assert has_work(document)
    values = json.loads(json.dumps(all_parts(document)))
    found = with_all_parts(Document(document.image, document.parameters), values)
    assert found.regions_of_interest == document.regions_of_interest
    assert found.inside == "measure"
    assert found.regions_of_interest[0].hidden


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
    view = shown.workspace.parts.pictures.original
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    idle(qtbot, shown)
    assert shown.session.document.regions_of_interest[0].parts[0].shape == Rectangle(5, 14, 55, 30)


def test_the_cursor_shows_what_can_be_taken_hold_of(shown, qtbot) -> None:
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (4, 4), (54, 30))
    view = shown.workspace.parts.pictures.original
    for x, y, wanted in ((4, 4, Qt.CursorShape.SizeAllCursor), (15, 12, Qt.CursorShape.CrossCursor)):
        qtbot.mouseMove(view.viewport(), at(view, x, y))
        assert view.viewport().cursor().shape() == wanted


def test_a_small_one_beside_a_large_one_has_as_many_digits(window, qtbot) -> None:
    show(qtbot, window, stripes(GREENLAND), k=4)
    do(qtbot, window, "use_rectangle")
    drag(qtbot, window, (0, 0), (64, 46))
    drag(qtbot, window, (2, 2), (3, 4))
    large, small = (texts(tree(window).topLevelItem(i))[3] for i in (0, 1))
    assert sum(letter.isdigit() for letter in small) >= 4, (large, small)
