"""The mailbox: the newest item waits, one bell while it does."""

from __future__ import annotations

import threading

from workers.mailbox import Mailbox

FLOOD = 2000


class Bell:
    """Counts how often it is rung."""

    def __init__(self) -> None:
        self.rung = 0

    def ring(self) -> None:
        self.rung += 1


def mailbox_with_bell(*, slots: int | None = 1) -> tuple[Mailbox[int], Bell]:
    mailbox: Mailbox[int] = Mailbox([].append, slots=slots)
    bell = Bell()
    mailbox.ring(bell.ring)
    return mailbox, bell


def test_an_item_is_taken_once() -> None:
    mailbox, _ = mailbox_with_bell()
    assert mailbox.empty
    assert mailbox.take() == ()
    mailbox.put(7)
    assert not mailbox.empty
    assert mailbox.take() == (7,)
    assert mailbox.empty
    assert mailbox.take() == ()


def test_the_newest_wins_and_the_bell_rings_once_while_it_waits() -> None:
    mailbox, bell = mailbox_with_bell()
    for item in range(5):
        mailbox.put(item)
    assert bell.rung == 1
    assert mailbox.take() == (4,)
    mailbox.put(5)
    assert bell.rung == 2


def test_a_falsy_item_is_an_item() -> None:
    mailbox, _ = mailbox_with_bell()
    mailbox.put(0)
    assert not mailbox.empty
    assert mailbox.take() == (0,)


def test_with_more_slots_items_wait_in_order() -> None:
    for slots, expected in ((2, (3, 4)), (None, (0, 1, 2, 3, 4))):
        mailbox, bell = mailbox_with_bell(slots=slots)
        for item in range(5):
            mailbox.put(item)
        assert bell.rung == 1
        assert mailbox.take() == expected


def test_without_a_thread_items_are_told_at_once() -> None:
    told: list[int] = []
    mailbox: Mailbox[int] = Mailbox(told.append)
    for item in range(3):
        mailbox.put(item)
        assert mailbox.empty
    assert told == [0, 1, 2]


def test_a_flood_from_a_thread_loses_nothing_that_all_wait_for() -> None:
    mailbox, bell = mailbox_with_bell(slots=None)
    taken: list[int] = []

    def flood() -> None:
        for item in range(FLOOD):
            mailbox.put(item)

    thread = threading.Thread(target=flood)
    thread.start()
    while thread.is_alive():
        taken += mailbox.take()
    taken += mailbox.take()
    assert taken == list(range(FLOOD))
    assert 1 <= bell.rung <= FLOOD
