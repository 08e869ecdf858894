"""Sorts the pictures of a collection: how far it is, how long it will take, and how to stop it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.base.errors import FloeError
from core.writing.number_words import grouped
from core.writing.time_left import TimeLeft
from ui.collection.collection_session import CollectionSession
from ui.collection.collection_state import CollectionState
from ui.collection.run_words import run_words
from ui.collection.sort_panel import SortPanel
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from workers.collection_offer import Offer, what_there_is
from workers.job_thread import JobThread
from workers.mailbox import Mailbox

if TYPE_CHECKING:
    from core.collection.embed import Told
    from core.collection.forming import Forming
    from core.collection.found import Found
    from workers.sorting_pictures import FirstLook


class SortController(QObject):
    """One run at a time; vectors that are computed when it is stopped stay in the cache.

    changed: it has begun or ended. looked(FirstLook): the pictures are not clustered yet, but on a map.
    formed(Forming): clusters as they form there. offered(Offer): what there is to choose from.
    """

    changed = Signal()
    looked = Signal(object)
    formed = Signal(object)
    offered = Signal(object)

    def __init__(
        self, services: Services, collection: CollectionSession, panel: SortPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services, self._collection, self._panel = services, collection, panel
        self._told: Told | None = None
        self._forming: Forming | None = None
        self._left = TimeLeft()
        self._is_offered = self._waits = False
        self._offering = JobThread[Offer](
            "collection offer", self, on_done=self._take_offer, on_failed=services.complaints.show
        )
        self._thread: JobThread[Found] = JobThread(
            "collection", self, on_done=self._take, on_failed=self._take_failure
        )
        panel.sort_requested.connect(self.sort)
        panel.run_chosen.connect(self.show_run)
        collection.replaced.connect(self.cancel)
        services.status.add_job(self.cancel, self._occupation, workspace="collection")

    @property
    def running(self) -> bool:
        return self._thread.busy

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("collection_sort", "Ctrl+Shift+N", self.sort, icon="run", when="can_sort").says(
                QT_TRANSLATE_NOOP("Actions", "&Sort by kind"),
                QT_TRANSLATE_NOOP("Actions", "Find clusters of pictures that are alike."),
            ),
        )

    @property
    def looking(self) -> bool:
        """Whether it is still looked for what there is to choose from."""
        return self._offering.busy

    def offer(self) -> None:
        """Fill the panel, once: what there is to be chosen is looked for when the workspace is first seen."""
        if not self._is_offered and not self._offering.busy:
            self._offering.submit(what_there_is)

    def sort(self) -> None:
        """Anew, as the panel says."""
        work = self._collection.work
        if not self._is_offered:
            self._waits = True
            self.offer()
            self._services.status.refresh()
            return
        if not work.pictures or self._panel.hindrance():
            return
        from workers.sorting_pictures import sort_pictures

        self._told, self._forming, self._left = None, None, TimeLeft()
        progress = Mailbox["Told | FirstLook | Forming"](self._take_told, slots=None)
        choice = self._panel.choice()
        self._thread.submit(
            partial(sort_pictures, work.collection, choice, self._collection.directory, progress), progress
        )
        self._end()

    def show_run(self, key: str) -> None:
        """One of those that there were, as a step to undo."""
        run, work = self._collection.runs[key], self._collection.work
        if run is not work.run:
            self._collection.put(self.tr("Show run"), work.with_run(run))

    def show(self, new: CollectionState) -> None:
        """The panel, with the runs there were."""
        self._panel.show_state(
            running=new.running,
            can_sort=new.can_sort,
            refusal=self._refusal(new),
            columns=tuple(self._collection.work.columns),
        )
        run = self._collection.work.run
        runs = {
            key: f"{number}. {run_words(each)}"
            for number, (key, each) in enumerate(self._collection.runs.items(), 1)
        }
        self._panel.show_runs(runs, "" if run is None else run.key)

    def _refusal(self, state: CollectionState) -> str:
        """Why the panel cannot be followed, as a sentence, told before any work; "" where it can."""
        if not self._is_offered or not state.has_pictures:
            return ""
        from core.collection.clustering import refusal

        if said := self._panel.hindrance():
            return said
        choice, found = self._panel.choice(), state.found
        columns = choice.components or (0 if found is None else found.vectors.shape[1]) or 1
        try:
            k = choice.k or None
            return refusal(choice.method, state.pictures, columns, k=k, options=choice.method_options)
        except FloeError as error:
            return str(error)

    def cancel(self) -> None:
        if self.running or self._waits:
            self._waits = False
            self._thread.cancel()
            self._end()

    def close(self) -> None:
        self._offering.close()
        self._thread.close()
        self._panel.close_controls()

    def _occupation(self) -> str:
        if not self.running:
            waits = self._waits and self.looking
            return self.tr("Looking for what there is to sort by…") if waits else ""
        told = self._told
        if told is None:
            return self.tr("Sorting the pictures…")
        if self._forming is not None:
            return self._forming_words(self._forming)
        words = self._left.words(self._stage(told.stage), told.done, told.of, told.again)
        if told.of < 2:
            return words[:1].upper() + words[1:]
        return self.tr("{0} of {1}: {2}").format(grouped(told.done), grouped(told.of), words)

    def _forming_words(self, forming: Forming) -> str:
        words = self.tr("Clustering: iteration {0}").format(grouped(forming.iteration))
        if forming.restarts == 1:
            return words
        start = self.tr("start {0} of {1}").format(grouped(forming.restart), grouped(forming.restarts))
        return f"{words}, {start}"

    def _stage(self, stage: str) -> str:
        names = {
            "hash": self.tr("looking for what is known"),
            "embed": self.tr("looking at pictures"),
            "doubles": self.tr("looking for doubles"),
            "learn": self.tr("learning on them"),
            "choose": self.tr("choosing the number of clusters"),
            "map": self.tr("making the map"),
        }
        return names.get(stage, self.tr("clustering"))

    def _take_offer(self, offer: Offer) -> None:
        self._is_offered = True
        self._panel.offer(offer.embeddings, offer.methods, offer.first)
        if offer.instead:
            self._services.notices.add(offer.instead)
        self.offered.emit(offer)
        if self._waits:
            self._waits = False
            self.sort()

    def _take_told(self, told: Told | FirstLook | Forming) -> None:
        from core.collection.forming import Forming
        from workers.sorting_pictures import FirstLook

        if isinstance(told, FirstLook):
            self.looked.emit(told)
            return
        if isinstance(told, Forming):
            self._forming = told
            self.formed.emit(told)
            self._services.status.follow_progress()
            return
        self._told = told
        self._panel.show_progress(told.done, told.of)
        self._services.status.follow_progress()

    def _take(self, found: Found) -> None:
        self._collection.add_run(self.tr("Sort by kind"), found)
        for note in found.notes:
            self._services.notices.add(note, "info")
        self._end()

    def _take_failure(self, sentence: str) -> None:
        self._end()
        self._services.complaints.show(sentence)

    def _end(self) -> None:
        self._services.status.refresh()
        self.changed.emit()
