"""Every action of the window: the declarations together, and the QActions made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from ui.shell.document_actions import DOCUMENT_ACTIONS
from ui.shell.edit_actions import EDIT_ACTIONS, HELP_ACTIONS, MEASURE_ACTIONS, WHY_ACTIONS
from ui.shell.file_actions import FILE_ACTIONS
from ui.shell.hand_actions import HAND_ACTIONS
from ui.shell.roi_actions import ROI_ACTIONS
from ui.shell.run_actions import CLUSTERING_ACTIONS, TIMELINE_ACTIONS
from ui.shell.scale_actions import SCALE_ACTIONS
from ui.shell.tool_actions import TOOL_ACTIONS
from ui.shell.view_actions import VIEW_ACTIONS
from ui.widgets.action_spec import ActionSpec
from ui.widgets.icons import set_icon

ACTIONS: tuple[ActionSpec, ...] = (
    *FILE_ACTIONS,
    *DOCUMENT_ACTIONS,
    *EDIT_ACTIONS,
    *CLUSTERING_ACTIONS,
    *TIMELINE_ACTIONS,
    *VIEW_ACTIONS,
    *TOOL_ACTIONS,
    *HAND_ACTIONS,
    *ROI_ACTIONS,
    *MEASURE_ACTIONS,
    *SCALE_ACTIONS,
    *WHY_ACTIONS,
    *HELP_ACTIONS,
)

# "" keeps a Mac from guessing a place by the text: "Set scale…" is no settings dialog.
_ROLES = {
    "": QAction.MenuRole.NoRole,
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
    "about_qt": QAction.MenuRole.AboutQtRole,
}


def build_actions(owner: QObject, specs: Sequence[ActionSpec] = ACTIONS) -> dict[str, QAction]:
    """The QActions by id, owned by `owner` and connected to its methods.

    A method that takes an argument gets the checked state: only those of checkable actions may.
    A QWidget as owner still has to `addActions`, so that the keys work where no menu shows them.
    """
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for spec in specs:
        action = _build(spec, owner)
        action.triggered.connect(getattr(owner, spec.slot))
        actions[spec.id] = action
        if spec.group:
            group = groups.setdefault(spec.group, QActionGroup(owner))
            group.setObjectName(spec.group)
            group.addAction(action)
    return actions


def apply_enabled(
    actions: Mapping[str, QAction], state: object, specs: Sequence[ActionSpec] = ACTIONS
) -> None:
    """Enable each action as the field of `state` (a ViewState) says that its declaration names."""
    for spec in specs:
        actions[spec.id].setEnabled(spec.enabled_when == "always" or bool(getattr(state, spec.enabled_when)))


def _build(spec: ActionSpec, owner: QObject) -> QAction:
    keys = [QKeySequence(text, QKeySequence.SequenceFormat.PortableText) for text in spec.shortcuts]
    tooltip = QCoreApplication.translate("Actions", spec.tooltip)
    shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText)
    action = QAction(QCoreApplication.translate("Actions", spec.text), owner)
    action.setObjectName(spec.id)
    action.setShortcuts(keys)
    action.setToolTip(f"{tooltip} ({shown})")
    action.setStatusTip(tooltip)
    action.setMenuRole(_ROLES[spec.role])
    action.setCheckable(spec.checkable)
    action.setChecked(spec.checked)
    if spec.icon:
        set_icon(action, spec.icon)
    return action
