"""A workspace is added by one class and one line: its panel, its action, its menu, its say at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolBar
from pytestqt.qtbot import QtBot

from tests.e2e.driving import drop
from tests.ui.window_driving import LONG_MS, find, saved, settled
from tests.workers.pictures import noisy
from ui.segment.segment_workspace import SegmentWorkspace
from ui.shell.actions import ActionSpec
from ui.shell.late_workspace import LateWorkspace, Switch, WorkspaceCard
from ui.shell.main_window import MainWindow
from ui.shell.menus import Menu
from ui.shell.panel_window import Panel, PanelWindow
from ui.shell.services import Services
from ui.widgets.theme import install_theme, is_dark


class Counting(QObject):
    """Counts: how often it was asked to, and the paths that it was given."""

    id = "counting"
    title = "Count"
    tooltip = "Count what is dropped."
    drawing = False
    own_document = None

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self.services = services
        self.widget = PanelWindow(self.id)
        self.panel = Panel("dock_count", "Count", self.widget)
        self.panel.set_content(QLabel("nothing"))
        self.widget.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.panel)
        self.counted = 0
        self.paths: list[Path] = []
        self.calls: list[str] = []
        self.actions = (
            ActionSpec("count", "Ctrl+Alt+9", self.count, text="&Count", tooltip="Count one more."),
        )
        self.additions = {"after view": (Menu("counting", "C&ounting", ("count",)),)}

    def count(self) -> None:
        self.counted += 1

    def furnish(self, menus: Mapping[str, QMenu]) -> None:
        self.calls.append(f"furnish {'counting' in menus}")

    def warm_up(self) -> None:
        """Nothing to get ready."""

    def enter(self) -> None:
        self.widget.take_notices(self.services.notices)

    def leave(self) -> None:
        self.calls.append("leave")

    def open_paths(self, paths: list[Path]) -> None:
        self.paths += paths

    def answer(self, what: list[Path]) -> None:
        self.paths += what

    def give_up_gesture(self) -> bool:
        return False

    def put_tool_away(self) -> bool:
        return False

    def prepare_to_close(self) -> None:
        self.calls.append("prepare")

    def close(self) -> None:
        self.widget.leave()
        self.calls.append("close")


@pytest.fixture
def two(qtbot: QtBot) -> Iterator[MainWindow]:
    """A window with one workspace more than the first."""
    made = MainWindow((SegmentWorkspace, Counting))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_without_asking()


def switch(window: MainWindow, name: str) -> None:
    window.services.actions.by_id[f"workspace_{name}"].trigger()


def menu_is_shown(window: MainWindow, name: str) -> bool:
    return find(window.menuBar(), QMenu, f"menu_{name}").menuAction().isVisible()


def test_one_workspace_has_no_switch(qtbot: QtBot) -> None:
    window = MainWindow((SegmentWorkspace,))
    qtbot.addWidget(window)
    assert window.findChild(QToolBar, "workspaces") is None
    assert not [name for name in window.services.actions.by_id if name.startswith("workspace_")]
    window.close()


def test_of_two_one_is_seen_and_the_switch_stands_at_the_top(two: MainWindow) -> None:
    bar = find(two, QToolBar, "workspaces")
    assert [action.objectName() for action in bar.actions()] == ["workspace_segment", "workspace_counting"]
    assert bar.mapTo(two, QPoint()).y() < two.workspace.widget.mapTo(two, QPoint()).y()
    assert two.workspace.id == "segment"
    assert not two.workspaces[1].panel.isVisible()
    assert menu_is_shown(two, "clustering")
    assert not menu_is_shown(two, "counting")
    title = two.menuBar().actionGeometry(two.menuBar().actions()[0])
    assert title.center().y() == bar.geometry().center().y()


def test_its_key_shows_its_panel_and_its_menu(two: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(two, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert two.workspace is two.workspaces[1]
    assert two.workspace.panel.isVisible()
    assert not two.workspaces[0].widget.isVisible()
    assert menu_is_shown(two, "counting")
    assert not menu_is_shown(two, "clustering")
    qtbot.keyClick(two, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert two.workspace is two.workspaces[0]
    assert two.workspaces[1].calls == ["furnish True", "leave"]


def test_its_keys_work_while_it_is_seen(two: MainWindow, qtbot: QtBot) -> None:
    counting = two.workspaces[1]
    keys = Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(two, *keys)
    assert counting.counted == 0
    switch(two, "counting")
    qtbot.keyClick(two, *keys)
    assert counting.counted == 1
    live = two.services.actions.by_id["live"]
    qtbot.keyClick(two, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert live.isChecked(), "that is a key of the other workspace"


def test_one_that_nobody_has_seen_is_not_made(qtbot: QtBot) -> None:
    made: list[Counting] = []

    def make(services: Services) -> Counting:
        made.append(Counting(services))
        return made[0]

    card = WorkspaceCard(
        switch=Switch("counting").says("Count", "Count what is dropped."),
        additions={
            "file": ("count",),
            "after view": (Menu("counting", "C&ounting", ("count",)),),
        },
        make=make,
        modules=("json",),
        calls=lambda services: (services.files.collection_wanted,),
    )
    window = MainWindow((SegmentWorkspace, partial(LateWorkspace, card)))
    qtbot.addWidget(window)
    window.show()
    file = find(window.menuBar(), QMenu, "menu_file")
    before = [action.text() for action in file.actions() if action.isVisible()]
    assert not made
    assert not menu_is_shown(window, "counting")
    window.services.files.collection_wanted.emit([Path("a.png")])
    assert window.workspaces == [window.workspace, made[0]]
    assert made[0].paths == [Path("a.png")]
    assert [action.text() for action in file.actions() if action.isVisible()] == before
    switch(window, "counting")
    shown = [action.text() for action in file.actions() if action.isVisible()]
    # In its place, and not at the end.
    assert "&Count" in shown[:-3]
    assert [each.objectName() for each in file.actions()].count("count") == 1
    window.services.files.collection_wanted.emit([Path("b.png")])
    assert made[0].paths == [Path("a.png"), Path("b.png")]
    assert len(made) == 1
    window.close_without_asking()


def test_what_is_dropped_goes_to_the_one_that_is_seen(two: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", noisy())
    switch(two, "counting")
    assert drop(two, [path])
    assert two.workspaces[1].paths == [path]
    assert two.session.document is None
    switch(two, "segment")
    assert drop(two, [path])
    qtbot.waitUntil(lambda: two.session.outcome is not None and settled(two), timeout=LONG_MS)
    assert two.windowTitle() == "a.png – Floe"


@pytest.mark.parametrize("afloat", [True, False])
def test_what_falls_on_a_panel_is_for_its_window(
    two: MainWindow, qtbot: QtBot, tmp_path: Path, afloat: bool
) -> None:
    path = saved(tmp_path / "a.png", noisy())
    switch(two, "counting")
    counting = two.workspaces[1]
    panel = counting.panel
    panel.setFloating(afloat)
    qtbot.waitUntil(panel.isVisible)
    if afloat:
        assert drop(panel, [path])
    else:
        assert drop(two, [path], panel.mapTo(two, panel.rect().center()))
    assert counting.paths == [path]
    switch(two, "segment")
    analysis = two.workspace.parts.docks["dock_convergence"]
    analysis.show()
    analysis.setFloating(afloat)
    if afloat:
        assert drop(analysis, [path])
        qtbot.waitUntil(lambda: two.session.outcome is not None and settled(two), timeout=LONG_MS)
        assert two.windowTitle() == "a.png – Floe"


def test_both_have_the_same_services(two: MainWindow) -> None:
    assert two.workspaces[1].services is two.services
    notices = two.services.notices
    notices.add("A band was left out.")
    for name in ("segment", "counting", "segment"):
        switch(two, name)
        assert two.workspace.widget.isAncestorOf(notices)
        assert notices.isVisibleTo(two)


def test_it_is_told_before_the_window_closes(two: MainWindow) -> None:
    counting = two.workspaces[1]
    assert two.close()
    assert counting.calls[-1] == "close"
    assert "prepare" in counting.calls[:-1]


def test_menus_and_switch_follow_the_theme(two: MainWindow, qtbot: QtBot) -> None:
    """They have a style sheet: of such Qt keeps the palette as it was."""
    theme = install_theme(QApplication.instance())
    before = theme.scheme
    try:
        for scheme in ("dark", "light", "dark"):
            theme.apply_scheme(scheme)
            bars, dark = (two.menuBar(), find(two, QToolBar, "workspaces")), scheme == "dark"
            qtbot.waitUntil(lambda: all(is_dark(bar.palette()) == dark for bar in bars), timeout=LONG_MS)  # noqa: B023
    finally:
        theme.apply_scheme(before)


def test_each_remembers_its_layout(two: MainWindow, qtbot: QtBot) -> None:
    two.close()
    settings = QSettings()
    assert settings.contains("segment/layout")
    assert settings.contains("counting/layout")


def test_a_layout_of_before_there_were_workspaces_is_found_again(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.parts.docks["dock_convergence"].hide()
    window.close()
    settings = QSettings()
    settings.setValue("window/state", settings.value("segment/layout"))
    settings.remove("segment/layout")
    again = MainWindow((SegmentWorkspace,))
    qtbot.addWidget(again)
    again.show()
    qtbot.waitExposed(again)
    assert not again.workspace.parts.docks["dock_convergence"].isVisible()
    assert again.workspace.parts.docks["dock_classes"].isVisible()
    again.close()
