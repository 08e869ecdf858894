"""Label images in the window: asked for, opened, measured, and read as a picture again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtWidgets import QComboBox, QFileDialog, QToolButton

from tests.ui.window_driving import LONG_MS, complaint, do, enabled, find, names, notices, saved, settled
from tests.workers.pictures import noisy
from ui.segment.clustering.clustering_panel import ClusteringPanel

CASE = Path(__file__).resolve().parents[1] / "cases" / "19_label_images" / "k4_labels12_touching.tif"


def open_(qtbot, window, path: Path) -> None:
    window.services.files.open_paths([path])
    wait_for(qtbot, window, path, labels=False)


def wait_for(qtbot, window, path: Path, *, labels: bool) -> None:
    def there() -> bool:
        document = window.session.document
        if document is None or Path(document.image.provenance.path).name != path.name or not settled(window):
            return False
        return document.image.reading.labels is labels and window.session.outcome is not None

    qtbot.waitUntil(there, timeout=LONG_MS)


@pytest.fixture
def labels(window, qtbot, monkeypatch) -> object:
    """A main window with the case, opened by the menu."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(CASE)], ""))
    window.services.actions["open_as_labels"].trigger()
    wait_for(qtbot, window, CASE, labels=True)
    return window


def test_what_looks_like_labels_is_asked_for_once(window, qtbot) -> None:
    open_(qtbot, window, CASE)
    question = "Its 12 values above 0 lie in flat pieces: is each of them an object?"
    assert notices(window)[0] == question
    shown = [find(window, QToolButton, f"notice_answer_{i}") for i in (1, 2)]
    assert [(button.text(), button.isVisible()) for button in shown] == [("Labels", True), ("Picture", True)]
    shown[1].click()
    assert question not in notices(window)
    assert not any(button.isVisible() for button in shown)
    assert window.session.document.parameters.k == 4
    assert not window.session.undo_stack.canUndo()


def test_who_has_not_answered_is_asked_again_in_another_language(window, qtbot) -> None:
    open_(qtbot, window, CASE)
    documents, question = window.services.documents, "Its 12 values above 0 lie in flat pieces"
    handed = documents.hand_on()
    documents.close_picture()
    assert not any(question in text for text in notices(window))
    documents.take_over(handed)
    assert question in notices(window)[0]
    find(window, QToolButton, "notice_answer_2").click()
    handed = documents.hand_on()
    documents.close_picture()
    documents.take_over(handed)
    assert not any(question in text for text in notices(window))


def test_the_answer_reads_it_as_labels_and_undo_takes_that_back(window, qtbot) -> None:
    open_(qtbot, window, CASE)
    find(window, QToolButton, "notice_answer_1").click()
    wait_for(qtbot, window, CASE, labels=True)
    assert names(window) == ["objects"]
    do(qtbot, window, "undo")
    wait_for(qtbot, window, CASE, labels=False)
    assert names(window) == ["1", "2", "3", "4"]


def test_a_palette_is_asked_about_and_read_by_its_numbers(window, qtbot, tmp_path) -> None:
    with PillowImage.fromarray(
        np.kron([[0, 1, 5], [9, 5, 1]], np.ones((8, 8))).astype(np.uint8), "P"
    ) as made:
        made.putpalette([level for i in range(256) for level in (255 - i, i, (i * 37) % 256)])
        made.save(tmp_path / "a.png")
    open_(qtbot, window, tmp_path / "a.png")
    assert "Its 4 colours lie in flat pieces: is each of them an object?" in notices(window)
    find(window, QToolButton, "notice_answer_1").click()
    wait_for(qtbot, window, tmp_path / "a.png", labels=True)
    assert "its 3 values above 0" in " ".join(notices(window))


def test_a_photograph_is_not_asked_about(window, qtbot, tmp_path) -> None:
    open_(qtbot, window, saved(tmp_path / "noisy.png", noisy(0)))
    assert not any("flat pieces" in text for text in notices(window))
    assert not find(window, QComboBox, "labels").isVisible()


