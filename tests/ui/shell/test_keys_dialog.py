"""Shortcuts are changed in a dialog; what another action has is refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell.actions import Actions, ActionSpec
from ui.shell.keys_dialog import KeysDialog
from ui.widgets.settings import CHOSEN_KEYS


class Doer:
    def do(self) -> None:
        """Nothing."""


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def actions_of(owner: QWidget) -> Actions:
    made, doer = Actions(owner), Doer()
    made.add(
        (
            ActionSpec("run", "Ctrl+R", doer.do).says("&Run", "Find the clusters."),
            ActionSpec("stop", "Ctrl+T; F7", doer.do).says("&Stop…", "Find no more."),
        )
    )
    return made


def opened(qtbot: QtBot, owner: QWidget, actions: Actions, action: str) -> KeysDialog:
    dialog = KeysDialog(actions, owner)
    qtbot.addWidget(dialog)
    dialog.show()
    item = dialog.list.findItems(action, Qt.MatchFlag.MatchExactly, 0)[0]
    dialog.list.setCurrentItem(item)
    return dialog


def keys_of(actions: Actions, name: str) -> list[str]:
    return [keys.toString() for keys in actions[name].shortcuts()]


def test_keys_are_changed_kept_and_reset(qtbot: QtBot, owner: QWidget) -> None:
    actions = actions_of(owner)
    dialog = opened(qtbot, owner, actions, "Run")
    assert not dialog.use.isEnabled()
    dialog.edit.setKeySequence(QKeySequence("Ctrl+Shift+9"))
    dialog.use.click()
    assert keys_of(actions, "run") == ["Ctrl+Shift+9"]
    assert actions["run"].toolTip() == "Find the clusters. (Ctrl+Shift+9)"
    assert actions.specs["run"].shortcuts == ("Ctrl+Shift+9",), "what the list of keys shows"
    again = QWidget()
    qtbot.addWidget(again)
    assert keys_of(actions_of(again), "run") == ["Ctrl+Shift+9"], "the next start"
    dialog.reset.click()
    assert keys_of(actions, "run") == ["Ctrl+R"]
    assert CHOSEN_KEYS.get() == ()


@pytest.mark.parametrize("keys", ["F7", "Ctrl+T"])
def test_what_another_has_is_refused(qtbot: QtBot, owner: QWidget, keys: str) -> None:
    dialog = opened(qtbot, owner, actions_of(owner), "Run")
    dialog.edit.setKeySequence(QKeySequence(keys))
    assert dialog.problem.text() == f"{keys} already belongs to “Stop”."
    assert not dialog.use.isEnabled()


@pytest.mark.parametrize(
    "keys",
    [
        *("Esc", "Tab", "Shift+Tab", "Return", "Space", "Up", "Ctrl+C", "Ctrl+A", "Alt+F"),
        *("Home", "Shift+End", "PgUp", "PgDown", "Backspace", "Del"),
    ],
)
def test_what_fields_and_dialogs_need_is_refused(qtbot: QtBot, owner: QWidget, keys: str) -> None:
    dialog = opened(qtbot, owner, actions_of(owner), "Run")
    dialog.edit.setKeySequence(QKeySequence(keys))
    assert "belongs to fields, lists and dialogs" in dialog.problem.text()
    assert not dialog.use.isEnabled()


@pytest.mark.parametrize("keys", ["7", "B", "Shift+B", "+", "Ä"])
def test_what_is_typed_is_refused(qtbot: QtBot, owner: QWidget, keys: str) -> None:
    dialog = opened(qtbot, owner, actions_of(owner), "Run")
    dialog.edit.setKeySequence(QKeySequence(keys))
    assert dialog.problem.text() == (
        f"{keys} is typed in fields and lists: add Ctrl or Alt, or choose a function key."
    )
    assert not dialog.use.isEnabled()


def test_the_letters_of_tools_may_change_places(qtbot: QtBot, owner: QWidget) -> None:
    actions = actions_of(owner)
    actions.add((ActionSpec("brush", "B", Doer().do).says("&Brush", "Paint."),))
    dialog = opened(qtbot, owner, actions, "Brush")
    dialog.none.click()
    dialog.list.setCurrentItem(dialog.list.findItems("Run", Qt.MatchFlag.MatchExactly, 0)[0])
    dialog.edit.setKeySequence(QKeySequence("B"))
    dialog.use.click()
    assert (keys_of(actions, "run"), keys_of(actions, "brush")) == (["B"], [])


def test_keys_that_were_left_can_be_taken_and_are_not_given_twice(qtbot: QtBot, owner: QWidget) -> None:
    actions = actions_of(owner)
    dialog = opened(qtbot, owner, actions, "Stop")
    dialog.none.click()
    assert keys_of(actions, "stop") == []
    assert actions["stop"].toolTip() == "Find no more."
    dialog.list.setCurrentItem(dialog.list.findItems("Run", Qt.MatchFlag.MatchExactly, 0)[0])
    dialog.edit.setKeySequence(QKeySequence("F7"))
    dialog.use.click()
    dialog.list.setCurrentItem(dialog.list.findItems("Stop", Qt.MatchFlag.MatchExactly, 0)[0])
    dialog.reset.click()
    assert (keys_of(actions, "run"), keys_of(actions, "stop")) == (["F7"], ["Ctrl+T"])
    dialog.reset_all.click()
    assert (keys_of(actions, "run"), keys_of(actions, "stop")) == (["Ctrl+R"], ["Ctrl+T", "F7"])


def test_it_is_searched_by_name_and_by_key(qtbot: QtBot, owner: QWidget) -> None:
    dialog = opened(qtbot, owner, actions_of(owner), "Run")

    def seen() -> list[str]:
        items = (dialog.list.topLevelItem(i) for i in range(dialog.list.topLevelItemCount()))
        return [item.text(0) for item in items if not item.isHidden()]

    assert seen() == ["Run", "Stop"]
    dialog.search.setText("sto")
    assert seen() == ["Stop"]
    dialog.search.setText("ctrl+r")
    assert seen() == ["Run"]


def test_a_damaged_setting_changes_nothing(owner: QWidget) -> None:
    CHOSEN_KEYS.set((("run", "nonsense!"), ("nobody", "F9")))
    assert keys_of(actions_of(owner), "run") == ["Ctrl+R"]


@pytest.mark.parametrize("keys", ["Return", "Home", "Ctrl+C"])
def test_a_setting_gives_no_action_what_fields_need(owner: QWidget, keys: str) -> None:
    CHOSEN_KEYS.set((("run", keys),))
    assert keys_of(actions_of(owner), "run") == ["Ctrl+R"]


def test_an_action_that_there_is_not_takes_no_keys_and_is_forgotten(owner: QWidget) -> None:
    CHOSEN_KEYS.set((("nobody", "Ctrl+R"), ("stop", "ctrl+shift+9")))
    actions = actions_of(owner)
    assert keys_of(actions, "run") == ["Ctrl+R"]
    assert actions.chosen_keys == {"stop": "Ctrl+Shift+9"}
    actions.choose_keys({**actions.chosen_keys, "run": "F9"})
    assert dict(CHOSEN_KEYS.get()) == {"stop": "Ctrl+Shift+9", "run": "F9"}


def test_keys_that_are_set_twice_are_of_the_first(owner: QWidget) -> None:
    CHOSEN_KEYS.set((("run", "F9"), ("stop", "F9")))
    actions = actions_of(owner)
    assert (keys_of(actions, "run"), keys_of(actions, "stop")) == (["F9"], ["Ctrl+T", "F7"])


def test_what_comes_later_gets_the_keys_that_were_chosen_for_it(owner: QWidget) -> None:
    """A workspace is made when it is first seen."""
    CHOSEN_KEYS.set((("late", "F7"),))
    actions = actions_of(owner)
    assert keys_of(actions, "stop") == ["Ctrl+T", "F7"]
    actions.add((ActionSpec("late", "F2", Doer().do).says("&Late", "Come late."),))
    assert (keys_of(actions, "stop"), keys_of(actions, "late")) == (["Ctrl+T"], ["F7"])
