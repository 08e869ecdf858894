"""The keys of all actions, as a page: under the titles of their menus, in the order of these."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from ui.shell.actions import ACTIONS
from ui.shell.menus import MENUS, Menu

_SPECS = {spec.id: spec for spec in ACTIONS}


def shortcut_page() -> str:
    """As HTML."""
    menus = (_table(_title(menu), _rows(menu)) for menu in MENUS)
    return "".join([_table(_words("In the pictures"), _mouse()), *menus])


def _rows(menu: Menu, path: str = "") -> Iterator[tuple[str, str]]:
    """What is done and its keys; what stands in a menu within says so."""
    for item in menu.items:
        if isinstance(item, Menu):
            # What names itself needs no more: "Export labels", not "Export one → Export labels".
            yield from _rows(item, "" if item.id == "export_one" else f"{_title(item)} → ")
        elif item in _SPECS:
            spec = _SPECS[item]
            native = QKeySequence.SequenceFormat.NativeText
            keys = ", ".join(QKeySequence(key).toString(native) for key in spec.shortcuts)
            name = QCoreApplication.translate("Actions", spec.text).replace("&", "").rstrip("…")
            yield path + name, keys


def _mouse() -> Iterator[tuple[str, str]]:
    yield _words("Zoom"), _words("Wheel")
    yield _words("Move the picture"), _words("Drag with the hand, with the middle button, or with Space held")
    yield _words("Move the picture by keys"), _words("Arrow keys")
    yield _words("Show the whole picture"), _words("Double click")
    yield _words("Give up what is half drawn, then the tool"), _words("Esc")


def _table(title: str, rows: Iterator[tuple[str, str]]) -> str:
    cells = "".join(
        f'<tr><td width="330">{escape(what)}</td><td>{escape(keys)}</td></tr>' for what, keys in rows
    )
    return f'<h3>{escape(title)}</h3><table cellspacing="0" cellpadding="3">{cells}</table>'


def _title(menu: Menu) -> str:
    return QCoreApplication.translate("Menus", menu.title).replace("&", "")


def _words(text: str) -> str:
    return QCoreApplication.translate("Shortcuts", text)
