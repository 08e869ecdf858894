"""What the Collection workspace adds to the menus, and its toolbar, as data."""

from __future__ import annotations

from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.shell.late_workspace import Switch
from ui.shell.menus import Additions, Menu, entries

SWITCH = Switch("collection").says(
    QT_TRANSLATE_NOOP("Workspaces", "Collection"),
    QT_TRANSLATE_NOOP("Workspaces", "See which kinds of pictures there are, name them, take them apart."),
)
TOOLBAR = entries(
    "open save_document collection_export - undo redo - collection_sort collection_name collection_neighbours"
)
# What a first-time user looks for says its name.
TOOLBAR_WITH_TEXT = frozenset({"open", "collection_export", "collection_sort", "collection_name"})
MAP_TOOLS = entries(
    "collection_hand collection_rectangle collection_lasso collection_fit collection_pictures_on_map "
    "collection_watch"
)
PICTURE_MENU = entries(
    "collection_open_marked collection_neighbours collection_show_folder "
    "collection_to_series collection_remove"
)

_COLLECTION = Menu(
    "collection",
    QT_TRANSLATE_NOOP("Menus", "Co&llection"),
    (
        *entries(
            "collection_sort collection_compare - collection_hand collection_rectangle collection_lasso"
        ),
        *entries("collection_fit collection_pictures_on_map collection_watch -"),
        *entries("collection_name collection_name_by_words collection_propose_names collection_neighbours"),
        *entries("collection_to_series - collection_folders collection_folders_back -"),
        *entries("collection_open_marked collection_show_folder collection_remove - collection_sample"),
    ),
)


def additions() -> Additions:
    """By the places of the menus."""
    return {
        "file": ("collection_export",),
        "before view": (_COLLECTION,),
        "panels": (Menu("collection_panels", QT_TRANSLATE_NOOP("Menus", "Pane&ls")),),
    }
