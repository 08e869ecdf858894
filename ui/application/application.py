"""The program with a window: application, theme, window, event loop."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from core.base.version import VERSION
from ui.application.door import Door
from ui.application.request import Request

_log = logging.getLogger("floe")
# From malloc.h of glibc.
_M_MMAP_THRESHOLD = -3
# A worker that computes in Python lets go of the interpreter only when asked, and Python's own 5 ms count for
# every single call from Qt into a paint or a model: a table of fifty cells would stand for a quarter second.
_SWITCH_SECONDS = 0.0005


def run(request: Request, door: Door | None = None, language: str = "") -> int:
    """Open the window with what is asked for. door: where it takes what later starts hand over, if no other
    window does so already. language: asked for on the command line, or "". The exit code.
    """
    # Ctrl+C ends it at once; what is in no file is kept, and offered at the next start.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with contextlib.suppress(OSError, RuntimeError):  # pathlib's, of who has no home
        os.chdir(Path.home())  # the folder that it was started in may go away
    application = make_application(language)
    _log_to_file()
    log_defects()
    from ui.application.callers import Callers, open_request
    from ui.application.open_window import OpenWindow

    open_window = OpenWindow()
    window = open_window.window
    window.services.recovery.look()
    if door is not None and door.take():
        callers = Callers(window, door, open_window)
        open_window.changed.connect(callers.serve)
    if not request.paths:  # else the reading thread starts the helper process itself
        QTimer.singleShot(0, window.services.files.opening.warm_up)
        if not request.sample:
            window.imports.soon()
    open_request(window, request)
    return application.exec()


def make_application(language: str = "") -> QApplication:
    """The one QApplication, named, themed and speaking. language: see ui.widgets.language."""
    give_memory_back()
    sys.setswitchinterval(_SWITCH_SECONDS)
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Floe")
    application.setOrganizationName("Floe")
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName("floe")
    if QLocale().language() == QLocale.Language.C:
        # A system without a language: numbers of seven digits need their separators all the same.
        QLocale.setDefault(QLocale(QLocale.Language.English))
    from ui.widgets.icons import icon
    from ui.widgets.language import install_language
    from ui.widgets.settings import APPEARANCE
    from ui.widgets.theme import install_theme

    install_language(application, language)
    install_theme(application, APPEARANCE.get())
    application.setWindowIcon(icon("floe"))
    return application


def give_memory_back() -> None:
    """Let glibc return large freed arrays to the system at once.

    By itself it learns from the first freed picture to keep blocks of that size, in pieces that the next
    picture does not fit: a hundred pictures later the program holds tens of megabytes for nothing.
    """
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(_M_MMAP_THRESHOLD, 128 * 1024)


def _log_to_file() -> None:
    """Defects go to a log in the user's own folder: a window has no terminal."""
    from platformdirs import user_log_path

    try:
        folder = user_log_path("floe", appauthor=False, ensure_exists=True)
        handler = RotatingFileHandler(
            folder / "floe.log", maxBytes=1_000_000, backupCount=1, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


def log_defects() -> None:
    """What nobody catches, in a slot of Qt or in a thread, goes to the log; the program goes on."""
    sys.excepthook = _log_exception
    threading.excepthook = _log_exception_of_thread


def _log_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _log.error("Unexpected", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)


def _log_exception_of_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None:
        _log_exception(told.exc_type, told.exc_value, told.exc_traceback)
