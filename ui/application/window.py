"""The window of Floe: the shell with its workspaces, one line each."""

from __future__ import annotations

from functools import partial

from ui.collection.collection_card import CARD as COLLECTION
from ui.segment.segment_workspace import SegmentWorkspace
from ui.series.series_card import CARD as SERIES
from ui.shell.late_workspace import LateWorkspace
from ui.shell.main_window import MainWindow

WORKSPACES = (SegmentWorkspace, partial(LateWorkspace, SERIES), partial(LateWorkspace, COLLECTION))


def make_window() -> MainWindow:
    """Not shown yet. Workspaces but the first are made when they are first seen."""
    return MainWindow(WORKSPACES)
