"""What is kept of a collection, in its file or against a crash: runs, and what was made of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.collection.database import WHOSE
from core.collection.merged_names import InFile
from core.collection.store import Kept, KeptMap, Store


@dataclass(frozen=True, eq=False)
class SavedRun:
    """record: the bytes of its run.json. names: numbers of clusters and what they are called; proposed: the
    names that nobody has confirmed. maps: beside that of the record, which else was shown after them.
    """

    key: str
    record: bytes
    names: tuple[tuple[int, str], ...] = ()
    proposed: tuple[tuple[int, str], ...] = ()
    maps: tuple[KeptMap, ...] = ()


@dataclass(frozen=True, eq=False)
class SavedCollection:
    """runs: in the order in which they were made. shown: the key of one of them, "" for the last.

    selection: rows of that. current: keys of the runs as they were when it was kept last; another of the same
    run is of an earlier time, with another map. in_file: by the keys of these runs, what was known of the
    file of the collection; None of one that is read from there.
    """

    runs: tuple[SavedRun, ...]
    shown: str = ""
    selection: tuple[int, ...] = ()
    current: tuple[str, ...] = ()
    in_file: InFile | None = None


def is_collection(path: Path) -> bool:
    """Whether the head of a file says that it is one of a collection; nothing else of it is read."""
    head = b""
    with suppress(OSError), path.open("rb") as file:
        head = file.read(72)
    return head.startswith(b"SQLite format 3\0") and head[68:] == WHOSE.to_bytes(4, "big")


def read_collection(path: Path) -> SavedCollection:
    """What stands in the file of a collection. Runs in the guarded process. Raises ReadError."""
    with Store(path, to_read=True) as store:
        shown, selection, current = store.shown()
        runs = tuple(
            SavedRun(
                each.key,
                each.record,
                _named(store, each.key, confirmed=True),
                _named(store, each.key, confirmed=False),
                store.maps(each.key),
            )
            for each in store.runs()
        )
        return SavedCollection(runs, shown, selection, current)


def runs_in(path: Path) -> tuple[Kept, ...]:
    """The runs alone. Runs in the guarded process. Raises ReadError."""
    with Store(path, to_read=True) as store:
        return tuple(store.runs())


def _named(store: Store, run: str, *, confirmed: bool) -> tuple[tuple[int, str], ...]:
    names = store.names(run).items()
    return tuple((number, name) for number, (name, sure) in names if sure == confirmed)
