"""A workspace that is made when it is first needed: what the window knows of it before, and its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.shell.actions import Worded
from ui.shell.menus import Additions
from ui.shell.services import Services
from ui.shell.workspace import Workspace


class AnsweringWorkspace(Workspace, Protocol):
    """One that can be called from elsewhere."""

    def answer(self, what: object) -> None:
        """Do what one of the signals of its card has asked for."""


@dataclass(frozen=True)
class Switch(Worded):
    """What the switch at the top says of a workspace, and its id."""

    id: str

    def words(self) -> tuple[str, str]:
        """Text and tooltip, translated."""
        translate = QCoreApplication.translate
        return translate("Workspaces", self.text), translate("Workspaces", self.tooltip)


@dataclass(frozen=True, kw_only=True)
class WorkspaceCard:
    """additions: where its actions will stand in the menus. make: imports and makes it. modules: what that
    imports, in a thread where there is time for it. calls: the signals that it answers; each brings one
    thing.
    """

    switch: Switch
    additions: Additions
    make: Callable[[Services], AnsweringWorkspace]
    modules: tuple[str, ...]
    calls: Callable[[Services], Sequence[SignalInstance]]


class LateWorkspace(QObject):
    """Stands in the place of a workspace until that is made, and then passes on to it what it is called for.

    needed(self): it is to be made now.
    """

    drawing = False
    own_document = None
    actions = ()
    needed = Signal(object)

    def __init__(self, card: WorkspaceCard, services: Services) -> None:
        super().__init__(services.window)
        self.card, self._services = card, services
        self.id, self.additions = card.switch.id, card.additions
        self.title, self.tooltip = card.switch.words()
        self.widget = QWidget()
        self._made: AnsweringWorkspace | None = None
        for signal in card.calls(services):
            signal.connect(self._call)

    def make(self) -> AnsweringWorkspace:
        """To be shown in place of this one. A defect in the midst of it leaves no window without an owner."""
        before = set(QApplication.topLevelWidgets())
        try:
            self._made = self.card.make(self._services)
        except Exception:
            for widget in set(QApplication.topLevelWidgets()) - before:
                widget.deleteLater()
            raise
        self.widget.deleteLater()
        return self._made

    def _call(self, what: object) -> None:
        if self._made is None:
            self.needed.emit(self)
        assert self._made is not None  # noqa: S101 - the window has made it
        self._made.answer(what)

    def furnish(self, menus: Mapping[str, QMenu]) -> None:
        """There is nothing to fill."""

    def warm_up(self) -> None:
        """Nor anything to get ready."""

    def enter(self) -> None:
        """It is never seen."""

    def leave(self) -> None:
        """It is never seen."""

    def open_paths(self, paths: list[Path]) -> None:
        """It is never seen."""

    def give_up_gesture(self) -> bool:
        return False

    def put_tool_away(self) -> bool:
        return False

    def prepare_to_close(self) -> None:
        """There is nothing that could be lost."""

    def hand_on(self) -> None:
        """Nobody has seen it."""

    def take_over(self, handed: object) -> None:
        """It is made before."""

    def close(self) -> None:
        """There is nothing that runs."""
