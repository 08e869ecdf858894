"""The actions on files: opening, exporting, closing."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.action_spec import ActionSpec

FILE_ACTIONS = (
    ActionSpec(
        "open",
        QT_TRANSLATE_NOOP("Actions", "&Open…"),
        ("Ctrl+O",),
        QT_TRANSLATE_NOOP("Actions", "Open one or more pictures."),
        "open_dialog",
        icon="open",
    ),
    ActionSpec(
        "open_sample",
        QT_TRANSLATE_NOOP("Actions", "Open &sample scene"),
        ("Ctrl+Shift+O",),
        QT_TRANSLATE_NOOP("Actions", "Open the picture that comes with Floe, to try things out."),
        "open_sample",
        icon="picture",
    ),
    ActionSpec(
        "paste",
        QT_TRANSLATE_NOOP("Actions", "&Paste picture"),
        ("Ctrl+V",),
        QT_TRANSLATE_NOOP("Actions", "Measure the picture that is on the clipboard."),
        "paste_picture",
        icon="paste",
        enabled_when="can_paste",
    ),
    ActionSpec(
        "export",
        QT_TRANSLATE_NOOP("Actions", "&Export…"),
        ("Ctrl+E",),
        QT_TRANSLATE_NOOP("Actions", "Write several results at once into a folder."),
        "export_dialog",
        icon="export",
        enabled_when="has_segmentation",
    ),
    ActionSpec(
        "export_labels",
        QT_TRANSLATE_NOOP("Actions", "Export &labels…"),
        ("Ctrl+Shift+L",),
        QT_TRANSLATE_NOOP("Actions", "Write the cluster id of every pixel, as PNG or GeoTIFF."),
        "export_labels",
        enabled_when="has_segmentation",
    ),
    ActionSpec(
        "export_segmented",
        QT_TRANSLATE_NOOP("Actions", "Export &segmented picture…"),
        ("Ctrl+Shift+S",),
        QT_TRANSLATE_NOOP("Actions", "Write the picture with every cluster in its mean colour."),
        "export_segmented",
        enabled_when="has_segmentation",
    ),
    ActionSpec(
        "export_mask",
        QT_TRANSLATE_NOOP("Actions", "Export class &mask…"),
        ("Ctrl+Shift+K",),
        QT_TRANSLATE_NOOP("Actions", "Write one class as a black and white picture."),
        "export_mask",
        enabled_when="has_segmentation",
    ),
    ActionSpec(
        "export_areas",
        QT_TRANSLATE_NOOP("Actions", "Export area &table…"),
        ("Ctrl+Shift+T",),
        QT_TRANSLATE_NOOP("Actions", "Write pixels, shares and areas of all classes as CSV."),
        "export_areas",
        enabled_when="has_segmentation",
    ),
    ActionSpec(
        "export_record",
        QT_TRANSLATE_NOOP("Actions", "Export &run record…"),
        ("Ctrl+Shift+R",),
        QT_TRANSLATE_NOOP("Actions", "Write all that is needed to repeat this run and to check it."),
        "export_record",
        enabled_when="has_segmentation",
    ),
    ActionSpec(
        "export_animation",
        QT_TRANSLATE_NOOP("Actions", "Export &animation…"),
        ("Ctrl+Shift+G",),
        QT_TRANSLATE_NOOP("Actions", "Write the convergence as an animated GIF or WebP."),
        "export_animation",
        icon="animation",
        enabled_when="has_segmentation",
    ),
    ActionSpec(
        "close",
        QT_TRANSLATE_NOOP("Actions", "&Close picture"),
        ("Ctrl+W",),
        QT_TRANSLATE_NOOP("Actions", "Close the picture; the window stays."),
        "close_picture",
        icon="close",
        enabled_when="has_image",
    ),
    ActionSpec(
        "quit",
        QT_TRANSLATE_NOOP("Actions", "&Quit"),
        ("Ctrl+Q",),
        QT_TRANSLATE_NOOP("Actions", "Stop what runs and close Floe."),
        "quit",
        role="quit",
    ),
)
