"""What the settings dialog shows of this workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication

from ui.segment.convergence.steps_timeline import StepsTimeline
from ui.segment.export.export_dialog import LONGEST
from ui.shell.actions import Actions
from ui.shell.setting_rows import SettingRow
from ui.widgets.setting_controls import ActionChoice, ActionSwitch, TextLine, TwinChoice
from ui.widgets.settings import EXPORT_AUTHOR


def setting_rows(
    actions: Actions, timeline: StepsTimeline, switches: Mapping[str, Callable[[bool], object]]
) -> tuple[SettingRow, ...]:
    """switches: by the ids of actions, what these do."""
    translate = QCoreApplication.translate
    shows, speed = timeline.shows, timeline.speed
    return (
        SettingRow(
            "convergence",
            translate("SegmentSettings", "Show it converge"),
            translate("SegmentSettings", "When the iterations of a run are played by themselves."),
            partial(ActionChoice, shows.choices),
        ),
        SettingRow("speed", speed.accessibleName(), speed.toolTip(), partial(TwinChoice, speed)),
        *(_switch(actions, name, take) for name, take in switches.items()),
        SettingRow(
            "author",
            translate("SegmentSettings", "Author of reports"),
            translate("SegmentSettings", "Stands in each report that is exported."),
            partial(TextLine, EXPORT_AUTHOR, LONGEST),
        ),
    )


def _switch(actions: Actions, name: str, take: Callable[[bool], object]) -> SettingRow:
    action = actions[name]
    return SettingRow(name, action.iconText(), action.statusTip(), partial(ActionSwitch, action, take))
