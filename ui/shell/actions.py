"""Actions as values, and the QActions made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Self

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.shell.reserved_keys import is_of_fields
from ui.widgets.building import without_mnemonic
from ui.widgets.icons import set_icon
from ui.widgets.settings import CHOSEN_KEYS

# "" keeps a Mac from guessing a place by the text: "Set scale…" is no settings dialog.
Role = Literal["", "quit", "about", "about_qt", "preferences"]
_ROLES = {
    "": QAction.MenuRole.NoRole,
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
    "about_qt": QAction.MenuRole.AboutQtRole,
    "preferences": QAction.MenuRole.PreferencesRole,
}


@dataclass(frozen=True, kw_only=True)
class Worded:
    """What the user sees of something that is declared in a table. text, tooltip: English."""

    text: str = ""
    tooltip: str = ""

    def says(self, text: str, tooltip: str) -> Self:
        """Put the words last: each fills a line of a declaration."""
        return replace(self, text=text, tooltip=tooltip)


@dataclass(frozen=True)
class ActionSpec(Worded):
    """id: its key in menus and its QAction's object name. keys: portable key sequences between "; ", the
    first one is shown. callback: a bound method of whoever does the work. It gets `argument` where there is
    one; that of a checkable action otherwise the new state.

    icon: a name for ui.widgets.icons, or none. when: a field of the state that whoever offers the action is
    shown by; enabled while it is true. group: actions of the same group are checkable and exclude each other.
    role: its place in a Mac's menu. Texts are English, translated when built.
    """

    id: str
    keys: str
    callback: Callable[..., object]
    argument: object = None
    icon: str = ""
    checkable: bool = False
    checked: bool = False
    when: str = "always"
    group: str = ""
    role: Role = ""

    @property
    def shortcuts(self) -> tuple[str, ...]:
        return tuple(self.keys.split("; ")) if self.keys else ()


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001
    """Mark `text` for pyside6-lupdate, which goes by this name; Qt's own function is typed `object`."""
    return text


class Actions:
    """Every action of the window by its id; the keys work wherever the window has the keyboard.

    specs: with the keys that hold, which a user may have chosen.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._groups: dict[str, QActionGroup] = {}
        self.by_id: dict[str, QAction] = {}
        self.specs: dict[str, ActionSpec] = {}
        self._own_keys: dict[str, str] = {}
        self._chosen = dict(_readable(CHOSEN_KEYS.get()))

    def __getitem__(self, name: str) -> QAction:
        return self.by_id[name]

    def add(self, specs: Iterable[ActionSpec]) -> None:
        """Make the QActions of these. Raises ValueError for an id that is there already."""
        for given in specs:
            if given.id in self.specs:
                raise ValueError(f"two actions are called {given.id}")
            self._own_keys[given.id] = given.keys
            action = _build(given, self._window)
            if given.group:
                group = self._groups.setdefault(given.group, QActionGroup(self._window))
                group.setObjectName(given.group)
                group.addAction(action)
            self._window.addAction(action)
            self.by_id[given.id], self.specs[given.id] = action, given
        if self._chosen:
            self._give_keys()  # those that were there before may have to leave theirs

    def choose_keys(self, chosen: Mapping[str, str]) -> None:
        """Give the actions of these ids these keys, and all others their own. Outlives the program."""
        self._chosen = {name: keys for name, keys in chosen.items() if keys != self._own_keys.get(name)}
        CHOSEN_KEYS.set(tuple(self._chosen.items()))
        self._give_keys()

    @property
    def chosen_keys(self) -> dict[str, str]:
        """By id, where they are not an action's own. What is set for an id that there is not is left out."""
        return {name: keys for name, keys in self._chosen.items() if name in self._own_keys}

    def is_own(self, keys: str) -> bool:
        """Whether an action has these keys where nobody has chosen others."""
        return any(keys in own.split("; ") for own in self._own_keys.values())

    def _give_keys(self) -> None:
        """Keys that were set twice are of the first: had by two, they would do nothing."""
        holders: dict[str, str] = {}
        for name, keys in self.chosen_keys.items():
            holders.setdefault(keys, name)
        for name, spec in self.specs.items():
            keys = self._keys_for(name, holders)
            if keys != spec.keys:
                self.specs[name] = replace(spec, keys=keys)
                _show_keys(self.by_id[name], self.specs[name])

    def _keys_for(self, name: str, holders: Mapping[str, str]) -> str:
        """What a user has chosen; else its own, but for those that another has been given."""
        chosen = self._chosen.get(name)
        if chosen == "" or (chosen is not None and holders[chosen] == name):
            return chosen
        return "; ".join(keys for keys in self._own_keys[name].split("; ") if keys not in holders)

    def enable(self, specs: Sequence[ActionSpec], state: object) -> None:
        """Enable each of these as the field of `state` says that its declaration names."""
        for spec in specs:
            wanted = spec.when == "always" or bool(getattr(state, spec.when))
            self.by_id[spec.id].setEnabled(wanted)

    def set_visible(self, specs: Sequence[ActionSpec], visible: bool) -> None:
        """Whether these stand in menus and bars, and their keys work."""
        for spec in specs:
            self.by_id[spec.id].setVisible(visible)


class _Call(QObject):
    """Calls with an argument. A slot has to be a bound method: a partial would keep the window alive."""

    def __init__(self, action: QAction, callback: Callable[..., object], argument: object) -> None:
        super().__init__(action)
        self._callback, self._argument = callback, argument

    def run(self) -> None:
        self._callback(self._argument)


def _readable(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Ids and the keys chosen for them, as Qt writes these. A file of settings may hold anything: what are no
    keys, or no action may have, is left out.
    """
    portable = QKeySequence.SequenceFormat.PortableText
    for name, text in pairs:
        keys = QKeySequence(text, portable)
        if not text or (keys.toString(portable) and not is_of_fields(keys)):
            yield name, keys.toString(portable)


def _show_keys(action: QAction, spec: ActionSpec) -> None:
    """Let its keys work, and its tooltip name the first."""
    keys = [QKeySequence(text, QKeySequence.SequenceFormat.PortableText) for text in spec.shortcuts]
    action.setShortcuts(keys)
    shown = f" ({keys[0].toString(QKeySequence.SequenceFormat.NativeText)})" if keys else ""
    action.setToolTip(f"{action.statusTip()}{shown}")


def _build(spec: ActionSpec, owner: QObject) -> QAction:
    text = QCoreApplication.translate("Actions", spec.text)
    action = QAction(text, owner)
    action.setIconText(without_mnemonic(text).rstrip("…"))  # Qt's own would keep the key: 打开(O)
    action.setObjectName(spec.id)
    action.setStatusTip(QCoreApplication.translate("Actions", spec.tooltip))
    _show_keys(action, spec)
    action.setMenuRole(_ROLES[spec.role])
    action.setCheckable(spec.checkable or bool(spec.group))
    action.setChecked(spec.checked)
    if spec.icon:
        set_icon(action, spec.icon)
    if spec.argument is None:
        action.triggered.connect(spec.callback)
    else:
        action.triggered.connect(_Call(action, spec.callback, spec.argument).run)
    return action
