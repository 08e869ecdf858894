"""What is clustered, pixels or superpixels, and the detail of these."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from core.cluster.parameters import MOST_DETAIL, By
from ui.widgets.building import fill, label_of, named

# What takes the place of k-means.
THRESHOLD = "threshold"


class UnitRow(QWidget):
    """by_chosen: another unit, or THRESHOLD. detail_moved: the detail, and whether the slider has come to
    rest.
    """

    by_chosen = Signal(str)
    detail_moved = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unit_row")
        self.by = QComboBox()
        words = {"pixels": self.tr("Pixels"), "superpixels": self.tr("Superpixels")}
        for unit in get_args(By):
            self.by.addItem(words[unit], unit)
        self.by.addItem(self.tr("Threshold"), THRESHOLD)
        named(
            self.by,
            "by",
            self.tr("What is clustered"),
            self.tr(
                "Pixels: every pixel by its own colour, best for what is to be measured exactly. "
                "Superpixels: patches of like pixels, each as a whole, best for photographs of things; "
                "their borders stay as borders of regions. "
                "Threshold: no k-means; one channel is cut at values that you see in its histogram."
            ),
        )
        self.detail = QSlider(Qt.Orientation.Horizontal)
        self.detail.setRange(0, MOST_DETAIL)
        self.detail.setPageStep(10)
        named(
            self.detail,
            "detail",
            self.tr("Detail of the superpixels"),
            self.tr(
                "How far patches are merged: to the left fewer and larger ones, to the right more and finer."
            ),
        )
        self.detail.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._label = label_of(self.detail, self.tr("Deta&il"))
        self._value = QLabel(alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Wide enough for any number: nothing jumps while it is dragged.
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance("100"))
        # What stands before it stays in its place where there is no detail.
        policy = self.detail.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.detail.setSizePolicy(policy)
        layout = fill(QHBoxLayout(self), margins=0, spacing=8)
        fill(layout, label_of(self.by, self.tr("B&y")), self.by, self._label, (self.detail, 1), self._value)
        self.by.activated.connect(self._choose)
        self.detail.valueChanged.connect(self._move)
        self.detail.sliderReleased.connect(self._release)
        self.set_values("pixels", 0)

    def set_values(self, by: By, detail: int, *, threshold: bool = False) -> None:
        """Show these; announces nothing."""
        self.by.setCurrentIndex(self.by.findData(THRESHOLD if threshold else by))
        blocker = QSignalBlocker(self.detail)
        if not self.detail.isSliderDown():
            self.detail.setValue(detail)
        blocker.unblock()
        self._value.setText(str(detail))
        for widget in (self._label, self.detail, self._value):
            widget.setVisible(not threshold)
            widget.setEnabled(by == "superpixels")

    def _choose(self, row: int) -> None:
        self.by_chosen.emit(self.by.itemData(row))

    def _move(self, detail: int) -> None:
        self.detail_moved.emit(detail, not self.detail.isSliderDown())

    def _release(self) -> None:
        self.detail_moved.emit(self.detail.value(), True)
