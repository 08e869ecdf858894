"""What was measured of a series: table, summary and chart, and one choice of a picture in all of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from core.accuracy.checked_area import checked_by
from core.base.sentences import with_commas
from core.series.chart import class_colours
from core.series.series import Found
from ui.series.chart_panel import ChartPanel
from ui.series.pictures_panel import PicturesPanel
from ui.series.series_state import SeriesState
from ui.series.summary_rows import has_checked_sums, summary_table
from ui.series.table_model import TableModel, TableRow
from ui.series.table_panel import TablePanel
from ui.series.table_rows import TableRows
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from workers.job_thread import JobThread
from workers.series_curves import SeriesCurves, series_curves
from workers.table_text import table_text

# While pictures are measured, chart and summary, which are others altogether with each of them, are made so
# often at most.
_PAUSE_MS = 1000


class ResultsController(QObject):
    """opened(Path): the user wants to see this picture in Segment."""

    opened = Signal(object)

    def __init__(
        self, table: TablePanel, chart: ChartPanel, pictures: PicturesPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._table, self._chart, self._pictures = table, chart, pictures
        self._state, self._rows = SeriesState(), TableRows()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._show_summary)
        self._curves = SeriesCurves()
        self._charting = JobThread[SeriesCurves]("series chart", self, on_done=self._take_curves)
        self._copying = JobThread[str]("table text", self, on_done=self._copied)
        table.copied.connect(self._copy)
        chart.shown_changed.connect(self._show_chart)
        for each in (table, chart.chart):
            each.chosen.connect(self._choose)
            each.opened.connect(self._open)
        pictures.chosen_changed.connect(self._follow)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("series_copy", "Ctrl+Alt+V", self._table.copy, when="has_table").says(
                QT_TRANSLATE_NOOP("Actions", "Copy ta&ble"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Copy the rows chosen, else all that are shown, for a spreadsheet."
                ),
            ),
        )

    def show(self, new: SeriesState) -> None:
        old, self._state, found = self._state, new, new.found
        same = found is old.found and new.check is old.check
        if same and new.rows == old.rows and new.stale == old.stale:
            return
        self._show_table()
        self._table.note.setText(self._counts(new))
        if not new.running or not self._timer.isActive():
            self._timer.start(_PAUSE_MS if new.running and old.running else 0)
        self._follow()

    def close(self) -> None:
        self._timer.stop()
        self._charting.close()
        self._copying.close()

    @property
    def is_busy(self) -> bool:
        """Whether chart or clipboard are still to follow."""
        return self._timer.isActive() or self._charting.busy or self._copying.busy

    def _show_table(self) -> None:
        """With areas by points, once it is known what these say of single pictures."""
        found, known = self._state.found, self._curves
        checked = known.checked if known.check is self._state.check else {}
        rows = []
        if found is not None:
            states = {str(row.path): row.state for row in self._state.rows}
            rows = self._rows.rows(found, states, _colours(found), checked)
        self._table.show_rows(rows, checked=bool(checked))

    def _show_summary(self) -> None:
        """Less often while pictures are measured. The chart follows, from a thread: of a thousand pictures it
        takes longer than a frame.
        """
        found = self._state.checked
        summed = () if found is None else summary_table(found, _colours(found))
        self._table.show_summary(summed, checked=has_checked_sums(summed))
        if found is None:
            self._charting.cancel()
            self._take_curves(SeriesCurves())
        else:
            self._charting.submit(partial(series_curves, found))

    def _take_curves(self, curves: SeriesCurves) -> None:
        before, self._curves = self._curves, curves
        if before.checked or curves.checked:
            self._show_table()
        self._show_chart()

    def _copy(self, model: TableModel, rows: tuple[TableRow, ...], columns: tuple[int, ...]) -> None:
        self._copying.submit(partial(table_text, model.titles(), rows, columns))

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _counts(self, new: SeriesState) -> str:
        """ "38 of 40 pictures measured, 1 failed, 2 to look at, checked by 100 points"."""
        if new.found is None:
            return ""
        states = [row.state for row in new.rows]
        measured = sum(each in ("measured", "edited", "doubtful", "drifted") for each in states)
        words = [self.tr("{0} of {1} pictures measured").format(measured, len(states))]
        if failed := states.count("failed"):
            words.append(self.tr("{0} failed").format(failed))
        if doubtful := sum(each in ("doubtful", "drifted") for each in states):
            words.append(self.tr("{0} to look at").format(doubtful))
        if new.check is not None:
            words.append(checked_by(new.check.whole.points))
        return with_commas(words)

    def _show_chart(self) -> None:
        chart, areas, ratios = self._chart, self._curves.areas, self._curves.ratios
        chart.which.setVisible(ratios is not None)
        states = {str(row.path): row.state for row in self._state.rows}
        reasons = {str(row.path): row.reason for row in self._state.rows}
        chart.chart.show_curves(ratios if chart.ratios and ratios else areas, states, reasons)

    def _follow(self) -> None:
        """What is chosen in the list is marked in table and chart."""
        chosen = self._pictures.chosen()
        path = str(chosen[0]) if len(chosen) == 1 else ""
        self._say(path)
        self._chart.chart.choose(path)
        if path:
            self._table.choose(path)

    def _say(self, path: str) -> None:
        """What is wrong with the picture that is chosen; else with what is shown."""
        reasons = (row for row in self._state.rows if str(row.path) == path and row.reason)
        row = next(reasons, None)
        words = "" if row is None else f"{row.path.name}: {row.short_reason}"
        helped = sum(each.rescaling == "helps" for each in self._state.rows)
        if not words and helped and not self._state.stale:
            words = self.tr("Pictures that would fit the legend with rescaled colours: {0}.")
            words = words.format(helped)
        if not words and self._state.stale:
            words = self.tr("Something was changed since this was measured: measure again.")
        self._chart.said.setText(words)

    def _choose(self, path: str) -> None:
        if self._pictures.chosen() != (Path(path),):
            self._pictures.choose([Path(path)])

    def _open(self, path: str) -> None:
        self.opened.emit(Path(path))


def _colours(found: Found) -> Mapping[str, str]:
    """Of the classes."""
    return class_colours(found, [each for each in found.entries if each.record])
