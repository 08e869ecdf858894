"""How the points of a map are drawn: dots, and pictures where there is room for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from core.base.arrays import Bytes, Floats, Ints, Mask
from ui.collection.map_geometry import Camera, in_sight, picture_side, with_room
from ui.collection.map_raster import paint_dots, radius_of
from ui.widgets.theme import PlotColours

# Up to so many dots are drawn by Qt, each with an edge that lifts it off its neighbours.
_BY_QT = 1500
# What is not chosen, while something is.
_FADED = 0.22
_FRAME = 2.5


@dataclass(frozen=True, eq=False)
class Points:
    """xy: (n, 2) on the map. colours: (n, 3) uint8. chosen: (n,) bool. order: (n,) which of the points have
    room for their picture first.
    """

    xy: Floats
    colours: Bytes
    chosen: Mask
    order: Ints


@dataclass(frozen=True, eq=False)
class Drawn:
    """picture: of the whole widget. places: where the points stand in it. with_picture: the points that show
    their picture, and where.
    """

    picture: QImage
    places: tuple[Floats, Floats]
    with_picture: dict[int, QRectF]


def draw(
    points: Points,
    camera: Camera,
    ratio: float,
    colours: PlotColours,
    pixmap: Callable[[int], QPixmap | None] | None,
) -> Drawn:
    """ratio: pixels of the screen in one of the widget. pixmap: of a point; None for dots alone."""
    sx, sy = camera.at(points.xy)
    width, height = max(1, round(camera.width * ratio)), max(1, round(camera.height * ratio))
    buffer = np.empty((height, width, 4), np.uint8)
    ground = colours.background
    buffer[:] = ground.blue(), ground.green(), ground.red(), 255
    seen = np.flatnonzero(in_sight(sx, sy, camera, beyond=8.0))
    side = picture_side(len(seen), camera) if pixmap is not None else 0
    wanted = _pictures_wanted(points, camera, sx, sy, side) if side else []
    rest = np.setdiff1d(seen, wanted, assume_unique=True) if wanted else seen
    smooth = len(seen) <= _BY_QT
    if not smooth:
        _paint(buffer, points, rest, (sx * ratio, sy * ratio), radius_of(len(seen)) * ratio)
    picture = QImage(buffer.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    edge, radius = QPen(ground, 1.0), radius_of(len(seen))
    if smooth:
        painter.setPen(edge)
        _draw_dots(painter, points, rest, (sx, sy), radius)
    with_picture = {}
    for place in wanted:
        spot = QPointF(float(sx[place]), float(sy[place]))
        shown, colour = None if pixmap is None else pixmap(place), QColor(*points.colours[place].tolist())
        faded = points.chosen.any() and not points.chosen[place]
        if shown is None:
            painter.setPen(edge)
            _draw_dots(painter, points, np.array([place]), (sx, sy), radius)
        else:
            with_picture[place] = draw_picture(painter, shown, spot, side - 8.0, colour, faded=bool(faded))
    painter.end()
    return Drawn(picture, (sx, sy), with_picture)


def draw_picture(
    painter: QPainter, pixmap: QPixmap, middle: QPointF, side: float, colour: QColor, *, faded: bool = False
) -> QRectF:
    """A picture whose longer side is so long, in a frame of its colour; where it stands."""
    size = QSizeF(pixmap.size()).scaled(QSizeF(side, side), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF(), size)
    place.moveCenter(middle)
    painter.setOpacity(_FADED if faded else 1.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(place.adjusted(-_FRAME, -_FRAME, _FRAME, _FRAME), _FRAME, _FRAME)
    painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
    painter.setOpacity(1.0)
    return place


def _pictures_wanted(points: Points, camera: Camera, sx: Floats, sy: Floats, side: int) -> list[int]:
    """Of those in sight and a little beyond, so that none appears late at the edge; what is chosen first."""
    near = in_sight(sx, sy, camera, beyond=2.0 * side)
    order = points.order[near[points.order]]
    order = np.concatenate((order[points.chosen[order]], order[~points.chosen[order]]))
    return with_room(points.xy, order, camera, side)


def _layers(points: Points, rest: Ints) -> tuple[tuple[Ints, float], ...]:
    """Which points are drawn first and last, and how strongly: what is chosen stands out, if anything is."""
    if not points.chosen.any():
        return ((rest, 1.0),)
    chosen = points.chosen[rest]
    return (rest[~chosen], _FADED), (rest[chosen], 1.0)


def _paint(buffer: Bytes, points: Points, rest: Ints, places: tuple[Floats, Floats], radius: float) -> None:
    ground = buffer[0, 0, 2::-1].astype(np.float64)
    for part, opacity in _layers(points, rest):
        colours = np.rint(ground + (points.colours[part] - ground) * opacity).astype(np.uint8)
        paint_dots(buffer, (places[0][part], places[1][part]), colours, radius)


def _draw_dots(
    painter: QPainter, points: Points, rest: Ints, places: tuple[Floats, Floats], radius: float
) -> None:
    """Each with an edge of what is behind it; the painter's pen has its colour."""
    for part, opacity in _layers(points, rest):
        painter.setOpacity(opacity)
        for place in part.tolist():
            painter.setBrush(QColor(*points.colours[place].tolist()))
            painter.drawEllipse(QPointF(float(places[0][place]), float(places[1][place])), radius, radius)
    painter.setOpacity(1.0)
