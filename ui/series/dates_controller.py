"""When the pictures of a series were taken: by a pattern of their names, or as a person says."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject

from core.base.sentences import with_commas
from core.pictures.dates import AUTO, DateSource, pattern_in
from core.series.order import Order
from ui.series.pictures_panel import PicturesPanel
from ui.series.series_session import SeriesSession
from ui.series.series_state import PictureRow, SeriesState


class DatesController(QObject):
    """Each change is one step to undo."""

    def __init__(self, series: SeriesSession, panel: PicturesPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._series, self._panel = series, panel
        self._rows: tuple[PictureRow, ...] = ()
        panel.dates.pattern.read = self._read_pattern
        panel.dates.pattern_typed.connect(self._take_pattern)
        panel.dates.date_typed.connect(self._take_date)

    def show(self, new: SeriesState) -> None:
        project, dates, chosen = self._series.project, self._panel.dates, set(self._panel.chosen())
        dates.setEnabled(not new.running)
        typed = project.order.by_date
        dates.show_pattern("" if typed == AUTO else typed, _found_pattern(new.rows))
        rows = [row for row in new.rows if row.path in chosen]
        same = {row.date for row in rows}
        date = rows[0].date if len(same) == 1 else None
        own = {project.dates.get(row.path, "") for row in rows}
        known = "" if date is None or date.source == "typed" else date.text
        source = "" if date is None else source_words(date.source)
        dates.show_date(own.pop() if len(own) == 1 else "", known, source, number=len(rows))

    def _read_pattern(self, text: str) -> str:
        """Raises ParameterError."""
        Order(text).check(self._series.project.pictures)
        return text

    def _take_pattern(self, text: str) -> None:
        project = self._series.project
        by_date = text or (AUTO if project.order.by_date else "")
        if by_date != project.order.by_date:
            self._series.put(self.tr("Change dates"), replace(project, order=Order(by_date)))

    def _take_date(self, date: str) -> None:
        project, chosen = self._series.project, self._panel.chosen()
        if chosen and any(project.dates.get(path, "") != date for path in chosen):
            self._series.put(self.tr("Change date"), project.with_date(chosen, date))


def source_words(source: DateSource) -> str:
    """What a person reads of where a date is from."""
    words: dict[DateSource, str] = {
        "typed": _words("typed"),
        "exif": _words("camera"),
        "metadata": _words("scene"),
        "name": _words("name"),
        "pattern": _words("name"),
        "tiff": _words("file"),
    }
    return words.get(source, "")


def _found_pattern(rows: tuple[PictureRow, ...]) -> str:
    """Where dates were found in the names by themselves."""
    found = dict.fromkeys(pattern_in(row.path) for row in rows if row.date.source == "name")
    return with_commas(found)


def _words(text: str) -> str:
    return QCoreApplication.translate("DatesController", text)
