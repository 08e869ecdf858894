"""What the Clustering menu and its panel do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from core.base.errors import FloeError
from core.cluster.parameters import MAX_K, Parameters
from ui.segment.clustering.features_dialog import FeaturesDialog

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow


class ClusteringCommands:
    """Part of MainWindow: running, and walking through the iterations."""

    def connect_clustering(self: MainWindow) -> None:
        panel = self.parts.clustering
        panel.parameters_changed.connect(self.take_parameters)
        panel.start_file_requested.connect(self.open_start)
        panel.run_requested.connect(self.run)
        panel.pause_toggled.connect(self.pause)
        panel.step_requested.connect(self.step)
        panel.stop_requested.connect(self.stop)
        panel.live_toggled.connect(self.set_live)
        panel.refused.connect(self.complain)
        self.parts.choosing.k_chosen.connect(self.take_k)
        panel.features_requested.connect(self.choose_features)

    def choose_features(self: MainWindow) -> None:
        """Ask what counts beside the colours."""
        document = self.session.document
        if document is None:
            return
        dialog = FeaturesDialog(document.parameters.features, document.image.bands, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.take_features)
        dialog.open()

    def take_features(self: MainWindow) -> None:
        dialog = self.sender()
        if isinstance(dialog, FeaturesDialog) and self.session.document is not None:
            self.parts.clustering.set_features(dialog.features())

    def run(self: MainWindow) -> None:
        self.runs.run(asked=True)

    def pause(self: MainWindow, paused: bool) -> None:
        self.runs.pause(paused)

    def step(self: MainWindow) -> None:
        self.runs.step()

    def stop(self: MainWindow) -> None:
        self.runs.stop()

    def set_live(self: MainWindow, live: bool) -> None:
        self.actions_by_id["live"].setChecked(live)
        self.parts.clustering.set_live(live)
        self.runs.set_live(live)

    def take_parameters(self: MainWindow, parameters: Parameters, final: bool) -> None:
        self._apply_parameters(parameters, final)

    def take_k(self: MainWindow, k: int) -> None:
        """Another number of clusters; a given start has its own and gives way."""
        parameters = self.parts.clustering.parameters()
        init = parameters.init if isinstance(parameters.init, str) else "k-means++"
        self._apply_parameters(replace(parameters, k=k, init=init), True)

    def choose_k(self: MainWindow) -> None:
        """Bring the comparison of the numbers of clusters into sight."""
        self.parts.tabs.show_page(self.parts.choosing)

    def more_clusters(self: MainWindow) -> None:
        self._add_clusters(1)

    def fewer_clusters(self: MainWindow) -> None:
        self._add_clusters(-1)

    def new_seed(self: MainWindow) -> None:
        self.parts.clustering.new_seed()

    def best_minimum(self: MainWindow) -> None:
        self.parts.clustering.find_best()

    def first_iteration(self: MainWindow) -> None:
        self.parts.timeline.go_first()

    def previous_iteration(self: MainWindow) -> None:
        self.parts.timeline.go_previous()

    def play_iterations(self: MainWindow) -> None:
        self.parts.timeline.toggle()

    def next_iteration(self: MainWindow) -> None:
        self.parts.timeline.go_next()

    def last_iteration(self: MainWindow) -> None:
        self.parts.timeline.go_last()

    def open_start(self: MainWindow) -> None:
        """Given centroids from a JSON file, as --init FILE.json takes them."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a start"), "", self.tr("Centroids as JSON (*.json)")
        )
        if not name:
            return
        from core.cluster.starts.starts import read_start

        try:
            rows = read_start(Path(name))
            parameters = replace(self.parts.clustering.parameters(), init=rows, k=len(rows))
        except FloeError as error:
            self.complain(str(error))
        else:
            self.parts.clustering.set_parameters(parameters)
            self._apply_parameters(parameters, True)

    def _add_clusters(self: MainWindow, number: int) -> None:
        parameters = self.parts.clustering.parameters()
        self.take_k(min(max(parameters.k + number, 1), MAX_K))

    def _apply_parameters(self: MainWindow, parameters: Parameters, final: bool) -> None:
        self._preferred = parameters
        if self._state is not None and len(self._state.spaces) > 1:
            # That of a grey picture nobody chose: the next one may have colours.
            self._preferred_space = parameters.space
        self.session.set_parameters(parameters, final=final)
