"""Keeps what is in no file against a crash, within seconds of each change, in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from ui.session.session import Session
from workers.job_thread import JobThread
from workers.keeping import Keeper, ToKeep

# A change waits so long for those that come with it; a drag of a slider is one.
_PATIENCE_MS = 1000
# What could not be kept, for a full disk, is tried again after so long.
_RETRY_MS = 30_000


class Source(Protocol):
    """What is open and may be in no file. key: another one for each that is opened."""

    @property
    def key(self) -> str: ...

    def unsaved(self) -> ToKeep | None:
        """What a crash must not take; None where all of it is in a file or is no work."""


@dataclass(frozen=True, eq=False)
class KeptSoFar:
    """keeper: with the store that it lies in. there: the keys of what is kept. waiting: what is not yet."""

    keeper: Keeper
    there: frozenset[str]
    waiting: Mapping[str, ToKeep | None]


class _Watch(QObject):
    """Tells of one source that something is another there."""

    def __init__(self, source: Source, tell: Callable[[Source], None], parent: QObject) -> None:
        super().__init__(parent)
        self._source, self._tell = source, tell

    def note(self, *_told: object) -> None:
        self._tell(self._source)


class Autosave(QObject):
    """kept(keys): what is said of these documents is safe now. failed(sentence): it is not; said once."""

    kept = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._thread = JobThread("autosave", self, on_done=self._take_kept, on_failed=self._take_failure)
        self._keeper = Keeper()
        self._waiting: dict[str, ToKeep | None] = {}
        self._under_way: dict[str, ToKeep | None] = {}
        self._there: set[str] = set()
        self._changed: list[Source] = []
        self._complained = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._save)
        self.watch(session, (session.document_changed, session.undo_changed))

    @property
    def pending(self) -> bool:
        """Whether something is not kept yet."""
        return bool(self._changed or self._waiting) or self._thread.busy

    @property
    def fails(self) -> bool:
        """Whether what is not kept could not be, for a full disk; it is tried again."""
        return self._complained

    def watch(self, source: Source, signals: Iterable[SignalInstance]) -> None:
        """Keep what is open there, too. signals: of each of its changes."""
        watch = _Watch(source, self._note, self)
        for signal in signals:
            signal.connect(watch.note)

    def take_leave(self) -> None:
        """Another picture takes the place of the one that is open: keep what was said of that one."""
        if self._session in self._changed:
            self._changed.remove(self._session)
            self._look(self._session)

    def drop(self, key: str) -> None:
        """A document that is not shown is in its file now, or nobody wants it."""
        if key in self._there or key in self._waiting or key in self._under_way:
            self._waiting[key] = None
            self._start()

    def keep_now(self) -> None:
        """Without waiting for more changes."""
        self._save()

    def hand_on(self) -> KeptSoFar:
        """To the window that comes next: what is kept stays, and nothing is kept here any more."""
        self._timer.stop()
        self._thread.close()
        keeper, self._keeper = self._keeper, Keeper()
        there = self._there | self._under_way.keys()
        return KeptSoFar(keeper, frozenset(there), self._under_way | self._waiting)

    def take_over(self, kept: KeptSoFar) -> None:
        """Go on where the window before has ended."""
        self._keeper, self._there, self._waiting = kept.keeper, set(kept.there), dict(kept.waiting)
        self._start()

    def close(self) -> None:
        """The user has said what becomes of everything: nothing is kept any longer."""
        self._timer.stop()
        self._thread.close()
        self._keeper.close()

    def _note(self, source: Source) -> None:
        if source not in self._changed:
            self._changed.append(source)
        if self._complained or not self._timer.isActive():
            self._timer.start(_PATIENCE_MS)

    def _look(self, source: Source) -> None:
        """Note what of it is to be kept, or is no longer."""
        if source is self._session and self._session.document is None:
            return
        key, unsaved = source.key, source.unsaved()
        if unsaved is not None or key in self._there or key in self._under_way:
            self._waiting[key] = unsaved

    def _save(self) -> None:
        changed, self._changed = self._changed, []
        for source in changed:
            self._look(source)
        self._start()

    def _start(self) -> None:
        """What is under way is not given up for what comes after it."""
        if self._thread.busy or not self._waiting:
            return
        self._under_way, self._waiting = self._waiting, {}
        self._thread.submit(partial(self._keeper.keep, self._under_way))

    def _take_kept(self, keys: frozenset[str]) -> None:
        for key in keys:
            (self._there.discard if self._under_way[key] is None else self._there.add)(key)
        self._under_way = {}
        self._complained = False
        self.kept.emit(keys)
        self._start()

    def _take_failure(self, sentence: str) -> None:
        self._waiting = self._under_way | self._waiting
        self._under_way = {}
        self._timer.start(_RETRY_MS)
        if not self._complained:
            self._complained = True
            self.failed.emit(sentence)
