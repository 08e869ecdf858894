"""Light, dark, or as the system is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings

from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.widgets.theme import SCHEMES, SchemeName, apply_scheme

_KEY = "appearance"


def stored_scheme() -> SchemeName:
    """The one chosen last; as the system is, where there is none."""
    stored = str(QSettings().value(_KEY, "system"))
    return next((name for name in SCHEMES if name == stored), "system")


class AppearanceController(QObject):
    """One choice for the whole program; it is kept in the settings."""

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
        chosen = stored_scheme()
        return tuple(
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

    def choose(self, name: SchemeName) -> None:
        QSettings().setValue(_KEY, name)
        apply_scheme(name)
