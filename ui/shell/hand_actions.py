"""The actions of correcting by hand."""

from __future__ import annotations

from ui.widgets.action_spec import QT_TRANSLATE_NOOP, ActionSpec


def _tool(name: str, text: str, key: str, tip: str) -> ActionSpec:
    return ActionSpec(
        f"use_{name}",
        text,
        (key,),
        tip,
        f"use_{name}",
        icon=name,
        checkable=True,
        enabled_when="has_segmentation",
        group="tools",
    )


HAND_ACTIONS = (
    _tool(
        "brush",
        QT_TRANSLATE_NOOP("Actions", "&Brush"),
        "B",
        QT_TRANSLATE_NOOP("Actions", "Paint over pixels to give them to a class."),
    ),
    _tool(
        "eraser",
        QT_TRANSLATE_NOOP("Actions", "Er&aser"),
        "X",
        QT_TRANSLATE_NOOP("Actions", "Take edits by hand away: the class that was computed comes back."),
    ),
    _tool(
        "fill",
        QT_TRANSLATE_NOOP("Actions", "Fill re&gion"),
        "G",
        QT_TRANSLATE_NOOP("Actions", "Click on a region to give all of it to a class."),
    ),
    _tool(
        "lasso",
        QT_TRANSLATE_NOOP("Actions", "Lass&o"),
        "L",
        QT_TRANSLATE_NOOP("Actions", "Draw round pixels to give all of them to a class."),
    ),
    ActionSpec(
        "clear_edits",
        QT_TRANSLATE_NOOP("Actions", "Clear &edits by hand"),
        ("Ctrl+Shift+X",),
        QT_TRANSLATE_NOOP("Actions", "Take all edits by hand away; the classes are as they were computed."),
        "clear_edits",
        icon="eraser",
        enabled_when="has_edits",
    ),
)
