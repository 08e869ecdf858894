"""What may wait is done in its order, a piece a turn, and a newer piece takes the place of an older one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ui.widgets.later import Later


@pytest.fixture
def later(qtbot: QtBot) -> Iterator[Later]:
    found = Later()
    yield found
    found.forget()
    found.deleteLater()


def test_nothing_is_done_at_once_and_all_of_it_in_its_order(later: Later, qtbot: QtBot) -> None:
    done: list[str] = []
    for name in ("one", "two", "three"):
        later.do(name, lambda name=name: done.append(name))
    assert not done
    assert later.waits("two")
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["one", "two", "three"]
    assert not later.waits("two")


def test_between_two_pieces_the_window_hears_its_user(later: Later, qtbot: QtBot) -> None:
    done: list[str] = []

    def first() -> None:
        done.append("first")
        QTimer.singleShot(0, lambda: done.append("user"))

    later.do("first", first)
    later.do("second", lambda: done.append("second"))
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["first", "user", "second"]


def test_a_newer_piece_takes_the_place_of_the_one_that_waits(later: Later, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(100):
        later.do("plot", lambda number=number: done.append(number))
    qtbot.waitUntil(lambda: bool(done))
    assert done == [99]


def test_a_piece_may_ask_for_another_and_what_is_forgotten_is_not_done(later: Later, qtbot: QtBot) -> None:
    done: list[str] = []

    def again() -> None:
        done.append("first")
        later.do("first", lambda: done.append("again"))

    later.do("gone", lambda: done.append("gone"))
    later.forget()
    later.do("first", again)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["first", "again"]
