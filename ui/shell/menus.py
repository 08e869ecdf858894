"""Menus and toolbars as data: which action stands where. Workspaces add theirs at named places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton

from core.base.sentences import languages
from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.widgets.building import named
from ui.widgets.settings import SYSTEM

SEPARATOR = "-"


@dataclass(frozen=True)
class Place:
    """Where a workspace may add entries, by this id."""

    id: str


@dataclass(frozen=True)
class Menu:
    """id: its object name is "menu_" + id. items: ids of actions, SEPARATOR, menus, places.

    An empty menu is filled by its owner: the recent files, the panels.
    """

    id: str
    title: str
    items: tuple[MenuItem, ...] = ()


MenuItem = str | Menu | Place
# By the id of a place.
Additions = Mapping[str, Sequence[MenuItem]]


def entries(names: str) -> tuple[str, ...]:
    """The ids of actions in `names`, between spaces; SEPARATOR may stand among them."""
    return tuple(names.split())


SHELL_MENUS: tuple[Menu | Place, ...] = (
    Menu(
        "file",
        QT_TRANSLATE_NOOP("Menus", "&File"),
        (
            *entries("open open_folder open_as_labels"),
            Menu(
                "samples",
                QT_TRANSLATE_NOOP("Menus", "Open &sample"),
                entries("open_sample open_sample_ponds open_sample_lake open_sample_cells"),
            ),
            Menu("recent", QT_TRANSLATE_NOOP("Menus", "Open &recent")),
            *entries("paste - save_document save_document_as embed_picture - apply_recipe save_recipe -"),
            Place("file"),
            *entries("- close quit"),
        ),
    ),
    Menu(
        "edit",
        QT_TRANSLATE_NOOP("Menus", "&Edit"),
        (*entries("undo redo -"), Place("edit"), *entries("- settings")),
    ),
    Place("before view"),
    Menu(
        "view",
        QT_TRANSLATE_NOOP("Menus", "&View"),
        (
            Place("view"),
            Menu(
                "appearance",
                QT_TRANSLATE_NOOP("Menus", "A&ppearance"),
                entries("appearance_system appearance_light appearance_dark"),
            ),
            Menu(
                "language",
                QT_TRANSLATE_NOOP("Menus", "Lan&guage"),
                tuple(f"language_{each}" for each in (SYSTEM, *languages())),
            ),
            Place("panels"),
            Place("workspaces"),
            *entries("- full_screen"),
        ),
    ),
    Place("after view"),
    Menu(
        "help",
        QT_TRANSLATE_NOOP("Menus", "&Help"),
        (
            Place("help"),
            *entries("user_guide shortcuts change_shortcuts - check_measuring - about about_qt"),
        ),
    ),
)


def arranged(additions: Sequence[Additions], menus: Sequence[MenuItem] = SHELL_MENUS) -> tuple[Menu, ...]:
    """The menus of the window: what workspaces add stands at its places, in the order of the workspaces.

    Raises ValueError where something is added at a place that there is not.
    """
    wanted = {place for each in additions for place in each}
    unknown = wanted - {item.id for item in _walk(menus) if isinstance(item, Place)}
    if unknown:
        raise ValueError(f"no menu has the places {sorted(unknown)}")
    return tuple(item for item in _filled(menus, additions) if isinstance(item, Menu))


def action_ids(menus: Sequence[MenuItem]) -> Iterator[str]:
    """The id of every action in the menus, in order."""
    return (item for item in _walk(menus) if isinstance(item, str) and item != SEPARATOR)


def build_menus(
    bar: QMenuBar, actions: Mapping[str, QAction], menus: Sequence[Menu], late: Collection[str] = ()
) -> dict[str, QMenu]:
    """Fill the menu bar; the menus by id, those inside menus too. late: ids of actions that may come later,
    by `fill_in`.
    """
    built: dict[str, QMenu] = {}
    for menu in menus:
        bar.addMenu(_build(menu, actions, built, bar, late))
    return built


def fill_in(built: Mapping[str, QMenu], actions: Mapping[str, QAction]) -> None:
    """Put actions that have come since in their places."""
    for menu in built.values():
        for each in menu.actions():
            if isinstance(each, _Place) and each.objectName() in actions:
                menu.insertAction(each, actions[each.objectName()])
                menu.removeAction(each)
                each.deleteLater()


class _Place(QAction):
    """In a menu, of an action that comes later."""

    def __init__(self, name: str, menu: QMenu) -> None:
        super().__init__(menu)
        self.setObjectName(name)
        self.setVisible(False)


def build_toolbar(
    bar: QToolBar,
    actions: Mapping[str, QAction],
    items: Sequence[str],
    with_text: frozenset[str] = frozenset(),
) -> None:
    """Fill a bar. with_text: what a first-time user looks for says its name."""
    bar.setIconSize(QSize(20, 20))
    for item in items:
        if item == SEPARATOR:
            bar.addSeparator()
            continue
        bar.addAction(actions[item])
        button = bar.widgetForAction(actions[item])
        if isinstance(button, QToolButton):
            named(button, f"tool_{item}", actions[item].iconText())
            if item in with_text:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


def _walk(items: Sequence[MenuItem]) -> Iterator[MenuItem]:
    for item in items:
        yield item
        if isinstance(item, Menu):
            yield from _walk(item.items)


def _filled(items: Sequence[MenuItem], additions: Sequence[Additions]) -> tuple[MenuItem, ...]:
    """With what is added in place of the places."""
    filled: list[MenuItem] = []
    for item in items:
        if isinstance(item, Place):
            for each in additions:
                filled += each.get(item.id, ())
        elif isinstance(item, Menu):
            filled.append(replace(item, items=_filled(item.items, additions)))
        else:
            filled.append(item)
    return tuple(filled)


def _build(
    menu: Menu, actions: Mapping[str, QAction], built: dict[str, QMenu], bar: QMenuBar, late: Collection[str]
) -> QMenu:
    made = named(QMenu(QCoreApplication.translate("Menus", menu.title), bar), f"menu_{menu.id}")
    built[menu.id] = made
    for item in menu.items:
        if isinstance(item, Menu):
            made.addMenu(_build(item, actions, built, bar, late))
        elif item == SEPARATOR:
            made.addSeparator()
        elif isinstance(item, str):
            made.addAction(_Place(item, made) if item in late and item not in actions else actions[item])
    return made
