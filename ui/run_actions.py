"""The actions on the clustering: running it and walking through its iterations."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.action_spec import ActionSpec

CLUSTERING_ACTIONS = (
    ActionSpec(
        "run",
        QT_TRANSLATE_NOOP("Actions", "&Run"),
        ("F5", "Ctrl+R"),
        QT_TRANSLATE_NOOP("Actions", "Cluster the picture from the start to the end."),
        "run",
        icon="run",
        enabled_when="idle",
    ),
    ActionSpec(
        "pause",
        QT_TRANSLATE_NOOP("Actions", "&Pause"),
        ("F6",),
        QT_TRANSLATE_NOOP("Actions", "Hold the run, or let it go on to the same result."),
        "pause",
        icon="pause",
        checkable=True,
        enabled_when="running",
    ),
    ActionSpec(
        "step",
        QT_TRANSLATE_NOOP("Actions", "S&tep"),
        ("F7",),
        QT_TRANSLATE_NOOP("Actions", "One iteration, then wait: see what it changes."),
        "step",
        icon="step",
        enabled_when="can_step",
    ),
    ActionSpec(
        "stop",
        QT_TRANSLATE_NOOP("Actions", "&Stop"),
        ("Shift+F5", "Ctrl+."),
        QT_TRANSLATE_NOOP("Actions", "Stop here; the last finished result stays."),
        "stop",
        icon="stop",
        enabled_when="running",
    ),
    ActionSpec(
        "live",
        QT_TRANSLATE_NOOP("Actions", "&Live"),
        ("Ctrl+L",),
        QT_TRANSLATE_NOOP("Actions", "Run by itself after every change of a parameter."),
        "set_live",
        checkable=True,
        checked=True,
    ),
    ActionSpec(
        "more_clusters",
        QT_TRANSLATE_NOOP("Actions", "&More clusters"),
        ("Ctrl+Shift+Up",),
        QT_TRANSLATE_NOOP("Actions", "One cluster more: tell finer differences apart."),
        "more_clusters",
        enabled_when="has_image",
    ),
    ActionSpec(
        "fewer_clusters",
        QT_TRANSLATE_NOOP("Actions", "&Fewer clusters"),
        ("Ctrl+Shift+Down",),
        QT_TRANSLATE_NOOP("Actions", "One cluster less: take like colours together."),
        "fewer_clusters",
        enabled_when="has_image",
    ),
    ActionSpec(
        "new_seed",
        QT_TRANSLATE_NOOP("Actions", "New see&d"),
        ("Ctrl+D",),
        QT_TRANSLATE_NOOP("Actions", "Another start by chance: does the result depend on it?"),
        "new_seed",
        icon="dice",
        enabled_when="has_image",
    ),
)

TIMELINE_ACTIONS = (
    ActionSpec(
        "first_iteration",
        QT_TRANSLATE_NOOP("Actions", "F&irst iteration"),
        ("Alt+Home",),
        QT_TRANSLATE_NOOP("Actions", "Show the clusters as they were at the start."),
        "first_iteration",
        icon="first",
        enabled_when="has_segmentation",
    ),
    ActionSpec(
        "previous_iteration",
        QT_TRANSLATE_NOOP("Actions", "Pre&vious iteration"),
        ("Alt+Left",),
        QT_TRANSLATE_NOOP("Actions", "Show the clusters one iteration earlier."),
        "previous_iteration",
        icon="previous",
        enabled_when="has_segmentation",
    ),
    ActionSpec(
        "play",
        QT_TRANSLATE_NOOP("Actions", "Pla&y iterations"),
        ("Ctrl+P",),
        QT_TRANSLATE_NOOP("Actions", "Show how the clusters were found, iteration by iteration."),
        "play_iterations",
        icon="play",
        enabled_when="has_segmentation",
    ),
    ActionSpec(
        "next_iteration",
        QT_TRANSLATE_NOOP("Actions", "Ne&xt iteration"),
        ("Alt+Right",),
        QT_TRANSLATE_NOOP("Actions", "Show the clusters one iteration later."),
        "next_iteration",
        icon="next",
        enabled_when="has_segmentation",
    ),
    ActionSpec(
        "last_iteration",
        QT_TRANSLATE_NOOP("Actions", "L&ast iteration"),
        ("Alt+End",),
        QT_TRANSLATE_NOOP("Actions", "Show the result again."),
        "last_iteration",
        icon="last",
        enabled_when="has_segmentation",
    ),
)
