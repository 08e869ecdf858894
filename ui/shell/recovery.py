"""After a crash: offers what was in no file, and opens what is wanted, one document after the other."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.session.autosave import Autosave
from ui.session.opening import OpenController
from ui.shell.recovery_dialog import RecoveryDialog
from ui.widgets.building import open_dialog
from ui.widgets.notices import NoticeBar
from ui.widgets.settings import (
    DOCUMENT_FOLDER,
    EXPORT_FOLDER,
    RECENT_FILES,
    REGIONS_OF_INTEREST_FOLDER,
)
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from workers.left import Left
    from workers.opened_collection import OpenedCollection
    from workers.opened_project import OpenedProject
    from workers.recovery import Recovered


class RecoveryController(QObject):
    """What is not opened or discarded stays for the next start."""

    def __init__(
        self, opening: OpenController, autosave: Autosave, notices: NoticeBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._opening, self._autosave, self._notices, self._window = opening, autosave, notices, window
        self._thread = JobThread("recovery", self, on_done=self._take, on_failed=self._say)
        self._removing = JobThread(
            "recovery cleaning", self, on_done=self._start_removing, on_failed=self._say
        )
        self._left: list[Left] = []
        self._unneeded: list[Left] = []
        self._wanted: list[Left] = []
        self._opened: list[Left] = []
        for signal in (opening.recovered, opening.project_opened, opening.collection_opened):
            signal.connect(self._take_recovered)
        opening.failed.connect(self.open_next)
        autosave.kept.connect(self._take_kept)
        autosave.failed.connect(self._say_failure)

    @property
    def busy(self) -> bool:
        """Whether it is still found out what a crash has left, or what is no longer needed is removed."""
        return self._thread.busy or self._removing.busy

    def look(self) -> None:
        """Find out whether a crash has left anything; if so, offer it."""
        from workers.recovery import find_left

        texts = DOCUMENT_FOLDER.get(), EXPORT_FOLDER.get(), REGIONS_OF_INTEREST_FOLDER.get()
        folders = {Path(text) for text in texts if text}
        folders |= {Path(path).parent for path in RECENT_FILES.get()}
        self._thread.submit(partial(find_left, tuple(sorted(folders))))

    def close(self) -> None:
        """Let go of what nobody wanted now."""
        for thread in (self._thread, self._removing):
            thread.close()
        for store in {id(each.store): each.store for each in self._left}.values():
            store.close(remove=False)
        self._left = []

    def _take(self, left: tuple[Left, ...]) -> None:
        if not left:
            return
        self._left = list(left)
        dialog = RecoveryDialog([each.kept for each in left], self._window)
        dialog.recover_wanted.connect(self._recover)
        dialog.discard_wanted.connect(self._discard)
        open_dialog(dialog)

    def _recover(self, places: list[int]) -> None:
        """The newest is opened last: it is the one that is seen."""
        self._wanted = [self._left[place] for place in reversed(places)]
        self.open_next()

    def open_next(self, _sentence: str = "") -> None:
        """Of those that are wanted; also when one before cannot be opened."""
        if self._wanted:
            self._opening.recover(self._wanted.pop(0))

    def _take_recovered(self, found: Recovered | OpenedProject | OpenedCollection) -> None:
        if found.left is not None:
            self._opened.append(found.left)
            self.open_next()

    def _take_kept(self, keys: frozenset[str]) -> None:
        """What was opened is kept anew: what the crash has left of it is no longer needed."""
        safe = [each for each in self._opened if each.kept.key in keys]
        if safe:
            self._opened = [each for each in self._opened if each not in safe]
            self._remove(safe)

    def _discard(self, places: list[int]) -> None:
        self._remove([self._left[place] for place in places])

    def _remove(self, left: list[Left]) -> None:
        self._unneeded += left
        if not self._removing.busy:
            self._start_removing()

    def _start_removing(self, _removed: tuple[Left, ...] = ()) -> None:
        """What is being removed is not given up for what comes after it."""
        if self._unneeded:
            from workers.recovery import discard_left

            left, self._unneeded = tuple(self._unneeded), []
            self._removing.submit(partial(discard_left, left))

    def _say(self, sentence: str) -> None:
        self._notices.add(sentence)

    def _say_failure(self, sentence: str) -> None:
        text = self.tr("What is in no file cannot be kept against a crash: save it. {0}")
        self._notices.add(text.format(sentence))
