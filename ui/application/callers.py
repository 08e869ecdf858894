"""Later starts of the program: what they ask for is opened in this window, which comes forward."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from core.image.reading import Reading
from ui.application.door import Door
from ui.application.reception import Reception
from ui.application.request import Request
from ui.shell.main_window import MainWindow


def open_request(window: MainWindow, request: Request) -> None:
    """Open what a start of the program asks for."""
    files = window.services.files
    if request.paths:
        labels = Reading(labels=True) if request.as_labels else None
        files.open_paths([Path(path) for path in request.paths], labels)
    elif request.sample:
        files.open_sample()


class Callers(QObject):
    """reception: where they are let in, as long as the program runs."""

    def __init__(self, window: MainWindow, door: Door, parent: QObject) -> None:
        """door: this process is behind it."""
        super().__init__(parent)
        self._window = window
        self.reception = Reception(door, self._is_free, self)
        self.reception.asked.connect(self._take)
        QApplication.instance().aboutToQuit.connect(self.reception.close)  # type: ignore[union-attr]

    def serve(self, window: MainWindow) -> None:
        """It has taken the place of the one before."""
        self._window = window

    def _is_free(self) -> bool:
        """A dialog is about what is open: nothing takes its place behind it."""
        return self._window.isVisible() and QApplication.activeModalWidget() is None

    def _take(self, request: Request) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)  # where the desktop lets nobody come forward
        open_request(window, request)
