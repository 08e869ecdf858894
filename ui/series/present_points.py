"""The points of the series beside what is measured: they are drawn, and judged, in threads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.accuracy.pool import PooledSample
from core.accuracy.sample import Sample
from core.base.parallel import Cancel
from core.series.entry import Entry, are_alike
from core.series.series import Found
from ui.series.series_session import SeriesSession
from ui.series.series_state import is_complete
from ui.shell.status import StatusLine
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.series.series_map import SeriesMap
    from workers.series_points import PointsRead, SeriesChecked


class PresentPoints(QObject):
    """changed: points, or what they say. drawn: there are points that somebody has asked for. noted: a
    sentence on points that were read. Each sample is a step to undo.

    picture: the place in the pool of the one that is asked about, None for all together.
    """

    changed = Signal()
    drawn = Signal()
    noted = Signal(str)

    def __init__(
        self, series: SeriesSession, status: StatusLine, complain: Callable[[str], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.series, self._status, self._complain = series, status, complain
        self._checking = JobThread("series points", self, on_done=self._take_check, on_failed=complain)
        self._drawing = JobThread("series sample", self, on_done=self._take_sample, on_failed=self._fail)
        self._step, self._wanted = "", False
        self._before: PooledSample | None = None
        self._answered: Sample | None = None
        self._entries: tuple[Found | None, tuple[Entry, ...]] = None, ()
        self._asked: tuple[PooledSample, tuple[Entry, ...], int | None] | None = None
        self.found: SeriesChecked | None = None
        self.picture: int | None = None
        for signal in (series.project_changed, series.points_changed, series.results_changed):
            signal.connect(self.follow)
        series.replaced.connect(self._forget)
        status.add_job(self.cancel, self._occupation, workspace="series")

    @property
    def busy(self) -> bool:
        return self._drawing.busy or self._checking.busy

    @property
    def drawing(self) -> bool:
        return self._drawing.busy

    @property
    def sample(self) -> PooledSample | None:
        return self.series.project.sample

    @property
    def shown(self) -> Found | None:
        """What is measured; None while that is going on."""
        return None if self.series.results.processes else self.series.shown

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Of the pictures that are measured."""
        shown = self.shown
        if shown is None:
            return ()
        if self._entries[0] is not shown:
            self._entries = shown, tuple(each for each in shown.entries if each.record)
        return self._entries[1]

    @property
    def map(self) -> SeriesMap | None:
        """Of the present points; None while it is being found."""
        if self.found is None or self.sample is None:
            return None
        there = self.found.map
        fits = there.sample.places is self.sample.places and are_alike(there.entries, self.entries)
        return there if fits else None

    @property
    def hindrance(self) -> str:
        """Why no points can be drawn; empty where they can."""
        project, results = self.series.project, self.series.results
        if not project.pictures:
            return self.tr("Open the pictures of a series to see how far its areas can be trusted.")
        if self.sample is not None and self._is_renamed:
            return self.tr(
                "Classes are called otherwise now, and the answers with them: measure all to go on."
            )
        if self.sample is None and not (self.entries and is_complete(project, results)):
            return self.tr("Measure all pictures first: points are drawn in what was measured.")
        return ""

    @property
    def _is_renamed(self) -> bool:
        """Whether what was measured has other names of classes than the answers."""
        results = self.series.results
        return bool(results.entries) and results.project.named != self.series.project.named

    def put(self, step: str, sample: PooledSample | None) -> None:
        """Other points or answers, as a step to undo of this name."""
        self.series.put(step, replace(self.series.project, sample=sample))

    def put_row(self, step: str, row: Sample) -> None:
        """Other answers."""
        if self.sample is not None:
            self.put(step, replace(self.sample, row=row))

    def first(self, points: int, seed: int) -> None:
        """New points over what is measured."""
        found = self.shown
        if found is not None and self.entries and not self.hindrance:
            job = partial(_drawn, self.entries, found, points, seed)
            self._draw(self.tr("Draw points"), job)

    def read(self, path: Path) -> None:
        """The points of a file, with what is there, in place of a sample."""
        found = self.shown
        if found is not None and self.entries and not self.hindrance:
            job = partial(_read, path, self.entries, found)
            self._draw(self.tr("Points from a file"), job, wanted=False)

    def more(self, points: int) -> None:
        """So many further points."""
        if self.sample is not None and self.map is not None:
            job = partial(_added, self.map, self.sample.row, points)
            self._draw(self.tr("Draw more points"), job)

    def rest(self, step: str, answered: Sample) -> None:
        """The points that are due after an answer: one step of this name, which takes both back. Where they
        cannot be drawn the answer stays.
        """
        if self.map is not None:
            self._draw(step, partial(_added, self.map, answered, 0), wanted=False, answered=answered)

    def ask_about(self, picture: int | None) -> None:
        if picture != self.picture:
            self.picture = picture
            self.follow()

    def cancel(self) -> None:
        self._drawing.cancel()
        self._end()

    def close(self) -> None:
        self._drawing.close()
        self._checking.close()

    def follow(self) -> None:
        """Ask what the answers say, where that is neither known nor under way."""
        sample, entries = self.sample, self.entries
        if sample is None or not entries or self._is_renamed:
            self._asked, self.found, self.series.check = None, None, None
            self._checking.cancel()
        elif not self._is_asked(sample, entries):
            self._asked, self.series.check = (sample, entries, self.picture), None
            known = None if self.found is None else self.found.map
            self._checking.submit(partial(_checked, sample, entries, known, self.picture))
        if self._drawing.busy and self._before is not sample:
            self.cancel()  # it was asked for other points, or other answers
        self.changed.emit()

    def _is_asked(self, sample: PooledSample, entries: tuple[Entry, ...]) -> bool:
        if self._asked is None or self._asked[0] is not sample or self._asked[2] != self.picture:
            return False
        return are_alike(self._asked[1], entries)

    def _draw(
        self,
        step: str,
        job: partial[PooledSample] | partial[PointsRead],
        *,
        wanted: bool = True,
        answered: Sample | None = None,
    ) -> None:
        self._step, self._wanted, self._before, self._answered = step, wanted, self.sample, answered
        self._drawing.submit(job)
        self._status.refresh()
        self.changed.emit()

    def _take_sample(self, found: PooledSample | PointsRead) -> None:
        self._end()
        if isinstance(found, PooledSample):
            self.put(self._step, found)
            if self._wanted:
                self.drawn.emit()
            return
        self.put(self._step, found.sample)
        for note in found.notes:
            self.noted.emit(note)

    def _take_check(self, found: SeriesChecked) -> None:
        self.found, self.series.check = found, found.check
        self.changed.emit()

    def _fail(self, sentence: str) -> None:
        self._end()
        if self._answered is not None and self.sample is self._before:
            self.put_row(self._step, self._answered)
        self._complain(sentence)

    def _end(self) -> None:
        self._status.refresh()
        self.changed.emit()

    def _forget(self) -> None:
        self._drawing.cancel()
        self._checking.cancel()
        self._asked, self.found, self.picture = None, None, None

    def _occupation(self) -> str:
        return self.tr("Drawing points…") if self.drawing else ""


# Imported in the threads: it takes as long as a frame.


def _drawn(
    entries: tuple[Entry, ...], found: Found, points: int, seed: int, cancelled: Cancel
) -> PooledSample:
    from workers.series_points import series_points_drawn

    return series_points_drawn(entries, found.legend, points, seed, cancelled)


def _read(path: Path, entries: tuple[Entry, ...], found: Found, cancelled: Cancel) -> PointsRead:
    from workers.series_points import series_points_read

    return series_points_read(path, entries, found.legend, cancelled)


def _added(found: SeriesMap, row: Sample, points: int, cancelled: Cancel) -> PooledSample:
    from workers.series_points import series_points_added

    return series_points_added(found, row, points, cancelled)


def _checked(
    sample: PooledSample,
    entries: tuple[Entry, ...],
    known: SeriesMap | None,
    picture: int | None,
    cancelled: Cancel,
) -> SeriesChecked:
    from workers.series_points import series_checked

    return series_checked(sample, entries, known, picture, cancelled)
