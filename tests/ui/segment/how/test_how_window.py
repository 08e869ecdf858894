"""“How it works”, through its doors: what each page tells is what the window has."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from core.convergence.worked_example import worked_example
from core.measure.explain import explain
from core.writing.number_words import scientific
from tests.ui.window_driving import LEFT, LONG_MS, do, find, settled, show, window_at
from tests.workers.pictures import noisy
from ui.shell.main_window import MainWindow
from ui.widgets.number_text import count_text, share_text


@pytest.fixture(autouse=True, scope="module")
def example() -> None:
    """Iterated before: what it imports takes long where much else runs."""
    worked_example()


def text(window: MainWindow) -> str:
    """Of the page; Qt makes spaces that do not break common ones."""
    return window.workspace.parts.how.text.toPlainText()


def plain(*cells: str) -> str:
    """What stands side by side in a table, as `text` has it."""
    return "\n".join(cells).replace("\u00a0", " ")


def title(window: MainWindow) -> str:
    return window.workspace.parts.how.title.text()


def press(qtbot, window: MainWindow, *, back: bool = False) -> None:
    """Turn the page, and wait for what the window shows to it."""
    how, replay = window.workspace.parts.how, window.workspace.replay
    qtbot.mouseClick(how.back if back else how.next, LEFT)
    qtbot.waitUntil(lambda: not replay._thread.busy, timeout=LONG_MS)


def opened(qtbot, window: MainWindow, door: str) -> None:
    qtbot.mouseClick(find(window, QToolButton, door), LEFT)
    how = window.workspace.parts.how
    qtbot.waitUntil(lambda: how.isVisible() and how.page is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: "example" in topics(window))


def topics(window: MainWindow) -> list[str]:
    box = window.workspace.parts.how.topics
    return [box.itemData(i) for i in range(box.count())]


def test_without_a_picture_six_points_are_told_by_mouse_and_keys(qtbot, window) -> None:
    opened(qtbot, window, "welcome_how_link")
    how = window.workspace.parts.how
    assert topics(window) == ["example"]
    assert (title(window), how.count.text()) == ("Two clusters of six points", "1 of 5")
    assert "A (1, 1), B (2, 1), C (1, 2), D (9, 2), E (10, 2), F (9, 3)" in text(window)
    assert how.drawing.isVisible()
    assert not how.sight.isVisible()
    assert not how.back.isEnabled()
    press(qtbot, window)
    assert "to centroid 1: √((9 − 1)² + (3 − 1)²) ≈ 8.25" in text(window)
    press(qtbot, window)
    assert "x = (2 + 9 + 10 + 9) ÷ 4 = 7.50" in text(window)
    assert how.text.accessibleName() == "Move the centroids"
    qtbot.keyClick(how.text, Qt.Key.Key_Right)
    assert "It goes from cluster 2 to cluster 1." in text(window)
    qtbot.keyClick(how.text, Qt.Key.Key_Left)
    assert title(window) == "Move the centroids"
    how.next.setFocus()
    for _ in range(2):
        qtbot.keyClick(how.next, Qt.Key.Key_Space)
    assert "After 2 iterations" in text(window)
    assert not how.next.isEnabled()
    assert how.back.hasFocus()
    show(qtbot, window, noisy())
    assert title(window) == "Choose k"  # whoever read the example has a picture now


def test_each_page_tells_what_the_window_shows(qtbot, window) -> None:
    outcome = show(qtbot, window, noisy(), k=3)
    found, parts, replay = outcome.segmentation, window.workspace.parts, window.workspace.replay
    opened(qtbot, window, "how_link")
    assert topics(window) == ["picture", "example", "choosing"]
    assert f"{count_text(1200)} pixels" in text(window)
    assert "Here k is 3." in text(window)
    assert replay.at_result  # opening it changes nothing that is seen
    press(qtbot, window)
    assert (title(window), replay.shown, replay.at_result) == ("Begin with a guess", 0, False)
    press(qtbot, window)
    assert window.workspace.why.held == (20, 15)
    why = explain(outcome.prepared, found.history[0].centroids, 20, 15, order=found.start_order)
    bars = parts.why.bars.bars
    assert len(bars) == 3
    assert all(plain(bar.label, bar.text) in text(window) for bar in bars)
    assert f"Centroid {why.cluster} is the nearest." in text(window)
    assert plain(parts.why.values.text()).replace("   ", ", ") in text(window)
    assert np.array_equal(parts.space.marks.pointed[0], why.feature)
    press(qtbot, window)
    for pixels in found.history[0].counts.tolist():
        assert plain(count_text(pixels), share_text(pixels / 1200)) in text(window)
    press(qtbot, window)
    assert replay.detail.startswith("Move 1: centroid ")
    assert f"centroid {parts.space.marks.marked + 1} goes" in replay.detail
    assert parts.pictures._emphasis == (replay.marked,)
    press(qtbot, window)
    assert replay.detail.startswith("Assign 1: ")
    assert parts.space.marks.marked is None
    press(qtbot, window)
    assert (title(window), replay.at_result) == ("Stop", True)
    model = parts.classes.view.model()
    for row in range(3):
        shown = [model.index(row, column).data() for column in (0, 2, 3)]
        assert plain(*shown) in text(window)


def test_the_page_follows_and_lets_go_when_it_is_closed(qtbot, window) -> None:
    show(qtbot, window, noisy(), k=3)
    opened(qtbot, window, "how_link")
    for _ in range(4):
        press(qtbot, window)
    assert title(window) == "Move the centroids"
    before, why = text(window), window.workspace.why
    assert why.held == (20, 15)
    parameters = window.session.document.parameters
    window.workspace.clustering.take_parameters(replace(parameters, k=5), True)
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome.segmentation.k == 5)
    assert title(window) == "Move the centroids"
    assert text(window) != before
    press(qtbot, window, back=True)
    assert len(window.session.outcome.segmentation.history[0].counts) == 5
    why.stay_with(0, 0)
    press(qtbot, window, back=True)
    assert "at x 0, y 0:" in text(window)
    why.let_go()
    assert "at x 20, y 15:" in text(window)
    qtbot.mouseClick(window.workspace.parts.how.sight, LEFT)
    assert why.held == (20, 15)
    window.workspace.parts.docks["dock_how"].close()
    assert why.held is None
    assert window.workspace.replay.marked is None
    do(qtbot, window, "how_it_works")
    window.session.close()
    assert topics(window) == ["example"]


def test_choosing_k_is_told_by_the_curve_of_the_picture(qtbot, window) -> None:
    parts = window.workspace.parts
    parts.choosing.low.setValue(2)
    parts.choosing.high.setValue(4)
    show(qtbot, window, noisy(), k=3)
    opened(qtbot, window, "how_link")
    for _ in range(2):
        qtbot.keyClick(parts.how.topics, Qt.Key.Key_Down)
    assert parts.tabs.stack.currentWidget() is parts.choosing
    qtbot.waitUntil(lambda: parts.how.count.text() == "1 of 2", timeout=3 * LONG_MS)
    choice = parts.choosing.choice
    for row in choice.rows:
        told = plain(str(row.k), scientific(row.inertia, 4), share_text(row.explained))
        assert told in text(window)
    press(qtbot, window)
    assert choice.reason in text(window)
    assert "The result has 3 clusters." in text(window)


def test_that_it_is_open_is_remembered_and_it_fits_a_small_window(qtbot) -> None:
    with window_at(qtbot, "segment") as window:
        assert not window.workspace.parts.how.isVisible()
        opened(qtbot, window, "welcome_how_link")
        hint = window.minimumSizeHint()
        assert hint.width() <= 1024
        assert hint.height() <= 640
    with window_at(qtbot, "segment") as window:
        assert window.workspace.parts.how.isVisible()
