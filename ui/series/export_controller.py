"""Writes the files of a series: the same that `floe series` writes, byte for byte."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from core.base.paths import is_file
from core.series.journal import RECORD
from core.series.series import Found
from ui.series.series_session import SeriesSession
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.building import open_dialog
from ui.widgets.file_dialogs import ask_folder, last_folder
from ui.widgets.settings import EXPORT_FOLDER
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from workers.series import Written


class SeriesExport(QObject):
    """Into a folder that the user chooses; files that are there are replaced only where the user says so."""

    def __init__(self, services: Services, series: SeriesSession, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._series = services, series
        self._waiting: tuple[Found, Path] | None = None
        self._thread: JobThread[Written] = JobThread(
            "series export", self, on_done=self._take, on_failed=self._take_failure
        )
        services.status.add_job(self.cancel, self._occupation, workspace="series")

    @property
    def exporting(self) -> bool:
        return self._thread.busy

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("series_export", "Ctrl+Shift+E", self.ask, icon="export", when="can_export").says(
                QT_TRANSLATE_NOOP("Actions", "Expor&t the series…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Write table, summary, charts and record of the series into a folder."
                ),
            ),
        )

    def ask(self) -> None:
        """Where to."""
        found = self._series.shown
        folder = ask_folder(
            self._services.window, self.tr("Export the series to"), last_folder(EXPORT_FOLDER, None)
        )
        if folder is None or found is None:
            return
        EXPORT_FOLDER.set(str(folder))
        self._waiting = found, folder
        if is_file(folder / RECORD):
            self._ask_about_files(folder)
        else:
            self._begin()

    def cancel(self) -> None:
        self._thread.cancel()
        self._services.status.refresh()

    def close(self) -> None:
        self._thread.close()

    def _ask_about_files(self, folder: Path) -> None:
        text = self.tr("There is a series in {0} already. Replace its files?").format(folder)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Floe"), text, parent=self._services.window)
        box.setObjectName("replace_series")
        replace = box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        replace.setObjectName("replace")
        box.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())
        box.buttonClicked.connect(self._take_answer)
        open_dialog(box)

    def _take_answer(self, button: QAbstractButton) -> None:
        if button.objectName() == "replace":
            self._begin()

    def _begin(self) -> None:
        if self._waiting is not None:
            found, folder = self._waiting
            self._waiting = None
            from workers.series import export_series

            self._thread.submit(partial(export_series, found, folder, ()))
            self._services.status.refresh()

    def _occupation(self) -> str:
        return self.tr("Exporting the series…") if self.exporting else ""

    def _take(self, written: Written) -> None:
        self._services.status.refresh()
        self._services.written.say(written.paths)

    def _take_failure(self, sentence: str) -> None:
        self._services.status.refresh()
        self._services.complaints.show(sentence)
