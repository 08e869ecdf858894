"""Has the points of a sample drawn in a thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.accuracy.sample import Sample
from core.base.parallel import Cancel
from core.classes.classes import Classes
from core.document.document import Document
from ui.segment.accuracy.present_sample import PresentSample
from ui.shell.status import StatusLine
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.measure.checked_map import SampledMap
    from workers.accuracy import PointsRead
    from workers.clustering import Outcome


class SampleDrawing(QObject):
    """Each sample that is drawn is a step to undo, unless document or result have changed meanwhile.

    changed: it has begun or ended. drawn: there are points that somebody has asked for. noted: a sentence on
    points that were read.
    """

    changed = Signal()
    drawn = Signal()
    noted = Signal(str)

    def __init__(
        self, present: PresentSample, status: StatusLine, complain: Callable[[str], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._present, self._session, self._status = present, present.session, status
        self._thread = JobThread("sample", self, on_done=self._take, on_failed=self._fail)
        self._complain = complain
        self._step, self._wanted = "", False
        self._for: tuple[Document | None, Outcome | None] = None, None
        self._session.document_changed.connect(self._follow)
        self._session.outcome_changed.connect(self._follow)
        status.add_job(self.cancel, self._occupation)

    @property
    def busy(self) -> bool:
        return self._thread.busy

    def first(self, points: int, seed: int) -> None:
        """A new sample of the result at hand."""
        outcome = self._session.outcome
        if outcome is not None and not self._present.hindrance:
            job = partial(_drawn, outcome, self._present.classes, points, seed)
            self._submit(self.tr("Draw points"), job)

    def read(self, path: Path) -> None:
        """The points of a file, with what is there, in place of a sample."""
        outcome = self._session.outcome
        if outcome is not None and not self._present.hindrance:
            job = partial(_read, path, outcome, self._present.classes)
            self._submit(self.tr("Points from a file"), job, wanted=False)

    def more(self, points: int) -> None:
        """So many further points of the present one."""
        sample = self._present.sample
        if sample is not None:
            self._add(self.tr("Draw more points"), sample, points)

    def rest(self, step: str, answered: Sample) -> None:
        """The points that are due after an answer: one step of this name, which takes both back."""
        self._add(step, answered, 0, wanted=False)

    def cancel(self) -> None:
        self._thread.cancel()
        self._end()

    def close(self) -> None:
        self._thread.close()

    def _add(self, step: str, sample: Sample, points: int, *, wanted: bool = True) -> None:
        sampled, outcome = self._present.sampled, self._session.outcome
        if sampled is not None and outcome is not None:
            self._submit(step, partial(_added, sample, sampled, outcome, points), wanted=wanted)

    def _submit(self, step: str, job: partial[Sample] | partial[PointsRead], *, wanted: bool = True) -> None:
        """wanted: the user has asked for points, and will look at them at once."""
        self._step, self._wanted = step, wanted
        self._for = self._session.document, self._session.outcome
        self._thread.submit(job)
        self._status.refresh()
        self.changed.emit()

    def _take(self, found: Sample | PointsRead) -> None:
        self._end()
        if not isinstance(found, Sample):
            self._present.put(self._step, found.sample)
            for note in found.notes:
                self.noted.emit(note)
            return
        self._present.put(self._step, found)
        if self._wanted:
            self.drawn.emit()

    def _fail(self, sentence: str) -> None:
        self._end()
        self._complain(sentence)

    def _end(self) -> None:
        self._status.refresh()
        self.changed.emit()

    def _follow(self) -> None:
        """Points that were asked for another document or result are not wanted any more."""
        document, outcome = self._for
        same = document is self._session.document and outcome is self._session.outcome
        if self.busy and not same:
            self._thread.cancel()
            self._end()

    def _occupation(self) -> str:
        return self.tr("Drawing points…") if self.busy else ""


def _drawn(outcome: Outcome, classes: Classes, points: int, seed: int, cancelled: Cancel) -> Sample:
    from workers.accuracy import points_drawn  # here, in the thread: it takes as long as a frame

    return points_drawn(outcome, classes, points, seed, cancelled)


def _read(path: Path, outcome: Outcome, classes: Classes, cancelled: Cancel) -> PointsRead:
    from workers.accuracy import points_read

    return points_read(path, outcome, classes, cancelled)


def _added(sample: Sample, sampled: SampledMap, outcome: Outcome, points: int, cancelled: Cancel) -> Sample:
    from workers.accuracy import points_added

    return points_added(sample, sampled, outcome, points, cancelled)
