"""The controls of options that are files: of one file, and of pictures to learn from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from core.base.sentences import _
from core.cluster.features.chosen_file import NO_FILE, ChosenFile, choose_file
from core.cluster.features.chosen_pictures import ChosenPictures, choose_pictures
from core.cluster.features.options import File, Pictures
from core.io.reader import PICTURE_FILES
from ui.widgets.building import fill, named
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.file_dialogs import FileType, all_files, ask_folder, ask_open_path, ask_open_paths
from ui.widgets.icons import set_icon
from ui.widgets.option_control import OptionControl
from workers.job_thread import Job, JobThread

FILE_WIDTH = 200
# Paths that a tooltip tells.
_TOLD = 12


class ChosenControl(OptionControl):
    """What is chosen and buttons that choose; hashes are taken in a thread. Where it may be left out, another
    button takes it away again.
    """

    def __init__(self, title: str, chosen: object, parent: QObject) -> None:
        super().__init__(parent)
        self._title, self._chosen, self._default = title, chosen, chosen
        self._hindrance = ""
        self._thread = JobThread[Any]("hash", self, on_done=self._take, on_failed=self._take_failure)
        # Whoever drops the dialog unclosed drops the thread with it, and a running one must not be.
        self.destroyed.connect(self._thread.close)
        self.label = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.label.setMinimumWidth(FILE_WIDTH)
        self.button = QToolButton()
        self.button.clicked.connect(self._ask)
        self.none = named(QToolButton(), tooltip=self.tr("Leave the file out again."))
        set_icon(self.none, "close")
        self.none.setVisible(False)
        self.none.clicked.connect(self._leave_out)
        self.widget = QWidget()
        self.widget.setFocusProxy(self.button)

    def name_buttons(self, name: str, said: str, tooltip: str) -> None:
        """Of the first its object name, what it is and what it does."""
        named(self.button, name, said, tooltip)

    def value(self) -> Any:
        return self._chosen

    def set_value(self, value: Any) -> None:
        self._chosen = value
        self._show()

    def hindrance(self) -> str:
        return self._hindrance

    def close(self) -> None:
        self._thread.close()

    def _ask(self) -> None:
        raise NotImplementedError

    def _show(self, reading: str = "") -> None:
        """reading: what is being read, where nothing is chosen yet."""
        raise NotImplementedError

    def _read(self, name: str, job: Job[object]) -> None:
        self._chosen, self._hindrance = None, self.tr("Reading {0}…").format(name)
        self._thread.submit(job)
        self._show(name)
        self.changed.emit()

    def _leave_out(self) -> None:
        self._thread.cancel()
        self._take(self._default)

    def _take(self, chosen: object) -> None:
        self._chosen, self._hindrance = chosen, ""
        self._show()
        self.changed.emit()

    def _take_failure(self, sentence: str) -> None:
        self._hindrance = sentence
        self._show()
        self.changed.emit()


class FileControl(ChosenControl):
    """The name of the file and a button that chooses one."""

    def __init__(self, option: File, title: str, parent: QObject) -> None:
        super().__init__(title, option.default, parent)
        self._option = option
        self.button.setText(self.tr("Choose…"))
        fill(QHBoxLayout(self.widget), (self.label, 1), self.none, self.button, margins=0, spacing=6)
        self._show()

    def hindrance(self) -> str:
        if self._hindrance or self._chosen is not None:
            return self._hindrance
        return self.tr("{0} has no {1} yet: choose one.").format(self._title, self._option.name)

    def _ask(self) -> None:
        types = (FileType(_(self._option.title), self._option.endings), all_files())
        start = _folder_of(self._chosen)
        path = ask_open_path(self.widget, self.tr("Choose a file"), start, types[not self._option.endings :])
        if path is not None:
            self._read(path.name, partial(choose_file, str(path)))

    def _show(self, reading: str = "") -> None:
        chosen = self._chosen if isinstance(self._chosen, ChosenFile) else None
        self.none.setVisible(bool(self._option.without) and chosen != NO_FILE)
        if chosen == NO_FILE:
            self.label.setText(_(self._option.without))
            self.label.explain("")
            return
        self.label.setText(Path(chosen.path).name if chosen else reading or self.tr("No file"))
        self.label.explain(f"{chosen.path}\nSHA-256 {chosen.sha256}" if chosen else "")


class PicturesControl(ChosenControl):
    """How many pictures, and two buttons: one chooses files, the other a folder."""

    def __init__(self, option: Pictures, title: str, parent: QObject) -> None:
        super().__init__(title, option.default, parent)
        self._option = option
        self.button.setText(self.tr("Files…"))
        self.folder = QToolButton()
        self.folder.setText(self.tr("Folder…"))
        self.folder.clicked.connect(self._ask_folder)
        self.none.setToolTip(self.tr("Learn from the open picture again."))
        parts = ((self.label, 1), self.none, self.button, self.folder)
        fill(QHBoxLayout(self.widget), *parts, margins=0, spacing=6)
        self._show()

    def name_buttons(self, name: str, said: str, tooltip: str) -> None:
        named(self.button, name, said, tooltip)
        named(self.folder, f"{name}_folder", self.tr("{0}, a folder").format(said), tooltip)

    def _ask(self) -> None:
        endings = tuple(dict.fromkeys(ending for each in PICTURE_FILES.values() for ending in each))
        types = (FileType(self.tr("Pictures"), endings), all_files())
        paths = ask_open_paths(self.widget, self.tr("Choose pictures"), _folder_of(self._chosen), types)
        if paths:
            self._choose([str(path) for path in paths])

    def _ask_folder(self) -> None:
        path = ask_folder(self.widget, self.tr("Choose a folder of pictures"), _folder_of(self._chosen))
        if path is not None:
            self._choose([str(path)])

    def _choose(self, names: Sequence[str]) -> None:
        said = Path(names[0]).name if len(names) == 1 else self._number(len(names))
        self._read(said, partial(choose_pictures, names))

    def _show(self, reading: str = "") -> None:
        chosen = self._chosen if isinstance(self._chosen, tuple) else None
        self.none.setVisible(chosen != ())
        if not chosen:
            self.label.setText(_(self._option.without) if chosen == () else reading or self.tr("No picture"))
            self.label.explain("")
            return
        self.label.setText(Path(chosen[0].path).name if len(chosen) == 1 else self._number(len(chosen)))
        paths = [each.path for each in chosen[:_TOLD]]
        self.label.explain("\n".join([*paths, *["…"] * (len(chosen) > _TOLD)]))

    def _number(self, n: int) -> str:
        return self.tr("{0} pictures").format(n)


def _folder_of(chosen: ChosenFile | ChosenPictures | object) -> str:
    """Where the first of them lies."""
    first = chosen[0] if isinstance(chosen, tuple) and chosen else chosen
    return str(Path(first.path).parent) if isinstance(first, ChosenFile) and first.path else ""
