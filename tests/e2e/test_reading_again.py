"""What a file leaves open is chosen in the window: read again, said, undone, kept in document and recipe."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from core.cluster.parameters import Parameters
from core.document.document_file import read_document
from core.document.recipe import write_recipe
from core.image.reading import Reading
from tests.e2e.driving import LONG_MS, complaint, drop, names, wait_result
from ui.shell.main_window import MainWindow
from workers.save_request import ToSave

CASES = Path(__file__).resolve().parents[1] / "cases"
NEAR_INFRARED = CASES / "02_nir_is_alpha" / "rgbn.tif"
FALSE_COLOURS = CASES / "24_false_colour_table" / "k9_lut_scrambled.tif"


def choose(box: QComboBox, word: str) -> None:
    """As with the mouse: other than setting the index it is told."""
    box.setCurrentIndex(box.findData(word))
    box.activated.emit(box.currentIndex())


def open_picture(qtbot: QtBot, window: MainWindow, *pictures: Path) -> None:
    """In two clusters: these have no more colours."""
    window.services.documents.preferred.take(Parameters(k=2), space_was_chosen=True)
    assert drop(window, list(pictures))
    wait_result(qtbot, window, pictures[0].name)


def bands(window: MainWindow) -> int:
    document = window.session.document
    return 0 if document is None else document.image.band_count


def notices(window: MainWindow) -> str:
    return " ".join(notice.text for notice in window.services.notices.notices())


@pytest.fixture
def near_infrared(window: MainWindow, qtbot: QtBot) -> MainWindow:
    open_picture(qtbot, window, NEAR_INFRARED)
    return window


def wait_bands(qtbot: QtBot, window: MainWindow, number: int) -> None:
    def is_there() -> bool:
        outcome = window.session.outcome
        return bands(window) == number and outcome is not None and not window.workspace.runs.running

    qtbot.waitUntil(is_there, timeout=LONG_MS)


def test_alpha_is_chosen_where_the_file_leaves_it_open(qtbot: QtBot, near_infrared: MainWindow) -> None:
    window = near_infrared
    row = window.workspace.parts.clustering.reading_row
    assert bands(window) == 4
    assert "not those of a mask" in notices(window)
    assert row.isVisible()
    assert row.alpha.isVisible()
    assert not row.colour_table.isVisible()
    choose(row.alpha, "ignore")
    wait_bands(qtbot, window, 3)
    assert row.alpha.currentData() == "ignore"
    assert "not those of a mask" not in notices(window)
    assert window.session.document.parameters.space == "rgb"
    assert window.workspace.parts.pictures._original_title.detail.endswith("RGB, 8-bit")
    window.session.undo_stack.undo()
    wait_bands(qtbot, window, 4)
    assert row.alpha.currentData() == "auto"
    assert "not those of a mask" in notices(window)
    window.session.undo_stack.redo()
    wait_bands(qtbot, window, 3)


def test_the_choice_is_in_the_document_and_in_the_recipe(
    qtbot: QtBot, near_infrared: MainWindow, tmp_path: Path
) -> None:
    window = near_infrared
    row = window.workspace.parts.clustering.reading_row
    choose(row.alpha, "mask")
    qtbot.waitUntil(lambda: window.session.document.image.reading.alpha == "mask", timeout=LONG_MS)
    path = tmp_path / "a.floe"
    with qtbot.waitSignal(window.services.saving.saved, timeout=LONG_MS):
        window.services.saving.files.save(ToSave(path, window.session.document, embed=False))
    assert read_document(path).values["reading"] == {"alpha": "mask"}
    write_recipe(tmp_path / "a.json", window.session.document)
    window.session.undo_stack.undo()
    wait_bands(qtbot, window, 4)
    window.services.saving.files.read_recipe(tmp_path / "a.json")
    qtbot.waitUntil(lambda: window.session.document.image.reading.alpha == "mask", timeout=LONG_MS)
    assert window.session.document.image.valid_pixels == 400
    window.services.files.opening.open_document(path)
    qtbot.waitUntil(lambda: window.session.path == path, timeout=LONG_MS)
    assert window.session.document.image.reading.alpha == "mask"
    assert window.session.document.image.valid_pixels == 400


def test_a_picture_left_and_come_back_to_is_read_as_before(qtbot: QtBot, near_infrared: MainWindow) -> None:
    window = near_infrared
    row = window.workspace.parts.clustering.reading_row
    choose(row.alpha, "ignore")
    wait_bands(qtbot, window, 3)
    open_picture(qtbot, window, FALSE_COLOURS)
    assert row.colour_table.isVisible()
    assert not row.alpha.isVisible()
    assert "false colours" in notices(window)
    window.services.files.open_path(str(NEAR_INFRARED))
    wait_bands(qtbot, window, 3)
    assert window.session.document.image.reading.alpha == "ignore"


def test_undo_leads_back_to_another_reading_of_a_picture_that_was_left(
    qtbot: QtBot, near_infrared: MainWindow
) -> None:
    window = near_infrared
    session, row = window.session, window.workspace.parts.clustering.reading_row
    session.rename_class("1", "before")
    choose(row.alpha, "ignore")
    wait_bands(qtbot, window, 3)
    session.rename_class("2", "after")
    open_picture(qtbot, window, FALSE_COLOURS)
    window.services.files.open_path(str(NEAR_INFRARED))
    wait_bands(qtbot, window, 3)
    assert "after" in names(window)
    assert session.document.image.pixels.shape[:2] == (20, 40)
    for _ in range(2):
        session.undo_stack.undo()
    wait_bands(qtbot, window, 4)
    assert session.document.image.pixels.shape[:2] == (20, 40)
    assert (row.alpha.currentData(), "before" in names(window)) == ("auto", True)
    session.undo_stack.undo()
    assert not session.undo_stack.canUndo()
    # Left where it is read in the first way, it comes back so, and with what can be done again.
    open_picture(qtbot, window, FALSE_COLOURS)
    window.services.files.open_path(str(NEAR_INFRARED))
    wait_bands(qtbot, window, 4)
    for _ in range(3):
        session.undo_stack.redo()
    wait_bands(qtbot, window, 3)
    assert "after" in names(window)


def test_a_picture_that_is_come_back_to_as_labels_keeps_its_steps(qtbot: QtBot, window: MainWindow) -> None:
    labels = CASES / "19_label_images" / "k4_labels12_touching.tif"
    open_picture(qtbot, window, labels)
    window.session.rename_class("1", "ground")
    open_picture(qtbot, window, FALSE_COLOURS)
    window.services.files.open_paths([labels], Reading(labels=True))
    qtbot.waitUntil(lambda: window.session.document.image.reading.labels, timeout=LONG_MS)
    wait_result(qtbot, window, labels.name)
    open_picture(qtbot, window, FALSE_COLOURS)
    window.services.files.open_paths([labels], Reading(labels=True))
    qtbot.waitUntil(lambda: window.session.document.image.reading.labels, timeout=LONG_MS)
    window.session.undo_stack.undo()
    wait_result(qtbot, window, labels.name)
    assert "ground" in names(window)
    assert not window.session.document.image.reading.labels


def test_a_picture_that_leaves_nothing_open_shows_no_choice(qtbot: QtBot, window: MainWindow) -> None:
    snap = CASES / "04_world_file" / "snap.jpg"
    open_picture(qtbot, window, CASES / "13_bmp_alpha_zero" / "v4.bmp", snap)
    assert window.workspace.parts.clustering.reading_row.isVisible()
    window.services.files.open_path(str(snap))
    wait_result(qtbot, window, "snap.jpg")
    assert not window.workspace.parts.clustering.reading_row.isVisible()
    assert "snap.jgw, snap.prj" in notices(window)
    assert window.session.document.calibration.source == "georeference"


def test_planes_are_chosen_in_boxes(qtbot: QtBot, window: MainWindow) -> None:
    channels = CASES / "17_planes" / "k2_two_channels.ome.tif"
    open_picture(qtbot, window, channels)
    row = window.workspace.parts.clustering.reading_row
    assert row.channels.isVisible()
    assert not row.page.isVisible()
    # How the picture is shown does not hide what of it was not read.
    assert window.services.notices.notices()[0].text == "Only channel 1 of 2 was read."
    row.channels.setText("1,2")
    row.channels.editingFinished.emit()
    wait_bands(qtbot, window, 2)
    assert row.channels.text() == "1,2"
    assert "was read" not in notices(window)
    row.channels.setText("3")
    row.channels.editingFinished.emit()
    assert "no channel 3" in complaint(qtbot)
    assert bands(window) == 2
    assert row.channels.text() == "1,2"


def test_a_page_is_chosen_in_a_box(qtbot: QtBot, window: MainWindow) -> None:
    open_picture(qtbot, window, CASES / "17_planes" / "k2_metamorph_two_planes.stk")
    row = window.workspace.parts.clustering.reading_row
    assert (row.page.isVisible(), row.page.maximum()) == (True, 2)
    row.page.setValue(2)
    qtbot.waitUntil(lambda: window.session.document.image.reading.page == 2, timeout=LONG_MS)
    outcome = wait_result(qtbot, window)
    assert outcome.areas.pixels.tolist() == [12_839, 6_361]
    assert "Only page 2 of 2 was read." in notices(window)


def test_a_document_says_that_a_file_beside_its_picture_has_gone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """As it does where the picture was put into the document: what lay beside did not come along."""
    shutil.copytree(CASES / "03_mask_beside_the_file", tmp_path / "in")
    open_picture(qtbot, window, tmp_path / "in" / "rgb.tif")
    path = tmp_path / "a.floe"
    with qtbot.waitSignal(window.services.saving.saved, timeout=LONG_MS):
        window.services.saving.files.save(ToSave(path, window.session.document, embed=False))
    (tmp_path / "in" / "rgb.tif.msk").unlink()
    window.services.files.opening.open_document(path)
    qtbot.waitUntil(lambda: window.session.path == path, timeout=LONG_MS)
    qtbot.waitUntil(lambda: "not those that the document was saved with: rgb.tif.msk" in notices(window))
