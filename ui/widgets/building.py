"""Short ways to put widgets together."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

AnyWidget = TypeVar("AnyWidget", bound=QWidget)
AnyLayout = TypeVar("AnyLayout", bound=QBoxLayout)


def named(widget: AnyWidget, name: str = "", spoken: str = "", tooltip: str = "") -> AnyWidget:
    """Give a widget its object name, what a screen reader calls it, and its tooltip. Returns the widget."""
    if name:
        widget.setObjectName(name)
    if spoken:
        widget.setAccessibleName(spoken)
    if tooltip:
        widget.setToolTip(tooltip)
    return widget


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
