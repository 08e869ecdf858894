"""One control for each kind of option that a feature takes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from core.base.sentences import _
from core.cluster.features.chosen_file import NO_FILE, ChosenFile, choose_file
from core.cluster.features.options import Choice, File, Number, Option, Text, Value, WholeNumber
from ui.widgets.building import fill, named
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.file_dialogs import FileType, all_files, ask_open_path
from ui.widgets.icons import set_icon
from ui.widgets.number_boxes import DecimalBox, WholeNumberBox
from workers.job_thread import JobThread

_FILE_WIDTH = 200


class OptionControl(QObject):
    """changed: the value is another one. widget: what is shown and takes the keyboard."""

    changed = Signal()

    widget: QWidget

    def value(self) -> Value | None:
        """What it says; None where nothing is chosen yet."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value of its option."""
        raise NotImplementedError

    def hindrance(self) -> str:
        """Why there is no value, as a sentence; empty where that needs no word."""
        return ""

    def close(self) -> None:
        """End what it is doing."""


class WholeNumberControl(OptionControl):
    def __init__(self, option: WholeNumber, parent: QObject) -> None:
        super().__init__(parent)
        self.widget: WholeNumberBox = WholeNumberBox()
        self.widget.setRange(option.low, option.high)
        self.widget.setSpecialValueText(_(option.low_text) if option.low_text else "")
        self.widget.setValue(option.default)
        self.widget.valueChanged.connect(self.changed)

    def value(self) -> int:
        return self.widget.value()

    def set_value(self, value: int) -> None:
        self.widget.setValue(value)


class NumberControl(OptionControl):
    """A value with more decimals than are shown stays as it is until it is changed here."""

    def __init__(self, option: Number, parent: QObject) -> None:
        super().__init__(parent)
        self.widget: DecimalBox = DecimalBox()
        self.widget.setDecimals(option.decimals)
        self.widget.setRange(option.low, option.high)
        self.widget.setSingleStep(option.step)
        self._value = option.default
        self.widget.setValue(option.default)
        self.widget.valueChanged.connect(self._take)

    def value(self) -> float:
        return self._value

    def set_value(self, value: float) -> None:
        self.widget.setValue(value)
        self._value = value

    def _take(self, value: float) -> None:
        self._value = value
        self.changed.emit()


class ChoiceControl(OptionControl):
    def __init__(self, option: Choice, parent: QObject) -> None:
        super().__init__(parent)
        self.widget: QComboBox = QComboBox()
        for name, title in option.choices:
            self.widget.addItem(_(title), name)
        self.set_value(option.default)
        self.widget.currentIndexChanged.connect(self.changed)

    def value(self) -> str:
        return str(self.widget.currentData())

    def set_value(self, value: str) -> None:
        self.widget.setCurrentIndex(self.widget.findData(value))


class TextControl(OptionControl):
    """What is typed counts as soon as it is a text of the option; `hindrance` says why it is none."""

    def __init__(self, option: Text, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self._option, self._title = option, title
        self.widget: QLineEdit = QLineEdit()
        self.widget.setPlaceholderText(_(option.hint) if option.hint else "")
        self.widget.setMinimumWidth(_FILE_WIDTH)
        self.widget.setText(option.default)
        self.widget.textChanged.connect(self.changed)

    def value(self) -> str | None:
        text = self.widget.text().strip()
        return text if self._option.allows(text) else None

    def set_value(self, value: str) -> None:
        self.widget.setText(value)

    def hindrance(self) -> str:
        text = self.widget.text().strip()
        return "" if self._option.allows(text) else self._option.refusal(self._title, text)


class FileControl(OptionControl):
    """The name of the file and a button that chooses one; its hash is taken in a thread. Where a file may be
    left out, another takes it away again.
    """

    def __init__(self, option: File, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self._option, self._title = option, title
        self._chosen: ChosenFile | None = option.default
        self._hindrance = ""
        self._thread = JobThread("hash", self, on_done=self._take, on_failed=self._take_failure)
        # Whoever drops the dialog unclosed drops the thread with it, and a running one must not be.
        self.destroyed.connect(self._thread.close)
        self._name = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self._name.setMinimumWidth(_FILE_WIDTH)
        self.button = QToolButton()
        self.button.setText(self.tr("Choose…"))
        self.button.clicked.connect(self._ask)
        self.widget = QWidget()
        self.widget.setFocusProxy(self.button)
        self.none = named(QToolButton(), tooltip=self.tr("Leave the file out again."))
        set_icon(self.none, "close")
        self.none.setVisible(False)
        self.none.clicked.connect(self._leave_out)
        fill(QHBoxLayout(self.widget), (self._name, 1), self.none, self.button, margins=0, spacing=6)
        self._show()

    def value(self) -> ChosenFile | None:
        return self._chosen

    def set_value(self, value: ChosenFile) -> None:
        self._chosen = value
        self._show()

    def hindrance(self) -> str:
        if self._hindrance or self._chosen is not None:
            return self._hindrance
        return self.tr("{0} has no {1} yet: choose one.").format(self._title, self._option.name)

    def close(self) -> None:
        self._thread.close()

    def _ask(self) -> None:
        types = (FileType(_(self._option.title), self._option.endings), all_files())
        start = str(Path(self._chosen.path).parent) if self._chosen and self._chosen.path else ""
        path = ask_open_path(self.widget, self.tr("Choose a file"), start, types[not self._option.endings :])
        if path is None:
            return
        self._chosen, self._hindrance = None, self.tr("Reading {0}…").format(path.name)
        self._thread.submit(partial(choose_file, str(path)))
        self._show(path.name)
        self.changed.emit()

    def _leave_out(self) -> None:
        self._thread.cancel()
        self._chosen, self._hindrance = self._option.default, ""
        self._show()
        self.changed.emit()

    def _take(self, chosen: ChosenFile) -> None:
        self._chosen, self._hindrance = chosen, ""
        self._show()
        self.changed.emit()

    def _take_failure(self, sentence: str) -> None:
        self._hindrance = sentence
        self._show()
        self.changed.emit()

    def _show(self, reading: str = "") -> None:
        chosen = self._chosen
        self.none.setVisible(bool(self._option.without) and chosen != NO_FILE)
        if chosen == NO_FILE:
            self._name.setText(_(self._option.without))
            self._name.explain("")
            return
        self._name.setText(Path(chosen.path).name if chosen else reading or self.tr("No file"))
        self._name.explain(f"{chosen.path}\nSHA-256 {chosen.sha256}" if chosen else "")


def control_for(option: Option[Any], feature: str, title: str, parent: QObject) -> OptionControl:
    """The control of an option of a feature that people call `title`; its object name is OPTION_FEATURE."""
    control = _control(option, title, parent)
    meaning = _(option.meaning)
    target = control.button if isinstance(control, FileControl) else control.widget
    named(
        target, f"{option.name}_{feature}", f"{option.name}, {title}", f"{meaning[0].upper()}{meaning[1:]}."
    )
    return control


def _control(option: Option[Any], title: str, parent: QObject) -> OptionControl:
    match option:
        case WholeNumber():
            return WholeNumberControl(option, parent)
        case Number():
            return NumberControl(option, parent)
        case Choice():
            return ChoiceControl(option, parent)
        case File():
            return FileControl(option, title, parent)
        case Text():
            return TextControl(option, title, parent)
    raise TypeError(f"no control for {option}")
