"""The way out: nothing that is in no file is lost unasked, of any picture."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from core.writing.stamp import FileStamp
from ui.session.remembered import Remembered
from ui.session.session import Session
from ui.shell.documents import OpenDocuments
from ui.shell.saving import SavingController
from ui.widgets.building import open_dialog

# Of unsaved documents the question names so many.
_MOST_NAMES = 8


class ClosingController(QObject):
    """may_close_now: the user has said what becomes of everything, and it is done. stays: or that the window
    stays open.
    """

    may_close_now = Signal()
    stays = Signal()

    def __init__(
        self, session: Session, documents: OpenDocuments, saving: SavingController, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._documents, self._saving, self._window = session, documents, saving, window
        self._discards = self._saves = False
        saving.saved.connect(self._go_on)
        saving.given_up.connect(self._stay_open)

    def may_close(self) -> bool:
        """Whether nothing would be lost; else asks, and tells by `may_close_now` once that is settled."""
        if self._discards:
            return True
        unsaved = self._documents.unsaved()
        if unsaved and not (self._saves and self._saving.saving):
            self._saves = False
            self._ask([each.name for each in unsaved])
        return not unsaved

    def discard(self) -> None:
        """What is in no file may go."""
        self._discards = True

    def _ask(self, names: list[str]) -> None:
        if len(names) == 1:
            text = self.tr("Save what you did with {0} before closing?").format(names[0])
            detail = self.tr("It is in no file, and is lost otherwise.")
        else:
            text = self.tr("Save what you did with {0} pictures before closing?").format(len(names))
            shown = names[:_MOST_NAMES]
            if len(names) > _MOST_NAMES:
                shown.append(self.tr("and {0} more").format(len(names) - _MOST_NAMES))
            detail = self.tr("It is in no file, and is lost otherwise:\n{0}").format("\n".join(shown))
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Floe"), text, parent=self._window)
        box.setObjectName("unsaved")
        box.setInformativeText(detail)
        several = len(names) > 1
        save = box.addButton(self.tr("Save all") if several else self.tr("Save"), _ROLE.AcceptRole)
        save.setObjectName("save")
        drop = box.addButton(self.tr("Don’t save"), _ROLE.DestructiveRole)
        drop.setObjectName("drop")
        box.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())
        box.setDefaultButton(save)
        box.buttonClicked.connect(self._take_answer)
        open_dialog(box)

    def _take_answer(self, button: QAbstractButton) -> None:
        if button.objectName() == "drop":
            self.discard()
            self.may_close_now.emit()
        elif button.objectName() == "save":
            self._saves = True
            self._go_on()
        else:
            self._stay_open()

    def _go_on(self, _saved: object = None) -> None:
        """The next of them; whoever gives up where one is to go stays in the window with all of them."""
        if not self._saves:
            return
        unsaved = self._documents.unsaved()
        if not unsaved:
            self._saves = False
            self.may_close_now.emit()
        elif not self._save(unsaved[0]):
            self._stay_open()

    def _save(self, unsaved: Remembered) -> bool:
        """Begin to save one; whether the user has said where."""
        path, before = unsaved.path, unsaved.stamp
        if path is None:
            path = self._saving.ask_where(unsaved.name)
            if path is None:
                return False
            before = FileStamp.of(path)
        if unsaved.key == self._session.key:
            self._saving.save_to(path, before)
        else:
            self._saving.files.save(unsaved.to_save(path, before))
        return True

    def _stay_open(self) -> None:
        self._saves = False
        self.stays.emit()


_ROLE = QMessageBox.ButtonRole
