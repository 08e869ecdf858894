"""What is known of an action before there is a window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["", "quit", "about", "about_qt"]


@dataclass(frozen=True)
class ActionSpec:
    """id: its key in menus and its QAction's object name. text, tooltip: English, translated when built.

    shortcuts: portable key sequences, the first one is shown. slot: a method of the window; that of a
    checkable action takes the new state. icon: a name for ui.widgets.icons, or none. enabled_when: a field of
    ViewState. group: actions of the same group exclude each other. role: its place in a Mac's menu.
    """

    id: str
    text: str
    shortcuts: tuple[str, ...]
    tooltip: str
    slot: str
    icon: str = ""
    checkable: bool = False
    checked: bool = False
    enabled_when: str = "always"
    group: str = ""
    role: Role = ""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001
    """Mark `text` for pyside6-lupdate, which goes by this name; Qt's own function is typed `object`."""
    return text
