"""What the map shows: points under a camera, the key of their colours, middles of groups."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.base.arrays import Bytes, Floats, Ints, Mask
from core.collection.colouring import cluster_colour
from ui.collection.map_drawing import Drawn, Points, draw
from ui.collection.map_geometry import Camera, fitted, middles
from ui.collection.map_marks import draw_key, draw_middle, draw_preview, draw_ring
from ui.widgets.theme import PlotColours, plot_colours

_NO_GROUPS = np.empty(0, np.int64)


class MapCanvas(QWidget):
    """current: the point that the keyboard is at, −1 for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current, self.with_pictures = -1, True
        self._points, self._camera = _no_points(), Camera()
        self._key: tuple[tuple[tuple[str, str], ...], bool] = (), False
        self._pixmap: Callable[[int], QPixmap | None] = _no_pixmap
        self._name: Callable[[int], str] = _no_name
        self._drawn: Drawn | None = None
        # Labels whose middles are shown, and the point that the mouse is at.
        self._groups, self._under = _NO_GROUPS, -1

    @property
    def number(self) -> int:
        """How many points there are."""
        return len(self._points.xy)

    def set_sources(self, pixmap: Callable[[int], QPixmap | None], name: Callable[[int], str]) -> None:
        """Where the picture of a point comes from, None while it is not there, and what it is called."""
        self._pixmap, self._name = pixmap, name

    def show_points(self, xy: Floats, colours: Bytes, chosen: Mask, order: Ints) -> None:
        """Other points; all of them are in sight."""
        new = Points(_normal(xy), colours, chosen, order)
        self.current = self._under = -1
        self._groups = _NO_GROUPS
        self.forget_gesture()
        self._points = new
        self.fit()

    def show_colours(self, colours: Bytes, key: tuple[tuple[str, str], ...], *, graded: bool) -> None:
        """key: what they stand for."""
        self._key = key, graded
        self._change(colours=colours)

    def show_chosen(self, chosen: Mask) -> None:
        self._change(chosen=chosen)

    def show_middles(self, labels: Ints | None) -> None:
        """Where the middle of each group of points stands. labels: (n,) from 1; None for no middles."""
        self._groups = _NO_GROUPS if labels is None else labels
        self.update()

    def forget_gesture(self) -> None:
        """What is half drawn is of points that were there before."""

    def set_with_pictures(self, with_pictures: bool) -> None:
        self.with_pictures = with_pictures
        self.redraw()

    def go_to(self, point: int) -> None:
        """The keyboard is at this point, and it is in sight; −1: at none."""
        self.current = point
        if point >= 0:
            sx, sy = self._places()
            x, y = float(sx[point]), float(sy[point])
            if not self.rect().adjusted(8, 8, -8, -8).contains(int(x), int(y)):
                self._look(self._camera.moved(self.width() / 2 - x, self.height() / 2 - y))
        self.update()

    def fit(self) -> None:
        """All points in sight."""
        if self.number:
            self._look(fitted(self._points.xy, self.width(), self.height()))
        else:
            self.redraw()

    def zoom(self, factor: float) -> None:
        """Around the middle."""
        self._look(self._camera.zoomed(factor, self.width() / 2, self.height() / 2))

    def redraw(self) -> None:
        """Something that is drawn is another: a picture has come."""
        self._drawn = None
        self.update()

    def place_of(self, point: int) -> QPointF:
        """Where it stands."""
        sx, sy = self._places()
        return QPointF(float(sx[point]), float(sy[point]))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        colours = plot_colours(self.palette())
        painter = QPainter(self)
        if not self.number:
            painter.fillRect(self.rect(), colours.background)
            return
        painter.drawImage(0, 0, self._draw(colours).picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        key, graded = self._key
        draw_key(painter, key, QPointF(10, 10), colours, graded=graded)
        self._draw_marks(painter, colours)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002
        camera = self._camera
        if self.number and camera == fitted(self._points.xy, camera.width, camera.height):
            self.fit()
        else:
            self._look(camera.resized(max(1, self.width()), max(1, self.height())))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.redraw()

    def _change(self, colours: Bytes | None = None, chosen: Mask | None = None) -> None:
        old = self._points
        self._points = Points(
            old.xy,
            old.colours if colours is None else colours,
            old.chosen if chosen is None else chosen,
            old.order,
        )
        self.redraw()

    def _look(self, camera: Camera) -> None:
        self._camera = camera
        self.redraw()

    def _places(self) -> tuple[Floats, Floats]:
        return self._camera.at(self._points.xy)

    def _draw(self, colours: PlotColours) -> Drawn:
        if self._drawn is None:
            pixmap = self._pixmap if self.with_pictures else None
            self._drawn = draw(self._points, self._camera, self.devicePixelRatioF(), colours, pixmap)
        return self._drawn

    def _draw_marks(self, painter: QPainter, colours: PlotColours) -> None:
        drawn = self._draw(colours)
        self._draw_groups(painter, colours)
        if self.current >= 0 and self.hasFocus():
            spot, place = self.place_of(self.current), drawn.with_picture.get(self.current)
            draw_ring(painter, spot, place, colours)
        shown = self._under if self._under >= 0 else (self.current if self.hasFocus() else -1)
        pixmap = self._pixmap(shown) if shown >= 0 and shown not in drawn.with_picture else None
        if pixmap is not None:
            colour = QColor(*self._points.colours[shown].tolist())
            draw_preview(painter, (pixmap, self._name(shown)), self.place_of(shown), colour, colours)

    def _draw_groups(self, painter: QPainter, colours: PlotColours) -> None:
        if not len(self._groups):
            return
        numbers, xy = middles(self._points.xy, self._groups)
        for number, x, y in zip(numbers.tolist(), *self._camera.at(xy), strict=True):
            draw_middle(painter, QPointF(float(x), float(y)), QColor(cluster_colour(number)), colours)


def _normal(xy: Floats) -> Floats:
    """Between −½ and ½, as wide to tall as before."""
    if not len(xy):
        return xy
    low, high = xy.min(axis=0), xy.max(axis=0)
    longest = float((high - low).max())
    found: Floats = (xy - (low + high) / 2) / (longest if longest > 0 else 1.0)
    return found


def _no_points() -> Points:
    return Points(np.empty((0, 2)), np.empty((0, 3), np.uint8), np.empty(0, np.bool_), np.empty(0, np.int64))


def _no_pixmap(_point: int) -> QPixmap | None:
    return None


def _no_name(_point: int) -> str:
    return ""
