"""The notice bar: warnings stay until they are read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.notices import COLOURS, NoticeBar, kind_colour
from ui.widgets.theme import scheme_palette

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    window = QWidget()
    qtbot.addWidget(window)
    bar = NoticeBar(window)
    bar.resize(400, 30)
    window.resize(400, 60)
    window.show()
    qtbot.waitExposed(window)
    bar.window_of_test = window
    return bar


def text(bar: NoticeBar) -> str:
    return bar.findChild(QLabel, "notice_text").text()


def test_there_is_no_bar_without_a_notice(bar: NoticeBar) -> None:
    assert not bar.isVisible()


def test_a_notice_stays_until_it_is_dismissed(qtbot: QtBot, bar: NoticeBar) -> None:
    bar.add("The fourth band is left out.")
    assert bar.isVisible()
    assert text(bar) == "The fourth band is left out."
    with qtbot.waitSignal(bar.emptied):
        qtbot.mouseClick(bar.findChild(QToolButton, "notice_close"), LEFT)
    assert not bar.isVisible()


def test_notices_queue_and_are_counted(qtbot: QtBot, bar: NoticeBar) -> None:
    bar.add("One.")
    bar.add("Two.", "error")
    bar.add("One.")
    count = bar.findChild(QLabel, "notice_count")
    assert count.text() == "1 of 2"
    qtbot.mouseClick(bar.findChild(QToolButton, "notice_close"), LEFT)
    # News stands before warnings: it is of what was just done.
    assert text(bar) == "One."
    assert not count.isVisible()


def test_what_comes_is_said_to_who_hears(bar: NoticeBar, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        "ui.widgets.notices.announce", lambda _bar, words, *, urgent: said.append((words, urgent))
    )
    bar.add("One.")
    bar.add("One.")
    bar.add("Two.", "error")
    bar.dismiss()
    assert said == [("One.", False), ("Two.", True)]


def test_clear_takes_all_away(bar: NoticeBar) -> None:
    bar.add("One.")
    bar.add("Two.")
    bar.clear()
    assert bar.notices() == ()
    assert not bar.isVisible()


def test_an_empty_notice_is_none(bar: NoticeBar) -> None:
    bar.add("  ")
    assert not bar.isVisible()


def test_a_long_notice_ends_in_dots_and_is_whole_in_the_details(qtbot: QtBot, bar: NoticeBar) -> None:
    long = "Cannot read a file with a very long name: it ends in the middle of the picture. " * 4
    bar.add(long, "error")
    bar.add("Another.")
    label = bar.findChild(QLabel, "notice_text")
    assert label.shown_text().endswith("…")
    assert long.strip() in label.toolTip()
    qtbot.mouseClick(bar.findChild(QToolButton, "notice_details"), LEFT)
    details = bar.findChild(QPlainTextEdit, "notice_full_text")
    assert details.toPlainText() == f"{long.strip()}\n\nAnother."
    assert len(bar.notices()) == 2
    details.window().close()


def luminance(colour: QColor) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("kind", sorted(COLOURS))
def test_the_sign_is_seen_in_light_and_dark(qapp: object, dark: bool, kind: str) -> None:
    palette = scheme_palette(dark)
    one = luminance(kind_colour(kind, palette))
    other = luminance(palette.color(QPalette.ColorRole.Window))
    assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= 3


def test_every_part_says_what_it_is(bar: NoticeBar) -> None:
    bar.add("One.", "info")
    for name in ("notice_close", "notice_details", "notice_sign"):
        widget = bar.findChild(QWidget, name)
        assert widget.toolTip()
        assert widget.accessibleName()
