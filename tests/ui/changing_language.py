"""A window as the program has it, which is made anew in another language; English again at the end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.base.sentences import ENGLISH
from ui.application.open_window import OpenWindow
from ui.shell.main_window import MainWindow
from ui.widgets.language import install_language


@contextmanager
def opened(qtbot: QtBot, application: QApplication) -> Iterator[OpenWindow]:
    """One on the screen; nothing is asked when the last is closed."""
    made = OpenWindow()
    qtbot.waitExposed(made.window)
    yield made
    made.window.close_without_asking()
    made.window.deleteLater()
    install_language(application, ENGLISH)
    gc.unfreeze()


def change(qtbot: QtBot, open_window: OpenWindow, language: str) -> MainWindow:
    """The window that comes when a language is chosen in the menu."""
    with qtbot.waitSignal(open_window.changed, timeout=30_000):
        open_window.window.services.actions.by_id[f"language_{language}"].trigger()
    return open_window.window


def first_menu(window: MainWindow) -> str:
    """By what a test sees which language is spoken."""
    return window.menuBar().actions()[0].text()
