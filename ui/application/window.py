"""The window of Floe: the shell with its workspaces, one line each."""

from __future__ import annotations

from ui.collection.collection_workspace import CollectionWorkspace
from ui.segment.segment_workspace import SegmentWorkspace
from ui.series.series_workspace import SeriesWorkspace
from ui.shell.main_window import MainWindow

WORKSPACES = (SegmentWorkspace, SeriesWorkspace, CollectionWorkspace)


def make_window() -> MainWindow:
    """Not shown yet."""
    return MainWindow(WORKSPACES)
