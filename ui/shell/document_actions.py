"""The actions on documents and recipes."""

from __future__ import annotations

from ui.widgets.action_spec import QT_TRANSLATE_NOOP, ActionSpec

DOCUMENT_ACTIONS = (
    ActionSpec(
        "save_document",
        QT_TRANSLATE_NOOP("Actions", "Sa&ve"),
        ("Ctrl+S",),
        QT_TRANSLATE_NOOP("Actions", "Save parameters, classes, scale and what was drawn, to go on later."),
        "save_document",
        icon="save",
        enabled_when="has_image",
    ),
    ActionSpec(
        "save_document_as",
        QT_TRANSLATE_NOOP("Actions", "Save &as…"),
        ("Ctrl+Shift+S",),
        QT_TRANSLATE_NOOP("Actions", "Save the document under another name."),
        "save_document_as",
        enabled_when="has_image",
    ),
    ActionSpec(
        "embed_picture",
        QT_TRANSLATE_NOOP("Actions", "Save &with the picture inside"),
        ("Ctrl+Alt+I",),
        QT_TRANSLATE_NOOP(
            "Actions", "Put the picture into the document: one file is all. Else it is named by its path."
        ),
        "set_embedding",
        checkable=True,
        enabled_when="has_image",
    ),
    ActionSpec(
        "save_recipe",
        QT_TRANSLATE_NOOP("Actions", "Save rec&ipe…"),
        ("Ctrl+Alt+S",),
        QT_TRANSLATE_NOOP(
            "Actions", "Save what can be done to another picture too: parameters, classes, clean-up, ratios."
        ),
        "save_recipe",
        enabled_when="has_image",
    ),
    ActionSpec(
        "apply_recipe",
        QT_TRANSLATE_NOOP("Actions", "Appl&y recipe…"),
        ("Ctrl+Alt+O",),
        QT_TRANSLATE_NOOP(
            "Actions", "Do to this picture what a recipe or a run record says; its scale stays its own."
        ),
        "apply_recipe",
        enabled_when="has_image",
    ),
)
