"""After a crash the next start offers what was in no file, as it was, with all that can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from core.recovery.folder import recovery_folder
from tests.e2e.driving import LEFT, drop, open_dialog, wait_result
from tests.e2e.test_documents import choose, class_names, press, saved, worked
from ui.application.window import make_window
from ui.shell.main_window import MainWindow
from ui.shell.recovery_dialog import RecoveryDialog

__all__ = ["choose"]


def wait_kept(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.services.autosave.pending, timeout=30_000)


def crash(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program ends without a chance to say what becomes of its work; the system ends its locks."""
    wait_kept(qtbot, window)
    keeper = window.services.autosave._keeper
    if keeper._store is not None:
        keeper._store.close(remove=False)
    monkeypatch.setattr(keeper, "close", lambda: None)
    window.close_without_asking()


@pytest.fixture
def again(qtbot: QtBot, in_this_process: None) -> Iterator[MainWindow]:
    """The window of the next start."""
    window = make_window()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    yield window
    window.close_without_asking()


def start(qtbot: QtBot, window: MainWindow) -> RecoveryDialog:
    window.show()
    window.services.recovery.look()
    return open_dialog(qtbot, RecoveryDialog, "recovery")


def rows(dialog: RecoveryDialog) -> list[list[str]]:
    tree = dialog.findChild(QTreeWidget, "recovery_list")
    return [[tree.topLevelItem(row).text(c) for c in (0, 2)] for row in range(tree.topLevelItemCount())]


def answer(qtbot: QtBot, dialog: RecoveryDialog, button: str) -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, button), LEFT)


def left() -> int:
    """How many stores the crash has left, of nobody."""
    stores = recovery_folder().claim_left()
    for store in stores:
        store.close(remove=False)
    return len(stores)


def test_what_was_in_no_file_is_recovered(
    window: MainWindow,
    again: MainWindow,
    qtbot: QtBot,
    *,
    photo: Path,
    sea: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worked(qtbot, window, photo)
    worked(qtbot, window, sea)
    window.session.rename_class("ice", "snow")
    window.session.undo_stack.undo()
    crash(qtbot, window, monkeypatch)
    dialog = start(qtbot, again)
    assert rows(dialog) == [[sea.name, "Merge classes, Set scale"], [photo.name, "Merge classes, Set scale"]]
    answer(qtbot, dialog, "recover")
    wait_result(qtbot, again, sea.name)
    assert again.windowTitle() == f"● {sea.name} – Floe"
    stack = again.session.undo_stack
    assert (stack.count(), stack.index()) == (3, 2)
    stack.redo()
    assert "snow" in class_names(again)
    qtbot.waitUntil(lambda: left() == 0, timeout=30_000)
    unsaved = [each.name for each in again.services.documents.unsaved()]
    assert unsaved == [sea.name, photo.name]
    assert drop(again, [photo])
    wait_result(qtbot, again, photo.name)
    assert "ice" in class_names(again)


def test_the_sample_is_recovered_with_its_picture(
    window: MainWindow, again: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.services.files.open_sample()
    before = wait_result(qtbot, window)
    window.session.rename_class("2", "floes")
    crash(qtbot, window, monkeypatch)
    answer(qtbot, start(qtbot, again), "recover")
    after = wait_result(qtbot, again, "sea ice (sample)")
    assert (after.segmentation.labels == before.segmentation.labels).all()
    assert "floes" in class_names(again)
    assert again.session.document.image.provenance.sha256 == ""


def test_later_and_discard(
    window: MainWindow, again: MainWindow, qtbot: QtBot, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked(qtbot, window, photo)
    crash(qtbot, window, monkeypatch)
    answer(qtbot, start(qtbot, again), "later")
    qtbot.waitUntil(lambda: again.findChild(RecoveryDialog) is None)
    again.services.recovery.close()
    assert left() == 1
    (store,) = recovery_folder().claim_left()
    store.close(remove=False)
    other = make_window()
    qtbot.addWidget(other)
    dialog = start(qtbot, other)
    answer(qtbot, dialog, "discard")
    qtbot.waitUntil(lambda: left() == 0)
    other.close_without_asking()
    assert photo.exists()


def test_what_is_in_a_file_or_no_work_is_not_offered(
    window: MainWindow,
    qtbot: QtBot,
    photo: Path,
    *,
    sea: Path,
    tmp_path: Path,
    choose,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worked(qtbot, window, photo)
    choose(tmp_path / "a.floe")
    wait_kept(qtbot, window)
    saved(qtbot, window)
    assert drop(window, [sea])
    wait_result(qtbot, window, sea.name)
    window.services.actions.by_id["more_clusters"].trigger()
    wait_result(qtbot, window, sea.name)
    crash(qtbot, window, monkeypatch)
    assert [store.documents() for store in recovery_folder().claim_left()] in ([], [()])


def test_leaving_as_one_should_leaves_nothing(window: MainWindow, qtbot: QtBot, photo: Path) -> None:
    worked(qtbot, window, photo)
    wait_kept(qtbot, window)
    assert left() == 0, "it is this program's"
    window.close_without_asking()
    assert left() == 0
    assert [path.name for path in recovery_folder().path.iterdir()] == ["guard"]


def test_a_picture_that_is_gone_stays_kept(
    window: MainWindow, again: MainWindow, qtbot: QtBot, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked(qtbot, window, photo)
    crash(qtbot, window, monkeypatch)
    photo.unlink()
    answer(qtbot, start(qtbot, again), "recover")
    press(qtbot, "picture_wanted", "Cancel")
    again.services.recovery.close()
    assert left() == 1


def test_a_picture_that_is_elsewhere_is_chosen_and_the_others_wait(
    window: MainWindow,
    again: MainWindow,
    qtbot: QtBot,
    *,
    photo: Path,
    sea: Path,
    tmp_path: Path,
    choose,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worked(qtbot, window, photo)
    worked(qtbot, window, sea)
    crash(qtbot, window, monkeypatch)
    (tmp_path / "elsewhere").mkdir()
    moved = photo.rename(tmp_path / "elsewhere" / "moved.png")
    answer(qtbot, start(qtbot, again), "recover")
    choose(sea)
    press(qtbot, "picture_wanted", "choose_picture")
    box = open_dialog(qtbot, QMessageBox, "picture_wanted")
    assert "is not the picture" in box.text()
    assert box.findChild(QPushButton, "use_picture") is None, "its steps belong to that picture alone"
    choose(moved)
    press(qtbot, "picture_wanted", "choose_picture")
    wait_result(qtbot, again, sea.name)
    unsaved = [each.name for each in again.services.documents.unsaved()]
    assert unsaved == [sea.name, "moved.png"]


def test_a_full_disk_is_said_once(
    window: MainWindow, qtbot: QtBot, photo: Path, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_folders / "state").mkdir(exist_ok=True)
    (own_folders / "state" / "floe").write_text("a file where the folder should be")
    worked(qtbot, window, photo)
    said = "cannot be kept against a crash"
    qtbot.waitUntil(lambda: any(said in each.text for each in window.services.notices.notices()))
    window.services.notices.clear()
    window.session.rename_class("ice", "snow")
    window.services.autosave.keep_now()
    qtbot.waitUntil(lambda: not window.services.autosave._thread.busy)
    assert not window.services.notices.notices()
    (own_folders / "state" / "floe").unlink()
    window.services.autosave.keep_now()
    wait_kept(qtbot, window)
