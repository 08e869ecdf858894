"""Opens the settings: those of the shell, and between them what the workspaces have given."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.base.sentences import languages
from ui.shell.actions import QT_TRANSLATE_NOOP, Actions, ActionSpec
from ui.shell.cache_controller import CacheController
from ui.shell.services import Services
from ui.shell.setting_rows import SettingRow
from ui.shell.settings_dialog import SettingsDialog
from ui.widgets.building import open_dialog, without_mnemonic
from ui.widgets.buttons import ActionButton
from ui.widgets.setting_controls import ActionChoice
from ui.widgets.settings import SYSTEM
from ui.widgets.theme import SCHEMES


class SettingsController(QObject):
    """Nothing is set here that is not set elsewhere, too: each row shows what holds there."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._cache = CacheController(services.complaints.show, self)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("settings", "Ctrl+,", self.ask, role="preferences").says(
                QT_TRANSLATE_NOOP("Actions", "Se&ttings…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Language, appearance and what else is kept from start to start."
                ),
            ),
        )

    def ask(self) -> None:
        rows = *self._first(), *self._services.settings.all(), *self._last()
        open_dialog(SettingsDialog(rows, self._services.window))

    def leave(self) -> None:
        """The window is about to be another: nothing is set in this one any more."""
        for dialog in self._services.window.findChildren(SettingsDialog):
            dialog.accept()

    def close(self) -> None:
        self._cache.close()

    def _first(self) -> tuple[SettingRow, ...]:
        return (
            SettingRow(
                "language",
                without_mnemonic(QCoreApplication.translate("Menus", "Lan&guage")),
                self.tr("Of the window, reports and what is said on the way. What is open stays open."),
                self._languages,
            ),
            SettingRow(
                "appearance",
                without_mnemonic(QCoreApplication.translate("Menus", "A&ppearance")),
                self.tr("A light or a dark window. Pictures keep their colours."),
                self._schemes,
            ),
        )

    def _last(self) -> tuple[SettingRow, ...]:
        action = self._services.actions["change_shortcuts"]
        label = self.tr("Keyboard shortcuts")
        return SettingRow("shortcuts", label, action.statusTip(), self._shortcuts), self._cache.row()

    def _languages(self) -> QWidget:
        return ActionChoice(_group(self._services.actions, "language", (SYSTEM, *languages())))

    def _schemes(self) -> QWidget:
        return ActionChoice(_group(self._services.actions, "appearance", SCHEMES))

    def _shortcuts(self) -> QWidget:
        button = ActionButton(self._services.actions["change_shortcuts"])
        button.setText(without_mnemonic(button.text()))
        button.setAutoDefault(False)
        return button


def _group(actions: Actions, group: str, names: tuple[str, ...]) -> list[QAction]:
    return [actions[f"{group}_{name}"] for name in names]
