"""Rescaled colours: offered where a picture has drifted and would fit by them; for some, or for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from core.series.project import Project
from core.series.rescale import Rescale
from ui.series.pictures_panel import PicturesPanel
from ui.series.results_controller import ChartPanel
from ui.series.series_session import SeriesSession
from ui.series.series_state import SeriesState, is_complete
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services


class RescaleController(QObject):
    """measure: measures what is not up to date."""

    def __init__(
        self,
        services: Services,
        series: SeriesSession,
        *,
        chart: ChartPanel,
        pictures: PicturesPanel,
        measure: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._series, self._measure = services, series, measure
        self._chart, self._pictures = chart, pictures
        self._state = SeriesState()
        chart.rescale.clicked.connect(self._rescale_chosen)
        chart.rescale_all.clicked.connect(self._rescale_all)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec(
                "series_rescale", "Ctrl+Alt+Shift+R", self._set_chosen, checkable=True, when="can_rescale"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Rescaled &colours"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Measure the chosen pictures with their colours rescaled to those of the legend.",
                ),
            ),
            ActionSpec(
                "series_rescale_all",
                "Ctrl+Alt+Shift+J",
                self._set_all,
                checkable=True,
                when="can_rescale_all",
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Rescaled colours where they &help"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Rescale the colours of every picture that fits the legend only then."
                ),
            ),
        )

    def show(self, new: SeriesState) -> None:
        self._state = new
        actions, project = self._services.actions.by_id, self._series.project
        chosen = self._pictures.chosen()
        ruled = [project.rescale.rule_of(path) != "never" for path in chosen]
        actions["series_rescale"].setChecked(bool(ruled) and all(ruled))
        actions["series_rescale_all"].setChecked(project.rescale.drifted)
        helped = [row.path for row in new.rows if row.rescaling == "helps"]
        self._chart.offer(one=len(chosen) == 1 and chosen[0] in helped, number=len(helped))

    def _rescale_chosen(self) -> None:
        self._set_chosen(True)

    def _rescale_all(self) -> None:
        self._set_all(True)

    def _set_chosen(self, wanted: bool) -> None:
        """One of those that all are rescaled by leaves the others as they are."""
        chosen, before = self._pictures.chosen(), self._series.project.rescale
        if wanted:
            after = replace(before, pictures=tuple(dict.fromkeys((*before.pictures, *chosen))))
        else:
            done = [row.path for row in self._state.rows if row.rescaling == "done"]
            kept = dict.fromkeys((*before.pictures, *(done if before.drifted else ())))
            after = Rescale(False, tuple(path for path in kept if path not in chosen))
        self._put(after)

    def _set_all(self, wanted: bool) -> None:
        self._put(replace(self._series.project.rescale, drifted=wanted))

    def _put(self, rescale: Rescale) -> None:
        """Where all was up to date, it is so again at once: only these pictures are to be measured."""
        project: Project = self._series.project
        at_once = is_complete(project, self._series.results) and not self._series.results.processes
        self._series.put(self.tr("Rescale colours"), replace(project, rescale=rescale))
        if at_once and not is_complete(self._series.project, self._series.results):
            self._measure()
