"""Which legend a series is measured by: typed, fitted, taken from Segment, from files and to them."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.base.errors import FloeError
from core.cluster.parameters import SPACES, Space
from core.document.plain_json import damage_named
from core.series.choice import LegendChoice
from core.series.project import choice_of
from core.series.project_clusters import cluster_lines, with_k, with_name
from ui.series.legend_panel import LegendPanel
from ui.series.pictures_panel import PicturesPanel
from ui.series.series_session import SeriesSession
from ui.series.series_state import SeriesState
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.file_dialogs import FileType, all_files, ask_open_path, ask_save_path, last_folder
from ui.widgets.settings import DOCUMENT_FOLDER
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from workers.legend_files import LoadedLegend, SavedLegend

_ENDING = ".legend.json"


class LegendController(QObject):
    """Each change is one step to undo."""

    def __init__(
        self,
        services: Services,
        series: SeriesSession,
        *,
        panel: LegendPanel,
        pictures: PicturesPanel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._series, self._panel, self._pictures = services, series, panel, pictures
        self._thread: JobThread[LoadedLegend | SavedLegend] = JobThread(
            "legend", self, on_done=self._take, on_failed=services.complaints.show
        )
        panel.k_chosen.connect(self._set_k)
        panel.space_chosen.connect(self._set_space)
        panel.kind_chosen.connect(self._set_kind)
        panel.class_named.connect(self._name)
        panel.recipe_requested.connect(self.take_recipe)
        panel.recipe_dropped.connect(self._drop_recipe)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("series_take_recipe", "Ctrl+Alt+R", self.take_recipe, when="can_take_recipe").says(
                QT_TRANSLATE_NOOP("Actions", "Use the &recipe of the open picture"),
                QT_TRANSLATE_NOOP("Actions", "Measure all pictures as the one that is open in Segment."),
            ),
            ActionSpec("series_load_legend", "Ctrl+Alt+Y", self._load, when="can_measure").says(
                QT_TRANSLATE_NOOP("Actions", "&Legend from a file…"),
                QT_TRANSLATE_NOOP("Actions", "Measure by a legend that was saved before."),
            ),
            ActionSpec("series_save_legend", "Ctrl+Shift+Y", self._save, when="can_save_legend").says(
                QT_TRANSLATE_NOOP("Actions", "Sa&ve legend…"),
                QT_TRANSLATE_NOOP("Actions", "Keep the legend, to measure other pictures by it."),
            ),
        )

    def show(self, new: SeriesState) -> None:
        """What the panel shows of the project."""
        project, panel = self._series.project, self._panel
        chosen = self._pictures.chosen()
        path = project.choice.path
        panel.show_kind(
            project.choice.kind,
            "" if path is None else path.name,
            chosen[0].name if len(chosen) == 1 else "",
        )
        found = new.found.legend if new.found is not None and not (new.stale or new.running) else None
        try:
            with damage_named(Path(project.recipe_of), "recipe"):
                own = not project.recipe and project.legend is None and not new.running
                panel.show_parameters(project.clusters, project.parameters.space, own=own)
                panel.show_clusters(cluster_lines(project, found), editable=not project.recipe)
        except FloeError as error:
            self._services.complaints.show(str(error))
        panel.show_recipe(project.recipe_of if project.recipe else "")
        panel.take_recipe.setEnabled(new.can_take_recipe)
        panel.drop_recipe.setEnabled(not new.running)
        panel.show_running(running=new.running, can_measure=new.can_measure, number=len(new.rows))

    def take_recipe(self) -> None:
        """Of the picture that is open in Segment; the legend is fitted on it where it is in the list."""
        document = self._services.session.document
        if document is None:
            return
        if document.elsewhere is not None or document.image.reading.labels:
            sentence = self.tr("Labels are measured in Segment, nothing is clustered: there is no recipe.")
            self._services.complaints.show(sentence)
            return
        from core.document.recipe import recipe_json

        values = json.loads(json.dumps(recipe_json(document)))
        path = Path(document.image.provenance.path)
        project = self._series.project
        self._series.put(
            self.tr("Use recipe"),
            replace(
                project,
                recipe=values,
                recipe_of=path.name,
                named=(),
                legend=None,
                choice=choice_of("fit", path, project.pictures),
            ),
        )

    def close(self) -> None:
        self._thread.close()

    def _set_k(self, k: int) -> None:
        self._series.put(self.tr("Change k"), with_k(self._series.project, k))

    def _set_space(self, space: str) -> None:
        self._series.put(self.tr("Change colour space"), replace(self._series.project, space=_space(space)))

    def _set_kind(self, kind: str) -> None:
        if kind == "file":
            self._load()
            self._series.project_changed.emit()  # what is shown is what is, where the user gave up
            return
        project, chosen = self._series.project, self._pictures.chosen()
        path = project.choice.path if project.choice.kind == "fit" else next(iter(chosen), None)
        choice = choice_of(kind, path, project.pictures)
        self._series.put(self.tr("Change legend"), replace(project, choice=choice, legend=None))

    def _name(self, cluster: int, name: str) -> None:
        self._series.put(self.tr("Name class"), with_name(self._series.project, cluster, name))

    def _drop_recipe(self) -> None:
        self._series.put(self.tr("Leave recipe out"), replace(self._series.project, recipe={}, recipe_of=""))

    def _load(self) -> None:
        types = FileType(self.tr("Legends"), (".json",)), all_files()
        start = last_folder(DOCUMENT_FOLDER, None)
        path = ask_open_path(
            self._services.window, self.tr("Legend from a file"), start, types, DOCUMENT_FOLDER
        )
        if path is not None:
            from workers.legend_files import load_legend

            self._thread.submit(partial(load_legend, path))

    def _save(self) -> None:
        found = self._series.results.found
        if found is None or found.legend is None:
            return
        types = (FileType(self.tr("Legends"), (_ENDING, ".json")),)
        suggestion = last_folder(DOCUMENT_FOLDER, None) / f"series{_ENDING}"
        path = ask_save_path(
            self._services.window, self.tr("Save legend"), suggestion, types, DOCUMENT_FOLDER, must_match=True
        )
        if path is not None:
            from workers.legend_files import save_legend

            self._thread.submit(partial(save_legend, path, found.legend))

    def _take(self, outcome: LoadedLegend | SavedLegend) -> None:
        from workers.legend_files import SavedLegend

        if isinstance(outcome, SavedLegend):
            self._services.notices.add(self.tr("Saved {0}").format(outcome.path), "info")
            return
        project = self._series.project
        after = replace(
            project,
            choice=LegendChoice("file", outcome.path),
            legend=outcome.legend,
            recipe={},
            recipe_of="",
            named=(),
        )
        self._series.put(self.tr("Legend from a file"), after)


def _space(name: str) -> Space:
    return next(space for space in SPACES if space == name)
