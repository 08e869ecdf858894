"""What can be done to the map, as values: its tools, and what is seen of it."""

from __future__ import annotations

from collections.abc import Callable

from ui.collection.map_view import MapView
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec


def map_actions(set_tool: Callable[[str], object], view: MapView) -> tuple[ActionSpec, ...]:
    """set_tool: what the left button does, by its name."""
    tools = (
        ("hand", "Ctrl+2", "hand", QT_TRANSLATE_NOOP("Actions", "&Push and click")),
        ("rectangle", "Ctrl+3", "select", QT_TRANSLATE_NOOP("Actions", "Choose by &rectangle")),
        ("lasso", "Ctrl+4", "lasso", QT_TRANSLATE_NOOP("Actions", "Choose by &lasso")),
    )
    tips = (
        QT_TRANSLATE_NOOP("Actions", "Push the map, and click pictures; with Ctrl one more or less."),
        QT_TRANSLATE_NOOP("Actions", "Choose what lies in a rectangle; with Shift more, with Alt less."),
        QT_TRANSLATE_NOOP("Actions", "Choose what you draw around; with Shift more, with Alt less."),
    )
    return (
        *(
            ActionSpec(
                f"collection_{tool}",
                keys,
                set_tool,
                tool,
                icon,
                checked=tool == "hand",
                group="collection_tools",
            ).says(text, tip)
            for (tool, keys, icon, text), tip in zip(tools, tips, strict=True)
        ),
        ActionSpec(
            "collection_pictures_on_map",
            "Ctrl+5",
            view.set_with_pictures,
            icon="picture",
            checkable=True,
            checked=True,
        ).says(
            QT_TRANSLATE_NOOP("Actions", "Pictures on the m&ap"),
            QT_TRANSLATE_NOOP("Actions", "Show pictures in place of points where there is room."),
        ),
        ActionSpec("collection_fit", "Ctrl+6", view.fit, icon="fit", when="has_run").says(
            QT_TRANSLATE_NOOP("Actions", "&Whole map"),
            QT_TRANSLATE_NOOP("Actions", "Bring all points into sight."),
        ),
    )
