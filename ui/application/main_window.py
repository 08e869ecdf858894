"""The main window: puts views and controllers together and shows the derived state."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QMainWindow, QMessageBox

from core.cluster.parameters import Parameters
from core.image.image import Image
from core.scale.calibration import Calibration
from ui.canvas.tool_controller import ToolController
from ui.segment.choosing.choosing_k_controller import ChoosingKController
from ui.segment.class_commands import ClassCommands
from ui.segment.clustering.segmentation_controller import SegmentationController
from ui.segment.clustering.uncertainty_controller import UncertaintyController
from ui.segment.clustering_commands import ClusteringCommands
from ui.segment.convergence.doubt_controller import DoubtController
from ui.segment.convergence.replay_controller import ReplayController
from ui.segment.edits.cleanup_controller import CleanupController
from ui.segment.hand_commands import HandCommands
from ui.segment.inside_commands import InsideCommands
from ui.segment.naming_commands import NamingCommands
from ui.segment.picture_commands import PictureCommands
from ui.segment.ratio_commands import RatioCommands
from ui.segment.region_commands import RegionCommands
from ui.segment.regions.region_controller import RegionController
from ui.segment.regions.region_export import RegionExport
from ui.segment.roi.roi_controller import RoiController
from ui.segment.scale_commands import ScaleCommands
from ui.segment.tool_commands import ToolCommands
from ui.segment.why.why_controller import WhyController
from ui.segment.why_commands import WhyCommands
from ui.session.document_controller import DocumentController
from ui.session.opening import OpenController
from ui.session.pending_copies import PendingCopies
from ui.session.recent_files import RecentFiles
from ui.session.remembered import Remembered
from ui.session.session import Session
from ui.session.view_state import Busy, ViewState, resolve
from ui.shell.actions import apply_enabled, build_actions
from ui.shell.document_commands import DocumentCommands
from ui.shell.edit_commands import EditCommands
from ui.shell.export.export_controller import ExportController
from ui.shell.file_commands import FileCommands
from ui.shell.help_commands import HelpCommands
from ui.shell.imports_controller import ImportsController
from ui.shell.view_commands import ViewCommands
from ui.shell.window_layout import build_parts
from ui.shell.window_status import WindowStatus
from ui.shell.window_wiring import WindowWiring
from ui.widgets.icons import icon


class MainWindow(
    FileCommands,
    DocumentCommands,
    EditCommands,
    ScaleCommands,
    ClassCommands,
    NamingCommands,
    RatioCommands,
    ClusteringCommands,
    ViewCommands,
    ToolCommands,
    InsideCommands,
    HandCommands,
    WhyCommands,
    RegionCommands,
    HelpCommands,
    WindowStatus,
    PictureCommands,
    WindowWiring,
    QMainWindow,
):
    """One window, one session. The slots of the actions stand in the Commands classes, by menu."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowIcon(icon("floe"))
        self.setAcceptDrops(True)
        self.setDockOptions(QMainWindow.DockOption.AnimatedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        self.session = Session(self)
        self.parts = build_parts(self)
        self.opening = OpenController(self)
        self.runs = SegmentationController(self.session, self)
        self.replay = ReplayController(
            self.parts.pictures, self.parts.timeline, self.parts.inertia, self.parts.space, self
        )
        self.choosing = ChoosingKController(self.session, self.parts.choosing, self)
        self.regions = RegionController(self.session, self.parts.regions, self.parts.pictures, self)
        self.region_export = RegionExport(self.session, self.parts.regions, self)
        self.exports = ExportController(self.session, self, self.regions.of_result)
        self.documents = DocumentController(self)
        self.why = WhyController(self.session, self.replay, self.parts.pictures, self.parts.why, self)
        self.uncertainty = UncertaintyController(self.session, self.runs, self)
        self.doubt = DoubtController(self.session, self.replay, self.parts.pictures, self)
        self.roi = RoiController(self.session, self)
        self.imports = ImportsController(self.session, self)
        self.tools = ToolController(self.parts.pictures, self.parts.tool_options, self)
        self.cleanup = CleanupController(self.session, self.parts.cleanup, self)
        self.recent = RecentFiles(parent=self)
        self.actions_by_id = build_actions(self)
        self._state: ViewState | None = None
        # Without the pixels: a list may hold a thousand pictures.
        self._remembered: dict[tuple[str, str], Remembered] = {}
        self._classes_seen = True
        self._discards = self._closes_when_saved = False
        self._untried: list[str] = []
        self._unread: list[str] = []
        self._preferred = Parameters()
        self._preferred_space = self._preferred.space
        self._run_failure = ""
        self._pixel = 0, 0, ""
        self._tool_image: Image | None = None
        self._wand_image: Image | None = None
        self._line_image: Image | None = None
        # Copied from another picture of the list, on request.
        self._given_scales: PendingCopies[Calibration] = PendingCopies()
        self._can_paste = self._clipboard_has_picture()
        self._build_menus()
        self._connect()
        self._restore()
        self.refresh()

    def refresh(self) -> None:
        """Derive the state anew and apply what differs from the one shown."""
        document, outcome = self.session.document, self.session.outcome
        busy = Busy(
            reading=bool(self.opening.reading),
            running=self.runs.running,
            paused=self.runs.paused,
            exporting=self.exports.exporting,
            can_undo=self.session.can_undo,
            can_redo=self.session.undo_stack.canRedo(),
            can_paste=self._can_paste,
            other_pictures=self.parts.files.list.count() > 1,
            modified=self.session.path is not None and self.session.is_modified,
            document_name=self.session.path.name if self.session.path else "",
            overlay=self.session.overlay,
        )
        new = resolve(document, outcome, busy, self.parts.classes.selected_names(), self.session.uncertainty)
        old, self._state = self._state, new
        if new == old:
            return
        apply_enabled(self.actions_by_id, new)
        self.actions_by_id["pause"].setChecked(new.paused)
        self._show_title(new)
        parts = self.parts
        if new.has_image and (old is None or (new.parameters, new.spaces) != (old.parameters, old.spaces)):
            parts.clustering.set_spaces(new.spaces)
            parts.clustering.band_row.set_names(new.bands)
            parts.clustering.set_parameters(new.parameters)
        parts.clustering.set_ready(new.has_image)
        parts.classes.set_ready(new.has_image, new.has_segmentation)
        parts.clustering.set_running(new.running, new.paused)
        self._show_titles()
        parts.classes.set_errors_coming(new.errors_coming)
        if old is None or (new.rows, new.doubts) != (old.rows, old.doubts):
            parts.classes.set_rows(new.rows, new.doubts)
            self._show_pixel_again()
            self._show_class_colours()
        parts.classes.totals.set_older_k(new.older_k)
        if old is None or (new.ratios, new.usual_ratios) != (old.ratios, old.usual_ratios):
            parts.classes.ratios.set_ratios(new.ratios, new.usual_ratios)
        if old is None or (new.scale, new.calibrated) != (old.scale, old.calibrated):
            parts.classes.set_scale(new.scale, calibrated=new.calibrated)
        self._show_warnings(old.warnings if old else (), new.warnings)
        self._show_progress(new)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if event.mimeData().hasUrls() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.open_paths(paths)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Cancel what runs, wait for the threads, remember the layout; ask first where work would be lost."""
        if not self.may_close(event):
            return
        self.parts.timeline.pause()
        for controller in (
            self.documents,
            self.roi,
            self.edits,
            self.exports,
            self.choosing,
            self.replay,
            self.runs,
            self.opening,
            self.regions,
            self.region_export,
            self.uncertainty,
            self.doubt,
            self.imports,
        ):
            controller.close()
        self.save_layout()
        event.accept()

    def complain(self, sentence: str) -> None:
        """Something did not work: say so in a dialog that waits; all that is open stays."""
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Floe"), sentence, parent=self)
        box.setObjectName("complaint")
        box.addButton(QMessageBox.StandardButton.Ok).setIcon(QIcon())  # as in Floe's other dialogs
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
