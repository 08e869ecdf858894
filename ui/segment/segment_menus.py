"""What the workspace adds to the menus, and its toolbar, as data."""

from __future__ import annotations

from collections.abc import Sequence

from ui.canvas.view_controller import VIEW_ENTRIES
from ui.segment.export.export_actions import EXPORT_ENTRIES
from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.shell.menus import Additions, Menu, entries

# The clustering and the timeline have their own buttons: no key stands twice in the window.
TOOLBAR = entries(
    "open save_document export - undo redo - zoom_out zoom_in fit actual_size - "
    "compare_side compare_overlay compare_swipe compare_blink - set_scale"
)
# What a first-time user looks for says its name.
TOOLBAR_WITH_TEXT = frozenset({"open", "export", "set_scale"})

_CLUSTERING = Menu(
    "clustering",
    QT_TRANSLATE_NOOP("Menus", "&Clustering"),
    entries(
        "run pause step stop live - more_clusters fewer_clusters choose_k new_seed best_minimum - "
        "first_iteration previous_iteration play next_iteration last_iteration half_step show_convergence"
    ),
)
_MEASURE = Menu(
    "measure",
    QT_TRANSLATE_NOOP("Menus", "&Measure"),
    entries(
        "set_scale use_georeference copy_scale - lead_true lead_planar - "
        "accuracy compare_labels measure_labels cluster_again concentration show_regions why"
    ),
)
_TOOLS_ENTRIES = entries(
    "- remove_crop - import_regions_of_interest export_regions_of_interest "
    "delete_region_of_interest - invert_region_of_interest cut_out_region_of_interest keep_outside"
)


def additions(tools: Sequence[str]) -> Additions:
    """By the places of the menus. tools: the entries that choose one."""
    tools_menu = Menu("tools", QT_TRANSLATE_NOOP("Menus", "&Tools"), (*tools, *_TOOLS_ENTRIES))
    return {
        "file": EXPORT_ENTRIES,
        "edit": entries(
            "merge rename split colours_by_name copy_classes - ask_next learn_examples - clear_edits - "
            "copy_areas"
        ),
        "before view": (_CLUSTERING,),
        "view": (
            *VIEW_ENTRIES,
            *entries("show_doubt show_superpixels number_regions see_network - display map_marks copy_view"),
        ),
        "panels": (Menu("panels", QT_TRANSLATE_NOOP("Menus", "Pa&nels")),),
        "after view": (tools_menu, _MEASURE),
        "help": ("how_it_works",),
    }
