"""What helps pictures that do not fit the legend: rescaled colours, or a legend of their own."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from core.series.rescale import Rescale
from ui.series.chart_panel import ChartPanel
from ui.series.pictures_panel import PicturesPanel
from ui.series.series_session import SeriesSession
from ui.series.series_state import SeriesState
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services


class RescaleController(QObject):
    """What is chosen here is measured at once, as corrections are (SeriesRunController.measure_corrected)."""

    def __init__(
        self,
        services: Services,
        series: SeriesSession,
        *,
        chart: ChartPanel,
        pictures: PicturesPanel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._series = services, series
        self._chart, self._pictures = chart, pictures
        self._state = SeriesState()
        chart.rescale.clicked.connect(self._rescale_chosen)
        chart.rescale_all.clicked.connect(self._rescale_all)
        chart.own_legend.clicked.connect(self._give_own_legend)

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
            ActionSpec(
                "series_own_legend",
                "Ctrl+Alt+Shift+L",
                self._set_own_legend,
                checkable=True,
                when="can_have_own_legend",
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Own le&gend"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Cluster the chosen pictures by themselves; classes are carried over from the legend.",
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
        actions["series_own_legend"].setChecked(bool(chosen) and project.own_legends.issuperset(chosen))
        helped = [row.path for row in new.rows if row.rescaling == "helps"]
        drifted = [row.path for row in new.rows if row.state == "drifted"]
        one = chosen[0] if len(chosen) == 1 and not new.running else None
        self._chart.offer(one=one in helped, flagged=one in drifted, number=len(helped))

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

    def _give_own_legend(self) -> None:
        self._set_own_legend(True)

    def _set_own_legend(self, wanted: bool) -> None:
        project, chosen = self._series.project, frozenset(self._pictures.chosen())
        own = project.own_legends | chosen if wanted else project.own_legends - chosen
        words = self.tr("Give its own legend") if wanted else self.tr("Take its own legend away")
        self._series.put(words, replace(project, own_legends=own))

    def _set_all(self, wanted: bool) -> None:
        self._put(replace(self._series.project.rescale, drifted=wanted))

    def _put(self, rescale: Rescale) -> None:
        project = replace(self._series.project, rescale=rescale)
        self._series.put(self.tr("Rescale colours"), project)
