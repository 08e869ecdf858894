"""The window that is open: made anew in another language, with all that is open in it."""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.application.window import make_window
from ui.shell.handing_on import hand_on, take_over
from ui.shell.idle_work import GarbageCollector
from ui.widgets.language import install_language


class OpenWindow(QObject):
    """window: the one that is on the screen. changed(MainWindow): it has taken its place."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.window = make_window()
        self.window.show()
        self._begin()

    def _begin(self) -> None:
        """The window is seen: from now on it works, and may ask for another in its place."""
        window = self.window
        GarbageCollector(window.session, window.imports, window)
        for workspace in window.workspaces:
            workspace.warm_up()
        # Queued: nothing of the window that asks is at work when that is deleted.
        window.language.change_now.connect(self._change, Qt.ConnectionType.QueuedConnection)

    def _change(self) -> None:
        """Speak the language that was chosen, unless something has begun since it was said that it can be."""
        if not self.window.language.still_free():
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._replace()
        except Exception:
            # A defect of Floe. As after a crash: the next start offers what is in no file.
            QApplication.exit(1)
            raise
        finally:
            QApplication.restoreOverrideCursor()

    def _replace(self) -> None:
        """What is seen is the old window until the new one is there."""
        before, application = self.window, QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there are windows
        handed = hand_on(before)
        install_language(application)
        self.window = make_window()
        take_over(self.window, handed)
        before.hide()
        _delete(before)
        del before, handed
        # What was set aside while it was open is looked through once more: it goes, with its results.
        gc.unfreeze()
        gc.collect()
        self._begin()
        QTimer.singleShot(0, self.window.services.files.opening.warm_up)
        if self.window.session.document is None:
            self.window.imports.soon()
        self.changed.emit(self.window)


def _delete(window: QWidget) -> None:
    """At once, with all that its parts held: PySide keeps some Python halves, which hold the others."""
    parts = (window, *window.findChildren(QObject))
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    for each in parts:
        vars(each).clear()
