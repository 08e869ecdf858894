"""The language of the window, chosen in its menu: at once, or when what is being done has ended."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from core.base.sentences import languages, spoken
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.shell.undo import Gestures
from ui.widgets.building import open_dialog
from ui.widgets.language import name_of, wanted_language
from ui.widgets.settings import LANGUAGE, SYSTEM
from workers.job_thread import JobThread

# How often it is looked whether the window is free to be changed, while that is waited for.
_LOOK_MS = 50
# What is done without a word, such as writing a table, is waited for so many times; what is derived may take
# longer, and is derived anew.
_MOST_LOOKS = 20


class LanguageController(QObject):
    """awaited: a change was chosen, and comes as soon as it can. change_now: nothing is being done, and all
    that is in no file is kept: another window may take over.

    gestures: of the workspace that is seen. waits: whether a change was chosen and has not come yet.
    """

    awaited = Signal()
    change_now = Signal()

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self.gestures: Gestures | None = None
        self._before, self._looks = LANGUAGE.get(), 0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def actions(self) -> tuple[ActionSpec, ...]:
        system = self._spec(0, SYSTEM).says(
            QT_TRANSLATE_NOOP("Actions", "As the &system"),
            QT_TRANSLATE_NOOP("Actions", "Speak the language of the desktop. What is open stays open."),
        )
        tooltip = QT_TRANSLATE_NOOP("Actions", "Speak this language. What is open stays open.")
        others = (
            self._spec(place, language).says(name_of(language), tooltip)
            for place, language in enumerate(languages(), 1)
        )
        return (system, *others)

    @property
    def waits(self) -> bool:
        return self._timer.isActive()

    def choose(self, language: str) -> None:
        """One of `languages()`, or SYSTEM. Asks first where something is being done."""
        self._before = LANGUAGE.get()
        LANGUAGE.set(language)
        if wanted_language() == spoken():
            self._timer.stop()
        elif self._services.status.occupation:
            self._ask()
        else:
            self._begin()

    def still_free(self) -> bool:
        """Whether nothing has begun since `change_now`; else that is told once more when it has ended."""
        if not self._is_free():
            self._timer.start()
            return False
        return True

    def close(self) -> None:
        self._timer.stop()

    def _ask(self) -> None:
        text = self.tr("Floe is busy. Change the language when it is done?")
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Floe"), text, parent=self._services.window)
        box.setObjectName("language_waits")
        box.setInformativeText(self._services.status.occupation)
        later = box.addButton(self.tr("When it is done"), QMessageBox.ButtonRole.AcceptRole)
        later.setObjectName("language_later")
        stop = box.addButton(self.tr("Stop it and change"), QMessageBox.ButtonRole.DestructiveRole)
        stop.setObjectName("language_stop")
        box.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())
        box.setDefaultButton(later)
        box.finished.connect(self._take_answer)
        open_dialog(box)

    def _take_answer(self, _code: int) -> None:
        box = self.sender()
        button = box.clickedButton() if isinstance(box, QMessageBox) else None
        answer = "" if button is None else button.objectName()
        if answer not in ("language_later", "language_stop"):  # also who just closes it
            LANGUAGE.set(self._before)
            self._services.actions[f"language_{self._before}"].setChecked(True)
            return
        if answer == "language_stop":
            self._services.status.cancel_all()
        self._begin()

    def _begin(self) -> None:
        self._looks = 0
        self._timer.start()
        self.awaited.emit()
        self._look()

    def _look(self) -> None:
        if self._is_free():
            self._timer.stop()
            self.change_now.emit()

    def _is_free(self) -> bool:
        """Whether nothing would be torn: no job, dialog, menu or stroke of the mouse, and all of it kept."""
        services, drawing = self._services, self.gestures is not None and self.gestures.drawing
        if services.status.occupation or services.closing.saving or drawing or services.session.dragging:
            return False
        if QApplication.activeModalWidget() or QApplication.activePopupWidget() or services.recovery.busy:
            return False
        if services.autosave.pending and not services.autosave.fails:
            services.autosave.keep_now()
            return False
        self._looks += 1
        return self._looks > _MOST_LOOKS or not any(
            each.busy for each in services.window.findChildren(JobThread)
        )

    def _spec(self, place: int, language: str) -> ActionSpec:
        chosen, key = LANGUAGE.get() == language, f"Ctrl+Shift+F{9 + place}"
        return ActionSpec(
            f"language_{language}", key, self.choose, language, checked=chosen, group="language"
        )
