"""What is done before and after k-means, and what that does to the named area."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.base.sentences import _
from core.cluster.parameters import Parameters
from core.cluster.treatment import METHODS, Smoothing
from ui.widgets.building import fill, label_of, named
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.number_boxes import DecimalBox

# No smoothing has more options.
_MOST_OPTIONS = 2


class SmoothingRow(QWidget):
    """changed: another Smoothing, or None. light_toggled: whether uneven light is taken off.

    neighbours_toggled: whether neighbours are to agree.
    """

    changed = Signal(object)
    light_toggled = Signal(bool)
    neighbours_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("smoothing_row")
        self._shown: Smoothing | None = None
        self.method = QComboBox()
        self.method.addItem(self.tr("Nothing"), None)
        for row, (name, method) in enumerate(METHODS.items(), start=1):
            self.method.addItem(_(method.title), name)
            self.method.setItemData(row, _(method.meaning), Qt.ItemDataRole.ToolTipRole)
        named(
            self.method,
            "smooth",
            self.tr("Smooth the picture first"),
            self.tr(
                "What is done to the picture before it is clustered; the original stays what it is. It helps "
                "where grain is what parts the classes, and harms fine ones: look at the area below."
            ),
        )
        self.light = named(
            QCheckBox(self.tr("Even light")),
            "light",
            self.tr("Take uneven light off"),
            self.tr(
                "Takes a smooth field of light off the picture, found together with clusters. Not where a "
                "class lies on one side of the picture: its contrast would go too."
            ),
        )
        self.neighbours = named(
            QCheckBox(self.tr("Neighbours")),
            "neighbours",
            self.tr("Neighbours agree"),
            self.tr(
                "Lone pixels go to a cluster beside them that is near enough: grain goes, borders stay. "
                "Centroids stay what they are."
            ),
        )
        self.labels = tuple(QLabel() for _each in range(_MOST_OPTIONS))
        self.boxes = tuple(DecimalBox() for _each in range(_MOST_OPTIONS))
        self.effect = named(ElidedLabel(), "smoothing_effect")
        self.effect.explain(
            self.tr(
                "The share of each named class without smoothing, even light and neighbours, and with them."
            )
        )
        self._lay_out()
        self.method.activated.connect(self._choose)
        for i, box in enumerate(self.boxes):
            named(box, f"smoothing_{i + 1}", self.tr("Option"), self.tr("An option of the smoothing."))
            box.valueChanged.connect(self._typed)
        self.light.clicked.connect(self.light_toggled)
        self.neighbours.clicked.connect(self.neighbours_toggled)
        self.set_value(Parameters())

    def set_value(self, parameters: Parameters) -> None:
        """Show what these have; announces nothing."""
        smoothing = parameters.smooth
        self.light.setChecked(parameters.light)
        self.neighbours.setChecked(parameters.neighbours)
        self.neighbours.setEnabled(parameters.by == "pixels" and parameters.threshold is None)
        self._shown = smoothing
        self.method.setCurrentIndex(self.method.findData(None if smoothing is None else smoothing.name))
        options = () if smoothing is None else smoothing.method.options
        for i, (label, box) in enumerate(zip(self.labels, self.boxes, strict=True)):
            there = i < len(options)
            label.setVisible(there)
            box.setVisible(there)
            if smoothing is None or not there:
                continue
            option = options[i]
            label.setText(_(option.title))
            with QSignalBlocker(box):
                box.setDecimals(0 if option.whole else 1)
                box.setRange(option.low, option.high)
                box.setSingleStep(1.0 if option.whole else 0.5)
                box.setValue(smoothing[option.name])
            box.setToolTip(_(option.meaning))
            box.setAccessibleName(_(option.title))

    def set_effect(self, text: str) -> None:
        """What it does to the named area; empty where that is not known."""
        self.effect.setText(text)

    def _choose(self, row: int) -> None:
        name = self.method.itemData(row)
        self.changed.emit(None if name is None else Smoothing(name))

    def _typed(self) -> None:
        if self._shown is not None:
            options = self._shown.method.options
            values = zip(options, self.boxes, strict=False)
            self.changed.emit(
                Smoothing(self._shown.name, tuple((each.name, box.value()) for each, box in values))
            )

    def _lay_out(self) -> None:
        row = fill(QHBoxLayout(), label_of(self.method, self.tr("Smooth")), (self.method, 1), spacing=8)
        for label, box in zip(self.labels, self.boxes, strict=True):
            box.setFixedWidth(58)
            fill(row, label, box)
        checks = fill(QHBoxLayout(), self.light, self.neighbours, (self.effect, 1), spacing=8)
        fill(QVBoxLayout(self), row, checks, margins=0, spacing=4)
