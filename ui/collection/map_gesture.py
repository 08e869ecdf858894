"""What the left button draws on the map: a rectangle or a lasso, and which points lie in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from core.base.arrays import Floats, Mask
from ui.widgets.filled_outline import filled

MapTool = Literal["hand", "rectangle", "lasso"]
# Pixels that the mouse moves before a press is a drag, and between two corners of a lasso.
DRAG, _STEP = 4.0, 3.0


@dataclass
class Gesture:
    """corners: of a rectangle the first and the last, of a lasso all of them, in pixels of the widget."""

    tool: MapTool
    corners: list[QPointF] = field(default_factory=list)

    def move(self, to: QPointF) -> None:
        if self.tool == "rectangle":
            self.corners[1:] = [to]
        elif (to - self.corners[-1]).manhattanLength() >= _STEP:
            self.corners.append(to)

    @property
    def is_drag(self) -> bool:
        """Whether it is more than a click."""
        first = self.corners[0]
        return any((each - first).manhattanLength() >= DRAG for each in self.corners)

    def outline(self) -> QPolygonF:
        if self.tool == "rectangle":
            return QPolygonF(QRectF(self.corners[0], self.corners[-1]).normalized())
        return QPolygonF(self.corners)

    def holds(self, sx: Floats, sy: Floats, width: int, height: int) -> Mask:
        """(n,) bool: which points lie in it, to the pixel; those outside of the widget do not."""
        column, row = np.floor(sx).astype(np.int64), np.floor(sy).astype(np.int64)
        seen = (column >= 0) & (column < width) & (row >= 0) & (row < height)
        inside = np.zeros(len(sx), np.bool_)
        inside[seen] = filled(self.outline(), width, height)[row[seen], column[seen]]
        return inside
