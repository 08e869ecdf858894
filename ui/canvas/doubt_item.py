"""What lies over the labels and belongs to them: it is seen where they are."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem as Option
from PySide6.QtWidgets import QWidget

from ui.canvas.camera import visible_part
from ui.canvas.picture_item import LabelItem, PictureItem


class DoubtItem(PictureItem):
    """A picture in front of labels. Where the original is shown in their place, it is not drawn."""

    def __init__(self, labels: LabelItem) -> None:
        super().__init__()
        self._over = labels
        self.setParentItem(labels)  # behind what tools draw

    def paint(self, painter: QPainter, option: Option, widget: QWidget | None = None) -> None:
        part = visible_part(option.exposedRect, self.size)
        if part.isEmpty() or not self._over.is_seen:
            return
        painter.save()
        self._over.clip_to_curtain(painter, part, widget)
        super().paint(painter, option, widget)
        painter.restore()
