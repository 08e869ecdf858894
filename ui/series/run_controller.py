"""Measures all pictures of a series: how far it is, how long it will take, and how to stop it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from core.base.errors import FloeError
from core.series.clock import Clock
from core.series.project import series_of
from core.series.series import Found, Series, Told
from ui.series.legend_panel import LegendPanel
from ui.series.series_session import SeriesSession
from ui.series.series_state import Results, fitting, is_complete
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from workers.job_thread import JobThread
from workers.mailbox import Mailbox


class SeriesRunController(QObject):
    """One run at a time; what is done when it is stopped stays done."""

    def __init__(
        self, services: Services, series: SeriesSession, panel: LegendPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services, self._series, self._panel = services, series, panel
        self._told: Told | None = None
        self._says_again = True
        self._before = Results()
        self._clock = Clock()
        self._thread = JobThread[Found](
            "series", self, on_done=self._take_found, on_failed=self._take_failure
        )
        panel.measure_requested.connect(self.measure)
        series.replaced.connect(self.cancel)
        services.status.add_job(self.cancel, self._occupation, workspace="series")

    @property
    def running(self) -> bool:
        return self._thread.busy

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("series_measure", "Ctrl+Shift+B", self.measure, icon="run", when="can_measure").says(
                QT_TRANSLATE_NOOP("Actions", "&Measure all"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Measure every picture by the legend; what is up to date is not computed again.",
                ),
            ),
        )

    def measure(self) -> None:
        self._begin(corrected=False)

    def measure_corrected(self) -> None:
        """Where only single pictures have been corrected since all were measured: these, without a word."""
        project, results = self._series.project, self._series.results
        whole = results.found is not None and results.entries.keys() == set(project.pictures)
        if not whole or self.running or not project.is_corrected(results.project):
            return
        if not is_complete(project, results):
            self._begin(corrected=True)

    def _begin(self, *, corrected: bool) -> None:
        """corrected: only single pictures are: no other is read again, and nothing is said of them."""
        project = self._series.project
        if self.running or not project.pictures:
            return
        try:
            series = replace(series_of(project, self._series.directory), hashes=self._series.hashes)
        except FloeError as error:
            self._services.complaints.show(str(error))
            return
        before = self._before = self._series.results
        fits = fitting(project, before)
        kept = {
            path: entry
            for path, entry in before.entries.items()
            if path in fits and (corrected or entry.is_measured)
        }
        if corrected:
            series = replace(series, known=kept)
        self._told, self._clock, self._says_again = None, Clock(), not corrected
        # What is known of some, of a crash, is known to the run, too.
        known = before.found or (self._series.shown if kept else None)
        self._thread.submit(*self._job(series, known))
        self._series.set_results(Results(project, kept, None, series.processes))
        self._services.status.refresh()

    def cancel(self) -> None:
        """What is done so far stays."""
        if self.running:
            self._thread.cancel()
            self._end(self._left())

    def close(self) -> None:
        self._thread.close()

    def _job(self, series: Series, before: Found | None) -> tuple[partial[Found], Mailbox[Told]]:
        from workers.series import measure_series

        progress = Mailbox[Told](self._take_told, slots=None)
        return partial(measure_series, series, before, progress), progress

    def _occupation(self) -> str:
        if not self.running:
            return ""
        if self._told is None:
            return self.tr("Measuring the series…")
        words = self._clock.words(self._told)
        return self.tr("{0} of {1}: {2}").format(self._told.done, self._told.of, words)

    def _take_told(self, told: Told) -> None:
        self._told = told
        self._panel.show_progress(told.done, told.of)
        if told.entry is not None:
            results = self._series.results
            entries = {**results.entries, Path(told.entry.path): told.entry}
            self._series.set_results(replace(results, entries=entries))
        self._services.status.follow_progress()

    def _take_found(self, found: Found) -> None:
        entries = {Path(entry.path): entry for entry in found.entries}
        self._end(replace(self._series.results, entries=entries, found=found, processes=0))
        self._series.forget_previews(
            {
                path
                for path, preview in self._series.previews.items()
                if (entry := entries.get(path)) is not None and preview.sha256 != entry.sha256
            }
        )
        if found.again and self._says_again:
            words = self.tr("{0} of {1} pictures were up to date.")
            self._services.status.show_message(words.format(found.again, len(found.entries)))

    def _take_failure(self, sentence: str) -> None:
        self._end(self._left())
        self._services.complaints.show(sentence)

    def _left(self) -> Results:
        """What a run that did not come to its end leaves: what there was before, where that is of all
        pictures still; else what was done so far, and the legend of before, where it is the same.
        """
        project, results, before = self._series.project, self._series.results, self._before
        if is_complete(project, before):
            return before
        alike = results.project.is_measured_alike(before.project)
        return replace(results, found=before.found if alike else None, processes=0)

    def _end(self, results: Results) -> None:
        self._before = Results()
        self._series.set_results(results)
        self._services.status.refresh()
