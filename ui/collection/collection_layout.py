"""The panels of the Collection workspace and where they stand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from ui.canvas.drop_hint import DropHint
from ui.collection.clusters_table import ClustersTable
from ui.collection.gallery_panel import GalleryPanel
from ui.collection.map_panel import MapPanel
from ui.collection.sort_panel import SortPanel
from ui.shell.panel_window import Panel, PanelWindow
from ui.widgets.building import fill, named

LEFT_WIDTH, RIGHT_WIDTH = 290, 344
_LEAST_LEFT = 250


class CollectionParts:
    """The views that the controllers talk to. stack: the hint, or the map."""

    def __init__(self, window: PanelWindow, hint: DropHint) -> None:
        """Fill an empty window."""
        self.hint, self.sort, self.clusters = hint, SortPanel(), ClustersTable()
        self.map, self.gallery = MapPanel(), GalleryPanel()
        self.clusters.setFrameShape(QFrame.Shape.NoFrame)
        self.stack = named(QStackedWidget(), "collection_stack")
        for part in (hint, self.map):
            self.stack.addWidget(part)
        window.add_to_centre(self.stack, 1)
        left = Panel("dock_collection_sort", _words("Kinds of pictures"), window)
        content = named(QWidget(), "collection_left")
        content.setMinimumWidth(_LEAST_LEFT)
        fill(QVBoxLayout(content), self.sort, (self.clusters, 1), margins=0, spacing=0)
        left.set_content(content)
        right = Panel("dock_collection_gallery", _words("Gallery"), window)
        right.set_content(self.gallery)
        self.docks = {"dock_collection_sort": left, "dock_collection_gallery": right}
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, left)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, right)
        window.resizeDocks([left, right], [LEFT_WIDTH, RIGHT_WIDTH], Qt.Orientation.Horizontal)


def _words(text: str) -> str:
    return QCoreApplication.translate("Docks", text)
