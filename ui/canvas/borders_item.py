"""Borders between numbered pixels over a picture: made small as a picture of lines, made large as lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem as Option
from PySide6.QtWidgets import QWidget

from ui.canvas.camera import visible_part
from ui.canvas.overlay import LIGHT, SHADE, cosmetic_pen
from ui.canvas.picture_item import LabelItem, PictureItem

# Screen pixels of a picture's pixel from which on lines leave the pixels beside them to be seen.
LINES_FROM = 2.0


class BordersItem(PictureItem):
    """In front of a picture or labels; where the original is shown in place of labels, it is not drawn."""

    def __init__(self, over: PictureItem | LabelItem) -> None:
        super().__init__()
        self._labels = over if isinstance(over, LabelItem) else None
        self._ids: NDArray[np.integer] | None = None
        self.setParentItem(over)  # behind what tools draw

    def set_borders(self, levels: Sequence[NDArray[np.uint8]], ids: NDArray[np.integer] | None) -> None:
        """levels: as of a picture, empty for none. ids: (height, width), of what lies between the borders."""
        self._ids = ids
        self.set_levels(levels)

    def paint(self, painter: QPainter, option: Option, widget: QWidget | None = None) -> None:
        part = visible_part(option.exposedRect, self.size)
        if part.isEmpty() or (self._labels is not None and not self._labels.is_seen):
            return
        painter.save()
        if self._labels is not None:
            self._labels.clip_to_curtain(painter, part, widget)
        if self._ids is None or painter.worldTransform().m11() < LINES_FROM:
            super().paint(painter, option, widget)
        else:
            lines = lines_between(self._ids, part)
            for pen in (cosmetic_pen(SHADE, 2.6), cosmetic_pen(LIGHT, 1.2)):
                painter.setPen(pen)
                painter.drawLines(lines)
        painter.restore()


def lines_between(ids: NDArray[np.integer], part: QRectF) -> list[QLineF]:
    """The sides between pixels of two numbers in and around a part of the picture, each one pixel long."""
    left, top = max(int(part.left()) - 1, 0), max(int(part.top()) - 1, 0)
    seen = ids[top : int(part.bottom()) + 2, left : int(part.right()) + 2]
    rows, columns = np.nonzero(seen[:, 1:] != seen[:, :-1])
    lines = [
        QLineF(x, y, x, y + 1)
        for x, y in zip((columns + left + 1).tolist(), (rows + top).tolist(), strict=True)
    ]
    rows, columns = np.nonzero(seen[1:] != seen[:-1])
    lines += [
        QLineF(x, y, x + 1, y)
        for x, y in zip((columns + left).tolist(), (rows + top + 1).tolist(), strict=True)
    ]
    return lines
