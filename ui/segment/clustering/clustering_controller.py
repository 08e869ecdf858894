"""What the clustering is asked for: the parameters, from the panel, the menu and files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from core.base.errors import FloeError
from core.base.parallel import Cancel
from core.cluster.features.feature import Feature
from core.cluster.parameters import MAX_K, Parameters, with_k
from core.cluster.prepared.prepared_channel import feature_channels, own_channels
from core.measure.areas import AreaRow
from ui.segment.clustering.clustering_panel import ClusteringPanel
from ui.segment.clustering.features_dialog import FeaturesDialog
from ui.segment.clustering.untreated import Untreated
from ui.session.view_state import ViewState
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.building import open_dialog
from ui.widgets.file_dialogs import FileType, ask_open_path
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from workers.start_files import StartRows


class ClusteringController(QObject):
    """Keeps the panel and the parameters of the document in step with each other."""

    def __init__(self, services: Services, panel: ClusteringPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._preferred = services.session, services.documents.preferred
        self._documents = services.documents
        self._complain, self._window, self._panel = services.complaints.show, services.window, panel
        self._thread = JobThread("starts", self, on_done=self._take_start, on_failed=self._complain)
        self._channels = JobThread(
            "channels", self, on_done=panel.threshold_box.add_channels, on_failed=self._complain
        )
        self._spaces = 0
        self._untreated = Untreated()
        panel.parameters_changed.connect(self.take_parameters)
        panel.start_file_requested.connect(self.open_start)
        panel.refused.connect(self._complain)
        panel.features_requested.connect(self.choose_features)
        panel.reading_row.changed.connect(self.read_as)
        panel.reading_row.refused.connect(self._complain)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("more_clusters", "Ctrl+Shift+Up", self._add_clusters, 1, when="can_cluster").says(
                QT_TRANSLATE_NOOP("Actions", "&More clusters"),
                QT_TRANSLATE_NOOP("Actions", "One cluster more: tell finer differences apart."),
            ),
            ActionSpec("fewer_clusters", "Ctrl+Shift+Down", self._add_clusters, -1, when="can_cluster").says(
                QT_TRANSLATE_NOOP("Actions", "&Fewer clusters"),
                QT_TRANSLATE_NOOP("Actions", "One cluster less: take like colours together."),
            ),
            ActionSpec("new_seed", "Ctrl+D", self._panel.new_seed, icon="dice", when="can_cluster").says(
                QT_TRANSLATE_NOOP("Actions", "New see&d"),
                QT_TRANSLATE_NOOP("Actions", "Another start by chance: does the result depend on it?"),
            ),
            ActionSpec("best_minimum", "Ctrl+B", self._panel.find_best, icon="best", when="can_cluster").says(
                QT_TRANSLATE_NOOP("Actions", "&Best minimum"),
                QT_TRANSLATE_NOOP("Actions", "Try many starts and keep the one with the lowest inertia."),
            ),
        )

    def show(self, new: ViewState, old: ViewState | None) -> None:
        self._spaces = len(new.spaces)
        if new.has_image and (old is None or (new.parameters, new.spaces) != (old.parameters, old.spaces)):
            self._panel.set_spaces(new.spaces)
            self._panel.band_row.set_names(new.bands)
            if old is None or (new.spaces, new.bands) != (old.spaces, old.bands):
                is_colour = new.spaces[:1] != ("bands",)
                self._panel.set_channels(own_channels(new.bands, is_colour=is_colour), new.bands)
                self._channels.submit(partial(_features_as_channels, new.bands))
            self._panel.set_parameters(new.parameters)
        if new.parameters.threshold is not None and (
            old is None
            or (new.segmentation, new.rows, new.parameters) != (old.segmentation, old.rows, old.parameters)
        ):
            self._show_cut(new)
        if new.segmentation is not None and not new.running:
            self._show_effect(new.segmentation.parameters, new.rows)
        elif not new.has_segmentation:
            self._panel.smoothing_row.set_effect("")
        shown = new.reading, new.open_choices, new.planes
        if old is None or shown != (old.reading, old.open_choices, old.planes):
            self._panel.reading_row.set_reading(*shown)

    def _show_cut(self, new: ViewState) -> None:
        """The histogram and thresholds of the newest result, where it is of the channel that is chosen."""
        outcome, wanted = self._session.outcome, new.parameters.threshold
        if outcome is None or wanted is None:
            return
        found = outcome.segmentation.parameters.threshold
        if found is None or found.channel != wanted.channel:
            self._panel.set_cut(None, (), ())
            return
        colours = {cluster: row.colour for row in new.rows for cluster in row.clusters}
        ids = range(1, outcome.segmentation.k + 1)
        self._panel.set_cut(
            outcome.bars, outcome.segmentation.thresholds, [colours.get(i, "#808080") for i in ids]
        )

    def _show_effect(self, parameters: Parameters, rows: Sequence[AreaRow]) -> None:
        """What smoothing does to the named area."""
        document = self._session.document
        picture = "" if document is None else str(document.image.provenance)
        self._panel.smoothing_row.set_effect(self._untreated.effect(picture, parameters, rows))

    def read_as(self, name: str, value: object) -> None:
        """Read the file again, with this value for a field of its Reading."""
        document = self._session.document
        if document is None:
            return
        given: dict[str, Any] = {name: value}
        image = document.image
        try:
            reading = replace(image.reading, **given)
        except FloeError as error:
            self._complain(str(error))
            reading = image.reading
        # Until it has been read, what is shown is what holds.
        self._panel.reading_row.set_reading(image.reading, image.open_choices, image.planes)
        if reading != image.reading:
            self._documents.read_again(reading)

    def choose_features(self) -> None:
        """Ask what counts beside the colours."""
        document = self._session.document
        if document is None:
            return
        dialog = FeaturesDialog(document.parameters, document.image, self._window)
        dialog.accepted.connect(self._take_features)
        open_dialog(dialog)

    def take_parameters(self, parameters: Parameters, final: bool) -> None:
        """Cluster by these. final: False while a slider moves."""
        self._preferred.take(parameters, space_was_chosen=self._spaces > 1)
        self._session.set_parameters(parameters, final=final)

    def take_k(self, k: int) -> None:
        """Another number of clusters."""
        self.take_parameters(with_k(self._panel.parameters(), k), True)

    def take_features(self, features: tuple[Feature, ...]) -> None:
        """Cluster by these beside the colours; the memory that they may take stays."""
        self._panel.set_features(features, self._panel.parameters().memory)

    def open_start(self) -> None:
        """Given centroids from a JSON file, as --init FILE.json takes them."""
        types = (FileType(self.tr("Centroids as JSON"), (".json",)),)
        path = ask_open_path(self._window, self.tr("Open a start"), "", types)
        if path is None:
            return
        from workers.start_files import open_start

        self._thread.submit(partial(open_start, path))

    def close(self) -> None:
        self._thread.close()
        self._channels.close()

    def _take_start(self, rows: StartRows) -> None:
        if self._session.document is None:
            return
        try:
            parameters = replace(self._panel.parameters(), init=rows, k=len(rows))
        except FloeError as error:
            self._complain(str(error))
        else:
            self._panel.set_parameters(parameters)
            self.take_parameters(parameters, True)

    def _take_features(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, FeaturesDialog) and self._session.document is not None:
            self._panel.set_features(dialog.features(), dialog.memory())

    def _add_clusters(self, number: int) -> None:
        self.take_k(min(max(self._panel.parameters().k + number, 1), MAX_K))


def _features_as_channels(bands: tuple[str, ...], _cancelled: Cancel) -> tuple[Feature, ...]:
    return feature_channels(bands)  # here, in the thread: it imports every feature
