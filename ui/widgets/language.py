"""The language of the window: Floe's own sentences, Qt's, and how dates are written."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from core.base.sentences import ENGLISH, SYSTEM_LANGUAGE, TRANSLATIONS, closest_language, languages, speak
from core.export.lettering import CHINESE
from ui.widgets.settings import LANGUAGE, SYSTEM

_TRANSLATORS = "floe_translators"
# Properties of the application: how numbers and dates were written before another language was spoken, and
# whether it has the Chinese font.
_OWN_LOCALE, _HAS_FONT = "floe_own_locale", "floe_has_chinese_font"


def wanted_language(asked: str = "") -> str:
    """The one that was asked for, else the one that is set, else the system's. asked: one of `languages()`,
    or "".
    """
    return asked or _chosen() or SYSTEM_LANGUAGE or _of_desktop()


def install_language(application: QApplication, asked: str = "") -> str:
    """Speak `wanted_language`; which one it is. Windows that are there already keep theirs."""
    language = wanted_language(asked)
    speak(language)
    for old in application.findChildren(QTranslator, _TRANSLATORS):
        application.removeTranslator(old)
        old.deleteLater()
    _write_dates(application, language)
    if language != ENGLISH:
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _install(application, f"qtbase_{language}", qt)
        _install(application, language, str(TRANSLATIONS))
    if language.startswith("zh") and not application.property(_HAS_FONT):
        QFontDatabase.addApplicationFont(str(CHINESE))  # where the system has no font for it
        application.setProperty(_HAS_FONT, True)
    return language


def name_of(language: str) -> str:
    """What those who speak it call it: "简体中文"."""
    if language == ENGLISH:
        return "English"
    return QLocale(language).nativeLanguageName().capitalize()


def _write_dates(application: QApplication, language: str) -> None:
    """As the language has them; in English as the system does, which may be none that Floe speaks."""
    own = application.property(_OWN_LOCALE)
    if language != ENGLISH:
        if own is None:
            application.setProperty(_OWN_LOCALE, QLocale())
        QLocale.setDefault(QLocale(language))
    elif own is not None:
        QLocale.setDefault(own)
        application.setProperty(_OWN_LOCALE, None)


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
