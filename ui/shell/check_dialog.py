"""The window of the self-check: scenes of known truth, expected beside found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.building import fill, named
from ui.widgets.progress_bar import ProgressBar
from workers.job_thread import JobThread
from workers.mailbox import Mailbox

if TYPE_CHECKING:
    from core.self_check.self_check import Finding
    from workers.checking import CheckProgress

_NUMBERS = range(2, 6)


class CheckDialog(QDialog):
    """Runs the check when it is shown; Cancel ends it, what was found stays to be read and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("check_dialog")
        self.setWindowTitle(self.tr("Check that Floe measures right"))
        self.findings: tuple[Finding, ...] = ()
        self._thread = JobThread("checking", self, on_done=self._take_outcome, on_failed=self._take_failure)
        self._sentence = named(QLabel(wordWrap=True), "check_sentence")
        self._sentence.setFont(_bold(self.font()))
        self._bar = named(ProgressBar(textVisible=False), "check_progress", self.tr("Progress of the check"))
        self._bar.setMaximumHeight(8)
        self._table = self._made_table()
        self._make_buttons()
        parts = (self._introduction(), self._table, self._bar, self._sentence, self._buttons)
        fill(QVBoxLayout(self), *parts, margins=16, spacing=10)
        self.resize(960, 560)

    def start(self) -> None:
        """Begin anew."""
        from workers.checking import CheckJob

        self._show_findings(())
        self._sentence.setText(self.tr("Measuring…"))
        self._set_running(True)
        progress = Mailbox(self._take_progress)
        self._thread.submit(CheckJob(progress), progress)

    def cancel(self) -> None:
        """End the check; what has been found stays."""
        self._thread.cancel()
        self._set_running(False)
        self._sentence.setText(self.tr("Cancelled before all scenes were measured."))

    def copy(self) -> None:
        """Put the table on the clipboard as text."""
        from core.self_check.self_check import table

        QGuiApplication.clipboard().setText(table(self.findings) + "\n")

    def done(self, result: int) -> None:
        """However the window is closed: the thread ends with it."""
        self._thread.close()
        super().done(result)

    def _introduction(self) -> QLabel:
        words = QLabel(
            self.tr(
                "Floe draws scenes whose areas are known exactly, measures them on this machine like any "
                "picture, and compares. What is expected comes from the polygons that were drawn and from "
                "geodesic areas by PROJ, never from Floe's own measuring."
            ),
            wordWrap=True,
        )
        words.setObjectName("check_introduction")
        return words

    def _made_table(self) -> QTableWidget:
        heads = (
            self.tr("Scene"),
            self.tr("Quantity"),
            self.tr("Expected"),
            self.tr("Found"),
            self.tr("Difference"),
            self.tr("Allowed"),
            self.tr("Unit"),
            self.tr("Result"),
        )
        table = QTableWidget(0, len(heads))
        table.setObjectName("check_table")
        table.setHorizontalHeaderLabels(heads)
        table.setAccessibleName(self.tr("Expected beside found"))
        table.setToolTip(self.tr("Difference and allowed difference are shares of what is expected."))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(26)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(len(heads)):
            item = table.horizontalHeaderItem(column)
            if item is not None:
                item.setTextAlignment(_alignment(column))
        return table

    def _make_buttons(self) -> None:
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self._copy = QPushButton(self.tr("Copy as text"))
        self._copy.setObjectName("check_copy")
        self._copy.setToolTip(self.tr("Put the table on the clipboard, to paste into a report or a mail."))
        self._again = QPushButton(self.tr("Check again"))
        self._again.setObjectName("check_again")
        self._again.setToolTip(self.tr("Measure all scenes once more."))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setObjectName("check_cancel")
        self._cancel.setToolTip(self.tr("End the check; what has been found stays in the table."))
        for button, slot in ((self._copy, self.copy), (self._again, self.start), (self._cancel, self.cancel)):
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            self._buttons.addButton(button, role)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self._buttons.rejected.connect(self.reject)

    def _set_running(self, running: bool) -> None:
        self._bar.setVisible(running)
        self._cancel.setEnabled(running)
        self._again.setEnabled(not running)
        self._copy.setEnabled(bool(self.findings))

    def _take_progress(self, progress: CheckProgress) -> None:
        self._bar.set_progress(progress.done, progress.total)
        self._show_findings(progress.findings)

    def _take_outcome(self, progress: CheckProgress) -> None:
        from core.self_check.self_check import check_verdict

        self._show_findings(progress.findings)
        self._set_running(False)
        self._sentence.setText(check_verdict(progress.findings))

    def _take_failure(self, sentence: str) -> None:
        self._set_running(False)
        self._sentence.setText(sentence)

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        from core.self_check.self_check import finding_cells

        self.findings = findings
        self._table.setRowCount(len(findings))
        for row in range(len(findings)):
            for column, text in enumerate(finding_cells(findings[row])):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_alignment(column))
                if not findings[row].ok:
                    item.setFont(_bold(self.font()))
                self._table.setItem(row, column, item)
        if findings:
            self._table.scrollToBottom()
        self._copy.setEnabled(bool(findings))


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _bold(font: QFont) -> QFont:
    font = QFont(font)
    font.setBold(True)
    return font