def test_opened_as_labels_each_value_is_a_region(labels, qtbot) -> None:
    session = labels.session
    assert not session.undo_stack.canUndo()
    assert session.outcome.segmentation.iterations == 0
    assert not any("flat pieces" in text for text in notices(labels))
    labels.services.actions["show_regions"].trigger()
    regions = labels.workspace.regions
    qtbot.waitUntil(lambda: regions.shown is not None and not regions.finding, timeout=LONG_MS)
    assert regions.shown["value"].tolist() == list(range(1, 13))
    assert set(regions.shown["pixels"].tolist()) == {1155}
    header = labels.workspace.parts.regions.table.horizontalHeader()
    assert not header.isSectionHidden(2)
    labels.workspace.classes.rename("objects", "cells")
    qtbot.waitUntil(lambda: regions.shown.class_names == ("cells",))


def test_what_is_of_clusters_is_greyed(labels) -> None:
    assert not any(
        enabled(labels, "run", "step", "more_clusters", "new_seed", "best_minimum", "choose_k", "show_doubt")
    )
    panel = find(labels, ClusteringPanel, "clustering_panel")
    assert not panel.controls.k.isEnabled()
    assert panel.reading_row.labels.isEnabled()
    assert not labels.workspace.parts.cleanup.add_button.isEnabled()


def test_the_row_of_the_reading_leads_back(labels, qtbot) -> None:
    box = find(labels, QComboBox, "labels")
    assert box.currentText() == "Labels"
    box.setCurrentIndex(0)
    box.activated.emit(0)
    wait_for(qtbot, labels, CASE, labels=False)
    assert labels.session.document.parameters.k == 4
    assert find(labels, ClusteringPanel, "clustering_panel").controls.k.isEnabled()


def test_a_document_of_labels_is_saved_and_opened(labels, qtbot, tmp_path, monkeypatch) -> None:
    labels.workspace.classes.rename("objects", "cells")
    path = tmp_path / "cells.floe"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    labels.services.actions["save_document"].trigger()
    qtbot.waitUntil(path.is_file, timeout=LONG_MS)
    qtbot.waitUntil(lambda: labels.session.path == path, timeout=LONG_MS)
    do(qtbot, labels, "close")
    labels.services.files.open_paths([path])
    wait_for(qtbot, labels, CASE, labels=True)
    assert names(labels) == ["cells"]


def test_a_region_given_away_is_the_one_of_its_value(labels, qtbot) -> None:
    from core.measure.gestures import Gesture, edited

    found = labels.session.outcome.measurement
    classes = labels.session.document.settle(labels.session.outcome.segmentation).classes
    values = labels.session.document.image.label_values
    edits = edited(Gesture("region", ((50.5, 20.5),)), None, found.labels, classes, values=values)
    labels.session.put(
        "take out", labels.session.document.with_edits(edits, labels.session.outcome.segmentation)
    )
    qtbot.waitUntil(lambda: int(labels.session.outcome.measurement.areas.pixels.sum()) == 11 * 1155)


def test_what_was_said_of_the_picture_before_can_be_had_again(window, qtbot, monkeypatch) -> None:
    """Opened as labels while it is open as a picture: a step to undo, so that nothing is lost."""
    open_(qtbot, window, CASE)
    window.workspace.classes.rename("4", "bright")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(CASE)], ""))
    window.services.actions["open_as_labels"].trigger()
    wait_for(qtbot, window, CASE, labels=True)
    assert names(window) == ["objects"]
    do(qtbot, window, "undo")
    wait_for(qtbot, window, CASE, labels=False)
    assert "bright" in names(window)


def test_a_colour_picture_is_refused_in_a_sentence(window, qtbot, tmp_path, monkeypatch) -> None:
    path = saved(tmp_path / "noisy.png", noisy(0))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path)], ""))
    window.services.actions["open_as_labels"].trigger()
    assert "it has 3 bands; a label image has one" in complaint(qtbot, window)
    assert window.session.document is None


def test_the_objects_are_shown_in_colours_of_their_own(labels) -> None:
    from core.image.display import to_rgb

    rgb = to_rgb(labels.session.document.image)
    assert len(np.unique(rgb.reshape(-1, 3), axis=0)) == 13
