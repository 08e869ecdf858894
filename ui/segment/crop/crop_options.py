"""The settings of the crop tool: its rectangle in numbers, and the buttons that crop and take it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.image.crop import Crop
from ui.widgets.building import fill, label_of, named
from ui.widgets.number_boxes import WholeNumberBox

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CropOptions(QWidget):
    """typed(Crop): numbers were typed. crop_asked: crop now. removal_asked: measure all of the picture."""

    typed = Signal(object)
    crop_asked = Signal()
    removal_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crop_options")
        left, top = self.tr("First column of the crop, from 0"), self.tr("First row of the crop, from 0")
        width, height = self.tr("Width of the crop in pixels"), self.tr("Height of the crop in pixels")
        described = (
            ("crop_x", self.tr("X"), left),
            ("crop_y", self.tr("Y"), top),
            ("crop_width", self.tr("W"), width),
            ("crop_height", self.tr("H"), height),
        )
        layout = fill(QHBoxLayout(self), margins=0, spacing=5)
        self._boxes = tuple(named(WholeNumberBox(), name, about, about) for name, _, about in described)
        for box, (_, letter, _about) in zip(self._boxes, described, strict=True):
            # As narrow as pictures are large: the row must not make the window wider.
            box.setButtonSymbols(WholeNumberBox.ButtonSymbols.NoButtons)
            box.setFixedWidth(box.fontMetrics().horizontalAdvance("00000") + 14)
            box.valueChanged.connect(self._take)
            box.installEventFilter(self)
            fill(layout, label_of(box, letter), box)
        self._crop = named(
            QPushButton(self.tr("Crop")),
            "crop_now",
            tooltip=self.tr("Cluster and measure this part alone; the rest counts as no data. (Enter)"),
        )
        self._remove = named(
            QPushButton(self.tr("Remove")),
            "crop_remove",
            self.tr("Remove the crop"),
            self.tr("Cluster and measure all of the picture again."),
        )
        for button in (self._crop, self._remove):
            button.setFixedWidth(button.fontMetrics().horizontalAdvance(button.text()) + 20)
        policy = self._remove.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what stands beside it stays where it is
        self._remove.setSizePolicy(policy)
        fill(layout, self._crop, self._remove)
        self._crop.clicked.connect(self.crop_asked)
        self._remove.clicked.connect(self.removal_asked)
        self._size = (1, 1)

    def set_picture(self, width: int, height: int, *, is_cropped: bool) -> None:
        self._size = (width, height)
        self._remove.setVisible(is_cropped)

    def show_crop(self, crop: Crop, *, is_new: bool) -> None:
        """is_new: whether there is something to ask for."""
        width, height = self._size
        least_and_most = (0, width - 1), (0, height - 1), (1, width - crop.x), (1, height - crop.y)
        numbers = crop.x, crop.y, crop.width, crop.height
        for box, number, limits in zip(self._boxes, numbers, least_and_most, strict=True):
            with QSignalBlocker(box):
                box.setRange(*limits)
                box.setValue(number)
        self._crop.setEnabled(is_new)

    def eventFilter(self, box: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter takes what was typed and crops; what cannot be taken is said instead."""
        if not isinstance(event, QKeyEvent) or not isinstance(box, WholeNumberBox):
            return super().eventFilter(box, event)
        if event.type() != QEvent.Type.KeyPress or event.key() not in _ENTER:
            return False
        if not box.hasAcceptableInput():
            return False
        box.interpretText()
        self.crop_asked.emit()
        return True

    def _take(self) -> None:
        """A first column or row that is typed pushes width and height where they would reach beyond."""
        width, height = self._size
        x, y, wide, high = (box.value() for box in self._boxes)
        self.typed.emit(Crop(x, y, min(wide, width - x), min(high, height - y)))
