"""Driving the panel *Accuracy* by keys, as somebody who sees what is there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from core.accuracy.sample import Sample
from core.measure.checked_map import Checked
from tests.ui.window_driving import LONG_MS, do, find, settled
from ui.shell.main_window import MainWindow

BACK, ENTER, ESCAPE = Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Escape


def sample(window: MainWindow) -> Sample | None:
    return window.session.document.sample


def said(window: MainWindow) -> list[str]:
    """The answers, in their order."""
    found = sample(window)
    return [] if found is None else [each.name or each.said for each in found.answers]


def checked(window: MainWindow) -> Checked:
    found = window.workspace.accuracy.checked
    assert found is not None
    return found


def quiet(qtbot, window: MainWindow) -> None:
    """Until all that follows from the last key is there."""

    def ready() -> bool:
        outcome, document = window.session.outcome, window.session.document
        measured = outcome is not None and outcome.measurement.measured_by == document.measured_by
        return settled(window) and measured and not window.workspace.accuracy.busy

    qtbot.waitUntil(ready, timeout=LONG_MS)


def begin(qtbot, window: MainWindow, points: int = 20) -> None:
    """Draw points by keys alone: the panel comes forward with the keyboard on its button."""
    window.workspace.parts.accuracy.start.points.setValue(points)
    do(qtbot, window, "accuracy")
    press(qtbot, window, ENTER)
    qtbot.waitUntil(lambda: window.workspace.tools.current_id == "accuracy", timeout=LONG_MS)
    quiet(qtbot, window)


def press(qtbot, window: MainWindow, *keys: Qt.Key | str) -> None:
    """Where the focus is."""
    for key in keys:
        qtbot.keyClick(window.focusWidget(), key)
        quiet(qtbot, window)


def column_asked(window: MainWindow) -> int:
    """Where the point lies that is asked for."""
    point = window.workspace.accuracy.point
    assert point is not None
    return sample(window).points[point].column


def question(window: MainWindow) -> str:
    return find(window, QLabel, "accuracy_question").text()


def click(window: MainWindow, name: str) -> None:
    button = find(window, QPushButton, name)
    assert button.isEnabled(), name
    button.click()


def answer_all(qtbot, window: MainWindow, wrong: int = 0) -> None:
    """By the stripe of 16 columns that each point lies in; the first `wrong` ones by the next stripe."""
    given = 0
    while window.workspace.accuracy.point is not None:
        stripe = column_asked(window) // 16 + 1
        press(qtbot, window, str(stripe % 4 + 1 if given < wrong else stripe))
        given += 1
