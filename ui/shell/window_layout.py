"""The parts of the main window and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMainWindow,
    QProgressBar,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.canvas.options_row import ToolOptionsRow
from ui.canvas.picture_list import PictureList
from ui.canvas.picture_pair import PicturePair
from ui.segment.choosing.choosing_k_view import ChoosingKView
from ui.segment.classes.class_table import ClassTable
from ui.segment.clustering.clustering_panel import ClusteringPanel
from ui.segment.convergence.colour_space_view import ColourSpaceView
from ui.segment.convergence.inertia_view import InertiaView
from ui.segment.convergence.timeline import Timeline
from ui.segment.edits.cleanup_panel import CleanupPanel
from ui.segment.regions.region_view import RegionView
from ui.segment.roi.inside_panel import InsidePanel
from ui.segment.why.why_panel import WhyPanel
from ui.widgets.dock_buttons import DockButtons
from ui.widgets.dock_tabs import DockTabs
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.notices import NoticeBar

RIGHT_WIDTH = 364
BOTTOM_HEIGHT = 236

_Feature = QDockWidget.DockWidgetFeature


@dataclass(frozen=True)
class Parts:
    """The views that the controllers talk to. docks: by object name, in the order of the menu."""

    pictures: PicturePair
    notices: NoticeBar
    tool_options: ToolOptionsRow
    clustering: ClusteringPanel
    classes: ClassTable
    timeline: Timeline
    inertia: InertiaView
    space: ColourSpaceView
    choosing: ChoosingKView
    regions: RegionView
    tabs: DockTabs
    files: PictureList
    why: WhyPanel
    inside: InsidePanel
    cleanup: CleanupPanel
    pixel: ElidedLabel
    zoom: QLabel
    progress: QProgressBar
    cancel: QToolButton
    docks: dict[str, QDockWidget]


def build_parts(window: QMainWindow) -> Parts:
    """Fill an empty window."""
    pictures, notices, tool_options = PicturePair(), NoticeBar(), ToolOptionsRow()
    clustering, classes = ClusteringPanel(), ClassTable()
    clustering.setMinimumWidth(RIGHT_WIDTH)
    timeline, inertia, space = Timeline(), InertiaView(), ColourSpaceView()
    choosing, files, why = ChoosingKView(), PictureList(), WhyPanel()
    inside, cleanup = InsidePanel(), CleanupPanel()
    regions = RegionView()
    centre = QWidget()
    centre.setObjectName("centre")
    layout = QVBoxLayout(centre)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(notices)
    layout.addWidget(tool_options)
    layout.addWidget(pictures, 1)
    window.setCentralWidget(centre)
    docks = {
        "dock_clustering": _dock(window, "dock_clustering", _words("Clustering"), clustering),
        "dock_classes": _dock(window, "dock_classes", _words("Classes"), classes),
        "dock_inside": _dock(window, "dock_inside", _words("Inside"), inside),
        "dock_cleanup": _dock(window, "dock_cleanup", _words("Clean up"), cleanup),
        "dock_why": _dock(window, "dock_why", _words("Why here?"), why),
        "dock_convergence": _dock(window, "dock_convergence", _words("Analysis")),
        "dock_pictures": _dock(window, "dock_pictures", _words("Pictures"), files),
    }
    tabs = _tabs(docks["dock_convergence"], _convergence(timeline, inertia, space), choosing, regions)
    arrange_docks(window, docks)
    pixel, zoom, progress, cancel = _fill_status_bar(window)
    return Parts(
        pictures,
        notices,
        tool_options,
        clustering,
        classes,
        timeline,
        inertia,
        space,
        choosing,
        regions,
        tabs,
        files,
        why,
        inside,
        cleanup,
        pixel,
        zoom,
        progress,
        cancel,
        docks,
    )


def arrange_docks(window: QMainWindow, docks: dict[str, QDockWidget]) -> None:
    """Put every panel where it belongs; the list of pictures appears with the second picture."""
    right, bottom, left = (
        Qt.DockWidgetArea.RightDockWidgetArea,
        Qt.DockWidgetArea.BottomDockWidgetArea,
        Qt.DockWidgetArea.LeftDockWidgetArea,
    )
    window.setCorner(Qt.Corner.BottomRightCorner, right)
    window.setCorner(Qt.Corner.BottomLeftCorner, left)
    window.addDockWidget(right, docks["dock_clustering"])
    window.addDockWidget(right, docks["dock_classes"])
    for tab in ("dock_inside", "dock_cleanup", "dock_why"):
        window.addDockWidget(right, docks[tab])
        window.tabifyDockWidget(docks["dock_classes"], docks[tab])
    docks["dock_classes"].raise_()
    window.addDockWidget(bottom, docks["dock_convergence"])
    window.addDockWidget(left, docks["dock_pictures"])
    docks["dock_pictures"].hide()
    column = [docks["dock_clustering"], docks["dock_classes"]]
    window.resizeDocks(column, [RIGHT_WIDTH, RIGHT_WIDTH], Qt.Orientation.Horizontal)
    window.resizeDocks([docks["dock_convergence"]], [BOTTOM_HEIGHT], Qt.Orientation.Vertical)


def _words(text: str) -> str:
    return QCoreApplication.translate("Docks", text)


def _dock(window: QMainWindow, name: str, title: str, content: QWidget | None = None) -> QDockWidget:
    dock = QDockWidget(title, window)
    dock.setObjectName(name)
    dock.setFeatures(_Feature.DockWidgetClosable | _Feature.DockWidgetMovable | _Feature.DockWidgetFloatable)
    if content is not None:
        dock.setWidget(content)
        DockButtons(dock)
    return dock


def _tabs(dock: QDockWidget, convergence: QWidget, choosing: QWidget, regions: QWidget) -> DockTabs:
    tabs = DockTabs(dock)
    tabs.add_page(
        convergence, _words("Convergence"), _words("How the clusters were found, iteration by iteration.")
    )
    tabs.add_page(
        choosing,
        _words("Choosing k"),
        _words("What speaks for each number of clusters, and what each looks like."),
    )
    tabs.add_page(
        regions,
        _words("Regions"),
        _words("Every connected piece of a class: its size and shape, and how many there are of each size."),
    )
    return tabs


def _convergence(timeline: Timeline, inertia: InertiaView, space: ColourSpaceView) -> QWidget:
    content = QWidget()
    content.setObjectName("convergence")
    plots = QSplitter(Qt.Orientation.Horizontal)
    plots.setObjectName("convergence_plots")
    plots.setChildrenCollapsible(False)
    plots.addWidget(inertia)
    plots.addWidget(space)
    plots.setSizes([1000, 1000])
    layout = QVBoxLayout(content)
    layout.setContentsMargins(8, 4, 8, 4)
    layout.setSpacing(4)
    layout.addWidget(timeline)
    layout.addWidget(plots, 1)
    return content


def _fill_status_bar(window: QMainWindow) -> tuple[ElidedLabel, QLabel, QProgressBar, QToolButton]:
    bar = window.statusBar()
    pixel = ElidedLabel()
    pixel.setObjectName("pixel_status")
    pixel.setAccessibleName(window.tr("Pixel under the cursor"))
    pixel.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    progress = QProgressBar()
    progress.setObjectName("progress")
    progress.setAccessibleName(window.tr("Progress"))
    progress.setRange(0, 0)
    progress.setFixedWidth(120)
    progress.setMaximumHeight(14)
    progress.setTextVisible(False)
    cancel = QToolButton()
    cancel.setObjectName("cancel")
    cancel.setText(window.tr("Cancel"))
    cancel.setToolTip(window.tr("Drop what is being done; what is open stays as it is. (Esc)"))
    cancel.setAccessibleName(window.tr("Cancel"))
    zoom = QLabel()
    zoom.setObjectName("zoom_status")
    zoom.setToolTip(window.tr("Screen pixels per picture pixel"))
    zoom.setMinimumWidth(56)
    zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    bar.addWidget(pixel, 1)
    for widget in (progress, cancel):
        bar.addPermanentWidget(widget)
        widget.hide()
    bar.addPermanentWidget(zoom)
    return pixel, zoom, progress, cancel
