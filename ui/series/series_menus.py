"""What the Series workspace adds to the menus, and its toolbar, as data."""

from __future__ import annotations

from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.shell.late_workspace import Switch
from ui.shell.menus import Additions, Menu, entries

SWITCH = Switch("series").says(
    QT_TRANSLATE_NOOP("Workspaces", "Series"),
    QT_TRANSLATE_NOOP("Workspaces", "Measure many pictures by one legend: one table, one curve."),
)
TOOLBAR = entries("open save_document series_export - undo redo - series_measure - series_remove")
# What a first-time user looks for says its name.
TOOLBAR_WITH_TEXT = frozenset({"open", "series_export", "series_measure"})

_SERIES = Menu(
    "series",
    QT_TRANSLATE_NOOP("Menus", "&Series"),
    entries(
        "series_measure series_accuracy - series_take_recipe series_load_legend series_save_legend - "
        "series_rescale series_rescale_all series_own_legend - "
        "series_by_name series_by_date - series_to_collection series_open_chosen series_share "
        "series_drop_own series_show_folder series_remove - series_sample"
    ),
)


def additions() -> Additions:
    """By the places of the menus."""
    return {
        "file": ("series_export",),
        "edit": ("series_copy",),
        "before view": (_SERIES,),
        "panels": (Menu("series_panels", QT_TRANSLATE_NOOP("Menus", "Panel&s")),),
    }
