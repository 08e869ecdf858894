"""The pictures of a series: which there are, in which order, how they look, and what is done to them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from core.base.errors import FloeError
from core.document.file_names import DOCUMENT_SUFFIX
from core.guarded.process import ReadingProcess
from core.image.reading import Reading, reading_in
from core.io.reader import read
from core.pictures.dates import AUTO
from core.series.choice import LegendChoice
from core.series.order import Order
from core.series.project import Project
from core.series.project_clusters import with_k, with_name
from ui.series.pictures_panel import PicturesPanel
from ui.series.series_session import SeriesSession
from ui.series.series_state import SeriesState
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from workers.job_thread import JobThread
from workers.mailbox import Mailbox
from workers.opening import Listed, list_files
from workers.previews import Preview, make_previews

# Of the sample, from the darkest cluster to the lightest.
_SAMPLE_CLASSES = ("water", "forest", "land")


class SeriesPictures(QObject):
    """opened(Path): the user wants to see this picture in Segment."""

    opened = Signal(object)

    def __init__(
        self, services: Services, series: SeriesSession, panel: PicturesPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services, self._series, self._panel = services, series, panel
        complain = services.complaints.show
        self._process = ReadingProcess(read)
        self._previewing = JobThread[None]("previews", self, on_failed=complain)
        self._listing = JobThread[Listed]("listing", self, on_done=self._take_listed, on_failed=complain)
        self._making = JobThread[tuple[Path, ...]](
            "sample series", self, on_done=self._take_sample, on_failed=complain
        )
        # Those that the job at hand has still to read.
        self._asked: set[Path] = set()
        panel.opened.connect(self.opened)
        panel.removal_wanted.connect(self.remove_chosen)
        series.project_changed.connect(self._make_previews)

    @property
    def is_busy(self) -> bool:
        """Whether previews are still made, or pictures listed."""
        wanted = set(self._series.project.pictures)
        busy = self._listing.busy or self._making.busy
        return busy or not wanted <= self._series.previews.keys()

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("series_open_chosen", "Ctrl+Shift+P", self.open_chosen, when="one_chosen").says(
                QT_TRANSLATE_NOOP("Actions", "&Open in Segment"),
                QT_TRANSLATE_NOOP(
                    "Actions", "See this picture, with the clusters and classes of the legend."
                ),
            ),
            ActionSpec("series_show_folder", "Ctrl+Shift+F", self.show_folder, when="one_chosen").says(
                QT_TRANSLATE_NOOP("Actions", "Show in &folder"),
                QT_TRANSLATE_NOOP("Actions", "Show the file of this picture in the file manager."),
            ),
            ActionSpec(
                "series_remove", "Shift+Del", self.remove_chosen, icon="delete", when="has_chosen"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Remov&e from the series"),
                QT_TRANSLATE_NOOP("Actions", "Leave the chosen pictures out; their files stay."),
            ),
            ActionSpec(
                "series_by_name", "Ctrl+Alt+B", self.sort, "", group="series_order", when="has_order"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "In the order of the l&ist"),
                QT_TRANSLATE_NOOP("Actions", "Pictures, table and chart in the order of their names."),
            ),
            ActionSpec(
                "series_by_date", "Ctrl+Alt+T", self.sort, AUTO, group="series_order", when="has_order"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "By &date"),
                QT_TRANSLATE_NOOP("Actions", "Pictures, table and chart by when they were taken."),
            ),
            ActionSpec("series_to_collection", "Ctrl+Shift+V", self.to_collection, when="has_order").says(
                QT_TRANSLATE_NOOP("Actions", "Sort by &kind"),
                QT_TRANSLATE_NOOP("Actions", "See in Collection which kinds of pictures these are."),
            ),
            ActionSpec("series_share", "Ctrl+Alt+H", self.share, when="can_share").says(
                QT_TRANSLATE_NOOP("Actions", "Scale and regions of interest for &all"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Measure by the scale of this one and in its regions whatever has none of its own.",
                ),
            ),
            ActionSpec("series_drop_own", "Ctrl+Alt+W", self.drop_own, when="has_own").says(
                QT_TRANSLATE_NOOP("Actions", "Drop what is its o&wn"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Measure the chosen pictures as all others: without corrections of their own."
                ),
            ),
            ActionSpec("series_sample", "Ctrl+Alt+4", self.open_sample).says(
                QT_TRANSLATE_NOOP("Actions", "Open sam&ple series"),
                QT_TRANSLATE_NOOP(
                    "Actions", "A lake on twelve dates, of which three no longer fit the legend."
                ),
            ),
        )

    def show(self, new: SeriesState) -> None:
        """The list, its previews, and which order is chosen."""
        chosen = self._panel.chosen()
        self._panel.model.set_previews(self._series.previews)
        self._panel.model.set_rows(new.rows)
        if chosen != self._panel.chosen():
            self._panel.choose(chosen)
        actions = self._services.actions.by_id
        actions["series_by_date" if new.by_date else "series_by_name"].setChecked(True)

    def add(self, paths: list[Path]) -> None:
        """Files, and the pictures in folders. A document is opened by itself."""
        documents = [path for path in paths if path.suffix.lower() == DOCUMENT_SUFFIX]
        if documents:
            self._services.files.open_paths(documents[:1])
        if pictures := tuple(path for path in paths if path not in documents):
            self._listing.submit(partial(list_files, pictures, most=None))

    def remove_chosen(self) -> None:
        chosen = self._panel.chosen()
        if chosen and not self._series.results.processes:
            self._series.put(self.tr("Remove pictures"), self._series.project.without(chosen))

    def open_chosen(self) -> None:
        for path in self._panel.chosen()[:1]:
            self.opened.emit(path)

    def show_folder(self) -> None:
        for path in self._panel.chosen()[:1]:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def share(self) -> None:
        """Scale and regions of interest of the chosen picture become those of all."""
        for path in self._panel.chosen()[:1]:
            self._series.put(self.tr("Share scale and regions"), self._series.project.shared_from(path))

    def drop_own(self) -> None:
        project = self._series.project
        for path in self._panel.chosen():
            project = project.with_own(path, project.shared)
        self._series.put(self.tr("Drop corrections"), project)

    def sort(self, by_date: str) -> None:
        project = self._series.project
        if project.order.by_date != by_date:
            self._series.put(self.tr("Change order"), replace(project, order=Order(by_date)))

    def to_collection(self) -> None:
        """All of them."""
        self._services.files.collection_wanted.emit(list(self._series.project.pictures))

    def open_sample(self) -> None:
        from workers.sample_series import make_sample, sample_folder

        self._making.submit(partial(make_sample, sample_folder()))

    def close(self) -> None:
        for thread in (self._previewing, self._listing, self._making):
            thread.close()
        self._process.close()

    def _take_listed(self, listed: Listed) -> None:
        for folder in listed.empty:
            sentence = self.tr("There is no picture in the folder {0} that Floe reads.")
            self._services.complaints.show(sentence.format(folder))
        if listed.files:
            self._put(self.tr("Add pictures"), self._series.project.with_pictures(listed.files))

    def _take_sample(self, paths: tuple[Path, ...]) -> None:
        first = LegendChoice("fit", paths[0])
        project = with_k(Project(paths, order=Order(AUTO), choice=first), len(_SAMPLE_CLASSES))
        for cluster, name in enumerate(_SAMPLE_CLASSES, 1):
            project = with_name(project, cluster, name)
        self._put(self.tr("Open sample series"), project)

    def _put(self, text: str, project: Project) -> None:
        if project.pictures != self._series.project.pictures:
            self._series.put(text, project)

    def _make_previews(self) -> None:
        """Make previews of those that have none; those of pictures that are gone are forgotten."""
        series = self._series
        for path in series.previews.keys() - set(series.project.pictures):
            del series.previews[path]
        missing = tuple(path for path in series.project.pictures if path not in series.previews)
        if not missing or (set(missing) <= self._asked and self._previewing.busy):
            return
        self._asked = set(missing)
        previews = Mailbox[Preview](self._take_preview, slots=None)
        self._previewing.submit(
            partial(make_previews, missing, self._reading(), self._process, previews), previews
        )

    def _reading(self) -> Reading:
        try:
            return reading_in(self._series.project.recipe)
        except (FloeError, TypeError):
            return Reading()  # whoever measures by the recipe says what is wrong with it

    def _take_preview(self, preview: Preview) -> None:
        self._asked.discard(preview.path)
        if preview.path in self._series.project.pictures:
            self._series.add_preview(preview)
