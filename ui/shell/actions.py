"""Actions as values, and the QActions made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Self

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.widgets.icons import set_icon

# "" keeps a Mac from guessing a place by the text: "Set scale…" is no settings dialog.
Role = Literal["", "quit", "about", "about_qt"]
_ROLES = {
    "": QAction.MenuRole.NoRole,
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
    "about_qt": QAction.MenuRole.AboutQtRole,
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
        return tuple(self.keys.split("; "))


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001
    """Mark `text` for pyside6-lupdate, which goes by this name; Qt's own function is typed `object`."""
    return text


class Actions:
    """Every action of the window by its id; the keys work wherever the window has the keyboard."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._groups: dict[str, QActionGroup] = {}
        self.by_id: dict[str, QAction] = {}
        self.specs: dict[str, ActionSpec] = {}

    def __getitem__(self, name: str) -> QAction:
        return self.by_id[name]

    def add(self, specs: Iterable[ActionSpec]) -> None:
        """Make the QActions of these. Raises ValueError for an id that is there already."""
        for spec in specs:
            if spec.id in self.specs:
                raise ValueError(f"two actions are called {spec.id}")
            action = _build(spec, self._window)
            if spec.group:
                group = self._groups.setdefault(spec.group, QActionGroup(self._window))
                group.setObjectName(spec.group)
                group.addAction(action)
            self._window.addAction(action)
            self.by_id[spec.id], self.specs[spec.id] = action, spec

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


def _build(spec: ActionSpec, owner: QObject) -> QAction:
    keys = [QKeySequence(text, QKeySequence.SequenceFormat.PortableText) for text in spec.shortcuts]
    tooltip = QCoreApplication.translate("Actions", spec.tooltip)
    shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText)
    action = QAction(QCoreApplication.translate("Actions", spec.text), owner)
    action.setObjectName(spec.id)
    action.setShortcuts(keys)
    action.setToolTip(f"{tooltip} ({shown})")
    action.setStatusTip(tooltip)
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
