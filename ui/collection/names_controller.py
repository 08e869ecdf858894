"""What clusters are called, and clusters that a person makes of what is chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.writing.number_words import grouped
from ui.collection.clusters_table import ClustersTable
from ui.collection.collection_session import CollectionSession
from ui.collection.collection_state import CollectionState
from ui.collection.name_dialog import NameDialog
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.building import open_dialog
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.collection.by_hand import ByHand
    from core.collection.found import Found

_LONGEST = 200


class NamesController(QObject):
    """A name is a step to undo; so is a cluster that was made by hand, which is a run of its own."""

    def __init__(
        self, services: Services, collection: CollectionSession, table: ClustersTable, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services, self._collection, self._table = services, collection, table
        self._line, self._name = 0, ""
        self._run: Found | None = None
        self._thread: JobThread[ByHand] = JobThread(
            "by hand", self, on_done=self._take, on_failed=self._take_failure
        )
        table.name_typed.connect(self.name)
        collection.replaced.connect(self.cancel)
        services.status.add_job(self.cancel, self._occupation, workspace="collection")

    @property
    def making(self) -> bool:
        return self._thread.busy

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("collection_name", "Ctrl+F2", self.ask, icon="tag", when="can_name").says(
                QT_TRANSLATE_NOOP("Actions", "&Name…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Name the cluster that is chosen, or make one of the pictures that are chosen."
                ),
            ),
        )

    def show(self, new: CollectionState) -> None:
        self._line = new.line
        self._table.show_lines(new.lines, new.line)

    def name(self, cluster: int, name: str) -> None:
        name = " ".join(name.split())[:_LONGEST]
        work = self._collection.work
        before = ("", True) if work.found is None else work.found.names.get(cluster, ("", True))
        if cluster > 0 and (name, True) != before:
            self._collection.put(self.tr("Name cluster"), work.with_name(cluster, name))

    def ask(self) -> None:
        """In the table where a cluster is chosen as it is; else for the name of one that is made."""
        if self._line > 0:
            self._table.edit_name(self._line)
            return
        work = self._collection.work
        number = len(work.selection)
        question = self.tr("Make a cluster of 1 chosen picture, called")
        if number != 1:
            question = self.tr("Make a cluster of {0} chosen pictures, called").format(grouped(number))
        dialog = NameDialog(question, sorted(self._known()), self._services.window)
        dialog.name_typed.connect(self._make)
        open_dialog(dialog)

    def cancel(self) -> None:
        if self._thread.busy:
            self._thread.cancel()
            self._services.status.refresh()

    def close(self) -> None:
        self._thread.close()

    def _make(self, name: str) -> None:
        work = self._collection.work
        name = " ".join(name.split())[:_LONGEST]
        if work.run is None or not name:
            return
        from workers.sorting_pictures import made_by_hand

        self._name, self._run = name, work.run
        self._thread.submit(partial(made_by_hand, work.run, work.selection, self._known().get(name, 0)))
        self._services.status.refresh()

    def _known(self) -> dict[str, int]:
        """The clusters that have a name, by it."""
        found = self._collection.work.found
        return {} if found is None else {name: cluster for cluster, (name, _sure) in found.names.items()}

    def _occupation(self) -> str:
        return self.tr("Making the cluster…") if self._thread.busy else ""

    def _take_failure(self, sentence: str) -> None:
        self._services.status.refresh()
        self._services.complaints.show(sentence)

    def _take(self, made: ByHand) -> None:
        self._services.status.refresh()
        run, self._run = self._run, None
        if run is self._collection.work.run:  # else another one is shown since
            self._collection.add_by_hand(self.tr("Make cluster"), made, self._name)
