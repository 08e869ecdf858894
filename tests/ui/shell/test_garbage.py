import gc
import sys
import threading
import weakref
from collections.abc import Iterator
from types import ModuleType

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from ui.shell.idle_work import GarbageCollector
from ui.shell.main_window import MainWindow


class Cycle:
    """Only a search finds that nobody holds it."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def collector(window: MainWindow) -> Iterator[GarbageCollector]:
    made = GarbageCollector(window.session, window.imports)
    yield made
    shiboken6.delete(made)
    gc.unfreeze()
    assert gc.isenabled(), "Python searches again once the window is gone"


def test_garbage_is_found_in_the_gui_thread(collector: GarbageCollector, qtbot: QtBot) -> None:
    threads: list[int] = []

    def fill() -> None:
        one = Cycle()
        weakref.finalize(one, lambda: threads.append(threading.get_ident()))
        del one
        # More than Python needs to search by itself, where it would.
        assert len([[] for _ in range(3000)]) == 3000

    worker = threading.Thread(target=fill)
    worker.start()
    worker.join()
    assert not threads, "nothing is searched in a worker"
    kept = [[] for _ in range(3000)]
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]
    del kept


def test_what_works_is_not_disturbed_for_a_while(collector: GarbageCollector) -> None:
    one = Cycle()
    dead = weakref.ref(one)
    del one
    collector.look()
    heap = []
    for _ in range(30):
        heap.append([[] for _ in range(6000)])
        collector.look()
        assert dead() is not None
    heap.append([[] for _ in range(6000)])
    collector.look()
    assert dead() is None, "it is searched all the same in the end"


def test_a_library_that_comes_later_is_not_searched(
    collector: GarbageCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[int] = []
    monkeypatch.setattr(gc, "collect", searched.append)
    monkeypatch.setitem(sys.modules, "a_library", ModuleType("a_library"))
    kept = [[] for _ in range(3000)]
    collector.look()
    assert not searched
    assert gc.get_count()[0] < 3000 <= gc.get_freeze_count()
    kept += [[] for _ in range(3000)]
    collector.look()
    assert len(searched) == 1, "what the window makes after it is"
