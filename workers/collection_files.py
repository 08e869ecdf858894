"""The jobs that write what was found of a collection, and put its pictures into folders and back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.base.parallel import Cancel
from core.collection.files import RECORD, write_collection
from core.collection.found import Found
from core.collection.mapping import Placed
from core.collection.sorting import JOURNAL, carry_out, undo
from core.collection.sorting_plan import How, Plan, planned
from core.collection.store import NAME, Store
from core.collection.with_map import with_map
from core.guarded.process import ReadingProcess
from core.io.reader import read
from workers.mailbox import Mailbox


@dataclass(frozen=True)
class WrittenCollection:
    """The files, in a folder."""

    folder: Path
    paths: tuple[Path, ...]


def write_files(
    found: Found, placed: Placed | None, names: Mapping[int, str], folder: Path, cancelled: Cancel
) -> WrittenCollection:
    """What `floe cluster` writes, byte for byte. placed: the map that is shown.

    Raises WriteError, ReadError for another file in the place of that of the collection, Cancelled.
    """
    if placed is not None and found.asked.embedding is not None:
        with closing(ReadingProcess(read, warm=False)) as reader:
            found = with_map(found, placed, found.asked.embedding.made(reader).meant)
    with Store(folder / NAME) as store:
        store.save(found.rows)
        store.name(found.key, {number: names.get(number, "") for number in range(1, found.clusters + 1)})
        found = found.named(store.names(found.key))
        outputs = write_collection(found, folder, cancelled=cancelled)
        store.add_run(found.key, (folder / RECORD).read_bytes(), 0.0)
    return WrittenCollection(folder, tuple(outputs.values()))


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
