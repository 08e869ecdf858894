"""Another language is spoken at once, and all that is open is there as it was; there and back."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPointF
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from core.base.sentences import spoken
from tests.e2e.driving import LONG_MS, wait_result
from tests.e2e.test_crash import answer, rows, start
from tests.e2e.test_documents import choose, class_names, saved, worked
from tests.ui.changing_language import change, first_menu, opened
from ui.application import open_window as module
from ui.application.callers import Callers
from ui.application.door import own_door
from ui.application.open_window import OpenWindow
from ui.application.request import Request
from ui.application.window import make_window
from ui.shell.handing_on import HandedOn, hand_on
from ui.shell.main_window import MainWindow
from workers.job_thread import JobThread

__all__ = ["choose"]


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, in_this_process: None) -> Iterator[OpenWindow]:
    with opened(qtbot, qapp) as made:
        yield made


def on_top(window: MainWindow) -> tuple[str, int, int]:
    """The title, and how many steps there are, of which how many are done."""
    stack = window.session.undo_stack
    return window.windowTitle(), stack.count(), stack.index()


def test_documents_with_their_steps_and_files_go_over(
    open_window: OpenWindow, qtbot: QtBot, photo: Path, *, sea: Path, tmp_path: Path, choose
) -> None:
    window, locale = open_window.window, QLocale()
    window.services.actions["language_en"].trigger()
    assert not window.language.waits, "it is spoken already"
    worked(qtbot, window, photo)
    worked(qtbot, window, sea)
    choose(tmp_path / "sea.floe")
    saved(qtbot, window)
    window.session.rename_class("ice", "snow")
    window.session.rename_class("snow", "firn")
    window.session.undo_stack.undo()
    pictures = window.workspace.parts.pictures
    window.services.actions["compare_overlay"].trigger()
    pictures.look_at(QPointF(100, 80), 16.0)
    window.workspace.parts.classes.select_names(["snow"])
    there = on_top(window)
    assert there == ("● sea.floe – Floe", 4, 3)
    gone = weakref.ref(window.session.outcome)
    door = own_door()
    assert door is not None
    assert door.take()
    callers = Callers(window, door, open_window)
    open_window.changed.connect(callers.serve)
    del window, pictures

    window = change(qtbot, open_window, "zh_CN")
    assert gone() is None, "nothing holds what the window before has found"
    assert (spoken(), first_menu(window), on_top(window)) == ("zh_CN", "文件(&F)", there)
    wait_result(qtbot, window, sea.name)
    pictures = window.workspace.parts.pictures
    assert (pictures.centre.x(), pictures.centre.y()) == pytest.approx((100, 80))
    assert (pictures.scale, pictures.comparison.mode) == (pytest.approx(16), "overlay")
    assert window.services.actions["compare_overlay"].isChecked()
    assert window.workspace.parts.classes.selected_names() == ("snow",)
    stack = window.session.undo_stack
    stack.redo()
    assert "firn" in class_names(window)
    stack.setIndex(2)
    assert window.windowTitle() == "sea.floe – Floe", "as it was saved"
    stack.setIndex(0)
    assert not {"ice", "snow", "firn"} & set(class_names(window))
    stack.setIndex(3)
    wait_result(qtbot, window, sea.name)
    # Where it was, unasked: no path is left to choose.
    window.services.actions["save_document"].trigger()
    qtbot.waitUntil(lambda: not window.services.saving.saving, timeout=LONG_MS)
    assert window.windowTitle() == "sea.floe – Floe"
    assert [each.name for each in window.services.documents.unsaved()] == [photo.name]

    window = change(qtbot, open_window, "en")
    assert (first_menu(window), QLocale()) == ("&File", locale)
    assert on_top(window) == ("sea.floe – Floe", 4, 3)
    callers.reception.asked.emit(Request((str(photo),)))
    wait_result(qtbot, window, photo.name)
    assert "ice" in class_names(window)
    assert on_top(window)[1:] == (2, 2)
    callers.reception.close()


@dataclass
class Died:
    """What the window before had handed on, when its successor could not be made."""

    handed: HandedOn | None = None
    exit_code: int = 0

    def hand_on(self, window: MainWindow) -> HandedOn:
        self.handed = hand_on(window)
        return self.handed

    def make_window(self) -> MainWindow:
        raise ZeroDivisionError("in the midst of it")

    def exit(self, code: int) -> None:
        self.exit_code = code


def test_who_dies_in_the_midst_of_it_is_offered_all_at_the_next_start(
    open_window: OpenWindow, qtbot: QtBot, photo: Path, *, sea: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked(qtbot, open_window.window, photo)
    worked(qtbot, open_window.window, sea)
    died = Died()
    with monkeypatch.context() as patched, qtbot.captureExceptions() as defects:
        for name in ("hand_on", "make_window"):
            patched.setattr(module, name, getattr(died, name))
        patched.setattr(module.QApplication, "exit", died.exit)
        open_window.window.services.actions["language_zh_CN"].trigger()
        qtbot.waitUntil(lambda: bool(defects))
    assert died.exit_code == 1
    keeper = died.handed.kept.keeper
    keeper._store.close(remove=False)  # as the end of the process would
    again = make_window()
    qtbot.addWidget(again)
    dialog = start(qtbot, again)
    assert [name for name, _ in rows(dialog)] == [sea.name, photo.name]
    answer(qtbot, dialog, "discard")
    again.close_without_asking()


class Job:
    """Something that is done for as long as `words` say so."""

    def __init__(self, window: MainWindow) -> None:
        self.words, self.cancelled = "Exporting…", 0
        window.services.status.add_job(self.cancel, lambda: self.words)

    def cancel(self) -> None:
        self.cancelled += 1
        self.words = ""


def asked(qtbot: QtBot, window: MainWindow, button: str) -> str:
    """What is asked when a language is chosen; answered by a button."""
    window.services.actions["language_zh_CN"].trigger()
    box = window.findChild(QMessageBox, "language_waits")
    assert box is not None
    said = box.informativeText()
    next(each for each in box.buttons() if button in (each.objectName(), each.text())).click()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "language_waits") is None)
    return said


def test_what_is_being_done_is_asked_about(window: MainWindow, qtbot: QtBot) -> None:
    job = Job(window)
    with qtbot.assertNotEmitted(window.language.change_now):
        assert asked(qtbot, window, "Cancel") == "Exporting…"
        assert not window.language.waits
        assert window.services.actions["language_system"].isChecked()
        asked(qtbot, window, "language_later")
        assert window.language.waits
    with qtbot.waitSignal(window.language.change_now):
        job.words = ""
    assert job.cancelled == 0
    job.words = "Exporting…"
    with qtbot.waitSignal(window.language.change_now):
        asked(qtbot, window, "language_stop")
    assert job.cancelled == 1


def test_what_begins_at_the_last_moment_is_waited_for(window: MainWindow, qtbot: QtBot) -> None:
    """A later start of the program, say, whose picture is being read then."""
    job = Job(window)
    job.words = ""
    with qtbot.waitSignal(window.language.change_now):
        window.services.actions["language_zh_CN"].trigger()
    assert window.language.still_free()
    job.words = "Reading…"
    assert not window.language.still_free()
    with qtbot.waitSignal(window.language.change_now):
        job.words = ""


def test_what_is_done_without_a_word_is_waited_for(window: MainWindow, qtbot: QtBot) -> None:
    """A table is written, a folder is listed: silently dropped, nobody would know that it is not there."""
    wait_quiet = threading.Event()
    thread = JobThread[None]("table", window)
    thread.submit(lambda _cancelled: wait_quiet.wait())
    window.services.actions["language_zh_CN"].trigger()
    assert window.language.waits
    with qtbot.waitSignal(window.language.change_now):
        wait_quiet.set()
    assert not thread.busy
    thread.close()


def test_what_is_long_derived_is_not_waited_for_but_the_search_after_a_crash_is(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not offered in this window, what a crash has left would be offered at the next start only."""
    go_on = threading.Event()
    monkeypatch.setattr("ui.shell.language._MOST_LOOKS", 0)
    monkeypatch.setattr("workers.recovery.find_left", lambda _folders, _cancelled: go_on.wait() and ())
    thread = JobThread[None]("choosing k", window)
    thread.submit(lambda _cancelled: go_on.wait())
    assert window.language.still_free()
    window.services.recovery.look()
    window.services.actions["language_zh_CN"].trigger()
    assert window.language.waits
    with qtbot.waitSignal(window.language.change_now):
        go_on.set()
    thread.close()


def test_no_menu_goes_while_it_is_open(window: MainWindow, qtbot: QtBot) -> None:
    menu = QMenu(window)
    menu.addAction("Entry")
    menu.popup(window.pos())
    window.services.actions["language_zh_CN"].trigger()
    assert window.language.waits
    with qtbot.waitSignal(window.language.change_now):
        menu.close()
