"""What the window knows of the Series workspace before that is made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import SignalInstance

from ui.series.series_menus import SWITCH, additions
from ui.shell.late_workspace import AnsweringWorkspace, WorkspaceCard
from ui.shell.services import Services


def _make(services: Services) -> AnsweringWorkspace:
    from ui.series.series_workspace import SeriesWorkspace

    return SeriesWorkspace(services)


def _calls(services: Services) -> Sequence[SignalInstance]:
    return services.files.series_wanted, services.files.opening.project_opened


CARD = WorkspaceCard(
    switch=SWITCH,
    additions=additions(),
    make=_make,
    modules=(f"{__package__}.series_workspace",),
    calls=_calls,
)
