"""How k-means found the clusters, on the map: colours and middles, iteration by iteration."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.writing.number_words import fixed, grouped
from ui.canvas.timeline import Timeline
from ui.collection.collection_session import CollectionSession
from ui.collection.collection_state import CollectionState
from ui.collection.map_controller import MapController
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from workers.job_thread import JobThread
from workers.mailbox import Mailbox

if TYPE_CHECKING:
    from workers.watching_kmeans import Watched, Watching


class WatchController(QObject):
    """The timeline below the map is there while it is watched, and for the run that it began with."""

    def __init__(
        self,
        services: Services,
        collection: CollectionSession,
        timeline: Timeline,
        maps: MapController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._collection = services, collection
        self._timeline, self._maps = timeline, maps
        self._watched: Watched | None = None
        self._watching: Watching | None = None
        self._thread: JobThread[Watched] = JobThread(
            "watching k-means", self, on_done=self._take, on_failed=services.complaints.show
        )
        timeline.position_chosen.connect(self._show_iteration)
        collection.replaced.connect(self.cancel)
        services.status.add_job(self.cancel, self._occupation, workspace="collection")

    @property
    def busy(self) -> bool:
        return self._thread.busy

    @property
    def is_shown(self) -> bool:
        return self._watched is not None

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("collection_watch", "Ctrl+7", self.watch, icon="play", when="can_watch").says(
                QT_TRANSLATE_NOOP("Actions", "Wa&tch k-means"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Show on the map how the clusters were found, iteration by iteration."
                ),
            ),
        )

    def watch(self) -> None:
        """Compute the iterations again, then play them; once more: play them again."""
        run = self._collection.work.run
        if self._watched is not None:
            self._play()
        elif run is not None:
            from workers.watching_kmeans import watch_kmeans

            self._watching = None
            progress = Mailbox["Watching"](self._take_watching)
            self._thread.submit(partial(watch_kmeans, run, progress), progress)
            self._services.status.refresh()

    def show(self, _new: CollectionState) -> None:
        """Another run is not the one that is watched."""
        if self._watched is not None and self._collection.work.run is not self._watched.found:
            self.end()

    def end(self) -> bool:
        """Show the result again; whether anything else was shown."""
        shown = self._watched is not None
        self._timeline.pause()
        self._timeline.hide()
        if shown:
            self._watched = None
            self._maps.painting.show_labels(None)
        return shown

    def cancel(self) -> None:
        if self._thread.busy:
            self._thread.cancel()
            self._services.status.refresh()

    def close(self) -> None:
        self._timeline.pause()
        self._thread.close()

    def _take_watching(self, watching: Watching) -> None:
        self._watching = watching
        self._services.status.follow_progress()

    def _take(self, watched: Watched) -> None:
        self._services.status.refresh()
        if watched.found is not self._collection.work.run:
            return
        self._watched = watched
        self._timeline.set_range(len(watched.labels) - 1)
        self._timeline.show()
        self._play()

    def _play(self) -> None:
        self._timeline.pause()
        self._timeline.set_position(0)
        self._show_iteration(0)
        self._timeline.play()

    def _show_iteration(self, iteration: int) -> None:
        if self._watched is not None:
            self._maps.painting.show_labels(self._watched.labels[iteration].astype(int))
            inertia = self._watched.inertia
            share = inertia[iteration] / inertia[-1] if inertia[-1] else 1.0
            self._timeline.set_status(self.tr("inertia {0} × that of the last").format(fixed(share, 2)))

    def _occupation(self) -> str:
        if not self._thread.busy:
            return ""
        words, watching = self.tr("Running k-means again…"), self._watching
        if watching is None or watching.restarts == 1:
            return words
        start = self.tr("start {0} of {1}").format(grouped(watching.restart), grouped(watching.restarts))
        return f"{words} {start}"
