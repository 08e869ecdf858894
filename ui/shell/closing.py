"""Nothing that is in no file is lost unasked: on the way out, and where something takes another's place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from core.writing.stamp import FileStamp
from ui.session.remembered import Remembered
from ui.session.session import Session
from ui.shell.documents import OpenDocuments
from ui.shell.own_document import OwnDocument
from ui.shell.saving import SavingController
from ui.widgets.building import open_dialog

# Of what is unsaved the question names so many.
_MOST_NAMES = 8
_ROLE = QMessageBox.ButtonRole

# What may be lost: documents of pictures, and what is open in workspaces that have a document of their own.
Unsaved = Remembered | OwnDocument


@dataclass(frozen=True)
class _Question:
    """unsaved: what may be lost as things stand. then: what is done once that is settled."""

    unsaved: Callable[[], Sequence[Unsaved]]
    then: Callable[[], object]


class ClosingController(QObject):
    """may_close_now: the user has said what becomes of everything, and it is done."""

    may_close_now = Signal()

    def __init__(
        self, session: Session, documents: OpenDocuments, saving: SavingController, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._documents, self._saving, self._window = session, documents, saving, window
        self._own: list[OwnDocument] = []
        self._discards = self._under_way = False
        # What is being saved, one after the other.
        self._question: _Question | None = None
        saving.saved.connect(self._go_on)
        saving.given_up.connect(self.give_up)

    @property
    def saving(self) -> bool:
        """Whether what the user wants saved is being saved, one after the other."""
        return self._under_way

    def add(self, own: OwnDocument) -> None:
        """What is open in a workspace, beside the pictures."""
        self._own.append(own)
        own.saved.connect(self._go_on)
        own.given_up.connect(self.give_up)

    def may_close(self) -> bool:
        """Whether nothing would be lost; else asks, and tells by `may_close_now` once that is settled."""
        if self._discards or not self._all_unsaved():
            return True
        if not self._under_way:
            self._ask(_Question(self._all_unsaved, self.may_close_now.emit), closing=True)
        return False

    def settle(self, own: OwnDocument, then: Callable[[], object]) -> None:
        """Do this now, or once the user has said what becomes of what is open there."""
        if self._discards or not own.is_unsaved:
            then()
        else:
            self._ask(_Question(lambda: [own] if own.is_unsaved else [], then), closing=False)

    def discard(self) -> None:
        """What is in no file may go."""
        self._discards = True

    def give_up(self) -> None:
        """What was to be saved is not: all stays as it is."""
        self._question, self._under_way = None, False

    def _all_unsaved(self) -> Sequence[Unsaved]:
        return (*self._documents.unsaved(), *(own for own in self._own if own.is_unsaved))

    def _ask(self, question: _Question, *, closing: bool) -> None:
        self._question, self._under_way = question, False
        text, detail = self._words([_name(each) for each in question.unsaved()], closing=closing)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Floe"), text, parent=self._window)
        box.setObjectName("unsaved")
        box.setInformativeText(detail)
        several = len(question.unsaved()) > 1
        save = box.addButton(self.tr("Save all") if several else self.tr("Save"), _ROLE.AcceptRole)
        save.setObjectName("save")
        drop = box.addButton(self.tr("Don’t save"), _ROLE.DestructiveRole)
        drop.setObjectName("drop")
        box.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())
        box.setDefaultButton(save)
        box.buttonClicked.connect(self._take_answer)
        open_dialog(box)

    def _words(self, names: list[str], *, closing: bool) -> tuple[str, str]:
        if len(names) == 1:
            text = self.tr("Save what you did with {0} before closing?")
            if not closing:
                text = self.tr("Save what you did with {0}?")
            return text.format(names[0]), self.tr("It is in no file, and is lost otherwise.")
        text = self.tr("Save what you did with {0} pictures before closing?").format(len(names))
        shown = names[:_MOST_NAMES]
        if len(names) > _MOST_NAMES:
            shown.append(self.tr("and {0} more").format(len(names) - _MOST_NAMES))
        return text, self.tr("It is in no file, and is lost otherwise:\n{0}").format("\n".join(shown))

    def _take_answer(self, button: QAbstractButton) -> None:
        question = self._question
        if button.objectName() == "save":
            self._under_way = True
            self._go_on()
        elif button.objectName() == "drop" and question is not None:
            self._question = None
            # Of the window alone all goes: of a document that another takes the place of, that one.
            self._discards = question.unsaved == self._all_unsaved
            question.then()
        else:
            self.give_up()

    def _go_on(self, _saved: object = None) -> None:
        """The next of them; whoever gives up where one is to go keeps all of them."""
        question = self._question
        if not self._under_way or question is None:
            return
        unsaved = question.unsaved()
        if not unsaved:
            self.give_up()
            question.then()
        elif not self._save(unsaved[0]):
            self.give_up()

    def _save(self, unsaved: Unsaved) -> bool:
        """Begin to save one; whether the user has said where."""
        if not isinstance(unsaved, Remembered):
            unsaved.save()
            return self._under_way
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


def _name(unsaved: Unsaved) -> str:
    return unsaved.name if isinstance(unsaved, Remembered) else unsaved.title
