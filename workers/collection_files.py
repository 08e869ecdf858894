"""The jobs that write what was found of a collection, and put its pictures into folders and back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.base.arrays import Ints
from core.base.parallel import Cancel, raise_if_cancelled
from core.collection.files import RECORD, write_collection
from core.collection.found import Found
from core.collection.mapping import Placed
from core.collection.record import collection_record
from core.collection.run_collection import meaning
from core.collection.sorting import JOURNAL, carry_out, undo
from core.collection.sorting_journal import read_journal
from core.collection.sorting_plan import How, Plan, planned
from core.collection.store import NAME, Store
from core.collection.with_map import with_map
from core.document.plain_json import to_bytes
from core.guarded.process import ReadingProcess
from core.io.reader import read
from workers.mailbox import Mailbox


@dataclass(frozen=True)
class WrittenCollection:
    """The files, in a folder."""

    folder: Path
    paths: tuple[Path, ...]


@dataclass(frozen=True, eq=False)
class ToWrite:
    """found: the run that is shown, its clusters named; placed: the map that is shown. runs: all there are,
    by their keys; maps: of those that have one; names: of clusters, "" for one that was taken away; proposed:
    those that nobody has confirmed. selection: rows of the run.
    """

    found: Found
    placed: Placed | None
    runs: Mapping[str, Found]
    maps: Mapping[str, Placed]
    names: Mapping[str, Mapping[int, str]]
    proposed: Mapping[str, Mapping[int, str]]
    selection: Ints


def write_files(what: ToWrite, folder: Path, cancelled: Cancel) -> WrittenCollection:
    """What `floe cluster` writes of the run that is shown, byte for byte; the others stand in the store.

    Raises WriteError, ReadError for another file in the place of that of the collection, Cancelled.
    """
    shown = what.found.key
    with closing(ReadingProcess(read, warm=False)) as reader, Store(folder / NAME) as store:
        keys = {key: _written_run(store, reader, run, what) for key, run in what.runs.items() if key != shown}
        found = _on_map(what.found, what.placed, reader)
        store.save(found.rows)
        _write_names(store, found, what, shown)
        found = found.named(store.names(found.key))
        outputs = write_collection(found, folder, cancelled=cancelled)
        store.add_run(found.key, (folder / RECORD).read_bytes(), 0.0)
        store.show(found.key, what.selection.tolist(), tuple(keys.values()))
    return WrittenCollection(folder, tuple(outputs.values()))


def _written_run(store: Store, reader: ReadingProcess, run: Found, what: ToWrite) -> str:
    """The key under which it stands in the store."""
    found = _on_map(run, what.maps.get(run.key), reader)
    _write_names(store, found, what, run.key)
    found = found.named(store.names(found.key))
    store.add_run(found.key, to_bytes(collection_record(found)), 0.0)
    return found.key


def _on_map(found: Found, placed: Placed | None, reader: ReadingProcess) -> Found:
    return found if placed is None else with_map(found, placed, meaning(found.asked, reader))


def _write_names(store: Store, found: Found, what: ToWrite, key: str) -> None:
    """Those of the run that the window knows by this key. What was only proposed stays so, there as well,
    where the window has no name in its place and none that was taken away.
    """
    names, proposed = what.names.get(key, {}), what.proposed.get(key, {})
    before = store.names(found.key)
    there = {number for number, (_name, confirmed) in before.items() if not confirmed}
    clusters = range(1, found.clusters + 1)
    said = {number: names.get(number, "") for number in clusters if number in names or number not in there}
    store.name(found.key, said)
    store.propose(
        found.key,
        {number: name for number, name in proposed.items() if number not in names and number not in there},
    )


@dataclass(frozen=True)
class FoldersPlan:
    """What would be done; journal: where it will be written down."""

    plan: Plan
    journal: Path


def plan_folders(found: Found, how: How, folder: Path, cancelled: Cancel) -> FoldersPlan:
    """A folder for each cluster, called as it is. Raises ParameterError where there is nothing to place,
    Cancelled.
    """
    pictures = [(found.rows[row].path, found.rows[row].sha256, at) for row, at in found.cluster_of.items()]
    names = {cluster: name for cluster, (name, _confirmed) in found.names.items()}
    return FoldersPlan(planned(how, folder, pictures, names, cancelled=cancelled), folder / JOURNAL)


@dataclass(frozen=True)
class Placing:
    """So many of so many."""

    done: int
    of: int


@dataclass(frozen=True)
class FoldersMade:
    """How many pictures were placed; journal: by which that can be taken back."""

    number: int
    journal: Path


def make_folders(wanted: FoldersPlan, progress: Mailbox[Placing], cancelled: Cancel) -> FoldersMade:
    """Do what is planned. Raises WriteError, ParameterError where another journal is there, Cancelled."""
    number = len(wanted.plan.placings)
    wanted.journal.parent.mkdir(parents=True, exist_ok=True)
    for done in carry_out(wanted.plan, wanted.journal, cancelled):
        progress.put(Placing(done, number))
    return FoldersMade(number, wanted.journal)


def plan_back(journal: Path, cancelled: Cancel) -> FoldersPlan:
    """What was done then, and would be taken back. Raises ParameterError, ReadError, Cancelled."""
    with closing(ReadingProcess(read, warm=False)) as reader:
        done = read_journal(journal, reader)
    raise_if_cancelled(cancelled)
    return FoldersPlan(done, journal)


@dataclass(frozen=True)
class TakenBack:
    """How many pictures are as they were; sentences: on those that are not."""

    number: int
    sentences: tuple[str, ...]


def take_back(journal: Path, progress: Mailbox[Placing], cancelled: Cancel) -> TakenBack:
    """As it was before the folders. Raises ParameterError, ReadError, WriteError, Cancelled."""
    sentences, number = [], 0
    with closing(ReadingProcess(read, warm=False)) as reader:
        for done, number, sentence in undo(journal, reader, cancelled):
            progress.put(Placing(done, number))
            if sentence:
                sentences.append(sentence)
    return TakenBack(number - len(sentences), tuple(sentences))
