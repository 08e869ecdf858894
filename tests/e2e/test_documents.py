"""Work is saved as a document, goes on where it was left, and is not lost on the way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image as PillowImage
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from core.scale.calibration import parse_pixel_size
from main import main
from tests.e2e.driving import LEFT, complaint, drop, open_dialog, wait_result
from ui.shell.main_window import MainWindow


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch):
    """Lets the next file dialogs give these paths."""

    def give(*paths: Path | str) -> None:
        waiting = [str(path) for path in paths]
        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (waiting.pop(0) if waiting else "", ""))

    return give


def worked(qtbot: QtBot, window: MainWindow, picture: Path) -> None:
    """A picture with a named, merged class, another k and a scale."""
    assert drop(window, [picture])
    wait_result(qtbot, window, picture.name)
    window.session.merge_classes(("2", "3"), "ice")
    window.session.set_pixel_size(parse_pixel_size("3m"))


def saved(qtbot: QtBot, window: MainWindow, action: str = "save_document") -> None:
    window.services.actions.by_id[action].trigger()
    qtbot.waitUntil(lambda: not window.services.saving.saving)


def press(qtbot: QtBot, dialog: str, button: str) -> None:
    box = open_dialog(qtbot, QMessageBox, dialog)
    found = box.findChild(QAbstractButton, button)
    if found is None:
        found = box.button(QMessageBox.StandardButton[button])
    qtbot.mouseClick(found, LEFT)


def class_names(window: MainWindow) -> list[str]:
    return [item.name for item in window.session.document.classes_for(window.session.document.parameters.k)]


def test_saved_closed_opened_and_gone_on(
    window: MainWindow, qtbot: QtBot, photo: Path, tmp_path: Path, choose
) -> None:
    worked(qtbot, window, photo)
    choose(tmp_path / "mine")
    saved(qtbot, window)
    document = tmp_path / "mine.floe"
    assert document.is_file()
    assert window.windowTitle() == "mine.floe – Floe"
    areas = window.session.outcome.areas.area.tolist()
    window.session.rename_class("ice", "snow")
    assert window.windowTitle() == "● mine.floe – Floe"
    saved(qtbot, window)
    assert window.windowTitle() == "mine.floe – Floe"
    window.services.actions.by_id["close"].trigger()
    assert drop(window, [document])
    wait_result(qtbot, window, photo.name)
    assert "snow" in class_names(window)
    assert window.session.outcome.areas.area.tolist() == areas
    assert window.windowTitle() == "mine.floe – Floe"
    assert str(document) in window.services.recent.paths()


def test_undo_to_what_was_saved_is_unmodified(
    window: MainWindow, qtbot: QtBot, photo: Path, tmp_path: Path, choose
) -> None:
    worked(qtbot, window, photo)
    choose(tmp_path / "a.floe")
    saved(qtbot, window)
    window.session.rename_class("ice", "snow")
    assert window.windowTitle().startswith("●")
    window.session.undo_stack.undo()
    assert not window.windowTitle().startswith("●")


def test_a_picture_inside_needs_no_other_file(
    window: MainWindow, qtbot: QtBot, photo: Path, tmp_path: Path, choose
) -> None:
    worked(qtbot, window, photo)
    window.services.actions.by_id["embed_picture"].trigger()
    choose(tmp_path / "whole.floe")
    saved(qtbot, window)
    labels = window.session.outcome.segmentation.labels.copy()
    window.services.actions.by_id["close"].trigger()
    photo.unlink()
    assert drop(window, [tmp_path / "whole.floe"])
    wait_result(qtbot, window, photo.name)
    assert (window.session.outcome.segmentation.labels == labels).all()
    assert window.services.actions.by_id["embed_picture"].isChecked()


def test_the_sample_is_saved_with_its_picture(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, choose
) -> None:
    window.services.files.open_sample()
    before = wait_result(qtbot, window)
    choose(tmp_path / "sample.floe")
    saved(qtbot, window)
    window.services.actions.by_id["close"].trigger()
    assert drop(window, [tmp_path / "sample.floe"])
    after = wait_result(qtbot, window)
    assert (after.segmentation.labels == before.segmentation.labels).all()
    assert after.areas.area.tolist() == pytest.approx(before.areas.area.tolist(), rel=1e-12)


def test_a_picture_that_has_moved_is_asked_for(
    window: MainWindow, qtbot: QtBot, photo: Path, tmp_path: Path, choose
) -> None:
    worked(qtbot, window, photo)
    choose(tmp_path / "a.floe")
    saved(qtbot, window)
    window.services.actions.by_id["close"].trigger()
    (tmp_path / "elsewhere").mkdir()
    moved = photo.rename(tmp_path / "elsewhere" / "moved.png")
    choose(moved)
    assert drop(window, [tmp_path / "a.floe"])
    press(qtbot, "picture_wanted", "choose_picture")
    wait_result(qtbot, window, "moved.png")
    assert "ice" in class_names(window)


@pytest.mark.parametrize("use", [True, False])
def test_a_picture_that_has_changed_is_asked_about(
    use: bool, window: MainWindow, qtbot: QtBot, photo: Path, choose
) -> None:
    worked(qtbot, window, photo)
    choose(photo.parent / "a.floe")
    saved(qtbot, window)
    window.services.actions.by_id["close"].trigger()
    PillowImage.open(photo).rotate(180).save(photo)
    assert drop(window, [photo.parent / "a.floe"])
    press(qtbot, "picture_wanted", "use_picture" if use else "Cancel")
    if use:
        wait_result(qtbot, window, photo.name)
        assert "ice" in class_names(window)
    else:
        assert window.session.document is None


def test_a_damaged_document_leaves_what_is_open(
    window: MainWindow, qtbot: QtBot, photo: Path, tmp_path: Path
) -> None:
    worked(qtbot, window, photo)
    (tmp_path / "bad.floe").write_bytes(b"PK nothing")
    assert drop(window, [tmp_path / "bad.floe"])
    assert "no Floe document" in complaint(qtbot)
    assert "ice" in class_names(window)


def test_a_folder_that_cannot_be_written_is_a_sentence(
    window: MainWindow, qtbot: QtBot, photo: Path, tmp_path: Path, choose
) -> None:
    worked(qtbot, window, photo)
    choose(tmp_path / "none" / "a.floe")
    saved(qtbot, window)
    assert "no such folder" in complaint(qtbot)
    assert window.session.path is None


@pytest.mark.parametrize("answer", ["Cancel", "drop", "save"])
def test_closing_asks_where_work_would_be_lost(
    answer: str, window: MainWindow, qtbot: QtBot, photo: Path, choose
) -> None:
    worked(qtbot, window, photo)
    choose(photo.parent / "a.floe")
    window.close()
    assert window.isVisible()
    press(qtbot, "unsaved", answer)
    qtbot.waitUntil(lambda: not window.services.saving.saving)
    assert window.isVisible() == (answer == "Cancel")
    assert (photo.parent / "a.floe").exists() == (answer == "save")


def test_closing_without_work_does_not_ask(window: MainWindow, qtbot: QtBot, photo: Path) -> None:
    assert drop(window, [photo])
    wait_result(qtbot, window, photo.name)
    window.services.actions.by_id["more_clusters"].trigger()
    window.close()
    assert not window.isVisible()


def test_work_on_a_picture_that_is_not_shown_is_asked_about_too(
    window: MainWindow, qtbot: QtBot, photo: Path, sea: Path
) -> None:
    worked(qtbot, window, photo)
    assert drop(window, [sea])
    wait_result(qtbot, window, sea.name)
    window.close()
    box = open_dialog(qtbot, QMessageBox, "unsaved")
    assert photo.name in box.text()
    press(qtbot, "unsaved", "Cancel")
    assert drop(window, [photo])
    wait_result(qtbot, window, photo.name)
    assert "ice" in class_names(window)


def test_a_recipe_does_to_another_picture_what_was_done_to_one(
    window: MainWindow, qtbot: QtBot, photo: Path, sea: Path, choose
) -> None:
    worked(qtbot, window, photo)
    choose(photo.parent / "ice")
    saved(qtbot, window, "save_recipe")
    recipe = photo.parent / "ice.recipe.json"
    assert drop(window, [sea])
    wait_result(qtbot, window, sea.name)
    scale = window.session.document.calibration
    choose(recipe)
    saved(qtbot, window, "apply_recipe")
    outcome = wait_result(qtbot, window, sea.name)
    assert "ice" in class_names(window)
    assert window.session.document.calibration == scale
    out = photo.parent / "out"
    assert main(["segment", str(sea), "-o", str(out), "--recipe", str(recipe)]) == 0
    with PillowImage.open(out / f"{sea.stem}_labels.png") as labels:
        assert labels.tobytes() == outcome.measurement.labels.tobytes()
    window.session.undo_stack.undo()
    assert "ice" not in class_names(window)


def test_what_is_no_recipe_changes_nothing(window: MainWindow, qtbot: QtBot, photo: Path, choose) -> None:
    worked(qtbot, window, photo)
    before = window.session.document
    choose(photo)
    saved(qtbot, window, "apply_recipe")
    assert "no JSON" in complaint(qtbot)
    assert window.session.document is before
