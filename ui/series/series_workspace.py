"""Series: many pictures measured by one legend, in one table and one curve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu

from ui.canvas.drop_hint import DropHint, HintWords
from ui.series.alike_controller import AlikeController
from ui.series.dates_controller import DatesController
from ui.series.export_controller import SeriesExportController
from ui.series.legend_controller import LegendController
from ui.series.multiples_controller import MultiplesController
from ui.series.pictures_controller import SeriesPictures
from ui.series.points_controller import PointsController
from ui.series.project_controller import ProjectController, SavedAs
from ui.series.rescale_controller import RescaleController
from ui.series.results_controller import ResultsController
from ui.series.run_controller import SeriesRunController
from ui.series.segment_handover import SegmentHandover
from ui.series.series_layout import SeriesParts
from ui.series.series_menus import SWITCH, TOOLBAR, TOOLBAR_WITH_TEXT, additions
from ui.series.series_session import HandedSeries, SeriesSession
from ui.series.series_state import SeriesState, series_state
from ui.shell.menus import build_toolbar
from ui.shell.panel_window import PanelWindow
from ui.shell.services import Services
from workers.opened_project import OpenedProject

# While pictures are measured, so often is what is shown derived anew at most.
_PAUSE_MS = 150


@dataclass(frozen=True, eq=False)
class _Handed:
    """chosen: pictures that are selected."""

    series: HandedSeries
    saved: SavedAs
    chosen: tuple[Path, ...]


class SeriesWorkspace(QObject):
    """parts: its views. state: what is shown at the moment."""

    id = SWITCH.id
    additions = additions()
    drawing = False

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self._services = services
        self.title, self.tooltip = SWITCH.words()
        self.widget = PanelWindow(self.id)
        parts = self.parts = SeriesParts(self.widget, self._hint())
        self.series = SeriesSession(self)
        self.pictures = SeriesPictures(services, self.series, parts.pictures, self)
        self.dates = DatesController(self.series, parts.pictures, self)
        self.legend = LegendController(
            services, self.series, panel=parts.legend, pictures=parts.pictures, parent=self
        )
        self.run = SeriesRunController(services, self.series, parts.legend, self)
        self.results = ResultsController(parts.table, parts.chart, parts.pictures, self)
        self.multiples = MultiplesController(parts.chart, parts.pictures, self)
        self.rescale = RescaleController(
            services,
            self.series,
            chart=parts.chart,
            pictures=parts.pictures,
            parent=self,
        )
        self.export = SeriesExportController(services, self.series, self)
        self.points = PointsController(services, self.series, parts, self)
        self.handover = SegmentHandover(services, self.series, self)
        self.own_document = self.project = ProjectController(services, self.series, self)
        self.alike = AlikeController(services, self.pictures, self.project, self)
        owners = (
            self.pictures,
            self.legend,
            self.run,
            self.results,
            self.points,
            self.rescale,
            self.export,
        )
        self.actions = tuple(spec for each in owners for spec in each.actions())
        self.state: SeriesState | None = None
        self._noted: tuple[str, ...] = ()
        # As soon as they are listed.
        self._to_choose: tuple[Path, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._connect()

    def furnish(self, menus: Mapping[str, QMenu]) -> None:
        actions = self._services.actions.by_id
        panels = menus["series_panels"]
        for name, dock in self.parts.docks.items():
            toggle = dock.toggleViewAction()
            toggle.setObjectName(f"show_{name}")
            panels.addAction(toggle)
        build_toolbar(self.widget.bar, actions, TOOLBAR, TOOLBAR_WITH_TEXT)
        names = (
            "series_open_chosen",
            "series_rescale",
            "series_own_legend",
            "series_share",
            "series_drop_own",
            "series_show_folder",
            "series_remove",
        )
        self.parts.pictures.menu_actions = [actions[name] for name in names]
        self.widget.restore_layout()
        self.refresh()

    def warm_up(self) -> None:
        """Its processes start with the first series."""

    def enter(self) -> None:
        self.widget.take_notices(self._services.notices)
        self.handover.take_back()
        self.refresh()
        if self._to_choose:
            self.parts.pictures.choose(self._to_choose)
            self._to_choose = ()
        self.run.measure_corrected()
        self.parts.pictures.view.setFocus()

    def leave(self) -> None:
        """What runs goes on."""

    def open_paths(self, paths: list[Path]) -> None:
        self.pictures.add(paths)

    def answer(self, what: object) -> None:
        """A project was opened, or pictures are to be measured alike."""
        if isinstance(what, OpenedProject):
            self.project.take_opened(what)
        elif isinstance(what, list):
            self.alike.take(what)
            self._be_seen()

    def give_up_gesture(self) -> bool:
        return False

    def put_tool_away(self) -> bool:
        return self.points.pause()

    def prepare_to_close(self) -> None:
        self.handover.take_back()

    def hand_on(self) -> _Handed:
        return _Handed(self.series.hand_on(), self.project.saved_as, self.parts.pictures.chosen())

    def take_over(self, handed: _Handed) -> None:
        self.project.saved_as = handed.saved
        self.series.take_over(handed.series)
        self._to_choose = handed.chosen

    def close(self) -> None:
        self._timer.stop()
        for each in (
            self.run,
            self.pictures,
            self.results,
            self.multiples,
            self.legend,
            self.points,
            self.export,
            self.project,
            self.series,
        ):
            each.close()
        self.widget.leave()

    def refresh(self) -> None:
        """Derive the state anew; who shows a part of it applies what differs."""
        self._timer.stop()
        if self.state is not None and not self.widget.isVisible():
            return  # it is derived anew when it is seen
        document = self._services.session.document
        new = series_state(
            self.series.project,
            self.series.results,
            self.series.previews,
            self.parts.pictures.chosen(),
            found=self.series.shown,
            check=self.series.check,
            can_take_recipe=document is not None,
        )
        self.state = new
        self._services.actions.enable(self.actions, new)
        self.points.show(new)
        self.parts.stack.setCurrentIndex(2 if self.points.asking else int(new.has_pictures))
        self.pictures.show(new)
        self.dates.show(new)
        self.legend.show(new)
        self.results.show(new)
        self.multiples.show(new)
        self.rescale.show(new)
        self._say_notes(new)

    def _say_notes(self, new: SeriesState) -> None:
        """What is to be said of legend and dates, each once."""
        notes = () if new.found is None or new.running else new.found.notes
        for note in notes:
            if note not in self._noted:
                self._services.notices.add(note, "info")
        self._noted = notes

    def _refresh_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _connect(self) -> None:
        services, parts = self._services, self.parts
        self.series.replaced.connect(self.multiples.forget)
        self.series.project_changed.connect(self._take_project)
        self.series.results_changed.connect(self._take_results)
        self.series.previews_changed.connect(self._refresh_soon)
        self.points.asking_changed.connect(self.refresh)
        self.points.present.changed.connect(self._take_check)
        self._timer.timeout.connect(self.refresh)
        parts.pictures.chosen_changed.connect(self._take_choice)
        parts.chart.leave_out.clicked.connect(self.pictures.remove_chosen)
        parts.hint.open_requested.connect(services.files.open_dialog)
        parts.hint.sample_requested.connect(self.pictures.open_sample)
        services.session.document_changed.connect(self._refresh_soon)
        self.project.opened.connect(self._be_seen)
        for each in (self.pictures, self.results, self.multiples):
            each.opened.connect(self.handover.open)

    def _take_project(self) -> None:
        self.refresh()
        self._measure_corrected()

    def _measure_corrected(self) -> None:
        """At once where it is seen: a correction that was made, or taken back."""
        if self.widget.isVisible():
            self.run.measure_corrected()

    def _take_results(self) -> None:
        if self.series.results.processes and self.state is not None and self.state.running:
            self._refresh_soon()
        else:
            self.refresh()
            self._measure_corrected()

    def _take_check(self) -> None:
        """What points say: while they are answered nobody sees table and chart."""
        if not self.points.asking:
            self._refresh_soon()

    def _take_choice(self) -> None:
        """What can be done to those that are chosen."""
        self._refresh_soon()

    def _be_seen(self, _what: object = None) -> None:
        self._services.actions[f"workspace_{self.id}"].trigger()

    def _hint(self) -> DropHint:
        return DropHint(
            HintWords(
                self.tr("Drop a folder of pictures here"),
                self.tr(
                    "Floe measures all of them by one legend: one table, one curve, "
                    "and how sure each point is."
                ),
                self.tr("Choose the pictures of the series"),
                self.tr("Open pictures"),
                self.tr("Open a lake on twelve dates, of which three no longer fit"),
                self.tr("Try the sample series"),
                name="series",
            )
        )
