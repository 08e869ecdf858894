"""The size and the class of the chosen step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from core.document.step import LENGTH_KINDS, MOST_RADIUS, SplitBy, SplitLines, Step
from core.measure.step_units import in_unit, share_of, size_at, units_for
from core.scale.calibration import UNCALIBRATED, Calibration
from ui.segment.edits.size_box import SizeBox
from ui.segment.edits.split_options import SplitOptions
from ui.segment.edits.step_words import kind_help, size_name
from ui.widgets.building import fill, named
from ui.widgets.jump_slider import JumpSlider

_STEPS_OF_SLIDER = 300


class StepEditor(QWidget):
    """changed(step, final): not final while the slider is dragged."""

    changed = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("step_editor")
        self._step: Step | None = None
        self._calibration = UNCALIBRATED
        self._dragged = False
        self._size_label = QLabel()
        self.slider = JumpSlider(Qt.Orientation.Horizontal)
        self.size_box = SizeBox()
        self.unit = QComboBox()
        self._class_label = QLabel(self.tr("On"))
        self.class_box = QComboBox()
        self.split = SplitOptions()
        self._name()
        self._lay_out()
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self._released)
        self.size_box.valueChanged.connect(self._typed)
        self.size_box.unit_typed.connect(self._size_typed)
        self.unit.activated.connect(self._unit_chosen)
        self.class_box.activated.connect(self._class_chosen)
        self.split.changed.connect(self._split_chosen)
        self.show_step(None, (), UNCALIBRATED)

    def show_step(self, step: Step | None, classes: Sequence[str], calibration: Calibration) -> None:
        """Show the step; None: there is none. classes: the names to choose from."""
        if step is not None and self._dragged:
            self._step = step
            self._show_size(step)
            return
        self._step, self._calibration = step, calibration
        self.setEnabled(step is not None)
        if step is None:
            return
        sized = step.kind != "keep-largest"
        for widget in (self._size_label, self.slider, self.size_box, self.unit):
            widget.setEnabled(sized)
        self._size_label.setText(size_name(step.kind))
        self.setToolTip(kind_help(step.kind))
        self._fill_units(step)
        self._fill_classes(step, classes)
        self.split.setVisible(step.kind == "split")
        self.split.show_step(step)
        self.split.set_label_width(self._size_label.sizeHint().width())
        self._show_size(step)
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(share_of(step, calibration) * _STEPS_OF_SLIDER))

    def _show_size(self, step: Step) -> None:
        with QSignalBlocker(self.size_box):
            self.size_box.show_for(step, self._calibration)
            in_pixels, length = step.unit == "px", step.kind in LENGTH_KINDS
            self.size_box.setDecimals((1 if length else 0) if in_pixels else 6)
            most = 2 * MOST_RADIUS if step.kind == "split" else MOST_RADIUS
            self.size_box.setMaximum(most if in_pixels and length else 1e12)
            self.size_box.setValue(step.size)

    def _fill_units(self, step: Step) -> None:
        units = units_for(step.kind, self._calibration)
        shown = units if step.unit in units else (*units, step.unit)
        self.unit.clear()
        for unit in shown:
            self.unit.addItem(replace(step, unit=unit).unit_text, unit)
        self.unit.setCurrentIndex(self.unit.findData(step.unit))

    def _fill_classes(self, step: Step, classes: Sequence[str]) -> None:
        self.class_box.clear()
        self.class_box.addItem(self.tr("All classes"), None)
        for name in classes:
            self.class_box.addItem(name, name)
        if step.class_name is not None and step.class_name not in classes:
            self.class_box.addItem(self.tr("{0} (not there)").format(step.class_name), step.class_name)
        self.class_box.setCurrentIndex(max(0, self.class_box.findData(step.class_name)))

    def _change(self, step: Step, *, final: bool) -> None:
        if step != self._step or (final and self._dragged):
            self._dragged = not final
            self._step = step
            self.changed.emit(step, final)

    def _slid(self, value: int) -> None:
        if self._step is not None:
            size = size_at(self._step, value / _STEPS_OF_SLIDER, self._calibration)
            step = replace(self._step, size=size)
            self._show_size(step)
            self._change(step, final=not self.slider.isSliderDown())

    def _released(self) -> None:
        if self._step is not None and self._dragged:
            self._change(self._step, final=True)

    def _typed(self, size: float) -> None:
        if self._step is not None:
            self._change(replace(self._step, size=size), final=True)

    def _size_typed(self, size: float, unit: str) -> None:
        if self._step is not None:
            self._change(replace(self._step, size=size, unit=unit), final=True)

    def _unit_chosen(self, row: int) -> None:
        if self._step is not None:
            self._change(in_unit(self._step, self.unit.itemData(row), self._calibration), final=True)

    def _class_chosen(self, row: int) -> None:
        if self._step is not None:
            self._change(replace(self._step, class_name=self.class_box.itemData(row)), final=True)

    def _split_chosen(self, by: SplitBy, lines: SplitLines, depth: float) -> None:
        if self._step is not None:
            self._change(replace(self._step, by=by, lines=lines, depth=depth), final=True)

    def _name(self) -> None:
        self.slider.setRange(0, _STEPS_OF_SLIDER)
        self.slider.setPageStep(_STEPS_OF_SLIDER // 10)
        self.slider.setSingleStep(_STEPS_OF_SLIDER // 30)
        self.size_box.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        self.size_box.setMinimum(0.0)
        for widget, name, words, help_text in (
            (self.slider, "step_slider", self.tr("Size, coarse"), self.tr("Drag to see the result follow.")),
            (
                self.size_box,
                "step_size",
                self.tr("Size of the step"),
                self.tr("How far the step reaches; 0 changes nothing."),
            ),
            (
                self.unit,
                "step_unit",
                self.tr("Unit of the size"),
                self.tr("Pixels, or ground units where there is a scale; the size stays the same."),
            ),
            (
                self.class_box,
                "step_class",
                self.tr("Class of the step"),
                self.tr("The class that the step works on; locked classes stay as they are."),
            ),
        ):
            named(widget, name, words, help_text)

    def _lay_out(self) -> None:
        self.size_box.setFixedWidth(92)
        self.unit.setFixedWidth(68)
        size = fill(QHBoxLayout(), (self.slider, 1), self.size_box, self.unit, spacing=8)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(self._size_label, 0, 0)
        grid.addLayout(size, 0, 1)
        grid.addWidget(self._class_label, 1, 0)
        grid.addWidget(self.class_box, 1, 1)
        grid.addWidget(self.split, 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)
