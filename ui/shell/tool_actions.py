"""The actions that choose a tool. Each is "use_" and the id of its tool."""

from __future__ import annotations

from ui.widgets.action_spec import QT_TRANSLATE_NOOP, ActionSpec

TOOL_ACTIONS = (
    ActionSpec(
        "use_hand",
        QT_TRANSLATE_NOOP("Actions", "&Hand"),
        ("H",),
        QT_TRANSLATE_NOOP("Actions", "Drag moves the picture, a click stays with a pixel; nothing changes."),
        "use_hand",
        icon="hand",
        checkable=True,
        checked=True,
        enabled_when="has_image",
        group="tools",
    ),
    ActionSpec(
        "use_name",
        QT_TRANSLATE_NOOP("Actions", "&Name by clicking"),
        ("N",),
        QT_TRANSLATE_NOOP("Actions", "Click on the ice, or on anything, and say what it is."),
        "use_name",
        icon="tag",
        checkable=True,
        enabled_when="has_segmentation",
        group="tools",
    ),
    ActionSpec(
        "use_line",
        QT_TRANSLATE_NOOP("Actions", "&Line of known length"),
        ("M",),
        QT_TRANSLATE_NOOP("Actions", "Draw over a length that you know: the scale follows from it."),
        "use_line",
        icon="line",
        checkable=True,
        enabled_when="has_image",
        group="tools",
    ),
)
