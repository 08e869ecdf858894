"""The language of the window: Floe's own sentences, Qt's, and how dates are written."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from core.base.sentences import ENGLISH, SYSTEM_LANGUAGE, TRANSLATIONS, closest_language, languages, speak
from core.export.lettering import CHINESE
from ui.widgets.settings import LANGUAGE, SYSTEM

_TRANSLATORS = "floe_translators"


def install_language(application: QApplication, asked: str = "") -> str:
    """Speak the language that was asked for, else the one that is set, else the system's; which one it is.

    asked: one of `languages()`, or "". Windows that are there already keep theirs.
    """
    language = asked or _chosen() or SYSTEM_LANGUAGE or _of_desktop()
    speak(language)
    for old in application.findChildren(QTranslator, _TRANSLATORS):
        application.removeTranslator(old)
        old.deleteLater()
    if language != ENGLISH:
        # English keeps the dates of the system, which may be none that Floe speaks.
        QLocale.setDefault(QLocale(language))
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _install(application, f"qtbase_{language}", qt)
        _install(application, language, str(TRANSLATIONS))
    if language.startswith("zh"):
        QFontDatabase.addApplicationFont(str(CHINESE))  # where the system has no font for it
    return language


def name_of(language: str) -> str:
    """What those who speak it call it: "简体中文"."""
    if language == ENGLISH:
        return "English"
    return QLocale(language).nativeLanguageName().capitalize()


def _chosen() -> str:
    chosen = LANGUAGE.get()
    return chosen if chosen != SYSTEM and chosen in languages() else ""


def _of_desktop() -> str:
    """Where no environment says so: Windows, a Mac."""
    wanted = QLocale.system().uiLanguages()[:1]
    return next(filter(None, map(closest_language, wanted)), ENGLISH)


def _install(application: QApplication, name: str, folder: str) -> None:
    translator = QTranslator(application)
    translator.setObjectName(_TRANSLATORS)
    if translator.load(name, folder):
        application.installTranslator(translator)
