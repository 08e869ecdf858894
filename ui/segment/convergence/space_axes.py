"""The axes of a colour space that is turned, in a corner of it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPen

from ui.segment.convergence.space_projection import Projection

# Pixels that they have for themselves on the left, where that is no more than a third of the width.
ROOM_OF_AXES = 76.0
# Of the axes, from their origin, and of that from the corner.
_AXIS, _CORNER = 22.0, 44.0


def paint_axes(
    painter: QPainter, projection: Projection, axes: Sequence[tuple[int, str]], *, size: QSize, colour: QColor
) -> None:
    """Where each axis leads, with its name, in the lower left corner. axes: their numbers and names."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    origin = QPointF(_CORNER, size.height() - _CORNER)
    ways = projection.matrix[[axis for axis, _name in axes]]
    ways = ways / max(float(np.hypot(*ways.T).max()), 1e-12)
    metrics = painter.fontMetrics()
    painter.setPen(QPen(colour, 1.4))
    lowest = -math.inf
    # From above: a name that would lie on another one goes below it.
    for (x, y), (_axis, name) in sorted(zip(ways.tolist(), axes, strict=True), key=lambda each: each[0][1]):
        length = max(math.hypot(x, y), 1e-9)
        painter.drawLine(QLineF(origin, origin + QPointF(x, y) * _AXIS))
        wide, tall = metrics.horizontalAdvance(name), metrics.ascent()
        # Its middle as far beyond the end as it is wide and tall in this direction.
        reach = _AXIS + 3 / length + (abs(x) * wide + abs(y) * tall) / 2 / length**2
        at = origin + QPointF(x, y) * reach
        left = min(max(at.x() - wide / 2, 2.0), size.width() - wide - 2.0)
        lowest = max(at.y() + tall / 2 - 1, lowest + metrics.height())
        painter.drawText(QPointF(left, lowest), name)
