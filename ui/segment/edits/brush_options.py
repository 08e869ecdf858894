"""The settings of the tools of the hand: the class, and the size of the brush."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from core.document.strokes import MOST_SIZE
from ui.segment.edits.class_choice import ClassBox, ClassChoice
from ui.widgets.number_boxes import WholeNumberBox

# What the slider reaches; a number that is typed may be larger.
_MOST_ON_SLIDER = 100
_GROWTH = 1.25


class BrushSize(QObject):
    """The diameter of brush and eraser in pixels of the picture: one for both. changed: it is another.

    picture: width and height of the picture that is brushed.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pixels = 11
        self.picture = (1, 1)

    def set_pixels(self, pixels: int) -> None:
        pixels = min(max(pixels, 1), MOST_SIZE)
        if pixels != self.pixels:
            self.pixels = pixels
            self.changed.emit()

    def grow(self) -> None:
        self.set_pixels(max(self.pixels + 1, round(self.pixels * _GROWTH)))

    def shrink(self) -> None:
        self.set_pixels(min(self.pixels - 1, round(self.pixels / _GROWTH)))


class EditOptions(QWidget):
    """choice: where there is a class to choose. size: where there is a brush."""

    def __init__(self, name: str, choice: ClassChoice | None = None, size: BrushSize | None = None) -> None:
        super().__init__()
        self.setObjectName(f"{name}_options")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        if choice is not None:
            box = ClassBox(choice)
            label = QLabel(self.tr("Class"))
            label.setBuddy(box)
            layout.addWidget(label)
            layout.addWidget(box)
        self._size = size
        if size is not None:
            self._add_size(layout, size)

    def _add_size(self, layout: QHBoxLayout, size: BrushSize) -> None:
        self._slider, self._box = QSlider(Qt.Orientation.Horizontal), WholeNumberBox()
        self._slider.setRange(1, _MOST_ON_SLIDER)
        self._slider.setFixedWidth(110)
        self._box.setRange(1, MOST_SIZE)
        self._box.setSuffix(self.tr(" px"))
        self._box.setKeyboardTracking(False)
        help_text = self.tr("Diameter of the brush in pixels of the picture. Keys: [ and ]")
        for widget, name in ((self._slider, "brush_slider"), (self._box, "brush_size")):
            widget.setObjectName(name)
            widget.setAccessibleName(self.tr("Size of the brush"))
            widget.setToolTip(help_text)
        label = QLabel(self.tr("Size"))
        label.setBuddy(self._box)
        layout.addWidget(label)
        layout.addWidget(self._slider)
        layout.addWidget(self._box)
        self._slider.valueChanged.connect(size.set_pixels)
        self._box.valueChanged.connect(size.set_pixels)
        size.changed.connect(self._show_size)
        self._show_size()

    def _show_size(self) -> None:
        if self._size is None:
            return
        for widget in (self._slider, self._box):
            with QSignalBlocker(widget):
                widget.setValue(self._size.pixels)
