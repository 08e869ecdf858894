"""Shapes as lines on the screen: only what is seen, in no more detail than can be seen."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QTransform

from core.base.arrays import Floats
from core.roi.shapes import Ellipse, Polygon, Rectangle, Shape
from ui.canvas.overlay import LIGHT, cosmetic_pen, draw_outline

# Fewer points are drawn as they are.
FEW = 400
# Of more segments than these, smooth wide lines would take longer than a frame.
_MANY = 200
# Device pixels of what is no line yet.
_SHORT = 3.0
# Of a screen, in device pixels.
_LARGEST = 16_384
_KEPT = 64


def draw_shape(
    painter: QPainter,
    shape: Shape,
    scale: float,
    *,
    colour: QColor = LIGHT,
    width: float = 1.6,
    dashed: bool = False,
) -> None:
    """Its outline, of the same width at any zoom. The painter's clip says what is seen."""
    if not isinstance(shape, Polygon) or len(shape.points) <= FEW:
        draw_outline(painter, shape_path(shape), colour=colour, width=width, dashed=dashed)
        return
    segments = seen_segments(shape=shape, scale=scale, seen=painter.clipBoundingRect())
    if len(segments) <= _MANY:
        draw_outline(painter, segment_path(segments), colour=colour, width=width)
    else:
        _plot(painter, segments, colour)


def shape_path(shape: Shape) -> QPainterPath:
    """All of it."""
    path = QPainterPath()
    if isinstance(shape, Rectangle):
        path.addRect(QRectF(QPointF(shape.left, shape.top), QPointF(shape.right, shape.bottom)))
    elif isinstance(shape, Ellipse):
        path.addEllipse(QPointF(shape.x, shape.y), shape.radius_x, shape.radius_y)
    else:
        for ring in shape.rings:
            points = ring.points.tolist()
            path.moveTo(*points[0])
            for x, y in points[1:]:
                path.lineTo(x, y)
            path.closeSubpath()
    return path


def seen_segments(*, shape: Polygon, scale: float, seen: QRectF) -> Floats:
    """(n, 2, 2): the edges in sight, without those that are shorter than half a pixel of the screen."""
    starts, ends = _edges(shape)
    kept = np.any(np.round(starts * (2 * scale)) != np.round(ends * (2 * scale)), axis=1)
    if not seen.isEmpty():
        low, high = np.minimum(starts, ends), np.maximum(starts, ends)
        kept &= (high[:, 0] >= seen.left()) & (low[:, 0] <= seen.right())
        kept &= (high[:, 1] >= seen.top()) & (low[:, 1] <= seen.bottom())
    return np.stack((starts[kept], ends[kept]), axis=1)


def segment_path(segments: Floats) -> QPainterPath:
    """One line each."""
    import pyqtgraph

    x, y = segments[:, :, 0].ravel(), segments[:, :, 1].ravel()
    path: QPainterPath = pyqtgraph.arrayToQPath(x, y, connect="pairs", finiteCheck=False)
    return path


# By the address of the shape, which is kept with them, so that it stays its own.
_edges_known: dict[int, tuple[Polygon, Floats, Floats]] = {}


def _edges(shape: Polygon) -> tuple[Floats, Floats]:
    """(n, 2) starts and ends of all edges; those of the last shapes are kept."""
    if id(shape) not in _edges_known:
        while len(_edges_known) >= _KEPT:
            del _edges_known[next(iter(_edges_known))]
        starts = shape.points
        ends = np.concatenate([np.roll(ring.points, -1, axis=0) for ring in shape.rings])
        _edges_known[id(shape)] = shape, starts, ends
    _, starts, ends = _edges_known[id(shape)]
    return starts, ends


def _plot(painter: QPainter, segments: Floats, colour: QColor) -> None:
    """Thousands of short lines as the points that they touch: Qt would take many frames for them."""
    # Not deviceTransform: it holds the place of the view in its window, which resetTransform leaves.
    ratio = painter.device().devicePixelRatioF()
    transform = painter.worldTransform() * QTransform.fromScale(ratio, ratio)
    scale = transform.m11()
    at = segments * scale + np.array((transform.dx(), transform.dy()))
    long = np.abs(at[:, 1] - at[:, 0]).max(axis=1) > _SHORT
    ends = at[~long]
    points = np.concatenate((ends[:, 0], ends.mean(axis=1), ends[:, 1])).astype(np.int64)
    box = transform.mapRect(painter.clipBoundingRect()).toAlignedRect()
    width, height = min(box.width(), _LARGEST), min(box.height(), _LARGEST)
    points -= (box.x(), box.y())
    points = points[((points >= 0) & (points < (width - 1, height - 1))).all(axis=1)]
    pixels = np.zeros((height, width), np.uint32)
    pixels[points[:, 1] + 1, points[:, 0] + 1] = 0xFF000000  # a shadow, so that it shows on any colour
    pixels[points[:, 1], points[:, 0]] = colour.rgba()
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    if long.any():
        painter.setPen(cosmetic_pen(colour, 1.0))
        painter.drawPath(segment_path(segments[long]))
    painter.save()
    painter.resetTransform()
    painter.drawImage(QPointF(box.x() / ratio, box.y() / ratio), image)
    painter.restore()
