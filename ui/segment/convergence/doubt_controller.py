"""Lays the map of doubtful pixels over the segmentation while View → Doubtful pixels is on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.canvas.picture_pair import PicturePair
from ui.segment.convergence.replay_controller import ReplayController
from ui.session.session import Session
from ui.session.view_state import shown_classes
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.measure.measurement import Measurement
    from workers.uncertainty import DoubtShown


class DoubtController(QObject):
    """shown_changed: the map has come or gone; `pixels` is how many it shows, None while there is none."""

    shown_changed = Signal()

    def __init__(
        self, session: Session, replay: ReplayController, pictures: PicturePair, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._replay, self._pictures = session, replay, pictures
        self._thread = JobThread("doubt", self, on_done=self._take)
        self._wanted = False
        self._of: tuple[Measurement, tuple[tuple[int, ...], ...]] | None = None
        self.pixels: int | None = None
        session.document_changed.connect(self.follow)
        session.outcome_changed.connect(self.follow)
        replay.shown_changed.connect(self.follow)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("show_doubt", "Alt+5", self.set_shown, checkable=True, when="has_clusters").says(
                QT_TRANSLATE_NOOP("Actions", "&Doubtful pixels"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Mark the pixels that are nearly as near to another class, the denser the more doubtful; "
                    "where examples are learned from, those that cannot be told.",
                ),
            ),
        )

    def set_shown(self, shown: bool) -> None:
        """The map of doubtful pixels over the segmentation, or none."""
        self._wanted = shown
        self.follow()

    def follow(self) -> None:
        """Show the map of the result on the screen; none of an iteration on the way to it."""
        document, outcome = self._session.document, self._session.outcome
        if not self._wanted or document is None or outcome is None or not self._replay.at_result:
            self._clear()
            return
        classes = shown_classes(document, outcome)
        partition = tuple(item.clusters for item in classes)
        if self._of is not None and self._of[0] is outcome.measurement and self._of[1] == partition:
            return
        from workers.uncertainty import doubt_of

        self._clear()
        self._of = outcome.measurement, partition
        self._thread.submit(partial(doubt_of, outcome, classes))

    def close(self) -> None:
        self._thread.close()

    def _clear(self) -> None:
        if self._of is not None:
            self._thread.cancel()
            self._of = self.pixels = None
            self._pictures.set_doubt(())
            self.shown_changed.emit()

    def _take(self, found: DoubtShown) -> None:
        self.pixels = found.pixels
        self._pictures.set_doubt(found.levels)
        self.shown_changed.emit()
