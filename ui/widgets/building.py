"""Short ways to put widgets together."""

from __future__ import annotations

import re
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QBoxLayout, QDialog, QLabel, QLayout, QMenu, QSplitter, QWidget

AnyWidget = TypeVar("AnyWidget", bound=QWidget)
AnyLayout = TypeVar("AnyLayout", bound=QBoxLayout)
# Chinese has its mnemonics behind the words: 打开(&O)….
_MNEMONIC = re.compile(r"\(&\w\)|&")


def named(widget: AnyWidget, name: str = "", spoken: str = "", tooltip: str = "") -> AnyWidget:
    """Give a widget its object name, what a screen reader calls it, and its tooltip. Returns the widget."""
    if name:
        widget.setObjectName(name)
    if spoken:
        widget.setAccessibleName(spoken)
    if tooltip:
        widget.setToolTip(tooltip)
    return widget


def without_mnemonic(text: str) -> str:
    """What a menu entry or a label says, where no key is shown: in lists, on bars, to a screen reader."""
    return _MNEMONIC.sub("", text)


def fill(
    layout: AnyLayout,
    *items: QWidget | QLayout | int | tuple[QWidget | QLayout, int],
    margins: int | tuple[int, int, int, int] | None = None,
    spacing: int | None = None,
) -> AnyLayout:
    """Add widgets and layouts, alone or with a stretch; a number alone is a stretch.

    margins: left, top, right, bottom, or the same on all sides. Returns the layout.
    """
    if margins is not None:
        layout.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    if spacing is not None:
        layout.setSpacing(spacing)
    for item in items:
        if isinstance(item, int):
            layout.addStretch(item)
            continue
        part, stretch = item if isinstance(item, tuple) else (item, 0)
        if isinstance(part, QWidget):
            layout.addWidget(part, stretch)
        else:
            layout.addLayout(part, stretch)
    return layout


def splitter(name: str, *parts: tuple[QWidget, int]) -> QSplitter:
    """Put widgets side by side, as wide as said to begin with; none of them can be pushed away."""
    made = named(QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False), name)
    for widget, _ in parts:
        made.addWidget(widget)
    made.setSizes([width for _, width in parts])
    return made


def add_action(menu: QMenu, name: str, text: str, drawing: QIcon | None = None) -> QAction:
    """Add an entry that can be kept.

    WORKAROUND: of one that Qt makes, as `menu.addAction(text)` does, PySide 6.11 may say that it is deleted
    while it is there: when it drops a passing wrapper of a widget round it.
    """
    action = QAction(text, menu)
    action.setObjectName(name)
    if drawing is not None:
        action.setIcon(drawing)
    menu.addAction(action)
    return action


def label_of(widget: QWidget, text: str) -> QLabel:
    """Make the label whose key, marked by "&", brings the keyboard to `widget`."""
    label = QLabel(text)
    label.setBuddy(widget)
    return label


def open_dialog(dialog: QDialog) -> None:
    """Show a dialog before its window; it goes when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
