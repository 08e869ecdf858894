"""The options of a method or an embedding as a form, made of what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from core.cluster.features.options import Option
from ui.widgets.building import label_of
from ui.widgets.option_controls import control_for


class OptionForm(QWidget):
    """changed: a value is another one."""

    changed = Signal()

    def __init__(
        self, name: str, title: str, options: Sequence[Option[Any]], width: int, parent: QWidget | None = None
    ) -> None:
        """name, title: of what has the options, in object names and for people. width: of the labels."""
        super().__init__(parent)
        self._defaults = {each.name: each.default for each in options}
        self._controls = {each.name: control_for(each, name, title, self) for each in options}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for option, control in self._controls.items():
            label = label_of(control.widget, option.replace("-", " "))
            label.setToolTip(control.widget.toolTip())
            label.setMinimumWidth(width)
            form.addRow(label, control.widget)
            control.changed.connect(self.changed)

    def values(self) -> dict[str, Any]:
        """Of the options that are not left as they are: a method may choose these better by itself."""
        found = {name: control.value() for name, control in self._controls.items()}
        return {
            name: value
            for name, value in found.items()
            if value is not None and value != self._defaults[name]
        }

    def value(self, name: str) -> Any:
        """Of one option, as it is left too."""
        return self._controls[name].value()

    def set_value(self, name: str, value: object) -> None:
        """As if a person had set it."""
        self._controls[name].set_value(value)
        self.changed.emit()

    @property
    def is_empty(self) -> bool:
        """Whether there are no options at all."""
        return not self._controls

    def hindrance(self) -> str:
        """Why it is not complete, as a sentence; empty where it is."""
        told = (each.hindrance() for each in self._controls.values())
        return next((sentence for sentence in told if sentence), "")

    def close_controls(self) -> None:
        """End what the controls are doing."""
        for control in self._controls.values():
            control.close()
