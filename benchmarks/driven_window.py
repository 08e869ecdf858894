"""The window, driven from a script: opened, and waited for."""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

LIMIT_MS = 120_000


def open_window() -> tuple[QApplication, Any]:
    """The application and a shown MainWindow, with settings of its own."""
    if sys.platform == "linux" and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    settings = tempfile.mkdtemp(prefix="floe-benchmark-")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, settings)
    from ui.application.application import make_application
    from ui.widgets.settings import SHOW_CONVERGENCE

    SHOW_CONVERGENCE.set("never")
    application = make_application()
    from ui.application.window import make_window
    from ui.shell.idle_work import GarbageCollector

    window = make_window()
    window.resize(1400, 900)
    window.show()
    GarbageCollector(window.session, window.imports, window)
    settle()
    return application, window


def settle() -> None:
    """Let everything posted happen, deletions included."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_for_outcome(window: Any) -> Any:
    """The result of the document as it is now, once it is there."""
    loop = QEventLoop()
    limit = QTimer(loop)
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    limit.start(LIMIT_MS)
    window.session.outcome_changed.connect(loop.quit)
    while not _has_outcome(window):
        loop.exec()
        if not limit.isActive():
            sys.exit("no result came: could the picture be opened?")
    window.session.outcome_changed.disconnect(loop.quit)
    return window.session.outcome


def _has_outcome(window: Any) -> bool:
    document, outcome = window.session.document, window.session.outcome
    if document is None or outcome is None:
        return False
    found, wanted = outcome.segmentation.parameters, document.parameters
    return bool((found.k, found.features) == (wanted.k, wanted.features))
