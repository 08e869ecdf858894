"""Workspace: one of the ways to work that the window shows, one at a time. How to add one stands here.

1. A folder of its own in ui/, with a class that has what `Workspace` asks for. Its constructor takes the
   `Services` of the window and makes panels and controllers; these connect themselves. What the window
   shows of it is `widget`, as a rule a `PanelWindow`.
2. One line in ui/application/window.py. One that is made when it is first seen has a card in a module of its
   own, which imports little (ui/shell/late_workspace.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QToolBar, QWidget

from ui.shell.actions import Actions, ActionSpec
from ui.shell.menus import Additions, build_toolbar
from ui.shell.own_document import OwnDocument
from ui.widgets.building import named


class Workspace(Protocol):
    """id: of its layout in the settings. title, tooltip: what the switch at the top says. widget: all that is
    seen of it.

    actions: added to those of the window by the window, after the workspace is made; greyed and hidden while
    another workspace is seen. additions: where they stand in the menus.
    own_document: what is saved, closed and undone while it is seen; None for the document of the Session.
    """

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def tooltip(self) -> str: ...
    @property
    def widget(self) -> QWidget: ...
    @property
    def actions(self) -> Sequence[ActionSpec]: ...
    @property
    def additions(self) -> Additions: ...
    @property
    def own_document(self) -> OwnDocument | None: ...

    def furnish(self, menus: Mapping[str, QMenu]) -> None:
        """All actions and menus are there: make the bars, fill empty menus, show the first state."""

    def warm_up(self) -> None:
        """The window is on the screen: get ready what the first picture needs."""

    def enter(self) -> None:
        """It is seen from now on."""

    def leave(self) -> None:
        """Another one is seen from now on."""

    def open_paths(self, paths: list[Path]) -> None:
        """Files or folders were dropped on the window."""

    @property
    def drawing(self) -> bool:
        """Whether the mouse draws at this moment."""

    def give_up_gesture(self) -> bool:
        """Esc, or undo in the middle of a stroke: drop what is half drawn; whether there was anything."""

    def put_tool_away(self) -> bool:
        """Esc again: back to the hand; whether there was a tool."""

    def prepare_to_close(self) -> None:
        """The window is about to close: what is unsaved is asked about next."""

    def hand_on(self) -> object:
        """What is open, chosen and got ready in it, for its successor; None for nothing."""

    def take_over(self, handed: Any) -> None:
        """What its predecessor has handed on; the picture of the Session comes next."""

    def close(self) -> None:
        """Cancel what runs, wait for the threads, remember the layout."""


def add_switch(
    window: QMainWindow, workspaces: Sequence[Workspace], actions: Actions, choose: Callable[[int], None]
) -> tuple[str, ...]:
    """A bar with a button and a key for each, Shift+F1 for the first; the ids of the actions.

    choose: shows the one at a place.
    """
    specs = [
        ActionSpec(
            f"workspace_{each.id}",
            f"Shift+F{number}",
            choose,
            number - 1,
            checked=number == 1,
            group="workspaces",
        ).says(each.title, each.tooltip)
        for number, each in enumerate(workspaces, 1)
    ]
    actions.add(specs)
    bar = named(QToolBar(window, movable=False), "workspaces")
    names = tuple(spec.id for spec in specs)
    build_toolbar(bar, actions.by_id, names, frozenset(names))
    menus = window.menuBar()
    if menus.isNativeMenuBar():
        window.addToolBar(bar)
    else:  # at its end: a row of its own would be taken from the pictures
        menus.setCornerWidget(bar)
        _as_high_as(bar, menus)
    return names


def _as_high_as(bar: QToolBar, menus: QMenuBar) -> None:
    """Titles in the middle of the bar: Fusion keeps them low, at its top, each with a line beneath."""
    spare = bar.sizeHint().height() - menus.fontMetrics().height()
    menus.setStyleSheet(
        "QMenuBar { background: palette(window); }"
        f"QMenuBar::item {{ background: transparent; padding: {spare // 2}px 7px {spare - spare // 2}px; }}"
        "QMenuBar::item:selected { background: palette(highlight); color: palette(highlighted-text); }"
    )
