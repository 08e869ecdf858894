"""What the workspace adds to the menus, and its toolbar, as data."""

from __future__ import annotations

from collections.abc import Sequence

from ui.canvas.view_controller import VIEW_ENTRIES
from ui.segment.export.export_actions import EXPORT_ENTRIES
from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.shell.menus import SEPARATOR, Additions, Menu

# The clustering and the timeline have their own buttons: no key stands twice in the window.
TOOLBAR: tuple[str, ...] = (
    "open",
    "save_document",
    "export",
    SEPARATOR,
    "undo",
    "redo",
    SEPARATOR,
    "zoom_out",
    "zoom_in",
    "fit",
    "actual_size",
    SEPARATOR,
    "compare_side",
    "compare_overlay",
    "compare_swipe",
    "compare_blink",
    SEPARATOR,
    "set_scale",
)
# What a first-time user looks for says its name.
TOOLBAR_WITH_TEXT = frozenset({"open", "export", "set_scale"})

_EDIT_ENTRIES = (
    "merge",
    "rename",
    "split",
    "copy_classes",
    SEPARATOR,
    "clear_edits",
    SEPARATOR,
    "copy_areas",
)
_CLUSTERING = Menu(
    "clustering",
    QT_TRANSLATE_NOOP("Menus", "&Clustering"),
    (
        "run",
        "pause",
        "step",
        "stop",
        "live",
        SEPARATOR,
        "more_clusters",
        "fewer_clusters",
        "choose_k",
        "new_seed",
        "best_minimum",
        SEPARATOR,
        "first_iteration",
        "previous_iteration",
        "play",
        "next_iteration",
        "last_iteration",
    ),
)
_MEASURE = Menu(
    "measure",
    QT_TRANSLATE_NOOP("Menus", "&Measure"),
    (
        "set_scale",
        "use_georeference",
        "copy_scale",
        SEPARATOR,
        "lead_true",
        "lead_planar",
        SEPARATOR,
        "concentration",
        "show_regions",
        "why",
    ),
)


def additions(tools: Sequence[str]) -> Additions:
    """By the places of the menus. tools: the entries that choose one."""
    tools_menu = Menu(
        "tools",
        QT_TRANSLATE_NOOP("Menus", "&Tools"),
        (
            *tools,
            SEPARATOR,
            "import_regions_of_interest",
            "export_regions_of_interest",
            "delete_region_of_interest",
        ),
    )
    return {
        "file": EXPORT_ENTRIES,
        "edit": _EDIT_ENTRIES,
        "before view": (_CLUSTERING,),
        "view": (*VIEW_ENTRIES, "show_doubt"),
        "panels": (Menu("panels", QT_TRANSLATE_NOOP("Menus", "Pa&nels")),),
        "after view": (tools_menu, _MEASURE),
    }
