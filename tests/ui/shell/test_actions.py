"""Actions and menus are data: checked whole, then driven by key."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QToolBar, QToolButton
from pytestqt.qtbot import QtBot
from ui.shell.actions import ActionSpec

from ui.session.view_state import ViewState
from ui.shell.actions import ACTIONS, apply_enabled, build_actions
from ui.shell.menus import MENUS, SEPARATOR, TOOLBAR, Menu, action_ids, build_menus, build_toolbar
from ui.widgets.icons import RESOURCES

IDS = [spec.id for spec in ACTIONS]


def record(spec: ActionSpec):
    """A slot that takes what the window's takes: the checked state where the action is checkable."""
    if spec.checkable:
        return lambda self, checked: self.calls.append((spec.id, checked))
    return lambda self: self.calls.append((spec.id,))


Window = type("Window", (QMainWindow,), {spec.slot: record(spec) for spec in ACTIONS})


@pytest.fixture
def window(qtbot: QtBot):
    window = Window()
    window.calls = []
    qtbot.addWidget(window)
    window.actions_by_id = build_actions(window)
    window.addActions(list(window.actions_by_id.values()))
    window.show()
    qtbot.waitExposed(window)
    return window


def test_ids_are_unique() -> None:
    assert len(set(IDS)) == len(IDS)


def test_every_action_is_in_a_menu_once_and_every_entry_is_an_action() -> None:
    assert Counter(action_ids()) == Counter(IDS)


def test_the_toolbar_holds_actions() -> None:
    assert set(TOOLBAR) - {SEPARATOR} <= set(IDS)


def test_every_action_has_a_shortcut_of_its_own() -> None:
    keys = [QKeySequence(key).toString() for spec in ACTIONS for key in spec.shortcuts]
    assert all(spec.shortcuts for spec in ACTIONS)
    assert all(keys)
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("spec", ACTIONS, ids=IDS)
def test_every_action_is_complete(spec: ActionSpec) -> None:
    assert spec.text.strip()
    assert len(spec.tooltip) > 10
    assert spec.tooltip.endswith((".", "?"))
    assert spec.slot.isidentifier()
    assert spec.enabled_when in {field.name for field in dataclasses.fields(ViewState)}
    assert not spec.icon or (RESOURCES / "icons" / f"{spec.icon}.svg").is_file()


def mnemonics(menu: Menu) -> list[str]:
    texts = {spec.id: spec.text for spec in ACTIONS}
    titles = [item.title if isinstance(item, Menu) else texts.get(item, "") for item in menu.items]
    return [found[1].lower() for title in titles if (found := re.search("&(.)", title))]


@pytest.mark.parametrize("menu", [*MENUS, *(m for top in MENUS for m in top.items if isinstance(m, Menu))])
def test_mnemonics_are_unique_in_a_menu(menu: Menu) -> None:
    assert [key for key, count in Counter(mnemonics(menu)).items() if count > 1] == []


def test_the_menu_bar_has_its_own_mnemonics() -> None:
    assert len({re.search("&(.)", menu.title)[1].lower() for menu in MENUS}) == len(MENUS)


def test_menus_are_built_as_declared(window) -> None:
    menus = build_menus(window.menuBar(), window.actions_by_id)
    assert [a.menu().objectName() for a in window.menuBar().actions()] == [f"menu_{m.id}" for m in MENUS]
    assert {"recent", "panels", "appearance", "export_one"} <= set(menus)
    measure = [action.objectName() for action in menus["measure"].actions()]
    assert measure[:3] == ["set_scale", "use_georeference", "copy_scale"]
    assert measure[-1] == "why"


def test_the_toolbar_is_built_as_declared(window) -> None:
    bar = QToolBar(window)
    build_toolbar(bar, window.actions_by_id)
    shown = [SEPARATOR if action.isSeparator() else action.objectName() for action in bar.actions()]
    assert tuple(shown) == TOOLBAR
    assert all(
        b.accessibleName() for b in bar.findChildren(QToolButton) if b.objectName().startswith("tool_")
    )


@pytest.mark.parametrize("spec", ACTIONS, ids=IDS)
def test_a_key_calls_the_slot(qtbot: QtBot, window, spec: ActionSpec) -> None:
    for text in spec.shortcuts:
        before = len(window.calls)
        combination = QKeySequence(text)[0]
        qtbot.keyClick(window, combination.key(), combination.keyboardModifiers())
        assert [call[0] for call in window.calls[before:]] == [spec.id]


def test_a_checkable_action_says_whether_it_is_on(window) -> None:
    window.actions_by_id["live"].trigger()
    assert window.calls == [("live", False)]


def test_appearances_exclude_each_other(window) -> None:
    actions = window.actions_by_id
    actions["appearance_dark"].trigger()
    assert not actions["appearance_system"].isChecked()
    assert window.calls == [("appearance_dark", True)]


def test_each_action_shows_its_key_and_its_sentence(window) -> None:
    for action in window.findChildren(QAction):
        if action.objectName() in IDS:
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            assert action.toolTip().endswith(f"({key})")
            assert action.toolTip().startswith(action.statusTip())


def test_enabled_follows_the_view_state(window) -> None:
    actions = window.actions_by_id
    names = {spec.enabled_when for spec in ACTIONS}
    apply_enabled(actions, SimpleNamespace(**dict.fromkeys(names, False)))
    on = {name for name, action in actions.items() if action.isEnabled()}
    assert on == {spec.id for spec in ACTIONS if spec.enabled_when == "always"}
    apply_enabled(actions, SimpleNamespace(**{**dict.fromkeys(names, False), "can_undo": True}))
    assert actions["undo"].isEnabled()
    assert not actions["redo"].isEnabled()


def test_quit_closes_a_plain_window(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    quit_only = [spec for spec in ACTIONS if spec.id == "quit"]
    build_actions(window, quit_only)["quit"].trigger()
    assert not window.isVisible()
    assert Qt.Key.Key_Q == QKeySequence(quit_only[0].shortcuts[0])[0].key()
