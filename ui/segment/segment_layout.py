"""The panels of the workspace and where they stand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.accuracy.accuracy_panel import AccuracyPanel
from ui.accuracy.answer_keys import AnswerKeys
from ui.canvas.options_row import ToolOptionsRow
from ui.canvas.picture_list import PictureList
from ui.canvas.picture_pair import PicturePair
from ui.segment.choosing.choosing_k_view import ChoosingKView
from ui.segment.classes.class_table import ClassTable
from ui.segment.clustering.clustering_panel import ClusteringPanel
from ui.segment.comparing.compare_view import CompareView
from ui.segment.convergence.colour_space_view import ColourSpaceView
from ui.segment.convergence.inertia_view import InertiaView
from ui.segment.convergence.steps_timeline import StepsTimeline
from ui.segment.edits.cleanup_panel import CleanupPanel
from ui.segment.how.how_panel import HowPanel
from ui.segment.learning.learning_view import LearningView
from ui.segment.profile.profile_view import ProfileView
from ui.segment.regions.region_view import RegionView
from ui.segment.roi.inside_panel import InsidePanel
from ui.segment.seeing.seeing_view import SeeingView
from ui.segment.welcome.welcome_page import WelcomePage
from ui.segment.why.why_panel import WhyPanel
from ui.shell.panel_window import Panel, PanelWindow
from ui.widgets.building import fill, named, splitter
from ui.widgets.docks import DockTabs

# Room for the tabs of the panels with their whole names.
RIGHT_WIDTH = 382
BOTTOM_HEIGHT = 208


class Parts:
    """The views that the controllers talk to. docks: by object name, in the order of the menu."""

    def __init__(self, window: PanelWindow) -> None:
        """Fill an empty window."""
        self.welcome = WelcomePage()
        self.pictures, self.tool_options = PicturePair(self.welcome), ToolOptionsRow()
        self.clustering, self.classes = ClusteringPanel(), ClassTable()
        self.clustering.setMinimumWidth(RIGHT_WIDTH)
        self.timeline, self.inertia, self.space = StepsTimeline(), InertiaView(), ColourSpaceView()
        self.choosing, self.files, self.why = ChoosingKView(), PictureList(), WhyPanel()
        self.inside, self.cleanup = InsidePanel(), CleanupPanel()
        self.answer_keys = AnswerKeys()
        self.accuracy = AccuracyPanel(self.answer_keys)
        self.regions, self.learning, self.seeing = RegionView(), LearningView(), SeeingView()
        self.profile, self.how = ProfileView(), HowPanel()
        self.compare = CompareView()
        window.add_to_centre(self.tool_options)
        window.add_to_centre(self.pictures, 1)
        self.docks = {
            "dock_clustering": _panel(window, "dock_clustering", _words("Clustering"), self.clustering),
            "dock_how": _panel(window, "dock_how", _words("How it works"), self.how),
            "dock_classes": _panel(window, "dock_classes", _words("Classes"), self.classes),
            "dock_inside": _panel(window, "dock_inside", _words("Inside"), self.inside),
            "dock_cleanup": _panel(window, "dock_cleanup", _words("Clean up"), self.cleanup),
            "dock_accuracy": _panel(window, "dock_accuracy", _words("Accuracy"), self.accuracy),
            "dock_why": _panel(window, "dock_why", _words("Why here?"), self.why),
            "dock_convergence": Panel("dock_convergence", _words("Analysis"), window),
            "dock_pictures": _panel(window, "dock_pictures", _words("Pictures"), self.files),
        }
        self.convergence = _convergence(self.timeline, self.inertia, self.space)
        self.tabs = _tabs(
            self.docks["dock_convergence"], self.convergence, self.choosing, self.regions, self.learning
        )
        self.tabs.add_page(
            self.compare,
            _words("Compare"),
            _words("How far the map agrees with labels from elsewhere, class by class."),
        )
        self.tabs.add_page(
            self.seeing,
            _words("What the network sees"),
            _words("The maps of every layer of a pretrained network or a feature, as pictures."),
        )
        self.tabs.add_page(
            self.profile,
            _words("Profile"),
            _words("The values along a line, and the classes that it crosses."),
        )
        _arrange(window, self.docks)


def _arrange(window: PanelWindow, docks: dict[str, Panel]) -> None:
    """Put every panel where it belongs; the list of pictures appears with the second picture, "How it works"
    when it is asked for.
    """
    right, bottom, left = (
        Qt.DockWidgetArea.RightDockWidgetArea,
        Qt.DockWidgetArea.BottomDockWidgetArea,
        Qt.DockWidgetArea.LeftDockWidgetArea,
    )
    window.setCorner(Qt.Corner.BottomRightCorner, right)
    window.setCorner(Qt.Corner.BottomLeftCorner, left)
    window.addDockWidget(right, docks["dock_clustering"])
    window.addDockWidget(right, docks["dock_classes"])
    # Over the parameters, so that pictures and class table, which it tells of, keep their room.
    window.tabifyDockWidget(docks["dock_clustering"], docks["dock_how"])
    docks["dock_how"].hide()
    for tab in ("dock_inside", "dock_cleanup", "dock_accuracy", "dock_why"):
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


def _panel(window: PanelWindow, name: str, title: str, content: QWidget) -> Panel:
    panel = Panel(name, title, window)
    panel.set_content(content)
    return panel


def _tabs(
    dock: Panel, convergence: QWidget, choosing: QWidget, regions: QWidget, learning: QWidget
) -> DockTabs:
    tabs = DockTabs(dock, BOTTOM_HEIGHT)
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
    tabs.add_page(
        learning,
        _words("Learning"),
        _words("What features learn from the picture: their losses, what they draw, and what they say."),
    )
    return tabs


def _convergence(timeline: StepsTimeline, inertia: InertiaView, space: ColourSpaceView) -> QWidget:
    content = named(QWidget(), "convergence")
    plots = splitter("convergence_plots", (inertia, 1000), (space, 1000))
    fill(QVBoxLayout(content), timeline, (plots, 1), margins=(8, 4, 8, 4), spacing=4)
    return content
