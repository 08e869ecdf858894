"""The switch between workspaces at the top of the window; of one workspace there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMainWindow, QToolBar

from ui.shell.actions import Actions, ActionSpec
from ui.shell.menus import build_toolbar
from ui.shell.workspace import Workspace


def add_switch(
    window: QMainWindow, workspaces: Sequence[Workspace], actions: Actions, choose: Callable[[int], None]
) -> None:
    """A bar with a button and a key for each, Shift+F1 for the first. choose: shows the one at a place."""
    specs = [
        ActionSpec(
            f"workspace_{each.id}",
            each.title,
            (f"Shift+F{number}",),
            each.tooltip,
            choose,
            number - 1,
            checkable=True,
            checked=number == 1,
            group="workspaces",
        )
        for number, each in enumerate(workspaces, 1)
    ]
    actions.add(specs)
    bar = QToolBar(window)
    bar.setObjectName("workspaces")
    bar.setMovable(False)
    names = [spec.id for spec in specs]
    build_toolbar(bar, actions.by_id, names, frozenset(names))
    window.addToolBar(bar)
