"""What the main window shows: iterations, zoom, appearance, warnings, the pixel under the cursor."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QWidget,
)

import ui.session.opening
from core.base.errors import Cancelled
from core.base.parallel import Cancel
from tests.ui.window_driving import (
    LEFT,
    LONG_MS,
    do,
    find,
    notices,
    settled,
    show,
)
from tests.workers.pictures import noisy, three_colours
from ui.canvas.first_look import FirstLook
from ui.widgets.theme import is_dark
from workers.opening import Opened, opened


def test_the_timeline_follows_its_keys(window, qtbot) -> None:
    show(qtbot, window, noisy())
    last = window.workspace.replay.last
    for action, wanted in (
        ("first_iteration", 0),
        ("next_iteration", 1),
        ("next_iteration", 2),
        ("previous_iteration", 1),
        ("last_iteration", last),
    ):
        do(qtbot, window, action)
        qtbot.waitUntil(lambda wanted=wanted: window.workspace.replay.shown == wanted)
    do(qtbot, window, "play")
    assert window.workspace.parts.timeline.is_playing
    do(qtbot, window, "play")
    assert not window.workspace.parts.timeline.is_playing


def test_zoom_by_its_actions(window, qtbot) -> None:
    show(qtbot, window, noisy())
    pictures, label = window.workspace.parts.pictures, find(window, QLabel, "zoom_status")
    fitted = pictures.zoom
    do(qtbot, window, "actual_size")
    assert pictures.zoom == pytest.approx(1)
    assert label.text() == "100 %"
    do(qtbot, window, "zoom_in")
    assert label.text() == "125 %"
    do(qtbot, window, "zoom_out")
    assert pictures.zoom == pytest.approx(1)
    do(qtbot, window, "fit")
    assert pictures.zoom == pytest.approx(fitted)


def test_no_tool_and_no_message_moves_the_picture(window, qtbot) -> None:
    window.resize(1366, 768)
    show(qtbot, window, noisy())
    qtbot.wait(0)  # the docks take their room
    original = window.workspace.parts.pictures.original

    def place() -> tuple[object, ...]:
        QApplication.processEvents()  # layouts that are due
        viewport = original.viewport()
        return original.viewportTransform(), viewport.mapToGlobal(viewport.rect().center()), viewport.size()

    before = place()
    actions = window.services.actions.by_id
    tools = [name for name, each in actions.items() if name.startswith("use_") and each.isEnabled()]
    assert len(tools) > 10
    for name in tools:
        do(qtbot, window, name)
        assert place() == before, name
    for text in ("short", "long " * 60):
        window.services.notices.add(text)
        assert place() == before


def test_appearance_by_its_actions_is_kept(window, qtbot) -> None:
    for name in ("dark", "light"):
        do(qtbot, window, f"appearance_{name}")
        qtbot.waitUntil(lambda name=name: is_dark(QApplication.palette()) == (name == "dark"))
        assert QSettings().value("appearance") == name
    do(qtbot, window, "appearance_system")
    assert window.services.actions.by_id["appearance_system"].isChecked()


def test_warnings_of_the_picture_stay_until_they_are_read(window, qtbot) -> None:
    show(qtbot, window, replace(three_colours(), warnings=("A band was left out.",)))
    assert notices(window) == ["A band was left out."]
    find(window, QWidget, "notice_close").click()
    window.workspace.classes.rename("3", "ice")
    assert notices(window) == []
    show(qtbot, window, three_colours())
    assert notices(window) == []


def test_what_was_not_read_is_said_before_a_k_that_fell(window, qtbot) -> None:
    image = replace(three_colours(), warnings=("Only page 1 of 2 was read.",))
    window.services.documents.take_opened(opened(image))
    qtbot.waitUntil(lambda: window.session.outcome is not None and settled(window), timeout=LONG_MS)
    said = notices(window)
    assert said[0] == "Only page 1 of 2 was read."
    assert "The picture has 3 colours only: k is 3." in said


def test_the_pixel_under_the_cursor_is_reported(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    window.workspace.classes.rename("3", "ice")
    view = window.workspace.parts.pictures.original
    qtbot.mouseMove(view.viewport(), view.mapFromScene(10.5, 2.5))
    line = window.services.status.text.text()
    assert line.startswith("x 10, y 2")
    assert line.endswith("class ice")
    do(qtbot, window, "close")
    assert window.services.status.text.text() == ""


def test_a_first_look_lies_over_the_picture_until_reading_ends(window, qtbot) -> None:
    show(qtbot, window, noisy())
    look, opening = window.findChild(FirstLook), window.services.files.opening
    assert not look.isVisible()
    opening.looked.emit(np.full((4, 6, 4), 255, np.uint8))
    assert look.isVisible()
    window.services.files.cancel()
    assert not look.isVisible()


def test_reading_a_second_picture_is_seen_and_can_be_cancelled(window, qtbot, monkeypatch) -> None:
    outcome = show(qtbot, window, noisy())
    begun = threading.Event()

    def slow(_path: Path, _process: object, _reading: object, cancelled: Cancel, **_: object) -> Opened:
        begun.set()
        while not cancelled():
            pass
        raise Cancelled

    monkeypatch.setattr(ui.session.opening, "open_file", slow)
    window.services.files.open_paths([Path("other.png")])
    qtbot.waitUntil(lambda: window.services.status.cancel_button.isVisible() and begun.is_set())
    qtbot.waitUntil(lambda: window.services.status.text.text() == "Reading other.png…")
    qtbot.mouseClick(window.services.status.cancel_button, LEFT)
    assert not window.services.files.opening.reading
    assert not window.services.status.cancel_button.isVisible()
    assert not window.services.status.progress.isVisible()
    assert window.session.outcome is outcome
