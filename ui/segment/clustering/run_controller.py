"""What the user does with a run, and what is shown of it: frames, the result, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject

from ui.canvas.picture_pair import PicturePair
from ui.segment.clustering.clustering_panel import ClusteringPanel
from ui.segment.clustering.segmentation_controller import SegmentationController
from ui.segment.convergence.replay_controller import ReplayController
from ui.segment.convergence.show_controller import ShowController
from ui.session.session import Session
from ui.session.view_state import ViewState, run_detail
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.notices import Answer

if TYPE_CHECKING:
    from core.cluster.prepared.learning import Fitting
    from workers.clustering import Frame, LearningFrame, Outcome


class RunController(QObject):
    """Between the runs, the buttons of the panel and the replay."""

    def __init__(
        self,
        services: Services,
        *,
        runs: SegmentationController,
        replay: ReplayController,
        shows: ShowController,
        panel: ClusteringPanel,
        pictures: PicturePair,
        answers_to: Callable[[str], tuple[Answer, ...]],
        parent: QObject,
    ) -> None:
        """shows: says what is to be seen of a run. answers_to: what is offered beside a warning."""
        super().__init__(parent)
        self._shows = shows
        self._session: Session = services.session
        self._notices, self._actions, self._status = services.notices, services.actions, services.status
        self._runs, self._replay, self._panel, self._pictures = runs, replay, panel, pictures
        self._answers_to = answers_to
        self._failure = ""
        self._warnings: tuple[str, ...] = ()
        self._fitting: Fitting | None = None
        self._iterates = False
        runs.fitting.connect(self._take_fitting)
        runs.frame_arrived.connect(self._take_frame)
        runs.finished.connect(self._take_outcome)
        runs.failed.connect(self._take_failure)
        runs.dropped.connect(self._take_drop)
        runs.measured.connect(self._take_measurement)
        runs.not_measured.connect(services.complaints.show)
        runs.state_changed.connect(self._take_run)
        services.status.add_job(self._cancel, self._occupation)
        replay.failed.connect(services.complaints.show)
        services.documents.opening.connect(self._forget_warnings)
        services.documents.closing.connect(self._forget_warnings)
        panel.run_requested.connect(runs.run)
        panel.pause_toggled.connect(runs.pause)
        panel.step_requested.connect(runs.step)
        panel.stop_requested.connect(runs.stop)
        panel.live_toggled.connect(self.set_live)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("run", "F5; Ctrl+R", self._runs.run, icon="run", when="can_run").says(
                QT_TRANSLATE_NOOP("Actions", "&Run"),
                QT_TRANSLATE_NOOP("Actions", "Cluster the picture from the start to the end."),
            ),
            ActionSpec("pause", "F6", self._runs.pause, icon="pause", checkable=True, when="running").says(
                QT_TRANSLATE_NOOP("Actions", "&Pause"),
                QT_TRANSLATE_NOOP("Actions", "Hold the run, or let it go on to the same result."),
            ),
            ActionSpec("step", "F7", self._runs.step, icon="step", when="can_step").says(
                QT_TRANSLATE_NOOP("Actions", "S&tep"),
                QT_TRANSLATE_NOOP("Actions", "One iteration, then wait: see what it changes."),
            ),
            ActionSpec("stop", "Shift+F5; Ctrl+.", self._runs.stop, icon="stop", when="running").says(
                QT_TRANSLATE_NOOP("Actions", "&Stop"),
                QT_TRANSLATE_NOOP(
                    "Actions", "End at the iteration reached: that is the result, and it says so."
                ),
            ),
            ActionSpec("live", "Ctrl+L", self.set_live, checkable=True, checked=True).says(
                QT_TRANSLATE_NOOP("Actions", "&Live"),
                QT_TRANSLATE_NOOP("Actions", "Run by itself after every change of a parameter."),
            ),
        )

    def set_live(self, live: bool) -> None:
        """Whether a change of the parameters runs by itself."""
        self._actions["live"].setChecked(live)
        self._panel.set_live(live)
        self._runs.set_live(live)

    def show(self, new: ViewState, _old: ViewState | None) -> None:
        self._actions["pause"].setChecked(new.paused)
        self._panel.set_ready(new.has_image and not new.is_labels)
        self._panel.set_clustered(not new.is_labels)
        self._panel.set_running(new.running, new.paused)
        self._panel.set_progress(self._progress(new))
        self._show_warnings(new.warnings)

    def _progress(self, state: ViewState) -> str:
        if state.running:
            return self.tr("Paused") if state.paused else self._running()
        if state.has_image and not state.has_segmentation:
            return self.tr("No result yet")
        if state.has_image and self._runs.is_stale:
            return self.tr("Parameters changed: press Run")
        # The number of clusters stands above it already.
        return run_detail(self._session.outcome)

    def _show_warnings(self, new: tuple[str, ...]) -> None:
        """Add what is new and take back what no longer holds; what was read and put away stays away."""
        old, self._warnings = self._warnings, new
        for warning in old:
            if warning not in new:
                self._notices.withdraw(warning)
        for warning in new:
            if warning not in old:
                self._notices.add(warning, answers=self._answers_to(warning))

    def _forget_warnings(self) -> None:
        """They were about another picture: the same warning of the next one is news again."""
        self._warnings = ()

    def _cancel(self) -> None:
        if self._runs.running:
            self._runs.cancel()
        elif self._learns_from_examples:
            # The result at hand would be that of another document else.
            self._session.set_classifier(False, self.tr("Keep the names"))

    @property
    def _learns_from_examples(self) -> bool:
        document = self._session.document
        return self._runs.measuring and document is not None and document.classifier

    def _occupation(self) -> str:
        if self._learns_from_examples:
            return self.tr("Learning from the examples…")
        if not self._runs.running or self._runs.paused:
            return ""
        return self._learning() or self._finding() or self.tr("Clustering…")

    def _running(self) -> str:
        return self._finding() or self.tr("Running…")

    def _finding(self) -> str:
        """What takes long before the first iteration by superpixels."""
        document = self._session.document
        if self._iterates or document is None or document.parameters.by != "superpixels":
            return ""
        return self.tr("Finding superpixels…")

    def _learning(self) -> str:
        """What is learned from the picture before it is clustered; empty while nothing is."""
        if self._fitting is None or self._fitting.done >= self._fitting.of:
            return ""
        if self._fitting.preparing:
            return self.tr("Preparing {0}…").format(self._fitting.feature.title)
        share = 100 * self._fitting.done // self._fitting.of
        return self.tr("Learning {0}: {1} %").format(self._fitting.feature.title, share)

    def _take_fitting(self, frame: LearningFrame) -> None:
        self._fitting = frame.fitting
        self._panel.set_progress(self.tr("Learning…") if self._learning() else self._running())
        self._status.follow_progress()

    def _take_run(self) -> None:
        """A run has begun, ended, or goes on: what an older one was learning is past."""
        self._fitting = None
        self._iterates = self._iterates and self._runs.running
        if self._runs.running:
            self._replay.skip()
        self._status.refresh()

    def _take_frame(self, frame: Frame) -> None:
        self._iterates = True
        self._pictures.set_notice("")
        self._replay.follow_frame(frame)
        if self._runs.paused:
            words = self.tr("Paused at iteration {0}")
            if self._session.outcome is not None:
                words = self.tr("Paused at iteration {0}; the table is of the last result")
            self._panel.set_progress(words.format(frame.history[-1].iteration))

    def _take_outcome(self, outcome: Outcome, asked: bool) -> None:
        """The numbers are those of the result at once; who pressed Run sees how it came about."""
        self._pictures.set_notice("")
        self._notices.withdraw(self._failure)
        self._replay.follow_outcome(outcome, show=self._shows.wants(asked=asked), whole=asked)

    def _take_measurement(self) -> None:
        """The same segmentation, measured anew."""
        if self._session.outcome is not None:
            self._replay.follow_measurement(self._session.outcome)

    def _take_failure(self, sentence: str) -> None:
        """Said where the number stands, not in a dialog: the next change may mend it by itself."""
        self._show_result_at_hand(sentence)
        self._notices.withdraw(self._failure)
        self._failure = sentence
        self._notices.add(sentence, "error")

    def _take_drop(self) -> None:
        self._show_result_at_hand(self.tr("Dropped: press Run to cluster"))

    def _show_result_at_hand(self, notice: str) -> None:
        """A run ended without a result: nothing of it stays on the screen. notice: where there is none."""
        if self._session.outcome is not None:
            self._replay.follow_outcome(self._session.outcome)
        elif self._session.document is not None:
            self._replay.clear()
            self._pictures.set_labels(None, np.zeros((0, 3), np.uint8))
            self._pictures.set_notice(notice)
