"""Actions and menus are values: checked whole in the window, then driven by key."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton
from pytestqt.qtbot import QtBot

from ui.collection.collection_state import CollectionState
from ui.series.series_state import SeriesState
from ui.session.view_state import ViewState
from ui.shell.actions import Actions, ActionSpec
from ui.shell.main_window import MainWindow
from ui.shell.menus import (
    SEPARATOR,
    SHELL_MENUS,
    Menu,
    Place,
    action_ids,
    arranged,
    build_menus,
    build_toolbar,
)
from ui.shell.shell_state import ShellState
from ui.widgets.icons import RESOURCES

KINDS = (ShellState, ViewState, SeriesState, CollectionState)
STATES = {field.name for kind in KINDS for field in dataclasses.fields(kind)}


class Recorder(QObject):
    """Takes what the owners of actions take: the checked state where the action is checkable."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, object]] = []

    def spec(self, name: str, **fields: object) -> ActionSpec:
        spec = ActionSpec(name, f"Ctrl+{name[0]}", self.note, **fields)
        return spec.says(f"&{name.title()}", f"Does {name}.")

    def note(self, value: object = None) -> None:
        self.calls.append(value)


@pytest.fixture
def recorder(qtbot: QtBot) -> Recorder:
    return Recorder()


@pytest.fixture
def plain(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def specs(window: MainWindow) -> list[ActionSpec]:
    """Of all workspaces, those that nobody has seen yet among them."""
    window.make_all()
    return list(window.services.actions.specs.values())


def menus(window: MainWindow) -> tuple[Menu, ...]:
    window.make_all()
    switch = [name for name in window.services.actions.specs if name.startswith("workspace_")]
    return arranged([*(each.additions for each in window.workspaces), {"workspaces": (SEPARATOR, *switch)}])


def test_every_action_is_in_a_menu_once_and_every_entry_is_an_action(window: MainWindow) -> None:
    assert Counter(action_ids(menus(window))) == Counter(spec.id for spec in specs(window))


def test_every_bar_holds_actions(window: MainWindow) -> None:
    bars = window.findChildren(QToolBar)
    assert {bar.objectName() for bar in bars} == {"toolbar", "tool_bar", "workspaces"}
    for bar in bars:
        named = [action for action in bar.actions() if not action.isSeparator()]
        assert named
        assert all(window.services.actions.by_id[each.objectName()] is each for each in named)


def test_every_action_has_a_shortcut_of_its_own(window: MainWindow) -> None:
    keys = [QKeySequence(key).toString() for spec in specs(window) for key in spec.shortcuts]
    assert all(spec.shortcuts for spec in specs(window))
    assert all(keys)
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_every_action_is_complete(window: MainWindow) -> None:
    for spec in specs(window):
        assert spec.text.strip(), spec.id
        assert len(spec.tooltip) > 10, spec.id
        assert spec.tooltip.endswith((".", "?")), spec.id
        assert callable(spec.callback), spec.id
        assert spec.when == "always" or spec.when in STATES, spec.id
        assert not spec.icon or (RESOURCES / "icons" / f"{spec.icon}.svg").is_file(), spec.id


def test_what_is_called_is_a_bound_method(window: MainWindow) -> None:
    # A slot that is a lambda or a partial keeps the window alive, and runs in whatever thread calls it.
    for spec in specs(window):
        assert isinstance(getattr(spec.callback, "__self__", None), QObject), spec.id


def mnemonics(menu: Menu, texts: dict[str, str]) -> list[str]:
    titles = [item.title if isinstance(item, Menu) else texts.get(item, "") for item in menu.items]
    return [found[1].lower() for title in titles if (found := re.search("&(.)", title))]


def test_mnemonics_are_unique_in_a_menu(window: MainWindow) -> None:
    texts = {spec.id: spec.text for spec in specs(window)}
    tops = menus(window)
    for menu in (*tops, *(item for top in tops for item in top.items if isinstance(item, Menu))):
        twice = [key for key, count in Counter(mnemonics(menu, texts)).items() if count > 1]
        assert twice == [], menu.id


def test_the_menu_bar_has_its_own_mnemonics(window: MainWindow) -> None:
    assert len({re.search("&(.)", menu.title)[1].lower() for menu in menus(window)}) == len(menus(window))


def test_menus_are_built_as_declared(window: MainWindow) -> None:
    shown = [action.menu().objectName() for action in window.menuBar().actions()]
    assert shown == [f"menu_{menu.id}" for menu in menus(window)]
    measure = window.menuBar().findChild(QMenu, "menu_measure")
    entries = [action.objectName() for action in measure.actions()]
    assert entries[:3] == ["set_scale", "use_georeference", "copy_scale"]
    assert entries[-1] == "why"


def test_two_actions_of_one_name_are_refused(plain: QMainWindow, recorder: Recorder) -> None:
    actions = Actions(plain)
    actions.add([recorder.spec("run")])
    with pytest.raises(ValueError, match="run"):
        actions.add([recorder.spec("run")])


def test_what_is_added_stands_at_its_place() -> None:
    frame = (Menu("file", "&File", ("open", Place("file"), SEPARATOR, "quit")), Place("top"))
    first = {"file": ("export",), "top": (Menu("tools", "&Tools", ("hand",)),)}
    made = arranged([first, {"file": ("series",)}], frame)
    assert [menu.id for menu in made] == ["file", "tools"]
    assert made[0].items == ("open", "export", "series", SEPARATOR, "quit")
    assert list(action_ids(made)) == ["open", "export", "series", "quit", "hand"]
    with pytest.raises(ValueError, match="nowhere"):
        arranged([{"nowhere": ("lost",)}], frame)


def test_the_shell_alone_has_menus_without_places(plain: QMainWindow) -> None:
    made = arranged([], SHELL_MENUS)
    assert [menu.id for menu in made] == ["file", "edit", "view", "help"]
    assert not any(isinstance(item, Place) for menu in made for item in menu.items)


def test_bars_and_menus_are_built_in_order(plain: QMainWindow, recorder: Recorder) -> None:
    actions = Actions(plain)
    actions.add([recorder.spec("open"), recorder.spec("run")])
    bar = QToolBar(plain)
    build_toolbar(bar, actions.by_id, ("run", SEPARATOR, "open"))
    shown = [SEPARATOR if action.isSeparator() else action.objectName() for action in bar.actions()]
    assert shown == ["run", SEPARATOR, "open"]
    buttons = [each for each in bar.findChildren(QToolButton) if each.objectName().startswith("tool_")]
    assert [each.accessibleName() for each in buttons] == ["Run", "Open"]
    built = build_menus(
        plain.menuBar(), actions.by_id, (Menu("file", "&File", ("open", Menu("more", "&More"))),)
    )
    assert list(built) == ["file", "more"]


def test_a_key_calls_the_callback(qtbot: QtBot, window: MainWindow) -> None:
    """All of those of the window, in another one in which their callbacks take notes."""
    noted = Recorder()
    window.hide()
    other = QMainWindow()
    qtbot.addWidget(other)
    actions = Actions(other)
    actions.add([dataclasses.replace(spec, callback=noted.note, argument=spec.id) for spec in specs(window)])
    other.show()
    qtbot.waitExposed(other)
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    for spec in specs(window):
        for text in spec.shortcuts:
            combination = QKeySequence(text)[0]
            before = len(noted.calls)
            qtbot.keyClick(other, combination.key(), combination.keyboardModifiers())
            assert noted.calls[before:] == [spec.id], text


def test_a_checkable_action_says_whether_it_is_on(plain: QMainWindow, recorder: Recorder) -> None:
    actions = Actions(plain)
    actions.add([recorder.spec("live", checkable=True, checked=True)])
    actions["live"].trigger()
    assert recorder.calls == [False]


def test_an_argument_takes_the_place_of_the_state(plain: QMainWindow, recorder: Recorder) -> None:
    actions = Actions(plain)
    both = [recorder.spec(name, argument=name, checkable=True, group="tools") for name in ("hand", "name")]
    actions.add(both)
    actions["name"].trigger()
    actions["hand"].trigger()
    assert recorder.calls == ["name", "hand"]
    assert actions["hand"].isChecked()
    assert not actions["name"].isChecked(), "those of a group exclude each other"


def test_each_action_shows_its_key_and_its_sentence(window: MainWindow) -> None:
    for spec in specs(window):
        action: QAction = window.services.actions.by_id[spec.id]
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        assert action.toolTip().endswith(f"({key})")
        assert action.toolTip().startswith(action.statusTip())


def test_enabled_follows_the_state(plain: QMainWindow, recorder: Recorder) -> None:
    actions = Actions(plain)
    made = [recorder.spec("undo", when="can_undo"), recorder.spec("redo", when="can_redo")]
    made.append(recorder.spec("quit"))
    actions.add(made)
    actions.enable(made, SimpleNamespace(can_undo=False, can_redo=False))
    assert [actions[name].isEnabled() for name in ("undo", "redo", "quit")] == [False, False, True]
    actions.enable(made, SimpleNamespace(can_undo=True, can_redo=False))
    assert [actions[name].isEnabled() for name in ("undo", "redo", "quit")] == [True, False, True]


def test_quit_closes_the_window(window: MainWindow) -> None:
    window.services.actions.by_id["quit"].trigger()
    assert not window.isVisible()
    assert QKeySequence(window.services.actions.specs["quit"].shortcuts[0]) == QKeySequence("Ctrl+Q")
