"""Labels from elsewhere in the window: dropped or chosen, compared, renamed, measured, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton, QToolButton

from core.document.document_file import content_of, document_of, read_document, write_document
from core.document.document_parts import has_work
from core.measure.difference_map import COLOURS
from core.scale.calibrate import calibrate
from tests.ui.window_driving import LONG_MS, complaint, do, enabled, find, names, notices, settled

HEIGHT, WIDTH = 20, 30


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """30 × 20 pixels: dark to column 14, light from there."""
    pixels = np.full((HEIGHT, WIDTH, 3), 40, np.uint8)
    pixels[:, 15:] = 200
    PillowImage.fromarray(pixels).save(tmp_path / "picture.png")
    return tmp_path / "picture.png"


@pytest.fixture
def opened(window, qtbot, picture) -> object:
    window.services.files.open_paths([picture])
    there = lambda: window.session.outcome is not None and settled(window)  # noqa: E731
    qtbot.waitUntil(there, timeout=LONG_MS)
    return window


def labelme(tmp_path: Path, name: str = "labels.json", **boxes: list[list[float]]) -> Path:
    shapes = [{"label": label, "shape_type": "rectangle", "points": box} for label, box in boxes.items()]
    path = tmp_path / name
    path.write_text(json.dumps({"shapes": shapes, "imageWidth": WIDTH, "imageHeight": HEIGHT}), "utf-8")
    return path


def raster(tmp_path: Path) -> Path:
    """0 to column 9, 1 to 19, then 7."""
    values = np.zeros((HEIGHT, WIDTH), np.uint8)
    values[:, 10:], values[:, 20:] = 1, 7
    PillowImage.fromarray(values).save(tmp_path / "classes.png")
    return tmp_path / "classes.png"


def choose(monkeypatch, *paths: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path) for path in paths], ""))


def compare(qtbot, window) -> None:
    window.services.actions["compare_labels"].trigger()
    wait_for_comparison(qtbot, window)


def wait_for_comparison(qtbot, window) -> None:
    controller = window.workspace.comparing
    qtbot.waitUntil(
        lambda: not window.workspace.labels.busy and controller.found is not None and is_shown(window),
        timeout=LONG_MS,
    )


def is_shown(window) -> bool:
    """Whether what the table says is of the labels in the document, under their present names."""
    found, document = window.workspace.comparing.found, window.session.document
    return found is not None and found.comparison.there == document.compared.classes


def rows(window) -> list[tuple[str, ...]]:
    table = window.workspace.parts.compare.table
    items = [table.topLevelItem(i) for i in range(table.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(4)) for item in items]


def test_the_map_is_compared_and_undo_takes_it_back(opened, qtbot, tmp_path, monkeypatch) -> None:
    choose(monkeypatch, labelme(tmp_path, ice=[[18, 0], [30, 20]]))
    compare(qtbot, opened)
    assert rows(opened) == [("2", "ice", "by overlap", "0.800"), ("1", "background", "of no class", "0.833")]
    summary = find(opened, QLabel, "comparison_summary")
    assert summary.text() == "90.00\u00a0% agree, κ\u00a00.800 · labels.json"
    note = find(opened, QLabel, "comparison_note")
    assert "so that most pixels agree: class 2 – ice" in note.toolTip()
    assert find(opened, QCheckBox, "comparison_differences").isChecked()
    assert has_work(opened.session.document)
    do(qtbot, opened, "undo")
    assert opened.session.document.compared is None
    assert opened.workspace.comparing.found is None
    assert rows(opened) == []
    assert "Compare the map with labels" in find(opened, QLabel, "comparison_message").text()


def test_differences_lie_over_the_segmentation(opened, qtbot, tmp_path, monkeypatch) -> None:
    choose(monkeypatch, labelme(tmp_path, ice=[[18, 0], [30, 20]], sea=[[0, 0], [3, 20]]))
    compare(qtbot, opened)
    qtbot.waitUntil(lambda: bool(opened.workspace.comparing.found.levels))
    (level,) = opened.workspace.comparing.found.levels
    only_here = level[0, 16]
    assert tuple(np.rint(only_here[:3][::-1] / 0.85).astype(int)) == pytest.approx(COLOURS[2], abs=1)
    assert level[0, 0, 3] == level[0, 29, 3] == 0
    table = opened.workspace.parts.compare.table
    table.setCurrentItem(table.topLevelItem(1))
    qtbot.waitUntil(lambda: opened.workspace.comparing.found.levels[0][0, 10, 3] == 0)
    find(opened, QCheckBox, "comparison_differences").click()
    qtbot.waitUntil(lambda: opened.workspace.comparing.found.levels == ())


def test_a_class_of_the_labels_is_renamed_and_zero_becomes_one(opened, qtbot, tmp_path, monkeypatch) -> None:
    choose(monkeypatch, raster(tmp_path))
    compare(qtbot, opened)
    assert rows(opened)[-1][:3] == ("–", "0", "not known")
    controller = opened.workspace.comparing
    assert controller.found.comparison.unknown == 200
    table = opened.workspace.parts.compare.table
    zero = table.topLevelItem(table.topLevelItemCount() - 1)
    table.itemDoubleClicked.emit(zero, 1)
    zero.setText(1, "sea")
    qtbot.waitUntil(lambda: "sea" in opened.session.document.compared.names, timeout=LONG_MS)
    qtbot.waitUntil(lambda: is_shown(opened), timeout=LONG_MS)
    assert controller.found.comparison.unknown == 0
    assert [row[1] for row in rows(opened)] == ["sea", "7", "1"]
    assert opened.session.undo_stack.undoText() == "Rename class of labels"
    opened.workspace.labels.rename("nobody", "x")
    qtbot.waitUntil(lambda: not opened.workspace.labels.busy, timeout=LONG_MS)
    assert "has no class “nobody”" in complaint(qtbot, opened)


def test_what_changes_the_map_changes_the_comparison(opened, qtbot, tmp_path, monkeypatch) -> None:
    choose(monkeypatch, labelme(tmp_path, ice=[[18, 0], [30, 20]]))
    compare(qtbot, opened)
    opened.session.edit_classes(
        "Rename",
        lambda classes: tuple(
            each if each.name != "2" else type(each)("ice", each.clusters) for each in classes
        ),
    )
    qtbot.waitUntil(lambda: rows(opened)[0][:3] == ("ice", "ice", "by name"))
    find(opened, QPushButton, "comparison_copy").click()
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0].startswith("here\tthere\tmatch\tiou")
    assert "ice\tice\tname\t0.8\t" in text
    find(opened, QToolButton, "comparison_stop").click()
    assert opened.session.document.compared is None


def test_labels_that_are_dropped_are_asked_about(opened, qtbot, tmp_path) -> None:
    path = labelme(tmp_path, ice=[[18, 0], [30, 20]])
    opened.workspace.open_paths([path])
    question = "labels.json holds labels: compare the map with them, or measure them?"
    qtbot.waitUntil(lambda: question in notices(opened), timeout=LONG_MS)
    buttons = [find(opened, QToolButton, f"notice_answer_{i}") for i in (1, 2)]
    assert [button.text() for button in buttons] == ["Compare", "Measure"]
    buttons[0].click()
    wait_for_comparison(qtbot, opened)
    opened.workspace.open_paths([path])
    qtbot.waitUntil(lambda: question in notices(opened), timeout=LONG_MS)
    buttons[1].click()
    # The clusters that are shown until then are not called ice.
    assert names(opened) == ["1", "2"]
    qtbot.waitUntil(lambda: names(opened) == ["ice", "background"], timeout=LONG_MS)
    assert opened.workspace.state.result_detail == "classes of labels.json"
    assert enabled(opened, "cluster_again", "run", "show_doubt") == [True, False, False]
    assert "The classes are those of labels.json: nothing was clustered." in notices(opened)
    wait_for_comparison(qtbot, opened)
    qtbot.waitUntil(lambda: opened.workspace.comparing.found.comparison.agreement == 1)
    do(qtbot, opened, "cluster_again")
    qtbot.waitUntil(lambda: names(opened) == ["1", "2"], timeout=LONG_MS)
    assert enabled(opened, "cluster_again", "run") == [False, True]


def test_outlines_that_are_dropped_become_regions_of_interest(opened, qtbot, tmp_path) -> None:
    ring = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
    feature = {
        "type": "Feature",
        "properties": {"name": "bay"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path = tmp_path / "bay.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    opened.workspace.open_paths([path])
    question = "bay.geojson holds outlines: are they regions of interest?"
    qtbot.waitUntil(lambda: question in notices(opened), timeout=LONG_MS)
    find(opened, QToolButton, "notice_answer_1").click()
    qtbot.waitUntil(lambda: len(opened.session.document.regions_of_interest) == 1, timeout=LONG_MS)


def test_other_files_that_are_dropped_take_their_usual_road(opened, qtbot, tmp_path) -> None:
    path = tmp_path / "other.json"
    path.write_text("{}", "utf-8")
    opened.workspace.open_paths([path])
    qtbot.waitUntil(lambda: not opened.workspace.labels.busy, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not opened.services.files.opening.reading, timeout=LONG_MS)
    assert "other.json" in complaint(qtbot, opened)
    assert opened.session.document is not None


@pytest.mark.parametrize("action", ["compare_labels", "measure_labels"])
def test_bad_labels_change_nothing(opened, qtbot, tmp_path, monkeypatch, action) -> None:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps({"shapes": [], "imageWidth": 3, "imageHeight": 3}), "utf-8")
    choose(monkeypatch, path)
    before = opened.session.document
    opened.services.actions[action].trigger()
    qtbot.waitUntil(lambda: not opened.workspace.labels.busy, timeout=LONG_MS)
    assert "it is about a picture of 3 × 3 pixels" in complaint(qtbot, opened)
    assert opened.session.document is before


def test_a_document_file_keeps_the_labels_themselves(opened, qtbot, tmp_path, monkeypatch) -> None:
    labels = labelme(tmp_path, ice=[[18, 0], [30, 20]])
    choose(monkeypatch, labels)
    compare(qtbot, opened)
    opened.services.actions["measure_labels"].trigger()
    qtbot.waitUntil(lambda: names(opened) == ["ice", "background"], timeout=LONG_MS)
    document = opened.session.document
    write_document(tmp_path / "a.floe", content_of(document))
    labels.unlink()
    again = document_of(read_document(tmp_path / "a.floe"), document.image, calibrate(document.image))
    for name in ("elsewhere", "compared"):
        np.testing.assert_array_equal(getattr(again, name).ids, getattr(document, name).ids)
        assert getattr(again, name).names == ("ice",)
    assert again.parameters == document.parameters
    assert again.classes_for(2) == document.classes_for(2)


def test_several_masks_at_once(opened, qtbot, tmp_path, monkeypatch) -> None:
    paths = []
    for name, columns in (("ice", slice(15, 30)), ("sea", slice(0, 15))):
        values = np.zeros((HEIGHT, WIDTH), np.uint8)
        values[:, columns] = 255
        PillowImage.fromarray(values).save(tmp_path / f"picture_{name}.png")
        paths.append(tmp_path / f"picture_{name}.png")
    choose(monkeypatch, *paths)
    compare(qtbot, opened)
    assert [row[:2] for row in rows(opened)] == [("1", "sea"), ("2", "ice")]
    assert opened.workspace.comparing.found.comparison.agreement == 1
