"""CollectionSession: the one owner of what a person has made of a collection, its undo stack and its runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from core.base.arrays import Ints
from core.collection.collection import Collection

if TYPE_CHECKING:
    from core.collection.by_hand import ByHand
    from core.collection.found import Found
    from core.collection.mapping import Placed
    from core.collection.reopened import Reopened

_NONE = np.empty(0, np.int64)


@dataclass(frozen=True, eq=False)
class Work:
    """pictures: of the collection, in the order of the list. columns: what tables say of them, by names. run:
    that is shown, None before the first.

    names: of clusters, by the keys of runs, "" for one that was taken away; proposed: those that nobody has
    confirmed. selection: rows of the run, rising; empty for none.
    """

    pictures: tuple[Path, ...] = ()
    columns: Mapping[str, Mapping[Path, str]] = field(default_factory=dict)
    run: Found | None = None
    names: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    proposed: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    selection: Ints = field(default_factory=lambda: _NONE)

    @property
    def run_names(self) -> Mapping[int, str]:
        """Of the clusters of the run that is shown."""
        return {} if self.run is None else self.names.get(self.run.key, {})

    @property
    def found(self) -> Found | None:
        """The run, its clusters named."""
        if self.run is None:
            return None
        return self.run.named(self.called(self.run.key))

    def called(self, key: str) -> dict[int, tuple[str, bool]]:
        """What the clusters of a run are called, and whether a person says so."""
        said = {number: (name, False) for number, name in self.proposed.get(key, {}).items()}
        said |= {number: (name, True) for number, name in self.names.get(key, {}).items()}
        return {number: each for number, each in said.items() if each[0]}

    @property
    def all_called(self) -> dict[str, dict[int, tuple[str, bool]]]:
        """The same of all runs that have names."""
        every = {key: self.called(key) for key in {**self.names, **self.proposed}}
        return {key: names for key, names in every.items() if names}

    def with_proposed(self, key: str, names: Mapping[int, str]) -> Work:
        """Clusters of a run called so until a person says otherwise; those that one has named stay."""
        own = {
            number: name for number, name in self.names.get(key, {}).items() if name or number not in names
        }
        proposed = {**self.proposed.get(key, {}), **names}
        return replace(self, names={**self.names, key: own}, proposed={**self.proposed, key: proposed})

    def with_called(self, key: str, names: Mapping[int, tuple[str, bool]]) -> Work:
        """The clusters of a run called so, and the others not."""
        own, proposed = (
            {number: name for number, (name, sure) in names.items() if sure == confirmed}
            for confirmed in (True, False)
        )
        return replace(self, names={**self.names, key: own}, proposed={**self.proposed, key: proposed})

    @property
    def collection(self) -> Collection:
        """As it is to be sorted."""
        texts = {
            name: tuple(column.get(path, "") for path in self.pictures)
            for name, column in self.columns.items()
        }
        return Collection(self.pictures, columns=texts)

    def with_pictures(self, paths: tuple[Path, ...], columns: Mapping[str, Sequence[str]]) -> Work:
        """And these, none twice. columns: what is said of each of them."""
        said = {name: dict(zip(paths, texts, strict=True)) for name, texts in columns.items()}
        merged = {
            name: {**self.columns.get(name, {}), **said.get(name, {})} for name in {**self.columns, **said}
        }
        return replace(self, pictures=tuple(dict.fromkeys((*self.pictures, *paths))), columns=merged)

    def with_run(self, run: Found) -> Work:
        """Shown, with the pictures that it is of and what is said of these."""
        pictures = run.collection.pictures
        columns = {
            name: dict(zip(pictures, texts, strict=True)) for name, texts in run.collection.columns.items()
        }
        return replace(self, run=run, pictures=pictures, columns=columns, selection=_NONE)

    def with_name(self, cluster: int, name: str) -> Work:
        """A cluster of the run called so; "" takes its name away."""
        if self.run is None:
            return self
        own = {number: text for number, text in self.run_names.items() if number != cluster}
        if name or cluster in self.proposed.get(self.run.key, {}):
            own[cluster] = name
        return replace(self, names={**self.names, self.run.key: own})

    @property
    def is_sorted(self) -> bool:
        """Whether the run is of these pictures."""
        return self.run is not None and self.run.collection.pictures == self.pictures


class _Change(QUndoCommand):
    def __init__(self, text: str, session: CollectionSession, after: Work) -> None:
        super().__init__(text)
        self._session, self._before, self._after = session, session.work, after

    def redo(self) -> None:
        self._session.show(self._after)

    def undo(self) -> None:
        self._session.show(self._before)


class CollectionSession(QObject):
    """work_changed: also by undo. replaced: another collection comes, and whatever works for the present one
    is to stop.

    runs: all there were, by their keys; none is ever overwritten. maps: those that were made of each run, by
    their names, that which was shown last at the end. folder: to which it was saved, None before. key:
    another one for each collection that is opened.
    """

    work_changed = Signal()
    replaced = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = Work()
        self.runs: dict[str, Found] = {}
        self.maps: dict[str, dict[str, Placed]] = {}
        self.key = uuid4().hex
        self.folder: Path | None = None
        self.undo_stack = QUndoStack(self)
        self._directory: TemporaryDirectory[str] | None = None

    @property
    def directory(self) -> Path:
        """Where hashes are kept while nothing is saved."""
        if self._directory is None:
            # A job that was just stopped may still write there.
            self._directory = TemporaryDirectory(prefix="floe-collection-", ignore_cleanup_errors=True)
        return Path(self._directory.name)

    def put(self, text: str, work: Work) -> None:
        """Other work, as one step to undo."""
        self.undo_stack.push(_Change(text, self, work))

    def show(self, work: Work) -> None:
        """Of undo and redo."""
        self.work = work
        self.work_changed.emit()

    def add_run(self, text: str, run: Found) -> None:
        """Show a run, as one step to undo."""
        self.runs.setdefault(run.key, run)
        self.put(text, self.work.with_run(self.runs[run.key]))

    def add_by_hand(self, text: str, made: ByHand, name: str) -> None:
        """Show a run with a cluster that a person has made, and called so; the others keep their names."""
        self.runs.setdefault(made.found.key, made.found)
        run, work = self.runs[made.found.key], self.work
        before = "" if work.run is None else work.run.key
        carried, proposed = (
            {
                made.numbers[number]: each
                for number, each in all_names.get(before, {}).items()
                if number in made.numbers
            }
            for all_names in (work.names, work.proposed)
        )
        names = {**work.names, run.key: {**carried, made.cluster: name}}
        self.put(text, replace(work, run=run, names=names, proposed={**work.proposed, run.key: proposed}))

    def add_map(self, placed: Placed) -> None:
        """Of the run that is shown, on which it is shown now."""
        if self.work.run is not None:
            maps, name = self.maps.setdefault(self.work.run.key, {}), str(placed.parameters["map"])
            maps.pop(name, None)
            maps[name] = placed

    def empty(self) -> None:
        """Begin anew; what was undone of the present one is gone."""
        self.replaced.emit()
        self.undo_stack.clear()
        self.runs, self.maps, self.folder, self.key = {}, {}, None, uuid4().hex
        self.show(Work())

    def open(self, coming: Reopened, folder: Path | None, key: str) -> None:
        """In place of the present one. key: it was open before; "" for a new one."""
        self.empty()
        self.runs, self.folder = dict(coming.runs), folder
        self.maps = {key: dict(maps) for key, maps in coming.maps.items()}
        self.key = key or self.key
        run = self.runs[coming.shown]
        self.show(
            replace(
                Work(names=coming.names, proposed=coming.proposed).with_run(run), selection=coming.selection
            )
        )

    def close(self) -> None:
        """Leave nothing on the disk."""
        if self._directory is not None:
            self._directory.cleanup()
            self._directory = None
