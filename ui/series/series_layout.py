"""The panels of the Series workspace and where they stand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget

from ui.accuracy.accuracy_panel import AccuracyPanel
from ui.accuracy.answer_keys import AnswerKeys
from ui.canvas.drop_hint import DropHint
from ui.series.chart_panel import ChartPanel
from ui.series.legend_panel import LegendPanel
from ui.series.pictures_panel import PicturesPanel
from ui.series.point_view import PointView
from ui.series.table_panel import TablePanel
from ui.shell.panel_window import Panel, PanelWindow
from ui.widgets.building import named

LEFT_WIDTH, RIGHT_WIDTH = 300, 310


class SeriesParts:
    """The views that the controllers talk to. stack: the hint, chart and table, or a point."""

    def __init__(self, window: PanelWindow, hint: DropHint) -> None:
        """Fill an empty window."""
        self.hint, self.pictures, self.legend = hint, PicturesPanel(), LegendPanel()
        self.chart, self.table = ChartPanel(), TablePanel()
        self.stack = named(QStackedWidget(), "series_stack")
        self.stack.addWidget(hint)
        results = named(QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False), "series_results")
        for part in (self.chart, self.table):
            results.addWidget(part)
        results.setSizes([360, 280])
        self.stack.addWidget(results)
        window.add_to_centre(self.stack, 1)
        left = _panel(window, "dock_series_pictures", _words("Pictures"))
        left.set_content(self.pictures)
        self.keys = AnswerKeys()
        self.points = PointView(self.keys)
        self.stack.addWidget(self.points)
        self.accuracy = AccuracyPanel(self.keys, of_series=True)
        right = _panel(window, "dock_series_legend", _words("Legend"))
        right.set_content(self.legend)
        checks = _panel(window, "dock_series_accuracy", _words("Accuracy"))
        checks.set_content(self.accuracy)
        self.docks = {
            "dock_series_pictures": left,
            "dock_series_legend": right,
            "dock_series_accuracy": checks,
        }
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, left)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, right)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, checks)
        window.tabifyDockWidget(right, checks)
        right.raise_()
        window.resizeDocks([left, right], [LEFT_WIDTH, RIGHT_WIDTH], Qt.Orientation.Horizontal)


def _panel(window: PanelWindow, name: str, title: str) -> Panel:
    return Panel(name, title, window)


def _words(text: str) -> str:
    return QCoreApplication.translate("Docks", text)
