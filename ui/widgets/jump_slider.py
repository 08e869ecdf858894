"""JumpSlider: a slider that goes where it is clicked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle


class JumpSlider(QSlider):
    """A slider that goes where it is clicked."""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
            at = round(event.position().x() - handle / 2)
            value = QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), at, self.width() - handle)
            self.sliderPressed.emit()
            self.setValue(value)
        super().mousePressEvent(event)
