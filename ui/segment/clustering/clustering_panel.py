"""The clustering panel: everything that decides what the segmentation is, and the buttons that run it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.cluster.features.feature import Feature
from core.cluster.parameters import MAX_ITER, SPACES, Parameters, Scaling, Space
from core.cluster.prepared.channel import ChannelHistogram
from core.cluster.threshold import ChannelName, Threshold
from core.cluster.treatment import Smoothing
from ui.segment.clustering.band_row import BandRow
from ui.segment.clustering.parameter_controls import FROM_FILE, SLIDER_K, ParameterControls
from ui.segment.clustering.reading_row import ReadingRow
from ui.segment.clustering.run_buttons import RunButtons
from ui.segment.clustering.smoothing_row import SmoothingRow
from ui.segment.clustering.threshold_box import ThresholdBox
from ui.segment.clustering.unit_row import THRESHOLD, UnitRow
from ui.widgets.building import fill, named
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.link_button import LinkButton

GIVEN = "given"
# Classes of a threshold to begin with, and of k-means after one.
_TWO, _FOUR = 2, 4


class ClusteringPanel(QWidget):
    """Shows parameters and says what the user made of them; `final` is False while a slider moves."""

    parameters_changed = Signal(Parameters, bool)
    start_file_requested = Signal()
    run_requested = Signal()
    pause_toggled = Signal(bool)
    step_requested = Signal()
    stop_requested = Signal()
    live_toggled = Signal(bool)
    refused = Signal(str)
    features_requested = Signal()
    how_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clustering_panel")
        self._parameters = Parameters()
        self._available: tuple[Space, ...] = SPACES
        self._dragged = False
        # What k-means had before a threshold took its place.
        self._k = _FOUR
        self.controls = ParameterControls(self)
        self.buttons = RunButtons()
        self.unit_row = UnitRow()
        self.threshold_box = ThresholdBox()
        self.smoothing_row = SmoothingRow()
        self.band_row = BandRow()
        self.reading_row = ReadingRow()
        self.features = FeaturesButton()
        self.how = LinkButton("how_link", self.tr("How?"), self.tr("Read how k-means works (F8)."))
        self.how.button.setAccessibleName(self.tr("How k-means works"))
        self._progress = named(ElidedLabel(), "clustering_progress")
        self._progress.explain(self.tr("What the clustering is doing, or how it ended."))
        self._lay_out()
        self._connect()
        self.set_parameters(self._parameters)

    def parameters(self) -> Parameters:
        return self._parameters

    def set_parameters(self, parameters: Parameters) -> None:
        """Show these; announces nothing."""
        self._parameters = parameters
        c = self.controls
        blockers = [QSignalBlocker(widget) for widget in c.inputs()]
        threshold = parameters.threshold
        c.k.setMinimum(1 if threshold is None else _TWO)
        c.k.setValue(parameters.k)
        if not c.k_slider.isSliderDown():
            c.k_slider.setValue(min(max(parameters.k, SLIDER_K[0]), SLIDER_K[1]))
        c.seed.setValue(min(parameters.seed, c.seed.maximum()))
        c.restarts.setValue(parameters.restarts)
        c.max_iter.setMinimum(1 if isinstance(parameters.init, str) else 0)
        c.max_iter.setValue(parameters.max_iter)
        c.tol.setValue(parameters.tol)
        self.features.set_number(len(parameters.features))
        self.band_row.set_values(parameters.bands, parameters.scaling)
        self.unit_row.set_values(parameters.by, parameters.detail, threshold=threshold is not None)
        self._k = parameters.k if threshold is None else self._k
        c.show_k_means(threshold is None)
        self.threshold_box.setVisible(threshold is not None)
        self.features.setVisible(threshold is None)
        if threshold is not None:
            self.threshold_box.set_value(threshold)
        self.smoothing_row.set_value(parameters)
        self._show_space()
        self._show_start()
        for blocker in blockers:
            blocker.unblock()

    def set_spaces(self, available: Sequence[Space]) -> None:
        """The colour spaces that the picture can be measured in; a grey picture has only "gray"."""
        self._available = tuple(available)
        for row in range(self.controls.space.count()):
            item = self.controls.space_item(row)
            item.setEnabled(self.controls.space.itemData(row) in self._available)
        blocker = QSignalBlocker(self.controls.space)
        self._show_space()
        blocker.unblock()

    def set_channels(self, channels: Sequence[ChannelName], bands: tuple[str, ...]) -> None:
        """What the picture can be cut by."""
        self.threshold_box.set_channels(channels, bands)

    def set_cut(
        self, bars: ChannelHistogram | None, found: tuple[float, ...], colours: Sequence[str]
    ) -> None:
        """Of the newest result: the histogram of its channel, its thresholds, the colours of its classes."""
        self.threshold_box.set_result(bars, found, colours)

    def set_running(self, running: bool, paused: bool) -> None:
        self.buttons.set_running(running, paused)

    def set_ready(self, ready: bool) -> None:
        """Whether there is a picture to run on."""
        self.buttons.set_ready(ready)
        self.features.setEnabled(ready)

    def set_clustered(self, clustered: bool) -> None:
        """Whether the parameters mean anything: a label image is not clustered."""
        self._parameter_box.setEnabled(clustered)
        self.unit_row.setEnabled(clustered)
        self.threshold_box.setEnabled(clustered)
        self.smoothing_row.setEnabled(clustered)
        self.buttons.live.setEnabled(clustered)

    def set_live(self, live: bool) -> None:
        """Show whether a change runs by itself; announces nothing."""
        self.buttons.live.setChecked(live)

    def is_live(self) -> bool:
        return self.buttons.live.isChecked()

    def set_progress(self, text: str) -> None:
        self._progress.setText(text)

    def set_features(self, features: tuple[Feature, ...], memory: float) -> None:
        """Cluster by these beside the colours, in so many GB: as if it had been changed in the panel."""
        self._change(features=features, memory=memory)

    def new_seed(self) -> None:
        """Another seed, by chance."""
        self._change(seed=secrets.randbelow(1_000_000))

    def find_best(self) -> None:
        """Try many starts, in one click: without Live it is run as well."""
        self._change(init="best")
        if not self.is_live():
            self.run_requested.emit()

    def take_spare_height(self, takes: bool) -> None:
        """Spare height belongs to the class table below, but for a while in which another tab needs it."""
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Preferred if takes else policy.Maximum)

    def _lay_out(self) -> None:
        status = fill(QHBoxLayout(), (self._progress, 1), self.how, self.features, self.buttons.live)
        self._parameter_box = QWidget()
        grid = self.controls.grid()
        grid.setContentsMargins(0, 0, 0, 0)
        self._parameter_box.setLayout(grid)
        rows = (
            self.unit_row,
            self._parameter_box,
            self.threshold_box,
            self.smoothing_row,
            self.reading_row,
            self.band_row,
        )
        layout = fill(QVBoxLayout(self), *rows, margins=(8, 6, 8, 6), spacing=6)
        fill(layout, self.buttons, status)
        self.take_spare_height(False)

    def _connect(self) -> None:
        c, b = self.controls, self.buttons
        for box in (c.k, c.seed, c.restarts, c.max_iter, c.tol):
            box.valueChanged.connect(self._typed)
        c.k_slider.valueChanged.connect(self._slider_moved)
        c.k_slider.sliderReleased.connect(self._slider_released)
        c.space.activated.connect(self._space_chosen)
        c.init.activated.connect(self._start_chosen)
        c.dice.clicked.connect(self.new_seed)
        c.best.clicked.connect(self.find_best)
        self.features.clicked.connect(self.features_requested)
        self.how.clicked.connect(self.how_requested)
        self.unit_row.by_chosen.connect(self._unit_chosen)
        self.unit_row.detail_moved.connect(self._detail_moved)
        self.threshold_box.changed.connect(self._cut)
        self.threshold_box.refused.connect(self.refused)
        self.smoothing_row.changed.connect(self._smoothing_chosen)
        self.smoothing_row.light_toggled.connect(self._light_toggled)
        self.smoothing_row.neighbours_toggled.connect(self._neighbours_toggled)
        self.band_row.changed.connect(self._bands_chosen)
        self.band_row.refused.connect(self.refused)
        b.run.clicked.connect(self.run_requested)
        b.pause.clicked.connect(self._pause_clicked)
        b.step.clicked.connect(self.step_requested)
        b.stop.clicked.connect(self.stop_requested)
        b.live.clicked.connect(self.live_toggled)

    def _change(self, *, final: bool = True, **fields: Any) -> None:
        """Only what was touched changes; a value that the controls cannot show stays as it was."""
        others = {name for name, value in fields.items() if getattr(self._parameters, name) != value}
        if self._parameters.frozen is not None and others - {"neighbours"}:
            fields = {"frozen": None, "init": "k-means++", **fields}  # no longer by the legend of a series
        other_features = fields.get("features", self._parameters.features) != self._parameters.features
        if ("k" in fields or other_features) and not isinstance(self._parameters.init, str):
            fields["init"] = "k-means++"  # a given start has its own k, and a number for every axis
        if isinstance(fields.get("init", self._parameters.init), str):
            # None are for given centroids alone.
            fields["max_iter"] = fields.get("max_iter", self._parameters.max_iter) or MAX_ITER
        given = self._parameters.threshold
        if "k" in fields and "threshold" not in fields and given is not None:
            fields["threshold"] = Threshold(given.channel)  # thresholds that are given have their own k
        parameters = replace(self._parameters, **fields)
        if parameters != self._parameters or (final and self._dragged):
            self._dragged = not final
            self.set_parameters(parameters)
            self.parameters_changed.emit(parameters, final)

    def _pause_clicked(self) -> None:
        self.pause_toggled.emit(not self.buttons.is_paused)

    def _typed(self, value: float) -> None:
        """The controls are called as the parameters are."""
        fields: dict[str, Any] = {self.sender().objectName(): value}
        self._change(**fields)

    def _slider_moved(self, k: int) -> None:
        self._change(final=not self.controls.k_slider.isSliderDown(), k=k)

    def _slider_released(self) -> None:
        if self._dragged:
            self._change(final=True)

    def _unit_chosen(self, by: str) -> None:
        if by == THRESHOLD:
            if self._parameters.threshold is None:
                self._choose_threshold()
            return
        # Superpixels are patches already.
        fields: dict[str, Any] = {"by": by, "neighbours": self._parameters.neighbours and by == "pixels"}
        if self._parameters.threshold is not None:
            fields |= {"threshold": None, "k": self._k}
        self._change(**fields)

    def _choose_threshold(self) -> None:
        """Two classes by Otsu: what else is chosen is for k-means."""
        threshold = Threshold(self.threshold_box.first)
        self._change(threshold=threshold, k=_TWO, by="pixels", features=(), neighbours=False)

    def _cut(self, threshold: Threshold, final: bool) -> None:
        k = len(threshold.at) + 1 if threshold.at else self._parameters.k
        self._change(final=final, threshold=threshold, k=k)

    def _detail_moved(self, detail: int, at_rest: bool) -> None:
        self._change(final=at_rest, detail=detail)

    def _smoothing_chosen(self, smooth: Smoothing | None) -> None:
        self._change(smooth=smooth)

    def _neighbours_toggled(self, neighbours: bool) -> None:
        self._change(neighbours=neighbours)

    def _light_toggled(self, light: bool) -> None:
        self._change(light=light)

    def _bands_chosen(self, bands: tuple[int, ...], scaling: Scaling) -> None:
        self._change(bands=bands, scaling=scaling)

    def _space_chosen(self, row: int) -> None:
        self._change(space=self.controls.space.itemData(row))

    def _start_chosen(self, row: int) -> None:
        start = self.controls.init.itemData(row)
        if start == FROM_FILE:
            self._show_start()  # until a file is read, nothing has changed
            self.start_file_requested.emit()
        elif start != GIVEN:
            self._change(init=start)

    def _show_space(self) -> None:
        """A picture that has no such space is measured in the first it has: show that one."""
        space = self._parameters.space
        shown = space if space in self._available or not self._available else self._available[0]
        self.controls.space.setCurrentIndex(self.controls.space.findData(shown))
        self.band_row.setVisible(shown == "bands" and self._parameters.threshold is None)

    def _show_start(self) -> None:
        combo, init = self.controls.init, self._parameters.init
        given = combo.findData(GIVEN)
        if given >= 0 and isinstance(init, str):
            combo.removeItem(given)
        elif given < 0 and not isinstance(init, str):
            combo.insertItem(0, self.tr("Given"), GIVEN)
        combo.setCurrentIndex(combo.findData(init if isinstance(init, str) else GIVEN))
        # Other starts have no seeds to be tried, or their own.
        self.controls.restarts.setEnabled(init in ("k-means++", "random"))


class FeaturesButton(LinkButton):
    """ "Features…", or "Features (2)…" where two take part; it looks like the link to the scale."""

    def __init__(self) -> None:
        tip = self.tr("What counts beside colour: position, surroundings, texture, indices of vegetation …")
        super().__init__("features_button", tooltip=tip)
        self.set_number(0)

    def set_number(self, number: int) -> None:
        self.set_text(self.tr("Feat&ures ({0})…").format(number) if number else self.tr("Feat&ures…"))
