"""The actions on the scale and on which areas lead."""

from __future__ import annotations

from ui.widgets.action_spec import QT_TRANSLATE_NOOP, ActionSpec

SCALE_ACTIONS = (
    ActionSpec(
        "copy_scale",
        QT_TRANSLATE_NOOP("Actions", "&Copy scale to the other pictures"),
        ("Ctrl+Alt+U",),
        QT_TRANSLATE_NOOP("Actions", "Measure every other picture of the list with the scale of this one."),
        "copy_scale",
        enabled_when="can_copy_scale",
    ),
    ActionSpec(
        "lead_true",
        QT_TRANSLATE_NOOP("Actions", "&True ground area"),
        ("Ctrl+Alt+G",),
        QT_TRANSLATE_NOOP("Actions", "Show true areas on the ellipsoid first, the planar ones beside them."),
        "lead_true",
        checkable=True,
        checked=True,
        enabled_when="has_both_areas",
        group="area_method",
    ),
    ActionSpec(
        "lead_planar",
        QT_TRANSLATE_NOOP("Actions", "&Planar area"),
        ("Ctrl+Alt+P",),
        QT_TRANSLATE_NOOP("Actions", "Show areas of the map's plane first, the true ones beside them."),
        "lead_planar",
        checkable=True,
        enabled_when="has_both_areas",
        group="area_method",
    ),
    ActionSpec(
        "concentration",
        QT_TRANSLATE_NOOP("Actions", "Ice c&oncentration…"),
        ("Ctrl+Alt+E",),
        QT_TRANSLATE_NOOP("Actions", "Ice extent and ice area of a raster whose values are concentrations."),
        "measure_concentration",
        enabled_when="can_be_concentration",
    ),
)
