"""Writes the files of a series: the same that `floe series` writes, byte for byte."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from core.base.sentences import with_commas
from ui.series.export_dialog import SeriesChoice, SeriesExportDialog
from ui.series.series_session import SeriesSession
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.building import open_dialog
from ui.widgets.file_dialogs import last_folder
from ui.widgets.settings import EXPORT_FOLDER, SERIES_EXPORT
from workers.job_thread import JobThread
from workers.mailbox import Mailbox

if TYPE_CHECKING:
    from core.accuracy.pool import PooledSample
    from core.series.series import Found
    from workers.series import ExportStep, SeriesExport, Written

# So many names are told of files that would be replaced, and of pictures that gave none.
_MOST_NAMED = 5


class SeriesExportController(QObject):
    """Asks what and where to; files that are there are replaced only where the user says so."""

    # Emitted in the thread of an export that is cancelled or fails: no JobThread tells what that leaves
    # behind.
    _left = Signal(tuple)
    _left_by_failure = Signal(tuple)

    def __init__(self, services: Services, series: SeriesSession, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._series = services, series
        self._dialog: SeriesExportDialog | None = None
        self._found: Found | None = None
        self._sample: PooledSample | None = None
        self._waiting: SeriesExport | None = None
        self._step: ExportStep | None = None
        self._thread: JobThread[Written] = JobThread(
            "series export", self, on_done=self._take, on_failed=self._take_failure
        )
        self._looking = JobThread[tuple[Path, ...]]("files there", self, on_done=self._take_there)
        self._left.connect(services.written.say_stopped)
        self._left_by_failure.connect(services.written.say)
        series.replaced.connect(self._forget)
        services.status.add_job(self.cancel, self._occupation, workspace="series")

    @property
    def exporting(self) -> bool:
        return self._thread.busy or (self._dialog is None and self._looking.busy)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("series_export", "Ctrl+Shift+E", self.ask, icon="export", when="can_export").says(
                QT_TRANSLATE_NOOP("Actions", "Expor&t the series…"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Write tables, charts, animation, report and record of the series into a folder.",
                ),
            ),
        )

    def ask(self) -> None:
        """What, and where to."""
        from workers.series import hindrances

        found = self._series.shown
        if found is None:
            return
        check = self._series.check
        found = self._found = found if check is None else found.with_check(check)
        # Whoever exports right after the last answer does not wait for it: the job finds out what it says.
        self._sample = self._series.project.sample if check is None else None
        choice = SeriesChoice(last_folder(EXPORT_FOLDER, None), SERIES_EXPORT.get())
        why = hindrances(found, self._sample)
        self._dialog = SeriesExportDialog(choice, why, self._count, self._services.window)
        self._dialog.looked.connect(self._look)
        self._dialog.accepted.connect(self._accept)
        self._dialog.rejected.connect(self._drop_dialog)
        open_dialog(self._dialog)

    def cancel(self) -> None:
        if self.exporting:
            self._thread.cancel()
            if self._dialog is None:  # else it is the dialog that looks
                self._looking.cancel()
            self._services.status.show_message(self.tr("Export cancelled."))
        self._services.status.refresh()

    def close(self) -> None:
        self._looking.close()
        self._thread.close()

    def _forget(self) -> None:
        """What was asked of a series that is closed."""
        self._looking.cancel()
        self._found = self._waiting = self._sample = None

    def _count(self, choice: SeriesChoice) -> int:
        from workers.series import number_of_files

        export = self._export(choice)
        return 0 if export is None else number_of_files(export)

    def _look(self, choice: SeriesChoice) -> None:
        """Which of the files are there already: a folder may lie on a slow disk, and have many files."""
        from workers.series import files_there

        if (export := self._export(choice)) is not None:
            self._looking.submit(partial(files_there, export))

    def _take_there(self, there: tuple[Path, ...]) -> None:
        """Of the dialog that is open, or of an export that waits for it."""
        if self._dialog is not None:
            self._dialog.show_there(len(there))
        elif self._waiting is not None and there:
            self._ask_about_files(there)
        elif self._waiting is not None:
            self._begin()

    def _export(self, choice: SeriesChoice) -> SeriesExport | None:
        from workers.series import SeriesExport

        if self._found is None:
            return None
        left = self._left.emit, self._left_by_failure.emit
        return SeriesExport(self._found, choice.directory, choice.keys, choice.formats, self._sample, *left)

    def _drop_dialog(self) -> None:
        self._dialog = None
        self._looking.cancel()

    def _accept(self) -> None:
        if self._dialog is None:
            return
        choice, boxes = self._dialog.choice(), self._dialog.grid.boxes
        self._dialog = None
        # What cannot be written of this series is still wanted of the next.
        kept = {key for key, box in boxes.items() if not box.isEnabled()}
        EXPORT_FOLDER.set(str(choice.directory))
        SERIES_EXPORT.set(choice.what | (SERIES_EXPORT.get() & kept))
        self._waiting = self._export(choice)
        self._look(choice)

    def _ask_about_files(self, there: tuple[Path, ...]) -> None:
        names = with_commas(path.name for path in there[:_MOST_NAMED])
        if len(there) > _MOST_NAMED:
            names += " …"
        text = self.tr("{0} of the files are in {1} already: {2}. Replace them?")
        words = text.format(len(there), there[0].parent, names)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Floe"), words, parent=self._services.window)
        box.setObjectName("replace_series")
        replace = box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        replace.setObjectName("replace")
        box.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())
        box.buttonClicked.connect(self._take_answer)
        open_dialog(box)

    def _take_answer(self, button: QAbstractButton) -> None:
        if button.objectName() == "replace":
            self._begin()
        else:
            self._waiting = None

    def _begin(self) -> None:
        export, self._waiting = self._waiting, None
        if export is None:
            return
        from workers.series import export_series

        self._step = None
        progress = Mailbox(self._tell)
        self._thread.submit(partial(export_series, export, progress), progress)
        self._services.status.refresh()

    def _tell(self, step: ExportStep) -> None:
        self._step = step
        self._services.status.follow_progress()

    def _occupation(self) -> str:
        if not self.exporting:
            return ""
        if self._step is None:
            return self.tr("Exporting the series…")
        return self.tr("Exporting, {0} of {1}: {2}").format(self._step.done, self._step.of, self._step.name)

    def _take(self, written: Written) -> None:
        self._services.status.refresh()
        if written.paths:
            self._services.written.say(written.paths)
        if written.problems:
            more = "\n…" if len(written.problems) > _MOST_NAMED else ""
            lines = "\n".join(written.problems[:_MOST_NAMED])
            self._services.complaints.show(
                self.tr("The files of some pictures could not be written.\n{0}").format(lines + more)
            )

    def _take_failure(self, sentence: str) -> None:
        self._services.status.refresh()
        self._services.complaints.show(sentence)
