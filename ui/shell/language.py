"""The language of the window, chosen in its menu."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.base.sentences import languages
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.widgets.language import name_of
from ui.widgets.notices import NoticeBar
from ui.widgets.settings import LANGUAGE, SYSTEM


class LanguageController(QObject):
    """Keeps the choice for the next start: nothing that is open, selected or running is touched by it."""

    def __init__(self, notices: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._notices = notices

    def actions(self) -> tuple[ActionSpec, ...]:
        system = self._spec(0, SYSTEM).says(
            QT_TRANSLATE_NOOP("Actions", "As the &system"),
            QT_TRANSLATE_NOOP("Actions", "Speak the language of the desktop, from the next start on."),
        )
        tooltip = QT_TRANSLATE_NOOP("Actions", "Speak this language, from the next start on.")
        others = (
            self._spec(place, language).says(name_of(language), tooltip)
            for place, language in enumerate(languages(), 1)
        )
        return (system, *others)

    def choose(self, language: str) -> None:
        """One of `languages()`, or SYSTEM."""
        if language != LANGUAGE.get():
            LANGUAGE.set(language)
            self._notices.add(
                self.tr("Floe speaks the language that you chose when it is started again."), "info"
            )

    def _spec(self, place: int, language: str) -> ActionSpec:
        chosen, key = LANGUAGE.get() == language, f"Ctrl+Shift+F{9 + place}"
        return ActionSpec(
            f"language_{language}", key, self.choose, language, checked=chosen, group="language"
        )
