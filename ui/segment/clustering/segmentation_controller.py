"""Runs the clustering of the session's document, again whenever that changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.classes.class_matching import get_ready
from core.document.document import Document
from core.warm_up.warm_up import KernelFilling
from ui.session.session import Session
from workers.job_thread import JobThread
from workers.mailbox import Mailbox
from workers.pace import Pace

if TYPE_CHECKING:
    from workers.clustering import Frame, LearningFrame, Outcome, Preparations

_BEFORE_MATCHING_MS = 300


class SegmentationController(QObject):
    """One run at a time. `asked`: whether the user pressed Run, rather than changed something.

    frame_arrived(Frame): the newest iteration, never of an older run. fitting(LearningFrame): how far a
    feature is that learns from the picture before the first iteration. finished(Outcome, asked).
    dropped: a run was cancelled, the result at hand (if any) is what there is. measured: the same
    segmentation was measured anew, its labels may be others. not_measured: why what is at hand is still
    that of another document. preparations: what is kept from run to run, None before the first.
    """

    frame_arrived = Signal(object)
    fitting = Signal(object)
    finished = Signal(object, bool)
    failed = Signal(str)
    dropped = Signal()
    measured = Signal()
    not_measured = Signal(str)
    state_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._thread = JobThread("clustering", self, on_done=self._take_outcome, on_failed=self._take_failure)
        self._measuring = JobThread(
            "measuring", self, on_done=self._take_measured, on_failed=self._take_measuring_failure
        )
        self._matching = JobThread[None]("matching", self)
        # The first time only, and when the first result has been painted: nobody names faster than that.
        self._until_matching: QTimer | None = QTimer(self)
        self._until_matching.setSingleShot(True)
        self._until_matching.setInterval(_BEFORE_MATCHING_MS)
        self._until_matching.timeout.connect(self._prepare_matching)
        self.preparations: Preparations | None = None
        self._kernels = KernelFilling()
        self._pace = Pace()
        self._submitted: Document | None = None
        self._finished: Document | None = None
        self._asked = False
        self.live = True
        self.running = False
        session.document_changed.connect(self._follow)

    @property
    def paused(self) -> bool:
        return self.running and self._pace.paused

    @property
    def measuring(self) -> bool:
        """Whether the segmentation at hand is being measured anew."""
        return self._measuring.busy

    @property
    def is_stale(self) -> bool:
        """Whether the result at hand belongs to other parameters than the document's."""
        return self._session.document is not None and self._differs_from(self._finished)

    def warm_up(self) -> None:
        """After installation compile the kernels, in a process of its own, before they are needed."""
        self._kernels.start()

    def run(self, *, asked: bool = True, paused: bool = False) -> None:
        """Cluster the document from the start; a run under way is dropped."""
        from workers.clustering import ClusteringJob, Preparations

        document = self._session.document
        if document is None:
            return
        self.preparations = self.preparations or Preparations()
        self._pace = Pace(paused=paused)
        self._submitted, self._asked = document, asked
        self.preparations.want(document)
        told: Mailbox[Frame | LearningFrame] = Mailbox(self._take_told)
        job = ClusteringJob(
            document=document,
            preparations=self.preparations,
            told=told,
            pace=self._pace,
            kernels=self._kernels,
            before=None if self._session.outcome is None else self._session.outcome.measurement,
        )
        self._thread.submit(job, told)
        self._set_running(True)

    def pause(self, paused: bool) -> None:
        """Hold the run, or let it go on to the same result."""
        self._pace.pause(paused)
        self.state_changed.emit()

    def step(self) -> None:
        """One iteration more; without a run, begin one and hold it at its start."""
        if self.running:
            self._pace.step()
            self.state_changed.emit()
        else:
            self.run(paused=True)

    def stop(self) -> None:
        """End the run at the iteration it has reached: that is the result."""
        self._pace.stop()

    def cancel(self) -> None:
        """Drop the run; the result at hand stays."""
        was_running = self.running
        self._want_nothing()
        self._thread.cancel()
        self._set_running(False)
        if was_running:
            self.dropped.emit()

    def set_live(self, live: bool) -> None:
        """Whether a change of the parameters runs by itself."""
        self.live = live
        if live and self._session.document is not None and self._differs_from(self._submitted):
            self.run(asked=False)

    def close(self) -> None:
        """Cancel everything and wait for the threads."""
        self._want_nothing()
        self._thread.close()
        self._measuring.close()
        self._matching.close()
        self._kernels.close()

    def _want_nothing(self) -> None:
        if self.preparations is not None:
            self.preparations.want(None)

    def _follow(self) -> None:
        document, last = self._session.document, self._submitted
        if document is None:
            self._submitted = self._finished = None
            self._measuring.cancel()
            self.cancel()
            self.preparations = None
            return
        # The same image may be opened again (the sample is): its result has gone with the document.
        opened_again = self._finished is not None and self._session.outcome is None
        if opened_again:
            self._finished = None
        if last is None or opened_again or last.image is not document.image:
            self.run(asked=False)
        elif self._differs_from(last):
            if self.live:
                self.run(asked=False)
            elif self.running:
                self.cancel()
        else:
            self._measure_again()

    def _differs_from(self, other: Document | None) -> bool:
        """Whether the document asks for another clustering than `other` did."""
        document = self._session.document
        if document is None or other is None:
            return document is not other
        return not document.clustered_like(other)

    def _measure_again(self) -> None:
        """Another scale and the like leave the segmentation and change what is counted of it."""
        document, outcome = self._session.document, self._session.outcome
        if document and outcome and outcome.measurement.measured_by != document.measured_by:
            from workers.clustering import measured_again

            self._measuring.submit(partial(measured_again, outcome, document))
            self.state_changed.emit()

    def _take_told(self, told: Frame | LearningFrame) -> None:
        from workers.clustering import LearningFrame

        if isinstance(told, LearningFrame):
            self.fitting.emit(told)
        else:
            self.frame_arrived.emit(told)

    def _take_outcome(self, outcome: Outcome) -> None:
        # Areas under way are those of the result before this one.
        self._measuring.cancel()
        self._finished = self._submitted
        # Told once, with the result: what is shown is derived anew at every word.
        self.running = False
        self._session.set_outcome(outcome)
        self.finished.emit(outcome, self._asked)
        self.state_changed.emit()
        self._measure_again()
        if self._until_matching:
            self._until_matching.start()

    def _prepare_matching(self) -> None:
        """Once there is something to name: a name given during a run is carried over when that ends."""
        self._until_matching = None
        self._matching.submit(get_ready)

    def _take_failure(self, sentence: str) -> None:
        self._set_running(False)
        self.failed.emit(sentence)

    def _take_measured(self, outcome: Outcome) -> None:
        self.state_changed.emit()
        document = self._session.document
        if document is not None and outcome.measurement.measured_by == document.measured_by:
            self._session.set_outcome(outcome)
            self.measured.emit()

    def _take_measuring_failure(self, sentence: str) -> None:
        self.not_measured.emit(sentence)

    def _set_running(self, running: bool) -> None:
        self.running = running
        self.state_changed.emit()
