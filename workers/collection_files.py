"""The jobs that write what was found of a collection, and put its pictures into folders and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from core.base.arrays import Ints
from core.base.parallel import Cancel, raise_if_cancelled
from core.collection.files import RECORD, check_exports, write_collection
from core.collection.found import Found
from core.collection.kept_maps import kept_maps
from core.collection.mapping import Placed
from core.collection.merged_names import InFile, merged_names
from core.collection.record import collection_record
from core.collection.sorting import JOURNAL, carry_out, undo
from core.collection.sorting_journal import read_journal
from core.collection.sorting_plan import How, Plan, planned
from core.collection.store import NAME, Store
from core.collection.store_files import checked_store, new_store
from core.collection.with_map import with_map
from core.document.plain_json import to_bytes
from core.guarded.process import ReadingProcess
from core.io.reader import read
from workers.mailbox import Mailbox


@dataclass(frozen=True)
class WrittenCollection:
    """The files, in a folder; and what stands in that of the collection now."""

    folder: Path
    paths: tuple[Path, ...]
    now: InFile


@dataclass(frozen=True, eq=False)
class ToWrite:
    """found: the run that is shown. runs: all there are, by their keys, their clusters named. maps: of those
    that have some, that which is shown the last. before: what the window has read or written there before;
    nothing where it has not. replaces: whether what is there is to go. selection: rows of the run. exports:
    what is written beside (core.collection.files.EXPORTS).
    """

    found: Found
    runs: Mapping[str, Found]
    maps: Mapping[str, Sequence[Placed]]
    selection: Ints
    before: InFile = field(default_factory=InFile)
    replaces: bool = False
    exports: tuple[str, ...] = ()


def write_files(what: ToWrite, folder: Path, cancelled: Cancel) -> WrittenCollection:
    """What `floe cluster` writes of the run that is shown, byte for byte; the others stand in the store.

    Names that somebody else has changed there meanwhile stay as they are there. The store is changed last: of
    names that are in there the window would not know, where this ends early, that they are its own.

    Raises WriteError, ReadError for another file in the place of that of the collection, Cancelled.
    """
    path = folder / NAME
    with closing(ReadingProcess(read, warm=False)) as reader:
        opened = (new_store if what.replaces else checked_store)(path, reader, cancelled)
        with opened as store:
            written = {key: _merged(store, key, what) for key in what.runs}
            shown = written[what.found.key]
            exports = check_exports(what.exports, on_map=shown.xy is not None)
            outputs = write_collection(shown, folder, exports, cancelled=cancelled)
            raise_if_cancelled(cancelled)
            store.save(shown.rows)
            for key, found in written.items():
                store.put_names(found.key, found.names)
                store.put_maps(found.key, kept_maps(found, what.maps.get(key, ())))
                if found is not shown:
                    store.add_run(found.key, to_bytes(collection_record(found)), 0.0)
            store.add_run(shown.key, (folder / RECORD).read_bytes(), 0.0)
            kept_as = {key: found.key for key, found in written.items()}
            others = (key for key in kept_as.values() if key != shown.key)
            store.show(shown.key, what.selection.tolist(), tuple(others))
    names = {key: dict(found.names) for key, found in written.items()}
    return WrittenCollection(folder, tuple(outputs.values()), InFile(names, kept_as))


def _merged(store: Store, key: str, what: ToWrite) -> Found:
    """The run that the window knows by this key, as it is to stand in the store."""
    run, maps = what.runs[key], what.maps.get(key, ())
    found = with_map(run, maps[-1]) if maps else run
    before = what.before.names.get(key, {})
    as_was = what.before.kept_as.get(key)
    # A file that has lost the run since says nothing of its names.
    there = before if as_was is not None and not store.has_run(as_was) else store.names(as_was or found.key)
    return found.named(merged_names(run.names, before, there))


@dataclass(frozen=True)
class FoldersPlan:
    """What would be done; journal: where it will be written down. own: of what was done, whether this window
    has written that.
    """

    plan: Plan
    journal: Path
    own: bool = False


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


def plan_back(journal: Path, cancelled: Cancel, *, own: bool = False) -> FoldersPlan:
    """What was done then, and would be taken back. own: as of FoldersPlan. Raises ParameterError, ReadError,
    Cancelled.
    """
    with closing(ReadingProcess(read, warm=False)) as reader:
        done = read_journal(journal, reader, cancelled, own=own)
    return FoldersPlan(done, journal, own)


@dataclass(frozen=True)
class TakenBack:
    """How many pictures are as they were; sentences: on those that are not."""

    number: int
    sentences: tuple[str, ...]


def take_back(done: FoldersPlan, progress: Mailbox[Placing], cancelled: Cancel) -> TakenBack:
    """As it was before the folders. Raises ParameterError, ReadError, WriteError, Cancelled."""
    sentences, number = [], 0
    with closing(ReadingProcess(read, warm=False)) as reader:
        for at, number, sentence in undo(done.journal, reader, cancelled, own=done.own):
            progress.put(Placing(at, number))
            if sentence:
                sentences.append(sentence)
    return TakenBack(number - len(sentences), tuple(sentences))
