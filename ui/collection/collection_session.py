"""CollectionSession: the one owner of what a person has made of a collection, its undo stack and its runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from ui.collection.work import Work
from ui.session.value_steps import Steps, ValueStep, put_steps, steps_in

if TYPE_CHECKING:
    from core.collection.by_hand import ByHand
    from core.collection.found import Found
    from core.collection.mapping import Placed
    from core.collection.reopened import Reopened


@dataclass(frozen=True, eq=False)
class HandedCollection:
    """A collection that is open, for the window that comes next; see CollectionSession."""

    work: Work
    runs: Mapping[str, Found]
    maps: Mapping[str, Mapping[str, Placed]]
    key: str
    folder: Path | None
    steps: Steps[Work]

    @property
    def shown_maps(self) -> tuple[str, ...]:
        """Those of the run that is shown, the one that was shown last at the end."""
        run = self.work.run
        return () if run is None else tuple(self.maps.get(run.key, ()))


class CollectionSession(QObject):
    """work_changed: also by undo. map_added: to the run that is shown. replaced: another collection comes,
    and whatever works for the present one is to stop.

    runs: all there were, by their keys; none is ever overwritten. maps: those that were made of each run, by
    their names, that which was shown last at the end. folder: to which it was saved, None before. key:
    another one for each collection that is opened.
    """

    work_changed = Signal()
    map_added = Signal()
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
        self.undo_stack.push(ValueStep(text, self.work, work, self.show))

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
            is_new = maps.pop(name, None) is not placed
            maps[name] = placed
            if is_new:
                self.map_added.emit()

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

    def hand_on(self) -> HandedCollection:
        """All of it, with what can be undone."""
        steps: Steps[Work] = steps_in(self.undo_stack)
        return HandedCollection(self.work, self.runs, self.maps, self.key, self.folder, steps)

    def take_over(self, handed: HandedCollection) -> None:
        """In place of an empty one."""
        self.runs, self.key, self.folder = dict(handed.runs), handed.key, handed.folder
        self.maps = {key: dict(maps) for key, maps in handed.maps.items()}
        self.work = handed.work
        put_steps(self.undo_stack, handed.steps, self.show)
        self.work_changed.emit()

    def close(self) -> None:
        """Leave nothing on the disk."""
        if self._directory is not None:
            self._directory.cleanup()
            self._directory = None
