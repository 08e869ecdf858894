"""The mailbox: the newest item waits, one bell while it does."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from workers.mailbox import Mailbox

FLOOD = 2000


class Reader(QObject):
    """Takes what there is whenever the bell rings."""

    def __init__(self, mailbox: Mailbox[int]) -> None:
        super().__init__()
        self._mailbox = mailbox
        self.bells = 0
        self.taken: list[int | None] = []
        self.threads: set[QThread] = set()
        mailbox.bell.rung.connect(self.hear)

    def hear(self) -> None:
        self.bells += 1
        self.threads.add(QThread.currentThread())
        self.taken.append(self._mailbox.take())


class Listener(QObject):
    """Hears the bell and takes nothing."""

    def __init__(self, mailbox: Mailbox[int]) -> None:
        super().__init__()
        self.bells = 0
        mailbox.bell.rung.connect(self.hear)

    def hear(self) -> None:
        self.bells += 1


def test_an_item_is_taken_once() -> None:
    mailbox: Mailbox[int] = Mailbox()
    assert mailbox.empty
    assert mailbox.take() is None
    mailbox.put(7)
    assert not mailbox.empty
    assert mailbox.take() == 7
    assert mailbox.empty
    assert mailbox.take() is None


def test_the_newest_wins_and_the_bell_rings_once_while_it_waits() -> None:
    mailbox: Mailbox[int] = Mailbox()
    listener = Listener(mailbox)
    for item in range(5):
        mailbox.put(item)
    assert listener.bells == 1
    assert mailbox.take() == 4
    mailbox.put(5)
    assert listener.bells == 2


def test_a_falsy_item_is_an_item() -> None:
    mailbox: Mailbox[int] = Mailbox()
    mailbox.put(0)
    assert not mailbox.empty
    assert mailbox.take() == 0


def test_a_flood_from_a_thread_neither_piles_up_nor_loses_the_last(qtbot: QtBot) -> None:
    mailbox: Mailbox[int] = Mailbox()
    reader = Reader(mailbox)

    def flood() -> None:
        for item in range(FLOOD):
            mailbox.put(item)

    thread = threading.Thread(target=flood)
    thread.start()
    thread.join()  # nobody listens meanwhile: the GUI is busy
    qtbot.waitUntil(lambda: bool(reader.taken))
    assert reader.taken == [FLOOD - 1]
    assert reader.threads == {QThread.currentThread()}


def test_while_the_gui_listens_items_come_in_order_and_the_last_always(qtbot: QtBot) -> None:
    mailbox: Mailbox[int] = Mailbox()
    reader = Reader(mailbox)

    def flood() -> None:
        for item in range(FLOOD):
            mailbox.put(item)

    thread = threading.Thread(target=flood)
    thread.start()
    qtbot.waitUntil(lambda: FLOOD - 1 in reader.taken)
    thread.join()
    taken = [item for item in reader.taken if item is not None]
    assert taken == sorted(set(taken))
    assert reader.bells <= len(taken) + 1
