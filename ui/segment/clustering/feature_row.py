"""The controls of one feature in the dialog: whether it takes part, its weight and its options."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QWidget,
)

from core.base.errors import ParameterError
from core.base.sentences import _
from core.cluster.features.feature import MOST_WEIGHT, Feature
from core.cluster.features.options import File, Pictures, Text, WholeNumber
from core.cluster.features.specification import Specification
from ui.widgets.building import fill, label_of, named
from ui.widgets.number_boxes import DecimalBox
from ui.widgets.option_controls import control_for

_INDENT = 24
# So many options, all of them numbers, stand beside the title; else they have lines of their own, three in
# each.
_BESIDE, _A_LINE = 2, 3


class FeatureRow(QObject):
    """changed: it says something else. `feature()` is what the controls say."""

    changed = Signal()

    def __init__(self, specification: Specification, bands: tuple[str, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._specification, self._bands = specification, bands
        name, title = specification.name, _(specification.title)
        about = _(specification.summary)
        self.chosen = named(QCheckBox(title), f"feature_{name}", title)
        self.chosen.setToolTip(self.tr("Cluster by this too: {0}.").format(about))
        self.weight = named(DecimalBox(), f"weight_{name}", self.tr("Weight of {0}").format(title))
        self.weight.setToolTip(
            self.tr("How much it counts: at 1 its full range as much as that of the colours or bands.")
        )
        self.weight.setDecimals(2)
        self.weight.setRange(0.01, MOST_WEIGHT)
        self.weight.setSingleStep(0.1)
        self.weight.setValue(1.0)
        self.options = {each.name: control_for(each, name, title, self) for each in specification.options}
        self.hint = named(QLabel(), f"hint_{name}")
        self.hint.setWordWrap(True)
        self.hint.setIndent(_INDENT)
        self.chosen.toggled.connect(self._follow)
        for control in self.options.values():
            control.changed.connect(self._follow)
        self._follow()

    def show_feature(self, feature: Feature) -> None:
        """Show one that takes part."""
        self.chosen.setChecked(True)
        self.weight.setValue(feature.weight)
        for name, value in feature.options:
            self.options[name].set_value(value)
        self._follow()

    def feature(self) -> Feature:
        """Raises ParameterError where an option has no value yet."""
        values = {name: control.value() for name, control in self.options.items()}
        given = tuple((name, value) for name, value in values.items() if value is not None)
        return Feature(self._specification.name, self.weight.value(), given)

    def is_chosen(self) -> bool:
        """Whether it takes part; then `feature()` is whole, unless `hindrance()` says why not."""
        return self.chosen.isEnabled() and self.chosen.isChecked()

    def hindrance(self) -> str:
        """Why there is no feature yet, as a sentence; empty where there is."""
        told = [sentence for each in self.options.values() if (sentence := each.hindrance())]
        if told:
            return told[0]
        try:
            self.feature()
        except ParameterError as error:
            return str(error)
        return ""

    def mute(self, colour: QColor) -> None:
        """The small print steps back."""
        palette = self.hint.palette()
        palette.setColor(self.hint.foregroundRole(), colour)
        self.hint.setPalette(palette)

    def close(self) -> None:
        """End what the controls are doing."""
        for control in self.options.values():
            control.close()

    def add_to(self, grid: QGridLayout, line: int) -> int:
        """Put the controls into lines of a grid of three columns; the next free line."""
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.chosen, line, 0)
        grid.addLayout(_labelled(self.tr("weight"), self.weight), line, 2, right)
        grid.addWidget(self.hint, line + 1, 0, 1, 3)
        labelled = [_labelled(name, control.widget) for name, control in self.options.items()]
        kinds = self._specification.options
        if len(kinds) <= _BESIDE and all(isinstance(each, WholeNumber) for each in kinds):
            grid.addLayout(fill(QHBoxLayout(), *labelled, spacing=12), line, 1, right)
            return line + 2
        line += 2
        for part in self._lines(labelled):
            grid.addLayout(part, line, 0, 1, 3)
            line += 1
        return line

    def _lines(self, labelled: list[QHBoxLayout]) -> list[QHBoxLayout]:
        """Files, pictures and texts have a line of their own; of the others three stand in one."""
        kinds = self._specification.options
        files = [
            part
            for part, kind in zip(labelled, kinds, strict=True)
            if isinstance(kind, File | Pictures | Text)
        ]
        others = [part for part in labelled if part not in files]
        parts = [others[begin : begin + _A_LINE] for begin in range(0, len(others), _A_LINE)]
        return [
            *(fill(QHBoxLayout(), (part, 1), margins=(_INDENT, 0, 0, 0)) for part in files),
            *(fill(QHBoxLayout(), 1, *part, spacing=12) for part in parts),
        ]

    def _follow(self, _value: object = None) -> None:
        """Whether the picture has the feature, and what is lacking; else what it is."""
        nothing_here = self._specification.lacks()
        reason = nothing_here or self._missing()
        lacks = self.hindrance() if self.chosen.isChecked() else ""
        self.chosen.setEnabled(not reason)
        self.weight.setEnabled(not reason)
        # Where a picture lacks a band, an option may still name another.
        for control in self.options.values():
            control.widget.setEnabled(not nothing_here)
        text = reason or lacks or f"{_(self._specification.summary)}."
        self.hint.setText(text[0].upper() + text[1:])
        self.changed.emit()

    def _missing(self) -> str:
        values = {name: control.value() for name, control in self.options.items()}
        return self._specification.missing(self._bands, values)


def _labelled(text: str, widget: QWidget) -> QHBoxLayout:
    wide = not isinstance(widget, QAbstractSpinBox | QComboBox)
    return fill(QHBoxLayout(), label_of(widget, text), (widget, int(wide)), spacing=6)
