"""What the window knows of the Collection workspace before that is made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import SignalInstance

from ui.collection.collection_menus import SWITCH, additions
from ui.shell.late_workspace import AnsweringWorkspace, WorkspaceCard
from ui.shell.services import Services


def _make(services: Services) -> AnsweringWorkspace:
    from ui.collection.collection_workspace import CollectionWorkspace

    return CollectionWorkspace(services)


def _calls(services: Services) -> Sequence[SignalInstance]:
    return services.files.collection_wanted, services.files.opening.collection_opened


CARD = WorkspaceCard(
    switch=SWITCH,
    additions=additions(),
    make=_make,
    modules=(f"{__package__}.collection_workspace",),
    calls=_calls,
)
