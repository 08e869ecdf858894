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
        described: tuple[tuple[SchemeName, str, str, str], ...] = (
            (
                "system",
                QT_TRANSLATE_NOOP("Actions", "As the &system"),
                "Ctrl+F9",
                QT_TRANSLATE_NOOP("Actions", "Light or dark, as the desktop is."),
            ),
            (
                "light",
                QT_TRANSLATE_NOOP("Actions", "&Light"),
                "Ctrl+F10",
                QT_TRANSLATE_NOOP("Actions", "Dark text on a light window."),
            ),
            (
                "dark",
                QT_TRANSLATE_NOOP("Actions", "&Dark"),
                "Ctrl+F11",
                QT_TRANSLATE_NOOP("Actions", "Light text on a dark window."),
            ),
        )
        chosen = APPEARANCE.get()
        schemes = (
            ActionSpec(
                f"appearance_{name}",
                text,
                (key,),
                tooltip,
                self.choose,
                name,
                checkable=True,
                checked=name == chosen,
                group="appearance",
            )
            for name, text, key, tooltip in described
        )
        full_screen = ActionSpec(
            "full_screen",
            QT_TRANSLATE_NOOP("Actions", "F&ull screen"),
            ("F11",),
            QT_TRANSLATE_NOOP("Actions", "Give the whole screen to Floe, or take it back."),
            self._set_full_screen,
            checkable=True,
        )
        return (*schemes, full_screen)

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
        if on:
            self._window.showFullScreen()
        else:
            self._window.showNormal()
