"""Forgets what was computed of collections, when a person says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.shell.setting_rows import SettingRow
from ui.widgets.announcing import announce
from workers.clearing import clear_computed
from workers.job_thread import JobThread


class CacheController(QObject):
    """ended(done): it has been cleared, or could not be."""

    ended = Signal(bool)

    def __init__(self, complain: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._complain = complain
        self._thread: JobThread[None] = JobThread(
            "clearing", self, on_done=self._take, on_failed=self._take_failure
        )

    def row(self) -> SettingRow:
        about = self.tr(
            "What was computed of the pictures of collections is kept for the next time, 2 GB at most. "
            "Without it the next sorting takes as long as the first."
        )
        return SettingRow("cache", self.tr("Computed vectors and thumbnails"), about, self._button)

    def close(self) -> None:
        self._thread.close()

    def _button(self) -> QWidget:
        button = _ClearButton()
        button.clicked.connect(self._clear)
        self.ended.connect(button.show_end)
        return button

    def _clear(self) -> None:
        self._thread.submit(clear_computed)

    def _take(self, _nothing: None) -> None:
        self.ended.emit(True)

    def _take_failure(self, sentence: str) -> None:
        self.ended.emit(False)
        self._complain(sentence)


class _ClearButton(QPushButton):
    """Says itself that it is done: notices are behind the dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(self.tr("Clear"))
        self.setAutoDefault(False)
        self.clicked.connect(self._wait)

    def show_end(self, done: bool) -> None:
        self.setEnabled(not done)
        if done:
            self.setText(self.tr("Cleared"))
            announce(self, self.text())

    def _wait(self) -> None:
        self.setEnabled(False)
