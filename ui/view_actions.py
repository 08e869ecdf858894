"""The actions on what is seen: zoom, appearance, full screen."""

from __future__ import annotations

from ui.action_spec import QT_TRANSLATE_NOOP, ActionSpec

VIEW_ACTIONS = (
    ActionSpec(
        "fit",
        QT_TRANSLATE_NOOP("Actions", "&Fit"),
        ("Ctrl+0",),
        QT_TRANSLATE_NOOP("Actions", "Show the whole picture."),
        "zoom_fit",
        icon="fit",
        enabled_when="has_image",
    ),
    ActionSpec(
        "actual_size",
        QT_TRANSLATE_NOOP("Actions", "&Actual size"),
        ("Ctrl+1",),
        QT_TRANSLATE_NOOP("Actions", "Show one pixel of the picture as one pixel of the screen."),
        "zoom_actual_size",
        icon="actual-size",
        enabled_when="has_image",
    ),
    ActionSpec(
        "zoom_in",
        QT_TRANSLATE_NOOP("Actions", "Zoom &in"),
        ("Ctrl++", "Ctrl+="),
        QT_TRANSLATE_NOOP("Actions", "Show less of the picture, larger."),
        "zoom_in",
        icon="zoom-in",
        enabled_when="has_image",
    ),
    ActionSpec(
        "zoom_out",
        QT_TRANSLATE_NOOP("Actions", "Zoom &out"),
        ("Ctrl+-",),
        QT_TRANSLATE_NOOP("Actions", "Show more of the picture, smaller."),
        "zoom_out",
        icon="zoom-out",
        enabled_when="has_image",
    ),
    ActionSpec(
        "appearance_system",
        QT_TRANSLATE_NOOP("Actions", "As the &system"),
        ("Ctrl+F9",),
        QT_TRANSLATE_NOOP("Actions", "Light or dark, as the desktop is."),
        "use_system_appearance",
        checkable=True,
        checked=True,
        group="appearance",
    ),
    ActionSpec(
        "appearance_light",
        QT_TRANSLATE_NOOP("Actions", "&Light"),
        ("Ctrl+F10",),
        QT_TRANSLATE_NOOP("Actions", "Dark text on a light window."),
        "use_light_appearance",
        checkable=True,
        group="appearance",
    ),
    ActionSpec(
        "appearance_dark",
        QT_TRANSLATE_NOOP("Actions", "&Dark"),
        ("Ctrl+F11",),
        QT_TRANSLATE_NOOP("Actions", "Light text on a dark window."),
        "use_dark_appearance",
        checkable=True,
        group="appearance",
    ),
    ActionSpec(
        "full_screen",
        QT_TRANSLATE_NOOP("Actions", "F&ull screen"),
        ("F11",),
        QT_TRANSLATE_NOOP("Actions", "Give the whole screen to Floe, or take it back."),
        "set_full_screen",
        checkable=True,
    ),
)
