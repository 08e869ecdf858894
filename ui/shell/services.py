"""What the window does for every workspace, given to each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMainWindow, QMessageBox, QStatusBar, QWidget

from core.base.sentences import with_commas
from ui.session.autosave import Autosave
from ui.session.recent_files import RecentFiles
from ui.session.session import Session
from ui.shell.actions import Actions
from ui.shell.closing import ClosingController
from ui.shell.defects import DefectController
from ui.shell.documents import OpenDocuments
from ui.shell.files import FileController
from ui.shell.recovery import RecoveryController
from ui.shell.saving import SavingController
from ui.shell.setting_rows import SettingRows
from ui.shell.status import StatusLine
from ui.widgets.building import open_dialog
from ui.widgets.notices import NoticeBar


class Complaints(QObject):
    """Says what did not work in a dialog that waits; all that is open stays."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def show(self, sentence: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Floe"), sentence, parent=self._window)
        box.setObjectName("complaint")
        box.addButton(QMessageBox.StandardButton.Ok).setIcon(QIcon())  # as in Floe's other dialogs
        open_dialog(box)


class WrittenFiles(QObject):
    """Says where to files were written: the bar shows the beginning, its details all of them."""

    def __init__(self, notices: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._notices = notices

    def say(self, paths: tuple[Path, ...]) -> None:
        self._say(self.tr("Exported to {0}: {1}"), paths)

    def say_stopped(self, paths: tuple[Path, ...]) -> None:
        """What a cancelled export leaves behind is not left in silence."""
        self._say(self.tr("Export cancelled. Written to {0} before: {1}"), paths)

    def _say(self, words: str, paths: tuple[Path, ...]) -> None:
        folder, names = paths[0].parent, with_commas(path.name for path in paths)
        self._notices.add(words.format(folder, names), "info", folder=str(folder))


@dataclass(frozen=True)
class Services:
    """window: what dialogs stand before. session: the document, its undo stack and its result.

    actions: all of them, once the window is made. notices: what stays until it is read. status: the line at
    the foot, with progress and cancel. complaints: what has to be answered. written: what is said of files
    that were written. files: opening, and the list of pictures. saving: of documents and recipes. documents:
    from one picture to the next. closing: what is asked on the way out. autosave, recovery: against a crash,
    and after it. defects: of Floe itself, told as notices. settings: what the dialog of that name shows of
    workspaces.
    """

    window: QMainWindow
    session: Session
    actions: Actions
    notices: NoticeBar
    status: StatusLine
    complaints: Complaints
    written: WrittenFiles
    recent: RecentFiles
    files: FileController
    saving: SavingController
    documents: OpenDocuments
    closing: ClosingController
    autosave: Autosave
    recovery: RecoveryController
    defects: DefectController
    settings: SettingRows


def make_services(window: QMainWindow) -> Services:
    """Those of an empty window."""
    session, actions = Session(window), Actions(window)
    bar = QStatusBar(window)
    window.setStatusBar(bar)
    notices, status, complaints = NoticeBar(window), StatusLine(bar), Complaints(window)
    recent = RecentFiles(parent=window)
    files = FileController(session, notices, status, complaints.show, window)
    saving = SavingController(
        session, recent=recent, notices=notices, status=status, complain=complaints.show, window=window
    )
    autosave = Autosave(session, window)
    documents = OpenDocuments(
        session,
        files=files,
        saving=saving,
        autosave=autosave,
        recent=recent,
        notices=notices,
        window=window,
    )
    closing = ClosingController(session, documents, saving, window)
    recovery = RecoveryController(files.opening, autosave, notices, window)
    saving.files.picture_given_up.connect(recovery.open_next)
    recent.chosen.connect(files.open_path)
    written = WrittenFiles(notices, window)
    return Services(
        window=window,
        session=session,
        actions=actions,
        notices=notices,
        status=status,
        complaints=complaints,
        written=written,
        recent=recent,
        files=files,
        saving=saving,
        documents=documents,
        closing=closing,
        autosave=autosave,
        recovery=recovery,
        defects=DefectController(notices, window),
        settings=SettingRows(),
    )
