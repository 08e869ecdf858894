"""Shows how features learn, and what they have learned once the picture is clustered by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QObject

from core.cluster.features.feature import Feature
from core.cluster.prepared.prepared_rows import PreparedRows
from ui.segment.clustering.segmentation_controller import SegmentationController
from ui.segment.learning.learned_features import Curves, learned_features, length_of
from ui.segment.learning.learning_view import LearningView
from ui.session.session import Session
from ui.widgets.docks import DockTabs
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from workers.clustering import LearningFrame


class LearningController(QObject):
    """tabs: of which `view` is one. When something begins to learn it takes the place of the convergence,
    which has nothing to show by then; whoever looks at another tab stays there.
    """

    def __init__(
        self,
        session: Session,
        runs: SegmentationController,
        view: LearningView,
        tabs: DockTabs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._runs, self._view, self._tabs = session, runs, view, tabs
        self._thread = JobThread("learned picture", self, on_done=self._take_picture)
        # What each item of the box shows: a feature and the number of its plane, None for all of them.
        self._items: list[tuple[Feature, int | None]] = []
        self._prepared: PreparedRows | None = None
        self._learns = False
        self._is_due = False
        runs.fitting.connect(self._take_frame)
        runs.state_changed.connect(self._follow_run)
        session.document_changed.connect(self._follow_document)
        session.outcome_changed.connect(self._follow_outcome)
        view.shown.connect(self._look)
        view.plane_chosen.connect(self._choose)
        self._follow_outcome()

    def close(self) -> None:
        self._thread.close()

    def _take_frame(self, frame: LearningFrame) -> None:
        fitting, view = frame.fitting, self._view
        if not self._learns and fitting.done < fitting.of:
            self._learns = True
            view.clear("")
            view.set_empty(False)
            if self._tabs.at_first:
                self._tabs.turn_to(view)
        if not self._learns:
            return
        title, snapshot = fitting.feature.title, fitting.snapshot
        view.set_said(self.tr("{0}: preparing…").format(title))
        if snapshot is not None:
            unit, of = length_of(fitting.feature)
            words = self.tr("{0}: epoch {1} of {2}") if unit == "epochs" else self.tr("{0}: step {1} of {2}")
            view.set_said(words.format(title, snapshot.length, of))
            view.terms.set_terms(snapshot.curves)
            view.set_pictures(frame.pictures)

    def _follow_run(self) -> None:
        """A run has begun or ended; one that was dropped leaves what it has learned to be seen."""
        if not self._runs.running:
            self._learns = False

    def _follow_document(self) -> None:
        if self._session.document is None:
            self._follow_outcome()

    def _follow_outcome(self) -> None:
        """What has been learned for the result."""
        self._thread.cancel()
        outcome = self._session.outcome
        found = learned_features(outcome.prepared) if outcome is not None else []
        if not found or outcome is None or not isinstance(outcome.prepared, PreparedRows):
            self._prepared, self._items = None, []
            if not self._learns:
                self._view.clear(self.tr("Nothing learns here: a feature that does is chosen in Features…"))
            return
        self._prepared = outcome.prepared
        view = self._view
        if not self._learns:
            view.set_pictures({})
        view.set_empty(False)
        feature, curves = found[0]
        view.terms.set_terms(curves)
        view.set_said(self._said_of(feature, curves))
        self._items = [(each, number) for each, _curves in found for number in _numbers(each)]
        view.set_planes([_item_title(each, number, len(found)) for each, number in self._items])
        view.set_plane(None)
        self._is_due = True
        self._look()

    def _said_of(self, feature: Feature, curves: Curves) -> str:
        unit, length = length_of(feature)
        if not curves:
            return self.tr("{0} has learned from this picture.").format(feature.title)
        words = self.tr("{0} has learned for {1} epochs.")
        if unit != "epochs":
            words = self.tr("{0} has learned for {1} steps.")
        return words.format(feature.title, length)

    def _choose(self) -> None:
        self._is_due = True
        self._look()

    def _look(self) -> None:
        """Have the chosen picture made, where somebody looks."""
        index = self._view.planes.currentIndex()
        if not self._is_due or self._prepared is None or not self._view.isVisible() or index < 0:
            return
        from workers.learned_pictures import LearnedPictureJob

        self._is_due = False
        self._thread.submit(LearnedPictureJob(self._prepared, *self._items[index]))

    def _take_picture(self, picture: NDArray[np.uint8]) -> None:
        self._view.set_plane(picture)


def _numbers(feature: Feature) -> list[int | None]:
    return [None, *range(len(feature.specification.names((), dict(feature.options))))]


def _item_title(feature: Feature, number: int | None, features: int) -> str:
    names = feature.specification.names((), dict(feature.options))
    what = (
        QCoreApplication.translate("LearningController", "as three colours")
        if number is None
        else names[number]
    )
    return f"{feature.title}: {what}" if features > 1 else what[0].upper() + what[1:]
