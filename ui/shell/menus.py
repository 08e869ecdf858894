"""The menus and the toolbar, as data: which action stands where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton

from ui.widgets.action_spec import QT_TRANSLATE_NOOP

SEPARATOR = "-"


@dataclass(frozen=True)
class Menu:
    """id: its object name is "menu_" + id. items: ids of actions, SEPARATOR, menus.

    An empty menu is filled by the window: the recent files, the panels.
    """

    id: str
    title: str
    items: tuple[str | Menu, ...] = ()


# One below the other.
TOOLS_AT_EDGE: tuple[str, ...] = (
    "use_hand",
    "use_name",
    "use_line",
    SEPARATOR,
    "use_select",
    "use_rectangle",
    "use_ellipse",
    "use_polygon",
    "use_freehand",
    "use_wand",
    SEPARATOR,
    "use_brush",
    "use_eraser",
    "use_fill",
    "use_lasso",
)
MENUS: tuple[Menu, ...] = (
    Menu(
        "file",
        QT_TRANSLATE_NOOP("Menus", "&File"),
        (
            "open",
            Menu(
                "samples",
                QT_TRANSLATE_NOOP("Menus", "Open &sample"),
                ("open_sample", "open_sample_ponds", "open_sample_lake", "open_sample_cells"),
            ),
            Menu("recent", QT_TRANSLATE_NOOP("Menus", "Open &recent")),
            "paste",
            SEPARATOR,
            "save_document",
            "save_document_as",
            "embed_picture",
            SEPARATOR,
            "apply_recipe",
            "save_recipe",
            SEPARATOR,
            "export",
            "measure_all",
            Menu(
                "export_one",
                QT_TRANSLATE_NOOP("Menus", "Export o&ne"),
                (
                    "export_labels",
                    "export_segmented",
                    "export_mask",
                    "export_areas",
                    "export_record",
                    "export_animation",
                ),
            ),
            SEPARATOR,
            "close",
            "quit",
        ),
    ),
    Menu(
        "edit",
        QT_TRANSLATE_NOOP("Menus", "&Edit"),
        (
            "undo",
            "redo",
            SEPARATOR,
            "merge",
            "rename",
            "split",
            "copy_classes",
            SEPARATOR,
            "clear_edits",
            SEPARATOR,
            "copy_areas",
        ),
    ),
    Menu(
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
    ),
    Menu(
        "view",
        QT_TRANSLATE_NOOP("Menus", "&View"),
        (
            "fit",
            "actual_size",
            "zoom_in",
            "zoom_out",
            SEPARATOR,
            Menu(
                "compare",
                QT_TRANSLATE_NOOP("Menus", "&Compare"),
                ("compare_side", "compare_overlay", "compare_swipe", "compare_blink"),
            ),
            "show_doubt",
            Menu(
                "appearance",
                QT_TRANSLATE_NOOP("Menus", "A&ppearance"),
                ("appearance_system", "appearance_light", "appearance_dark"),
            ),
            Menu("panels", QT_TRANSLATE_NOOP("Menus", "Pa&nels")),
            SEPARATOR,
            "full_screen",
        ),
    ),
    Menu(
        "tools",
        QT_TRANSLATE_NOOP("Menus", "&Tools"),
        (
            *TOOLS_AT_EDGE,
            SEPARATOR,
            "import_regions_of_interest",
            "export_regions_of_interest",
            "delete_region_of_interest",
        ),
    ),
    Menu(
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
    ),
    Menu(
        "help",
        QT_TRANSLATE_NOOP("Menus", "&Help"),
        ("user_guide", "shortcuts", SEPARATOR, "check_measuring", SEPARATOR, "about", "about_qt"),
    ),
)

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


def build_menus(bar: QMenuBar, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Fill the menu bar; the menus by id, those inside menus too."""
    built: dict[str, QMenu] = {}
    for menu in MENUS:
        bar.addMenu(_build(menu, actions, built, bar))
    return built


def build_toolbar(bar: QToolBar, actions: Mapping[str, QAction], items: tuple[str, ...] = TOOLBAR) -> None:
    bar.setIconSize(QSize(20, 20))
    for item in items:
        if item == SEPARATOR:
            bar.addSeparator()
            continue
        bar.addAction(actions[item])
        button = bar.widgetForAction(actions[item])
        if isinstance(button, QToolButton):
            button.setObjectName(f"tool_{item}")
            button.setAccessibleName(actions[item].iconText())
            if item in TOOLBAR_WITH_TEXT:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


def action_ids(menus: tuple[Menu, ...] = MENUS) -> Iterator[str]:
    """The id of every action in the menus, in order."""
    for menu in menus:
        for item in menu.items:
            if isinstance(item, Menu):
                yield from action_ids((item,))
            elif item != SEPARATOR:
                yield item


def _build(menu: Menu, actions: Mapping[str, QAction], built: dict[str, QMenu], bar: QMenuBar) -> QMenu:
    made = QMenu(QCoreApplication.translate("Menus", menu.title), bar)
    made.setObjectName(f"menu_{menu.id}")
    built[menu.id] = made
    for item in menu.items:
        if isinstance(item, Menu):
            made.addMenu(_build(item, actions, built, bar))
        elif item == SEPARATOR:
            made.addSeparator()
        else:
            made.addAction(actions[item])
    return made
