"""Light, dark, or as the system is; the size of the window, and the whole screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QWidget

from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.widgets.settings import APPEARANCE, WINDOW_GEOMETRY
from ui.widgets.theme import SchemeName, apply_scheme

# The size of the first window where the screen is larger; else it is maximised.
_ROOMY = QSize(1440, 900)


class AppearanceController(QObject):
    """One choice for the whole program, and a geometry for the window; both are kept in the settings."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            self._scheme("system", "Ctrl+F9").says(
                QT_TRANSLATE_NOOP("Actions", "As the &system"),
                QT_TRANSLATE_NOOP("Actions", "Light or dark, as the desktop is."),
            ),
            self._scheme("light", "Ctrl+F10").says(
                QT_TRANSLATE_NOOP("Actions", "&Light"),
                QT_TRANSLATE_NOOP("Actions", "Dark text on a light window."),
            ),
            self._scheme("dark", "Ctrl+F11").says(
                QT_TRANSLATE_NOOP("Actions", "&Dark"),
                QT_TRANSLATE_NOOP("Actions", "Light text on a dark window."),
            ),
            ActionSpec("full_screen", "F11", self._set_full_screen, checkable=True).says(
                QT_TRANSLATE_NOOP("Actions", "F&ull screen"),
                QT_TRANSLATE_NOOP("Actions", "Give the whole screen to Floe, or take it back."),
            ),
        )

    def _scheme(self, name: SchemeName, key: str) -> ActionSpec:
        chosen = APPEARANCE.get() == name
        return ActionSpec(f"appearance_{name}", key, self.choose, name, checked=chosen, group="appearance")

    def restore_geometry(self) -> None:
        """As the window was left; the first time, large enough to work in."""
        window = self._window
        if not window.restoreGeometry(WINDOW_GEOMETRY.get()):
            room = window.screen().availableSize()
            if room.width() < _ROOMY.width() or room.height() < _ROOMY.height():
                window.setWindowState(Qt.WindowState.WindowMaximized)
            window.resize(_ROOMY.boundedTo(room))

    def close(self) -> None:
        WINDOW_GEOMETRY.set(self._window.saveGeometry())

    def choose(self, name: SchemeName) -> None:
        APPEARANCE.set(name)
        apply_scheme(name)

    def _set_full_screen(self, on: bool) -> None:
        """Only that state changes: what was maximised is so again afterwards."""
        full, state = Qt.WindowState.WindowFullScreen, self._window.windowState()
        self._window.setWindowState(state | full if on else state & ~full)
