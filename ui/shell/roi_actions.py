"""The actions of regions of interest."""

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
        enabled_when="has_image",
        group="tools",
    )


ROI_ACTIONS = (
    _tool(
        "select",
        QT_TRANSLATE_NOOP("Actions", "&Select"),
        "V",
        QT_TRANSLATE_NOOP("Actions", "Select, move and reshape regions of interest."),
    ),
    _tool(
        "rectangle",
        QT_TRANSLATE_NOOP("Actions", "&Rectangle"),
        "R",
        QT_TRANSLATE_NOOP("Actions", "Draw a rectangle: what is inside is clustered or measured."),
    ),
    _tool(
        "ellipse",
        QT_TRANSLATE_NOOP("Actions", "&Ellipse"),
        "E",
        QT_TRANSLATE_NOOP("Actions", "Draw an ellipse: what is inside is clustered or measured."),
    ),
    _tool(
        "polygon",
        QT_TRANSLATE_NOOP("Actions", "&Polygon"),
        "P",
        QT_TRANSLATE_NOOP("Actions", "Click the corners of what is to be clustered or measured."),
    ),
    _tool(
        "freehand",
        QT_TRANSLATE_NOOP("Actions", "&Freehand"),
        "F",
        QT_TRANSLATE_NOOP("Actions", "Draw round what is to be clustered or measured."),
    ),
    _tool(
        "wand",
        QT_TRANSLATE_NOOP("Actions", "Magic &wand"),
        "W",
        QT_TRANSLATE_NOOP("Actions", "Click on a pixel: what looks like it is inside."),
    ),
    ActionSpec(
        "import_regions_of_interest",
        QT_TRANSLATE_NOOP("Actions", "&Import regions of interest…"),
        ("Ctrl+J",),
        QT_TRANSLATE_NOOP("Actions", "Add those of a GeoJSON, shapefile, GeoPackage, ImageJ or mask file."),
        "import_regions_of_interest",
        icon="open",
        enabled_when="has_image",
    ),
    ActionSpec(
        "export_regions_of_interest",
        QT_TRANSLATE_NOOP("Actions", "E&xport regions of interest…"),
        ("Ctrl+Shift+J",),
        QT_TRANSLATE_NOOP("Actions", "Write their outlines as GeoJSON, shapefile or for ImageJ."),
        "export_regions_of_interest",
        icon="export",
        enabled_when="has_regions_of_interest",
    ),
    ActionSpec(
        "delete_region_of_interest",
        QT_TRANSLATE_NOOP("Actions", "&Delete region of interest"),
        ("Del",),
        QT_TRANSLATE_NOOP("Actions", "Take the selected region of interest away."),
        "delete_region_of_interest",
        icon="delete",
        enabled_when="has_regions_of_interest",
    ),
)
