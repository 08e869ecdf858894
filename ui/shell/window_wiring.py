"""The menus and bars of the main window, and who hears whom in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QToolBar

from ui.shell.export.export_menu import ExportMenu
from ui.shell.menus import TOOLS_AT_EDGE, build_menus, build_toolbar

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow


class WindowWiring:
    """Part of MainWindow, for its making only."""

    def _build_menus(self: MainWindow) -> None:
        menus = build_menus(self.menuBar(), self.actions_by_id)
        self.addActions(list(self.actions_by_id.values()))
        self.recent.attach(menus["recent"])
        self._export_menu = ExportMenu(menus["export_one"], self.exports.hindrances)
        self._export_menu.chosen.connect(self.exports.ask_one)
        for name, dock in self.parts.docks.items():
            toggle = dock.toggleViewAction()
            toggle.setObjectName(f"show_{name}")
            menus["panels"].addAction(toggle)
        bar = QToolBar(self.tr("Toolbar"), self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        build_toolbar(bar, self.actions_by_id)
        self.addToolBar(bar)
        tools = QToolBar(self.tr("Tools"), self)
        tools.setObjectName("tool_bar")
        tools.setMovable(False)
        build_toolbar(tools, self.actions_by_id, TOOLS_AT_EDGE)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, tools)

    def _connect(self: MainWindow) -> None:
        parts, session = self.parts, self.session
        session.document_changed.connect(self._follow_document)
        session.outcome_changed.connect(self.refresh)
        session.undo_changed.connect(self.refresh)
        session.uncertainty_changed.connect(self.refresh)
        session.looks_changed.connect(self.refresh)
        self.doubt.shown_changed.connect(self._show_titles)
        self.opening.opened.connect(self.take_opened)
        self.opening.failed.connect(self.take_open_failure)
        self.opening.listed.connect(self.take_listed)
        self.runs.frame_arrived.connect(self._take_frame)
        self.runs.finished.connect(self._take_outcome)
        self.runs.failed.connect(self._take_run_failure)
        self.runs.dropped.connect(self._take_drop)
        self.runs.measured.connect(self._take_measurement)
        self.runs.not_measured.connect(self.complain)
        self.replay.failed.connect(self.complain)
        self.exports.exported.connect(self._say_exported)
        self.exports.stopped.connect(self._say_export_stopped)
        self.exports.failed.connect(self.complain)
        self.exports.progressed.connect(self._follow_export)
        for controller in (self.opening, self.runs, self.exports):
            controller.state_changed.connect(self.refresh)
        self.replay.shown_changed.connect(self._follow_shown)
        self.recent.chosen.connect(self.open_path_text)
        parts.files.chosen.connect(self.show_listed)
        parts.pictures.hovered.connect(self.show_pixel)
        parts.pictures.hover_left.connect(parts.pixel.clear)
        parts.pictures.zoom_changed.connect(self._show_zoom)
        parts.pictures.open_requested.connect(self.open_dialog)
        parts.pictures.sample_requested.connect(self.open_sample)
        parts.cancel.clicked.connect(self.cancel_all)
        self.connect_clustering()
        self.connect_classes()
        self.connect_documents()
        self.connect_why()
        self.connect_regions()
        self.connect_tools()
        self.connect_inside()
        self.connect_hand()
        self.connect_naming()
        self.connect_ratios()
        self.connect_scale()
        QGuiApplication.clipboard().dataChanged.connect(self.look_at_clipboard)
        self._escape = QShortcut(Qt.Key.Key_Escape, self)
        self._escape.activated.connect(self.escape)
