"""The actions on what was measured: classes, scale; and the help."""

from __future__ import annotations

from ui.widgets.action_spec import QT_TRANSLATE_NOOP, ActionSpec

EDIT_ACTIONS = (
    ActionSpec(
        "undo",
        QT_TRANSLATE_NOOP("Actions", "&Undo"),
        ("Ctrl+Z",),
        QT_TRANSLATE_NOOP("Actions", "Take back the last change of classes, scale or parameters."),
        "undo",
        icon="undo",
        enabled_when="can_undo",
    ),
    ActionSpec(
        "redo",
        QT_TRANSLATE_NOOP("Actions", "&Redo"),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        QT_TRANSLATE_NOOP("Actions", "Make the change again that was taken back."),
        "redo",
        icon="redo",
        enabled_when="can_redo",
    ),
    ActionSpec(
        "merge",
        QT_TRANSLATE_NOOP("Actions", "&Merge classes…"),
        ("Ctrl+M",),
        QT_TRANSLATE_NOOP("Actions", "Make one class of the selected ones; pixels and areas are added up."),
        "merge_classes",
        icon="merge",
        enabled_when="can_merge",
    ),
    ActionSpec(
        "rename",
        QT_TRANSLATE_NOOP("Actions", "Re&name class"),
        ("F2",),
        QT_TRANSLATE_NOOP("Actions", "Give the selected class another name; what it measures stays."),
        "rename_class",
        icon="rename",
        enabled_when="can_rename",
    ),
    ActionSpec(
        "split",
        QT_TRANSLATE_NOOP("Actions", "&Split class"),
        ("Ctrl+Shift+M",),
        QT_TRANSLATE_NOOP("Actions", "Take the selected class apart into its clusters."),
        "split_class",
        icon="split",
        enabled_when="can_split",
    ),
    ActionSpec(
        "copy_classes",
        QT_TRANSLATE_NOOP("Actions", "Use classes for &other pictures"),
        ("Ctrl+Alt+C",),
        QT_TRANSLATE_NOOP(
            "Actions", "Give names, colours and ratios to the other pictures in the list that have none yet."
        ),
        "copy_classes",
        enabled_when="can_copy_classes",
    ),
    ActionSpec(
        "copy_areas",
        QT_TRANSLATE_NOOP("Actions", "&Copy area table"),
        ("Ctrl+Shift+C",),
        QT_TRANSLATE_NOOP("Actions", "Copy the class table for a spreadsheet: selected rows, or all."),
        "copy_area_table",
        enabled_when="has_segmentation",
    ),
)

MEASURE_ACTIONS = (
    ActionSpec(
        "set_scale",
        QT_TRANSLATE_NOOP("Actions", "Set &scale…"),
        ("Ctrl+U",),
        QT_TRANSLATE_NOOP("Actions", "Say how large a pixel is, so that areas carry real units."),
        "calibrate",
        icon="calibrate",
        enabled_when="has_image",
    ),
    ActionSpec(
        "use_georeference",
        QT_TRANSLATE_NOOP("Actions", "Use &georeference"),
        ("Ctrl+Shift+U",),
        QT_TRANSLATE_NOOP("Actions", "Take the scale that the file of the picture gives."),
        "use_georeference",
        enabled_when="has_georeference",
    ),
    ActionSpec(
        "show_regions",
        QT_TRANSLATE_NOOP("Actions", "&Regions"),
        ("Ctrl+G",),
        QT_TRANSLATE_NOOP("Actions", "List every region with its size and shape, and count them by size."),
        "show_regions",
        enabled_when="has_image",
    ),
)

WHY_ACTIONS = (
    ActionSpec(
        "why",
        QT_TRANSLATE_NOOP("Actions", "&Why is this pixel here?"),
        ("Ctrl+I",),
        QT_TRANSLATE_NOOP("Actions", "Show how far the pixel under the cursor is from every centroid."),
        "show_why",
        enabled_when="has_image",
    ),
)

HELP_ACTIONS = (
    ActionSpec(
        "user_guide",
        QT_TRANSLATE_NOOP("Actions", "User &guide"),
        ("F1",),
        QT_TRANSLATE_NOOP("Actions", "Read how to get from a picture to an area."),
        "show_user_guide",
    ),
    ActionSpec(
        "shortcuts",
        QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"),
        ("Ctrl+F1",),
        QT_TRANSLATE_NOOP("Actions", "List what can be done by key."),
        "show_shortcuts",
    ),
    ActionSpec(
        "check_measuring",
        QT_TRANSLATE_NOOP("Actions", "&Check that Floe measures right…"),
        ("Ctrl+Shift+F3",),
        QT_TRANSLATE_NOOP("Actions", "Measure scenes of known truth here: expected beside found."),
        "check_measuring",
    ),
    ActionSpec(
        "about",
        QT_TRANSLATE_NOOP("Actions", "&About Floe"),
        ("Ctrl+Shift+F1",),
        QT_TRANSLATE_NOOP("Actions", "Version, licence and what Floe is made with."),
        "show_about",
        icon="floe",
        role="about",
    ),
    ActionSpec(
        "about_qt",
        QT_TRANSLATE_NOOP("Actions", "About &Qt"),
        ("Ctrl+Shift+F2",),
        QT_TRANSLATE_NOOP("Actions", "Version and licence of Qt."),
        "show_about_qt",
        role="about_qt",
    ),
)
