"""Compares the run that is shown with another one, in a dialog that stays while one works."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.collection.collection_session import CollectionSession
from ui.collection.collection_state import CollectionState
from ui.collection.run_words import run_words
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.collection.found import Found
    from ui.collection.compare_dialog import CompareDialog
    from workers.comparing_runs import SideBySide


class CompareController(QObject):
    """selected(rows): pictures of a cell, or all that have moved, are chosen."""

    selected = Signal(object)

    def __init__(self, services: Services, collection: CollectionSession, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._collection = services, collection
        self._dialog: CompareDialog | None = None
        self._other = ""
        self._both: SideBySide | None = None
        self._found: Found | None = None
        self._names: tuple[Mapping[int, tuple[str, bool]], ...] = ()
        self._thread: JobThread[SideBySide] = JobThread(
            "comparing runs", self, on_done=self._take, on_failed=self._take_failure
        )
        services.status.add_job(self.cancel, self._occupation, workspace="collection")
        collection.replaced.connect(self._end)

    @property
    def busy(self) -> bool:
        return self._thread.busy

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("collection_compare", "Ctrl+8", self.ask, when="has_runs").says(
                QT_TRANSLATE_NOOP("Actions", "Compare r&uns…"),
                QT_TRANSLATE_NOOP("Actions", "Which pictures are in other clusters than in another run."),
            ),
        )

    def ask(self) -> None:
        """Beside the window; what is shown there follows the window."""
        if self._dialog is None:
            from ui.collection.compare_dialog import CompareDialog

            self._dialog = CompareDialog(self._services.window)
            self._dialog.other_chosen.connect(self._choose_other)
            self._dialog.cell_chosen.connect(self._choose_cell)
            self._dialog.moved_chosen.connect(self._choose_moved)
            self._dialog.finished.connect(self._forget_dialog)
            self._found = None
            self._follow()
        self._dialog.show()
        self._dialog.raise_()

    def show(self, _new: CollectionState) -> None:
        """Of another run, or other names."""
        if self._dialog is not None:
            self._follow()

    def cancel(self) -> None:
        if self._thread.busy:
            self._thread.cancel()
            self._services.status.refresh()

    def close(self) -> None:
        self._end()
        self._thread.close()

    def _occupation(self) -> str:
        return self.tr("Comparing the runs…") if self._thread.busy else ""

    def _take_failure(self, sentence: str) -> None:
        self._services.status.refresh()
        self._services.complaints.show(sentence)

    def _follow(self) -> None:
        work, runs = self._collection.work, self._collection.runs
        others = [key for key, run in runs.items() if run is not work.run]
        if self._dialog is None or work.run is None or not others:
            self._end()
            return
        if work.run is self._found and self._other in others:
            if self._names != (work.called(work.run.key), work.called(self._other)):
                self._compare()
            return
        self._found = work.run
        if self._other not in others:
            self._other = others[-1]
        numbered = {key: f"{number}. {run_words(run)}" for number, (key, run) in enumerate(runs.items(), 1)}
        self._dialog.show_runs({key: numbered[key] for key in others}, self._other, numbered[work.run.key])
        self._compare()

    def _compare(self) -> None:
        from workers.comparing_runs import side_by_side

        work, other = self._collection.work, self._collection.runs[self._other]
        if work.found is not None:
            self._names = work.found.names, work.called(other.key)
            self._thread.submit(partial(side_by_side, other.named(self._names[1]), work.found))
            self._services.status.refresh()

    def _choose_other(self, key: str) -> None:
        self._other = key
        self._compare()

    def _take(self, both: SideBySide) -> None:
        self._services.status.refresh()
        self._both = both
        if self._dialog is not None:
            self._dialog.show_comparison(both)

    def _choose_cell(self, first: int, second: int) -> None:
        if (both := self._of_window()) is not None:
            self.selected.emit(both.rows_in(first, second))

    def _choose_moved(self) -> None:
        if (both := self._of_window()) is not None:
            self.selected.emit(both.moved)

    def _of_window(self) -> SideBySide | None:
        """The comparison, where its rows are those of the run that is shown."""
        run, both = self._collection.work.run, self._both
        return both if both is not None and run is not None and both.shown.key == run.key else None

    def _end(self) -> None:
        self._both = None
        if self._dialog is not None:
            self._dialog.close()

    def _forget_dialog(self, _result: int) -> None:
        self._dialog, self._both = None, None
