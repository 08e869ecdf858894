"""How regions are split: where, what becomes of the lines between them, and how deep a neck must be."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from core.document.step import Step
from ui.widgets.building import named
from ui.widgets.number_boxes import DecimalBox


class SplitOptions(QWidget):
    """changed(by, lines, depth): as of a Step."""

    changed = Signal(str, str, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.by, self.lines, self.neck = QComboBox(), QComboBox(), DecimalBox()
        for text, value in ((self.tr("Shape: at necks"), "shape"), (self.tr("Brightness"), "brightness")):
            self.by.addItem(text, value)
        for text, value in ((self.tr("To the larger region"), "given"), (self.tr("Kept free"), "kept")):
            self.lines.addItem(text, value)
        self.neck.setRange(0.0, 100.0)
        self.neck.setDecimals(0)
        self.neck.setSuffix("\u00a0%")
        self._name()
        self._lay_out()
        self.by.activated.connect(self._chosen)
        self.lines.activated.connect(self._chosen)
        self.neck.valueChanged.connect(self._chosen)

    def show_step(self, step: Step) -> None:
        """Show what the step has."""
        self.by.setCurrentIndex(self.by.findData(step.by))
        self.lines.setCurrentIndex(self.lines.findData(step.lines))
        with QSignalBlocker(self.neck):
            self.neck.setValue(100.0 * step.depth)

    def set_label_width(self, width: int) -> None:
        """So that what is chosen stands below what the editor has."""
        self._grid.setColumnMinimumWidth(0, width)

    def _chosen(self) -> None:
        self.changed.emit(self.by.currentData(), self.lines.currentData(), self.neck.value() / 100.0)

    def _name(self) -> None:
        for widget, name, words, help_text in (
            (
                self.by,
                "split_by",
                self.tr("Where to split"),
                self.tr(
                    "Shape splits at necks; brightness at dark lines, or at bright ones in what is darker "
                    "than the rest."
                ),
            ),
            (
                self.lines,
                "split_lines",
                self.tr("Lines between regions"),
                self.tr(
                    "To the larger region: no area changes. Kept free: the pixels of the line go to other "
                    "classes."
                ),
            ),
            (
                self.neck,
                "split_depth",
                self.tr("Depth of a neck"),
                self.tr(
                    "How much narrower than the smaller region a neck must be, in per cent of the diameter; "
                    "of the range of brightness where that splits. More splits less."
                ),
            ),
        ):
            named(widget, name, words, help_text)

    def _lay_out(self) -> None:
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for row, (text, widget) in enumerate(
            ((self.tr("By"), self.by), (self.tr("Lines"), self.lines), (self.tr("Neck"), self.neck))
        ):
            grid.addWidget(QLabel(text), row, 0)
            grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)
