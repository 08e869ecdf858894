"""The same wherever a person is asked what is at points: who it is, how much is seen around, which file."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from core.document.document import Document
from ui.accuracy.accuracy_panel import AccuracyPanel
from ui.accuracy.answer_keys import AnswerKeys
from ui.shell.services import Services
from ui.widgets.file_dialogs import FileType, all_files, ask_open_paths, last_folder
from ui.widgets.settings import ACCURACY_CONTEXT, ACCURACY_OBSERVER, POINTS_FOLDER


class Present(Protocol):
    """The sample as it is now, which belongs to a document or a project."""

    @property
    def sample(self) -> object | None: ...

    def put(self, step: str, sample: None, /) -> None:
        """Another one, as a step to undo of this name."""


class SampleController(QObject):
    """point: the number of the one that is asked for; None for none. asking: answers are taken now.

    endings: of the files that points may come from.
    """

    present: Present

    endings: tuple[str, ...] = ()

    def __init__(self, services: Services, panel: AccuracyPanel, keys: AnswerKeys, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._panel, self._keys = services, panel, keys
        self.point: int | None = None
        self.asking = False
        panel.observer.setText(ACCURACY_OBSERVER.get())
        panel.context.setValue(ACCURACY_CONTEXT.get())
        for source in (keys, panel.answers):
            source.said.connect(self._say)
            source.taken_back.connect(self._take_back)
        keys.typed.connect(self._show_digits)
        keys.other_wanted.connect(self._type_other)
        panel.answers.other.named.connect(self._look_again)
        panel.start.file_asked.connect(self._ask_for_file)
        panel.going_on.connect(self._go_on)
        panel.context_changed.connect(self._take_context)
        panel.observer_changed.connect(self._take_observer)
        panel.removal_asked.connect(self._remove)
        panel.place_chosen.connect(self._ask_about)

    @property
    def observer(self) -> str:
        return self._panel.observer.text().strip()

    def refresh(self) -> None:
        """Derive what is shown, and apply what differs."""
        raise NotImplementedError

    def _say(self, said: str, name: str) -> None:
        raise NotImplementedError

    def _take_back(self) -> None:
        raise NotImplementedError

    def _show_digits(self, digits: str) -> None:
        raise NotImplementedError

    def _go_on(self, asking: bool) -> None:
        raise NotImplementedError

    def _ask_about(self, place: int) -> None:
        raise NotImplementedError

    def _read(self, path: Path) -> None:
        """The points of a file."""
        raise NotImplementedError

    def _show_around(self) -> None:
        """The point, with as much around as is wanted now."""
        raise NotImplementedError

    def _picture(self) -> QWidget:
        """That takes the keys."""
        raise NotImplementedError

    def _document(self) -> Document | None:
        """Beside whose picture files are looked for."""
        return None

    def _remove(self) -> None:
        if self.present.sample is not None:
            self.present.put(self.tr("Remove points"), None)

    def _ask_for_file(self) -> None:
        """Points with what is there, that somebody has looked at already."""
        types = [FileType(self.tr("Points"), self.endings), all_files()]
        folder = last_folder(POINTS_FOLDER, self._document())
        title = self.tr("Points from a file")
        if paths := ask_open_paths(self._services.window, title, folder, types, POINTS_FOLDER):
            self._read(paths[0])

    def _note(self, sentence: str) -> None:
        self._services.notices.add(sentence, "info")

    def _type_other(self) -> None:
        if self.point is not None:
            self._panel.answers.other.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _look_again(self) -> None:
        """The name is typed: the keyboard goes back to the picture."""
        if self.asking:
            self._picture().setFocus()

    def _take_context(self, pixels: int) -> None:
        ACCURACY_CONTEXT.set(pixels)
        self._show_around()

    def _take_observer(self, name: str) -> None:
        ACCURACY_OBSERVER.set(name)
        self.refresh()
