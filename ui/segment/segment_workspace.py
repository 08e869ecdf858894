"""Segment: one picture, its clusters and classes, and what they measure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QToolBar

from core.image.image import Image
from ui.canvas.line_tool import LineTool
from ui.canvas.name_tool import NameTool
from ui.canvas.tool import Tool
from ui.canvas.tool_controller import HAND, ToolController, action_id
from ui.canvas.view_controller import ViewController
from ui.segment.accuracy.accuracy_controller import AccuracyController
from ui.segment.changeover import Changeover, HandedSegment
from ui.segment.choosing.choosing_k_controller import ChoosingKController
from ui.segment.classes.class_controller import ClassController
from ui.segment.classes.naming_controller import NamingController
from ui.segment.classes.ratio_controller import RatioController
from ui.segment.clustering.clustering_controller import ClusteringController
from ui.segment.clustering.run_controller import RunController
from ui.segment.clustering.segmentation_controller import SegmentationController
from ui.segment.clustering.superpixel_borders import SuperpixelBorders
from ui.segment.clustering.uncertainty_controller import UncertaintyController
from ui.segment.comparing.compare_controller import CompareController
from ui.segment.comparing.labels_controller import LabelsController
from ui.segment.convergence.doubt_controller import DoubtController
from ui.segment.convergence.replay_controller import ReplayController
from ui.segment.convergence.show_controller import ShowController
from ui.segment.convergence.space_controller import SpaceController
from ui.segment.crop.crop_controller import CropController
from ui.segment.crop.crop_tool import CropTool
from ui.segment.display.display_controller import DisplayController
from ui.segment.display.ground_controller import GroundController
from ui.segment.edits.cleanup_controller import CleanupController
from ui.segment.edits.edit_controller import EditController
from ui.segment.examples.example_controller import ExampleController
from ui.segment.examples.example_tool import ExampleTool
from ui.segment.export.export_actions import ExportActions
from ui.segment.export.export_controller import ExportController
from ui.segment.how.how_controller import HowController
from ui.segment.how.sights import Sights
from ui.segment.learning.learning_controller import LearningController
from ui.segment.picture_strip import PictureStrip
from ui.segment.pictures_controller import PicturesController
from ui.segment.profile.profile_controller import ProfileController
from ui.segment.profile.profile_tool import ProfileTool
from ui.segment.regions.region_controller import RegionController
from ui.segment.regions.region_export import RegionExport
from ui.segment.regions.region_numbers import RegionNumbers
from ui.segment.roi.inside_controller import InsideController
from ui.segment.roi.roi_controller import RoiController
from ui.segment.scale.known_size_controller import KnownSizeController
from ui.segment.scale.known_size_tool import KnownSizeTool
from ui.segment.scale.scale_controller import ScaleController
from ui.segment.seeing.seeing_controller import SeeingController
from ui.segment.segment_layout import Parts
from ui.segment.segment_menus import TOOLBAR, TOOLBAR_WITH_TEXT, additions
from ui.segment.welcome.welcome_controller import WelcomeController
from ui.segment.why.why_controller import WhyController
from ui.session.view_state import Busy, ViewState, resolve
from ui.shell.actions import ActionSpec
from ui.shell.menus import build_toolbar
from ui.shell.panel_window import PanelWindow
from ui.shell.services import Services
from ui.widgets.building import named
from ui.widgets.settings import DRAWER, WINDOW_STATE

# The tools that need nothing but the mouse; those of regions of interest and of edits come as groups from the
# controllers that they belong to.
TOOLS: tuple[type[Tool], ...] = (NameTool, ExampleTool, LineTool, KnownSizeTool, CropTool, ProfileTool)


class _Shows(Protocol):
    """Who shows a part of the state; called with each new one, and the one before."""

    def show(self, new: ViewState, old: ViewState | None) -> None: ...


class SegmentWorkspace(QObject):
    """parts: its views. state: what is shown at the moment."""

    id = "segment"
    own_document = None
    state: ViewState | None = None
    _image: Image | None = None

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self.title, self.tooltip = (
            self.tr("Segment"),
            self.tr("Find regions in one picture, and measure them."),
        )
        self._services, session = services, services.session
        self.widget = PanelWindow(self.id)
        parts = self.parts = Parts(self.widget)
        docks, pictures, classes = parts.docks, parts.pictures, parts.classes
        self.runs = SegmentationController(session, self)
        self.replay = ReplayController(pictures, parts.timeline, parts.inertia, parts.space, self)
        self.shows = ShowController(
            session,
            services.actions,
            replay=self.replay,
            timeline=parts.timeline,
            pictures=pictures,
            parent=self,
        )
        self.learning = LearningController(session, self.runs, parts.learning, parts.tabs, self)
        self.choosing = ChoosingKController(session, parts.choosing, parts.tabs, self)
        self.regions = RegionController(session, parts.regions, parts.tabs, pictures, self)
        self.region_export = RegionExport(session, parts.regions, services.window)
        self.exports = ExportController(session, services.window, self.regions.of_result)
        self.why, self.how = self._explaining()
        self.uncertainty = UncertaintyController(session, self.runs, self)
        self.doubt = DoubtController(session, self.replay, pictures, self)
        self.seeing = SeeingController(session, parts.seeing, tabs=parts.tabs, pictures=pictures, parent=self)
        self.superpixel_borders = SuperpixelBorders(session, pictures, self)
        self.roi, self.labels = RoiController(session, self), LabelsController(services, self)
        self.comparing = CompareController(
            services,
            self.labels,
            view=parts.compare,
            tabs=parts.tabs,
            pictures=pictures,
            replay=self.replay,
        )
        self.tools = ToolController(pictures, parts.tool_options, self)
        self.tools.add(*(kind() for kind in TOOLS), with_hand=True)
        self.space = SpaceController(
            services,
            replay=self.replay,
            tools=self.tools,
            pictures=pictures,
            space=parts.space,
            parent=self,
        )
        self.cleanup = CleanupController(session, parts.cleanup, self)
        self.view, self.display, self.ground, self.numbers = (
            ViewController(session, pictures, self),
            DisplayController(services, pictures, self),
            GroundController(services, pictures, self),
            RegionNumbers(self.regions, pictures, self),
        )
        self._connect_session()
        self.clustering = ClusteringController(services, parts.clustering, self)
        self.classes = ClassController(services, classes, self)
        self.pictures = PicturesController(
            services,
            pictures=pictures,
            table=classes,
            replay=self.replay,
            doubt=self.doubt,
            display=self.display,
            class_panel=docks["dock_classes"],
            parent=self,
        )
        self.welcome, self.strip = (
            WelcomeController(services, parts.welcome, self),
            PictureStrip(services, parts.files, docks["dock_pictures"], self),
        )
        self.scale = ScaleController(services, self.tools, classes, self)
        self.known_size = KnownSizeController(services, self.tools, self)
        self.crop = CropController(services, self.tools, self)
        self.profile = ProfileController(
            services, tools=self.tools, view=parts.profile, tabs=parts.tabs, parent=self
        )
        self.naming = NamingController(services, self.tools, classes, docks["dock_classes"], self)
        self.examples = ExampleController(
            services, tools=self.tools, pictures=pictures, take_k=self.clustering.take_k, parent=self
        )
        self.ratios = RatioController(services, classes.ratios, self)
        self.inside = InsideController(
            services,
            roi=self.roi,
            tools=self.tools,
            inside=parts.inside,
            panel=docks["dock_inside"],
            parent=self,
        )
        self.export_actions = ExportActions(services, self.exports, classes, self)
        self.run_controller = RunController(
            services,
            runs=self.runs,
            replay=self.replay,
            shows=self.shows,
            panel=parts.clustering,
            pictures=pictures,
            answers_to=self.examples.shared.answers_to,
            parent=self,
        )
        self.edits = EditController(
            services, tools=self.tools, pictures=pictures, table=classes, replay=self.replay, parent=self
        )
        self.accuracy = AccuracyController(
            services,
            tools=self.tools,
            pictures=pictures,
            panel=parts.accuracy,
            keys=parts.answer_keys,
            dock=docks["dock_accuracy"],
            parent=self,
        )
        self._changeover = Changeover(
            services,
            runs=self.runs,
            run=self.run_controller,
            shows=self.shows,
            view=self.view,
            display=self.display,
            pictures=pictures,
            table=classes,
            parent=self,
        )
        self._shows: tuple[_Shows, ...] = (
            self.clustering,
            self.classes,
            self.pictures,
            self.strip,
            self.naming,
            self.examples,
            self.ratios,
            self.export_actions,
            self.run_controller,
            self.accuracy,
            self.how,
        )
        self._connect()
        self.tools.add(*self.inside.tools)
        self.tools.add(*self.edits.tools)
        self.actions = self._all_actions()
        self.additions = additions(self.tools.bar_items())

    @property
    def drawing(self) -> bool:
        return self.tools.drawing

    def furnish(self, menus: Mapping[str, QMenu]) -> None:
        actions = self._services.actions.by_id
        self.export_actions.fill(menus["export_one"])
        for name, dock in self.parts.docks.items():
            toggle = dock.toggleViewAction()
            toggle.setObjectName(f"show_{name}")
            menus["panels"].addAction(toggle)
        build_toolbar(self.widget.bar, actions, TOOLBAR, TOOLBAR_WITH_TEXT)
        tools = named(QToolBar(self.tr("Tools")), "tool_bar")
        tools.setMovable(False)
        build_toolbar(tools, actions, self.tools.bar_items())
        self.widget.addToolBar(Qt.ToolBarArea.LeftToolBarArea, tools)
        self.inside.add_buttons(actions)
        self.widget.restore_layout(WINDOW_STATE)
        self.parts.tabs.set_folded(DRAWER.get() == "folded")
        self.parts.docks["dock_pictures"].hide()
        self.refresh()

    def warm_up(self) -> None:
        self.runs.warm_up()

    def enter(self) -> None:
        self.widget.take_notices(self._services.notices)
        self.view.zoom.show()

    def leave(self) -> None:
        self.view.zoom.hide()

    def open_paths(self, paths: list[Path]) -> None:
        if self.labels.take_drop(paths):
            return
        self._services.files.open_paths(paths)

    def give_up_gesture(self) -> bool:
        half_drawn = self.tools.give_up_gesture() or self.parts.space.give_up_gesture()
        return half_drawn or self.replay.skip() or self.space.unmark()

    def put_tool_away(self) -> bool:
        had = self.tools.current is not None
        self.tools.choose(HAND)
        return had

    def prepare_to_close(self) -> None:
        """Its documents are those of the Session."""

    def hand_on(self) -> HandedSegment:
        return self._changeover.hand_on()

    def take_over(self, handed: HandedSegment) -> None:
        self._changeover.take_over(handed)

    def close(self) -> None:
        self.parts.timeline.pause()
        for each in (
            self.roi,
            self.edits,
            self.exports,
            self.strip,
            self.choosing,
            self.learning,
            self.clustering,
            self.replay,
            self.space,
            self.runs,
            self.regions,
            self.region_export,
            self.uncertainty,
            self.doubt,
            self.superpixel_borders,
            self.known_size,
            self.profile,
            self.seeing,
            self.labels,
            self.comparing,
            self.accuracy,
            self.examples,
            self.welcome,
            self.how,
            self.display,
            self.ground,
            self.numbers,
        ):
            each.close()
        DRAWER.set("folded" if self.parts.tabs.folded else "open")
        self.widget.leave()

    def refresh(self) -> None:
        """Derive the state anew; who shows a part of it applies what differs from the one shown."""
        session = self._services.session
        busy = Busy(
            running=self.runs.running,
            paused=self.runs.paused,
            exporting=self.exports.exporting,
            other_pictures=len(self._services.files.listed.paths) > 1,
            overlay=session.overlay,
        )
        selected = self.parts.classes.selected_names()
        checked = self.accuracy.checked
        new = resolve(session.document, session.outcome, busy, selected, session.uncertainty, checked=checked)
        old, self.state = self.state, new
        if new != old:
            self._services.actions.enable(self.actions, new)
            for each in self._shows:
                each.show(new, old)

    def _connect_session(self) -> None:
        session = self._services.session
        for signal in (
            session.document_changed,
            session.outcome_changed,
            session.uncertainty_changed,
            session.looks_changed,
        ):
            signal.connect(self.refresh)

    def _connect(self) -> None:
        services = self._services
        self.runs.state_changed.connect(self.refresh)
        self.accuracy.checked_changed.connect(self.refresh)
        self.exports.state_changed.connect(self.refresh)
        self.classes.selection_changed.connect(self.refresh)
        services.files.listed.paths_changed.connect(self.refresh)
        self.parts.choosing.k_chosen.connect(self.clustering.take_k)
        self.seeing.features_wanted.connect(self.clustering.take_features)
        self.regions.said.connect(services.status.show_message)
        self.region_export.said.connect(services.status.show_message)
        self.region_export.exported.connect(services.written.say)
        self.region_export.left_out.connect(services.notices.add)
        self.region_export.failed.connect(services.complaints.show)
        self.labels.regions_dropped.connect(self.roi.read)
        services.status.add_job(self.choosing.cancel)
        services.status.add_job(self.regions.cancel)
        services.status.add_widget(self.view.zoom)
        services.session.document_changed.connect(self._follow_image)
        self.tools.chosen.connect(self._check_tool)
        self.parts.classes.view.pressed.connect(self.replay.skip)
        self.space.run_wanted.connect(self.runs.run)
        self.why.held_changed.connect(self._mark_held)
        self.parts.docks["dock_how"].visibilityChanged.connect(self.parts.clustering.take_spare_height)
        self.parts.welcome.how_requested.connect(self.how.open)
        self.parts.clustering.how_requested.connect(self.how.open)

    def _mark_held(self) -> None:
        """The pixel that "Why here?" stays with is seen in the colour space, too."""
        self.space.rest_at(self.why.held)

    def _explaining(self) -> tuple[WhyController, HowController]:
        """What says why a pixel is where it is, and how all of it works."""
        session, parts, docks = self._services.session, self.parts, self.parts.docks
        why = WhyController(
            session,
            replay=self.replay,
            pictures=parts.pictures,
            view=parts.why,
            panel=docks["dock_why"],
            parent=self,
        )
        sights = Sights(
            replay=self.replay,
            why=why,
            why_panel=docks["dock_why"],
            class_panel=docks["dock_classes"],
            tabs=parts.tabs,
            pages={"start": parts.convergence, "choosing": parts.choosing, "learning": parts.learning},
        )
        how = HowController(
            session,
            why=why,
            choosing=self.choosing,
            view=parts.how,
            panel=docks["dock_how"],
            sights=sights,
            parent=self,
        )
        return why, how

    def _all_actions(self) -> tuple[ActionSpec, ...]:
        owners = (
            self.export_actions,
            self.classes,
            self.run_controller,
            self.shows,
            self.clustering,
            self.choosing,
            self.view,
            self.display,
            self.ground,
            self.doubt,
            self.superpixel_borders,
            self.numbers,
            self.tools,
            self.examples,
            self.crop,
            self.cleanup,
            self.inside,
            self.scale,
            self.regions,
            self.accuracy,
            self.labels,
            self.seeing,
            self.why,
            self.how,
        )
        specs = [spec for each in owners for spec in each.actions()]
        return (*specs, *self.parts.timeline.action_specs())

    def _check_tool(self, name: str) -> None:
        """The button of a tool that was not chosen by it."""
        action = self._services.actions.by_id.get(action_id(name))
        if action is not None:
            action.setChecked(True)

    def _follow_image(self) -> None:
        """Another picture: what is half drawn belongs to the one before. Without one: no tool."""
        document = self._services.session.document
        image = document.image if document is not None else None
        if image is not self._image:
            self._image = image
            self.tools.give_up_gesture()
            if image is None:
                self.tools.choose(HAND)
