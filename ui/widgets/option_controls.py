"""One control for each kind of option that a feature takes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QLineEdit

from core.base.sentences import _
from core.cluster.features.options import Choice, File, Number, Option, Pictures, Text, WholeNumber
from ui.widgets.building import named
from ui.widgets.file_controls import FILE_WIDTH, ChosenControl, FileControl, PicturesControl
from ui.widgets.number_boxes import DecimalBox, WholeNumberBox
from ui.widgets.option_control import OptionControl


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
        self.widget.setMinimumWidth(FILE_WIDTH)
        self.widget.setText(option.default)
        self.widget.textChanged.connect(self.changed)

    def value(self) -> str | None:
        text = self.widget.text().strip()
        return text if self._option.allows(text) else None

    def set_value(self, value: str) -> None:
        self.widget.setText(value)

    def hindrance(self) -> str:
        text = self.widget.text().strip()
        if self._option.allows(text):
            return ""
        return self._option.refusal(self.tr("the feature {name}").format(name=self._title), text)


def control_for(option: Option[Any], feature: str, title: str, parent: QObject) -> OptionControl:
    """The control of an option of a feature that people call `title`; its object name is OPTION_FEATURE."""
    control = _control(option, title, parent)
    name, said, meaning = f"{option.name}_{feature}", f"{option.name}, {title}", _(option.meaning)
    tooltip = f"{meaning[0].upper()}{meaning[1:]}."
    if isinstance(control, ChosenControl):
        control.name_buttons(name, said, tooltip)
    else:
        named(control.widget, name, said, tooltip)
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
        case Pictures():
            return PicturesControl(option, title, parent)
        case Text():
            return TextControl(option, title, parent)
    raise TypeError(f"no control for {option}")
