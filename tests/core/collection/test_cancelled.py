"""What is done before and beside the vectors of a collection hears that nobody wants it any more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.base.errors import Cancelled
from core.base.parallel import Cancel
from core.collection.cache import Cache
from core.collection.collection import Collection, Row
from core.collection.dating import dates_of
from core.collection.gather import gather
from core.collection.kept_run import collection_in
from core.collection.network_vectors import network_vectors
from core.collection.sorting_journal import read_journal
from core.collection.truth import with_truth
from core.io.reader import read
from tests.core.collection.made_kinds import made_kinds
from tests.reading import ReaderInThisProcess
from workers.collection_offer import list_pictures


class Heard(ReaderInThisProcess):
    """Of what is to be read there, whether it is still wanted."""

    def __init__(self) -> None:
        super().__init__(read)
        self.by: list[object] = []

    def read_by(self, reader: Callable[..., Any], path: Path, *arguments: Any, **options: Any) -> Any:
        self.by.append(options.get("cancelled"))
        raise Cancelled


def stopped() -> bool:
    return True


READ: dict[str, Callable[[Path, Any, Cancel], object]] = {
    "a network": lambda path, reader, cancelled: network_vectors(path, "", "", reader, cancelled),
    "a table of pictures": lambda path, reader, cancelled: gather([str(path)], reader, cancelled=cancelled),
    "labels": lambda path, reader, cancelled: with_truth(
        Collection((path,)), str(path), reader, cancelled=cancelled
    ),
    "a journal": read_journal,
}


@pytest.mark.parametrize("what", READ)
def test_what_the_guarded_process_reads(tmp_path: Path, what: str) -> None:
    (path := tmp_path / "a.csv").touch()
    reader = Heard()
    with pytest.raises(Cancelled):
        READ[what](path, reader, stopped)
    assert reader.by == [stopped]


def test_what_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.collection_offer.ReadingProcess", ReaderInThisProcess)
    made = made_kinds(tmp_path / "in", {"red": 1})
    (listed := tmp_path / "list.txt").write_text("in/a.png")
    here: Any = ReaderInThisProcess(read)
    with Cache(tmp_path / "cache.sqlite") as cache:
        for job in (
            lambda: dates_of([Row(made[0])], {}, stopped),
            lambda: list_pictures((tmp_path / "in",), stopped),
            lambda: gather([str(listed)], here, cancelled=stopped),
            lambda: collection_in(
                {"pictures": {"path": ["a.png"]}, "truth": None}, made[0], cancelled=stopped
            ),
            lambda: cache.looks(["a"], stopped),
            lambda: cache.vectors("m", ["a"], stopped),
        ):
            with pytest.raises(Cancelled):
                job()
