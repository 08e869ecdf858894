"""Regions in the window: found while somebody looks, linked with the pictures, filtered, exported."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.image.image import Image, Provenance
from core.scale.calibration import parse_pixel_size
from main import main
from tests.ui.inside_driving import choose_inside, drag, idle
from tests.ui.window_driving import LEFT, LONG_MS, complaint, do, find, notices, saved, settled, show
from ui.segment.regions.region_columns import COLUMNS
from ui.shell.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
NAMES = [column.name for column in COLUMNS]


def scene(seed: int = 0) -> Image:
    """Squares of 1, 2, … 12 pixels, and one at the edge, on a ground of another grey."""
    pixels = np.full((60, 120), 20, np.uint8)
    left = 2
    for side in range(1, 13):
        pixels[2 : 2 + side, left : left + side] = 200 + seed
        left += side + 2
    pixels[50:60, 0:20] = 200 + seed
    return Image(pixels[:, :, np.newaxis])


def look(qtbot: QtBot, window: MainWindow) -> None:
    window.services.actions.by_id["show_regions"].trigger()
    assert window.workspace.parts.regions.isVisible()
    wait(qtbot, window)


def wait(qtbot: QtBot, window: MainWindow) -> None:
    """Until regions and sizes are there."""
    qtbot.waitUntil(lambda: window.workspace.regions.shown is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: window.workspace.parts.regions.sizes.found is not None, timeout=LONG_MS)


def column(window: MainWindow, name: str) -> list[str]:
    model = window.workspace.parts.regions.table.model()
    return [model.index(row, NAMES.index(name)).data() for row in range(model.rowCount())]


def chosen(window: MainWindow) -> list[int]:
    table = window.workspace.regions.shown
    return table["region"][window.workspace.parts.regions.table.chosen()].tolist()


def click_picture(qtbot: QtBot, window: MainWindow, x: int, y: int, modifier: object = None) -> None:
    view = window.workspace.parts.pictures.segmentation
    point = view.mapFromScene(x + 0.5, y + 0.5)
    qtbot.mouseClick(view.viewport(), LEFT, modifier or Qt.KeyboardModifier.NoModifier, QPoint(point))


def count(window: MainWindow) -> str:
    return find(window, QLabel, "region_count").text()


def test_found_when_somebody_looks(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    assert window.workspace.regions.shown is None
    assert not window.workspace.regions.finding
    look(qtbot, window)
    assert count(window) == "14 regions"
    assert column(window, "class") == ["1"] + ["2"] * 13
    assert column(window, "pixels")[1:] == [*(str(side**2) for side in range(1, 13)), "200"]
    assert column(window, "touches_edge") == ["edge", *[""] * 12, "edge"]


def test_without_a_picture_it_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.parts.tabs.show_page(window.workspace.parts.regions)
    assert window.workspace.parts.regions.table._empty_text == "Open a picture to see its regions."
    assert not find(window, QPushButton, "region_export").isEnabled()
    assert not find(window, QComboBox, "region_class").isEnabled()


def test_a_click_in_the_picture_selects_the_row(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    click_picture(qtbot, window, 5, 52)
    assert chosen(window) == [14]
    view = window.workspace.parts.regions.table
    assert view.visualRect(view.model().index(13, 0)).intersects(view.viewport().rect())
    qtbot.waitUntil(lambda: not window.workspace.regions._overlay.is_empty, timeout=LONG_MS)
    click_picture(qtbot, window, 85, 10, CONTROL)
    assert chosen(window) == [12, 14]
    click_picture(qtbot, window, 5, 52, CONTROL)
    assert chosen(window) == [12]


def test_selected_rows_are_outlined_while_the_tab_is_seen(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    view = window.workspace.parts.regions.table
    view.selectRow(3)
    qtbot.waitUntil(lambda: not window.workspace.regions._overlay.is_empty, timeout=LONG_MS)
    box = window.workspace.regions._overlay._strokes.path.boundingRect()
    assert (box.width(), box.height()) == (3, 3)
    window.workspace.parts.tabs.show_page(window.workspace.parts.choosing)
    assert window.workspace.regions._overlay.is_empty
    look(qtbot, window)
    qtbot.waitUntil(lambda: not window.workspace.regions._overlay.is_empty, timeout=LONG_MS)
    view.clearSelection()
    qtbot.waitUntil(lambda: window.workspace.regions._overlay.is_empty)


def test_sorting_keeps_the_selection(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    view = window.workspace.parts.regions.table
    view.selectRow(5)
    before = chosen(window)
    view.horizontalHeader().setSortIndicator(NAMES.index("pixels"), Qt.SortOrder.DescendingOrder)
    pixels = [int(text.replace("\u202f", "")) for text in column(window, "pixels")]
    assert pixels == sorted(pixels, reverse=True)
    assert chosen(window) == before
    view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert column(window, "region") == [str(i) for i in range(1, 15)]


def test_filters_leave_regions_out(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    box = find(window, QComboBox, "region_class")
    assert box.isEnabled()
    box.setCurrentIndex(box.findText("2"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: count(window) == "13 of 14")
    edge = find(window, QComboBox, "region_edge")
    edge.setCurrentIndex(1)
    edge.activated.emit(1)
    qtbot.waitUntil(lambda: count(window) == "12 of 14")
    field = find(window, QLineEdit, "region_area_from")
    qtbot.keyClicks(field, "50")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count(window) == "5 of 14")
    assert column(window, "pixels") == ["64", "81", "100", "121", "144"]
    click_picture(qtbot, window, 5, 52)
    assert chosen(window) == []
    assert window.statusBar().currentMessage() == "Region 14 is left out by the filter."
    qtbot.waitUntil(lambda: window.workspace.parts.regions.sizes.found is not None)
    assert len(window.workspace.parts.regions.sizes.found.sizes) == 5
    qtbot.keyClicks(field, ",000.5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "50,000.5"
    assert "“50,000.5” is no number" in find(window, QLabel, "region_area_from_note").text()
    assert count(window) == "5 of 14"


def type_area(qtbot: QtBot, window: MainWindow, text: str) -> None:
    field = find(window, QLineEdit, "region_area_from")
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_filters_stay_with_their_picture(qtbot: QtBot, window: MainWindow) -> None:
    one = replace(scene(), provenance=Provenance("one.png", "1" * 64, "test"))
    other = replace(scene(), provenance=Provenance("other.png", "2" * 64, "test"))
    show(qtbot, window, one, k=2)
    look(qtbot, window)
    box = find(window, QComboBox, "region_class")
    box.setCurrentIndex(box.findText("2"))
    box.activated.emit(box.currentIndex())
    type_area(qtbot, window, "50")
    qtbot.waitUntil(lambda: count(window) == "6 of 14")
    show(qtbot, window, other, k=2)
    qtbot.waitUntil(lambda: count(window) == "14 regions")
    assert find(window, QLineEdit, "region_area_from").text() == ""
    assert box.currentText() == "All classes"
    assert window.workspace.exports.contents().regions.filter == ()
    show(qtbot, window, one, k=2)
    qtbot.waitUntil(lambda: count(window) == "6 of 14")
    assert find(window, QLineEdit, "region_area_from").text() == "50"
    assert box.currentText() == "2"


def test_an_area_typed_with_a_unit_and_one_whose_unit_changes(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    field = find(window, QLineEdit, "region_area_from")
    type_area(qtbot, window, "50 m2")
    assert "needs a scale" in find(window, QLabel, "region_area_from_note").text()
    assert count(window) == "14 regions"
    type_area(qtbot, window, "50")
    qtbot.waitUntil(lambda: count(window) == "7 of 14")
    window.session.set_pixel_size(parse_pixel_size("2m"))
    qtbot.waitUntil(lambda: field.text() == "200")
    qtbot.waitUntil(lambda: count(window) == "7 of 14")
    type_area(qtbot, window, "0,0002 km2")
    qtbot.waitUntil(lambda: window.workspace.parts.regions.filters.wanted().ranges[0].low == 200.0)


def test_what_a_filter_leaves_out_is_said_in_dialog_message_and_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    type_area(qtbot, window, "50")
    qtbot.waitUntil(lambda: count(window) == "7 of 14")
    sentence = "The filter of regions (area=50..) leaves 7 of 14 regions out."
    exports = window.workspace.exports
    exports.ask()
    assert find(window, QLabel, "export_note").text() == sentence
    exports._dialog.reject()
    with qtbot.waitSignal(exports.left_out):
        exports.write((("regions", tmp_path / "r.csv"),))
    assert sentence in notices(window)
    with (tmp_path / "r.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 7
    assert {(row["regions_found"], row["filter"]) for row in rows} == {("14", "area=50..")}


def test_corners_join_pixels_or_not(qtbot: QtBot, window: MainWindow) -> None:
    pixels = np.where(np.eye(8, dtype=bool), 200, 20).astype(np.uint8)
    show(qtbot, window, Image(pixels[:, :, np.newaxis]), k=2)
    look(qtbot, window)
    assert count(window) == "2 regions"
    box = find(window, QComboBox, "region_connectivity")
    box.setCurrentIndex(1)
    box.activated.emit(1)
    qtbot.waitUntil(lambda: count(window) == "10 regions", timeout=LONG_MS)
    assert window.workspace.regions.shown.connectivity == 4


def test_the_table_follows_names_classes_and_pictures(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    window.workspace.classes.rename("2", "bright")
    qtbot.waitUntil(lambda: column(window, "class")[1:] == ["bright"] * 13)
    assert find(window, QComboBox, "region_class").findText("bright") > 0
    window.workspace.classes.merge(("1", "bright"), "all")
    qtbot.waitUntil(lambda: count(window) == "1 region")
    show(qtbot, window, scene(seed=20), k=2)
    qtbot.waitUntil(lambda: count(window) == "14 regions")


def test_another_name_sorts_nothing_anew_and_leaves_the_selection(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    table = window.workspace.parts.regions.table
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    table.selectRow(3)
    chosen, resets = table.chosen().tolist(), []
    table.regions.modelReset.connect(lambda: resets.append(1))
    window.workspace.classes.rename("2", "bright")
    qtbot.waitUntil(lambda: "bright" in column(window, "class"))
    assert not resets
    assert table.chosen().tolist() == chosen


def test_the_distribution_is_that_of_the_table(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    panel = window.workspace.parts.regions.sizes
    assert len(panel.found.sizes) == 14
    assert panel.law.text().startswith("α = ")
    assert panel.axes.text() == "N / 10⁶ px²"
    panel.kind_box.setCurrentIndex(1)
    panel.kind_box.activated.emit(1)
    assert panel.axes.text() == "N(≥ d) / 10⁶ px²"
    x, y = panel.plot.steps.getData()
    assert 10 ** y[0] * panel.found.area == pytest.approx(14)
    assert x[0] == pytest.approx(np.log10(2 / np.sqrt(np.pi)))
    panel.measure_box.setCurrentIndex(2)
    panel.measure_box.activated.emit(2)
    qtbot.waitUntil(lambda: panel.found is not None and panel.found.measure == "feret_max")


def test_a_line_sums_up_the_column_that_the_table_is_sorted_by(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    view = window.workspace.parts.regions
    said = view.summary.text().replace("\u202f", " ").replace("\xa0", " ")
    assert said.startswith("Area: n 14 · mean ")
    view.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert view.summary.text().startswith("Pixels: n 14 · mean ")
    assert "total" in view.summary.text()
    view.table.sortByColumn(9, Qt.SortOrder.DescendingOrder)
    assert view.summary.text().startswith("Diameter: n 14")
    assert "total" not in view.summary.text()
    view.sizes.kind_box.setCurrentIndex(2)
    view.sizes.kind_box.activated.emit(2)
    assert view.sizes.axes.text() == "N"
    assert view.sizes.plot.bars.opts["y1"].sum() == 14


def test_too_few_regions_have_no_law(qtbot: QtBot, window: MainWindow) -> None:
    pixels = np.full((10, 10, 1), 20, np.uint8)
    pixels[2:4, 2:4] = 200
    show(qtbot, window, Image(pixels), k=2)
    look(qtbot, window)
    assert "needs 10 regions" in window.workspace.parts.regions.sizes.law.text()


def test_copied_as_a_spreadsheet_takes_it(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    window.workspace.parts.regions.table.selectRow(2)
    qtbot.keyClick(window.workspace.parts.regions.table, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: clipboard.text() != "")
    rows = list(csv.DictReader(io.StringIO(clipboard.text()), delimiter="\t"))
    assert [(row["region"], row["class"], row["pixels"]) for row in rows] == [("3", "2", "4")]
    assert window.statusBar().currentMessage() == "1 region copied."


def test_the_files_are_those_of_the_command_line(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = scene()
    path = saved(tmp_path / "squares.png", Image(np.repeat(image.pixels, 3, axis=2)))
    assert main(["segment", str(path), "-o", str(tmp_path / "out"), "-k", "2", "--regions"]) == 0
    window.services.files.open_paths([path])
    window.workspace.clustering.take_k(2)
    qtbot.waitUntil(
        lambda: window.session.outcome is not None and window.session.outcome.segmentation.k == 2,
        timeout=LONG_MS,
    )
    look(qtbot, window)
    asked: list[str] = []

    def answer(_parent: object, _title: str, suggestion: str, _filters: str) -> tuple[str, str]:
        asked.append(Path(suggestion).name)
        return str(tmp_path / Path(suggestion).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    window.workspace.region_export.save_table()
    qtbot.waitUntil(lambda: len(notices(window)) == 1)
    window.workspace.region_export.save_sizes()
    qtbot.waitUntil(lambda: len(notices(window)) == 2)
    assert asked == ["squares_regions.csv", "squares_sizes.csv"]
    for name in asked:
        assert (tmp_path / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_where_nothing_can_be_written_it_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    there = tmp_path / "missing" / "table.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(there), ""))
    window.workspace.region_export.save_table()
    assert "there is no such folder" in complaint(qtbot, window)


def test_cancelled_and_begun_anew(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    window.workspace.parts.tabs.show_page(window.workspace.parts.regions)
    assert window.workspace.regions.finding
    window.workspace.regions.stop_or_find()
    assert not window.workspace.regions.finding
    assert window.workspace.parts.regions.table._empty_text == "Cancelled."
    button = find(window, QPushButton, "region_find")
    assert (button.isVisible(), button.text()) == (True, "Find regions")
    qtbot.mouseClick(button, LEFT)
    wait(qtbot, window)
    assert count(window) == "14 regions"


def test_everything_selected_is_shaded_around(qtbot: QtBot, window: MainWindow) -> None:
    draws = np.random.default_rng(1)
    pixels = np.where(draws.random((160, 200, 1)) < 0.4, 200, 20).astype(np.uint8)
    show(qtbot, window, Image(pixels), k=2)
    look(qtbot, window)
    view = window.workspace.parts.regions.table
    view.selectAll()
    qtbot.waitUntil(lambda: not window.workspace.regions._overlay.is_empty, timeout=LONG_MS)
    assert window.workspace.regions._overlay._strokes.path.isEmpty()
    assert len(view.chosen()) == view.model().rowCount() > 500


def test_a_double_click_zooms_in(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    before = window.workspace.parts.pictures.scale
    window.workspace.parts.regions.table.selectRow(4)
    window.workspace.parts.regions.zoom_requested.emit()
    assert window.workspace.parts.pictures.scale > before


@pytest.mark.parametrize("use", ["cluster", "measure"])
def test_regions_inside_a_region_of_interest(qtbot: QtBot, window: MainWindow, use: str) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    do(qtbot, window, "use_rectangle")
    drag(qtbot, window, (1, 1), (30, 30), (60, 40))
    choose_inside(window, use)
    idle(qtbot, window)
    wait(qtbot, window)
    # Squares of 1 … 8 pixels lie inside, that of 9 in part, and the ground around them.
    assert column(window, "pixels")[1:-1] == [str(side**2) for side in range(1, 9)]
    assert window.workspace.regions.of_result() is window.workspace.regions.shown


def test_regions_of_more_clusters_than_there_are_now_keep_their_colours(
    shown: MainWindow, qtbot: QtBot
) -> None:
    """The tab is hidden, so they are still those of four clusters; the result has two."""
    do(qtbot, shown, "show_regions")
    qtbot.waitUntil(lambda: shown.workspace.regions.shown is not None, timeout=LONG_MS)
    shown.workspace.parts.tabs.show_page(shown.workspace.parts.choosing)
    shown.workspace.clustering.take_parameters(replace(shown.session.document.parameters, k=2), True)
    qtbot.waitUntil(lambda: settled(shown) and shown.session.outcome.segmentation.k == 2, timeout=LONG_MS)
    shown.session.set_overlay(not shown.session.overlay)
    shown.workspace.regions._take_found(shown.workspace.regions._found)
    do(qtbot, shown, "show_regions")
    qtbot.waitUntil(lambda: not shown.workspace.regions.finding, timeout=LONG_MS)
    assert len(shown.workspace.regions.shown.class_names) == 2


def test_skeletons_are_columns_where_they_are_asked_for(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, scene(), k=2)
    look(qtbot, window)
    header = window.workspace.parts.regions.table.horizontalHeader()
    assert header.isSectionHidden(NAMES.index("mean_width"))
    box = find(window, QCheckBox, "region_skeleton")
    box.click()
    qtbot.waitUntil(lambda: window.workspace.regions.shown is not None, timeout=LONG_MS)
    wait(qtbot, window)
    assert not header.isSectionHidden(NAMES.index("mean_width"))
    # The square of 12 pixels, and the bar at the edge: 10 of 20 × 10.
    assert column(window, "max_width")[12] == "11.60"
    assert window.workspace.regions.of_result().has_skeletons
    # Another picture begins without, this one comes back with them.
    box.click()
    qtbot.waitUntil(lambda: window.workspace.regions.shown is not None, timeout=LONG_MS)
    wait(qtbot, window)
    assert header.isSectionHidden(NAMES.index("mean_width"))
    assert not window.workspace.regions.shown.has_skeletons
