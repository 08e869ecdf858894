"""Opens a collection that was kept, in its files or by a crash: its vectors come, then it is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.collection.store import NAME
from core.writing.number_words import grouped
from ui.collection.collection_session import CollectionSession
from ui.collection.document_controller import CollectionDocument
from ui.collection.map_controller import MapController
from ui.collection.work import Work
from ui.shell.services import Services
from workers.job_thread import JobThread
from workers.mailbox import Mailbox

if TYPE_CHECKING:
    from core.collection.embed import Told
    from core.collection.reopened import Reopened
    from workers.opened_collection import OpenedCollection


class CollectionOpening(QObject):
    """begun: one is being opened. What is open stays until its successor is there."""

    begun = Signal()

    def __init__(
        self,
        services: Services,
        collection: CollectionSession,
        document: CollectionDocument,
        maps: MapController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._collection = services, collection
        self._document, self._maps = document, maps
        self._opened: OpenedCollection | None = None
        self._told: Told | None = None
        # What was there when it began: whoever has worked on since is asked again.
        self._before = Work()
        self._thread: JobThread[Reopened] = JobThread(
            "opening collection", self, on_done=self._take, on_failed=self._take_failure
        )
        collection.replaced.connect(self._cancel)
        services.status.add_job(self._cancel, self._occupation, workspace="collection")

    @property
    def busy(self) -> bool:
        return self._thread.busy

    def take(self, opened: OpenedCollection) -> None:
        """In place of the present one; asks first where work would be lost."""
        self.begun.emit()
        self._services.closing.settle(self._document, partial(self._begin, opened))

    def close(self) -> None:
        self._thread.close()

    def _begin(self, opened: OpenedCollection) -> None:
        from workers.reopening import reopen

        self._opened, self._told, self._before = opened, None, self._collection.work
        progress = Mailbox["Told"](self._take_told)
        self._thread.submit(partial(reopen, opened, progress), progress)
        self._services.status.refresh()

    def _take_told(self, told: Told) -> None:
        self._told = told
        self._services.status.follow_progress()

    def _take(self, found: Reopened) -> None:
        opened, self._opened = self._opened, None
        if opened is None:
            return
        show = partial(self._show, found, opened)
        if self._collection.work is self._before:
            show()
        else:
            self._services.closing.settle(self._document, show)

    def _show(self, found: Reopened, opened: OpenedCollection) -> None:
        self._services.autosave.drop(self._document.key)
        self._maps.expect(list(found.maps.get(found.shown, ())))
        # A copy of another name is not written over what stands in its folder.
        named = opened.path is not None and opened.path.name == NAME
        folder = opened.path.parent if opened.path is not None and named else None
        self._collection.open(found, folder, opened.key)
        self._document.take_opened(opened, found)
        for sentence in found.problems:
            self._services.notices.add(sentence)
        self._services.status.refresh()

    def _take_failure(self, sentence: str) -> None:
        self._services.status.refresh()
        self._services.complaints.show(sentence)

    def _cancel(self) -> None:
        self._thread.cancel()
        self._services.status.refresh()

    def _occupation(self) -> str:
        if not self._thread.busy:
            return ""
        told, words = self._told, self.tr("Opening the collection…")
        if told is None or told.done == told.of:
            return words
        return f"{words} {self.tr('{0} of {1}').format(grouped(told.done), grouped(told.of))}"
