"""Saving keeps what was there, a document finds its picture, and the way out asks about every picture."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from core.scale.calibration import parse_pixel_size
from tests.e2e.driving import LONG_MS, drop, open_dialog, wait_result
from tests.e2e.test_documents import choose, class_names, press, saved, worked
from ui.shell.main_window import MainWindow
from workers.save_request import ToSave

__all__ = ["choose"]


def close_picture(window: MainWindow) -> None:
    window.services.actions.by_id["close"].trigger()


def test_a_picture_is_found_by_its_hash(
    window: MainWindow, qtbot: QtBot, photo: Path, *, sea: Path, tmp_path: Path, choose
) -> None:
    """Beside the document under another name; where it was stands another one, which is passed over."""
    worked(qtbot, window, photo)
    choose(tmp_path / "a.floe")
    saved(qtbot, window)
    close_picture(window)
    photo.rename(tmp_path / "renamed.png")
    photo.write_bytes(sea.read_bytes())
    assert drop(window, [tmp_path / "a.floe"])
    wait_result(qtbot, window, "renamed.png")
    assert "ice" in class_names(window)


def test_a_damaged_picture_inside_is_passed_over(
    window: MainWindow, qtbot: QtBot, photo: Path, tmp_path: Path, choose
) -> None:
    worked(qtbot, window, photo)
    window.services.actions.by_id["embed_picture"].trigger()
    choose(tmp_path / "a.floe")
    saved(qtbot, window)
    close_picture(window)
    content = bytearray((tmp_path / "a.floe").read_bytes())
    content[content.rindex(photo.read_bytes()) + 99] ^= 255  # the thumbnail may be the same bytes
    (tmp_path / "a.floe").write_bytes(content)
    assert drop(window, [tmp_path / "a.floe"])
    wait_result(qtbot, window, photo.name)
    close_picture(window)
    photo.unlink()
    assert drop(window, [tmp_path / "a.floe"])
    assert "is damaged" in open_dialog(qtbot, QMessageBox, "picture_wanted").text()
    press(qtbot, "picture_wanted", "Cancel")


def test_the_only_copy_of_a_picture_stays_inside(
    window: MainWindow, qtbot: QtBot, photo: Path, tmp_path: Path, choose
) -> None:
    worked(qtbot, window, photo)
    window.services.actions.by_id["embed_picture"].trigger()
    choose(tmp_path / "a.floe", tmp_path / "b.floe")
    saved(qtbot, window)
    close_picture(window)
    content = photo.read_bytes()
    photo.unlink()
    assert drop(window, [tmp_path / "a.floe"])
    wait_result(qtbot, window, photo.name)
    window.session.rename_class("ice", "snow")
    saved(qtbot, window)
    window.services.actions.by_id["embed_picture"].trigger()
    saved(qtbot, window, "save_document_as")
    assert window.services.actions.by_id["embed_picture"].isChecked()
    assert "stays inside" in " ".join(each.text for each in window.services.notices.notices())
    for name in ("a.floe", "b.floe"):
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert archive.read("picture") == content


@pytest.mark.parametrize("answer", ["Cancel", "replace_changed", "save_elsewhere"])
def test_what_another_window_has_saved_is_not_replaced_unseen(
    answer: str, window: MainWindow, qtbot: QtBot, *, photo: Path, tmp_path: Path, choose
) -> None:
    worked(qtbot, window, photo)
    choose(tmp_path / "a.floe")
    saved(qtbot, window)
    document, theirs = tmp_path / "a.floe", b"what somebody else has saved"
    document.write_bytes(theirs)
    window.session.rename_class("ice", "snow")
    window.services.actions.by_id["save_document"].trigger()
    choose(tmp_path / "b.floe")
    press(qtbot, "changed_meanwhile", answer)
    qtbot.waitUntil(lambda: not window.services.saving.saving)
    assert (document.read_bytes() == theirs) == (answer != "replace_changed")
    assert (tmp_path / "b.floe").exists() == (answer == "save_elsewhere")
    assert window.windowTitle().startswith("●") == (answer == "Cancel")


def test_a_file_that_is_gone_is_written_again(
    window: MainWindow, qtbot: QtBot, photo: Path, tmp_path: Path, choose
) -> None:
    worked(qtbot, window, photo)
    choose(tmp_path / "a.floe")
    saved(qtbot, window)
    (tmp_path / "a.floe").unlink()
    saved(qtbot, window)
    assert (tmp_path / "a.floe").is_file()


@pytest.mark.parametrize("answer", ["save", "drop", "Cancel"])
def test_closing_with_several_unsaved_pictures(
    answer: str, window: MainWindow, qtbot: QtBot, *, photo: Path, sea: Path, tmp_path: Path, choose
) -> None:
    """Of a picture from a file, of the sample, which is in none, and of the one that is open."""
    worked(qtbot, window, photo)
    window.services.files.open_sample()
    wait_result(qtbot, window, "sea ice (sample)")
    window.session.rename_class("2", "floes")
    worked(qtbot, window, sea)
    paths = [tmp_path / f"{name}.floe" for name in "abc"]
    choose(*paths)
    window.close()
    box = open_dialog(qtbot, QMessageBox, "unsaved")
    for name in (photo.name, sea.name, "sea ice (sample)"):
        assert name in box.informativeText()
    press(qtbot, "unsaved", answer)
    if answer == "Cancel":
        assert window.isVisible()
    else:
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)
    assert [path.exists() for path in paths] == [answer == "save"] * 3
    if answer == "save":
        with zipfile.ZipFile(paths[2]) as archive:
            assert {"thumbnail.png", "picture"} <= set(archive.namelist())
            assert json.loads(archive.read("document.json"))["image"]["path"] == "sea ice (sample)"


def test_giving_up_where_one_is_to_go_stays_in_the_window(
    window: MainWindow, qtbot: QtBot, photo: Path, *, sea: Path, tmp_path: Path, choose
) -> None:
    worked(qtbot, window, photo)
    worked(qtbot, window, sea)
    choose(tmp_path / "a.floe", "")
    window.close()
    press(qtbot, "unsaved", "save")
    qtbot.waitUntil(lambda: window.services.closing.saving is False)
    assert window.isVisible()
    assert (tmp_path / "a.floe").exists()
    window.close()
    assert photo.name in open_dialog(qtbot, QMessageBox, "unsaved").text()
    press(qtbot, "unsaved", "Cancel")


def test_the_title_shows_what_is_in_no_file(window: MainWindow, qtbot: QtBot, photo: Path) -> None:
    assert drop(window, [photo])
    wait_result(qtbot, window, photo.name)
    window.services.actions.by_id["more_clusters"].trigger()
    assert window.windowTitle() == "photo.png – Floe", "a number of clusters is no work"
    wait_result(qtbot, window, photo.name)
    window.session.rename_class("2", "ice")
    assert window.windowTitle() == "● photo.png – Floe"


def test_undo_is_there_again_when_the_user_comes_back(
    window: MainWindow, qtbot: QtBot, photo: Path, sea: Path
) -> None:
    worked(qtbot, window, photo)
    window.session.undo_stack.undo()
    assert drop(window, [sea])
    wait_result(qtbot, window, sea.name)
    assert drop(window, [photo])
    wait_result(qtbot, window, photo.name)
    assert "ice" in class_names(window)
    assert window.session.undo_stack.canRedo()
    window.session.undo_stack.redo()
    assert window.session.document.pixel_size == parse_pixel_size("3m")
    window.session.undo_stack.undo()
    window.session.undo_stack.undo()
    assert "ice" not in class_names(window)
    assert window.session.document.image.pixels.shape[:2] == (72, 96)


def saved_as(window: MainWindow, qtbot: QtBot, path: Path, key: str = "") -> None:
    """key: of another than what is open: the file gets its content, and that stays as it is."""
    with qtbot.waitSignal(window.services.saving.saved, timeout=LONG_MS):
        window.services.saving.files.save(
            ToSave(path, window.session.document, embed=False, key=key or window.session.key)
        )


def open_document(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    assert drop(window, [path])
    qtbot.waitUntil(lambda: window.session.path == path, timeout=LONG_MS)
    wait_result(qtbot, window)


def test_a_document_that_was_left_is_come_back_to_as_it_was(
    window: MainWindow, qtbot: QtBot, photo: Path, sea: Path, tmp_path: Path
) -> None:
    """Not as its file says: nobody would see the work again, and the end asks about it."""
    worked(qtbot, window, photo)
    saved_as(window, qtbot, tmp_path / "a.floe")
    window.session.rename_class("1", "not in the file")
    assert drop(window, [sea])
    wait_result(qtbot, window, sea.name)
    open_document(window, qtbot, tmp_path / "a.floe")
    assert "not in the file" in class_names(window)
    assert [each.name for each in window.services.documents.unsaved()] == ["a.floe"]
    window.session.undo_stack.undo()
    assert "not in the file" not in class_names(window)
    assert not window.services.documents.unsaved()


def test_what_another_has_saved_meanwhile_is_shown_where_nothing_was_unsaved(
    window: MainWindow, qtbot: QtBot, photo: Path, sea: Path, tmp_path: Path
) -> None:
    worked(qtbot, window, photo)
    saved_as(window, qtbot, tmp_path / "a.floe")
    window.session.rename_class("1", "of another")
    saved_as(window, qtbot, tmp_path / "b.floe", key="another")
    window.session.undo_stack.undo()
    assert drop(window, [sea])
    wait_result(qtbot, window, sea.name)
    (tmp_path / "b.floe").replace(tmp_path / "a.floe")
    open_document(window, qtbot, tmp_path / "a.floe")
    assert "of another" in class_names(window)


def test_a_picture_and_a_document_of_it_are_kept_apart(
    window: MainWindow, qtbot: QtBot, photo: Path, sea: Path, tmp_path: Path
) -> None:
    worked(qtbot, window, photo)
    saved_as(window, qtbot, tmp_path / "a.floe", key="another")
    window.session.rename_class("1", "of the picture")
    open_document(window, qtbot, tmp_path / "a.floe")
    window.session.rename_class("1", "of the document")
    assert drop(window, [sea])
    wait_result(qtbot, window, sea.name)
    assert {each.name for each in window.services.documents.unsaved()} == {photo.name, "a.floe"}
    assert drop(window, [photo])
    wait_result(qtbot, window, photo.name)
    assert "of the picture" in class_names(window)
    open_document(window, qtbot, tmp_path / "a.floe")
    assert "of the document" in class_names(window)
