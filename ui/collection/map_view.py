"""The map: pictures as points. It is pushed, zoomed and drawn on; a click, a rectangle or a lasso chooses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from core.base.arrays import Bytes, Floats, Ints, Mask
from ui.collection.map_drawing import Drawn, Points, draw
from ui.collection.map_geometry import Camera, fitted, nearest, towards
from ui.collection.map_gesture import Gesture, MapTool
from ui.collection.map_marks import draw_key, draw_outline, draw_preview, draw_ring
from ui.widgets.building import named
from ui.widgets.theme import PlotColours, plot_colours

How = Literal["only", "more", "less"]
_ZOOM, _PUSH = 1.25, 60.0
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_NONE = np.empty(0, np.int64)


class MapView(QWidget):
    """chosen(points, how): points (m,) int64 are to be chosen, only they, or they more or less than now.
    clicked(point): this one alone is meant. opened(point): in Segment. pointed(point): the mouse or the
    keyboard is at it now, −1 at none.

    current: the point that the keyboard is at, −1 for none. tool: what the left button does.
    """

    chosen = Signal(object, str)
    clicked = Signal(int)
    opened = Signal(int)
    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "collection_map", self.tr("Map"))
        self.setAccessibleDescription(
            self.tr("Arrow keys go from picture to picture, Space chooses, Enter opens, + and − zoom.")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(200, 160)
        self.current, self.with_pictures = -1, True
        self.tool: MapTool = "hand"
        self._points, self._camera = _no_points(), Camera()
        self._key: tuple[tuple[tuple[str, str], ...], bool] = (), False
        self._pixmap: Callable[[int], QPixmap | None] = _no_pixmap
        self._name: Callable[[int], str] = _no_name
        self._drawn: Drawn | None = None
        self._gesture: Gesture | None = None
        self._pushed_from: QPointF | None = None
        self._under = -1

    @property
    def number(self) -> int:
        """How many points there are."""
        return len(self._points.xy)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(640, 480)

    def set_sources(self, pixmap: Callable[[int], QPixmap | None], name: Callable[[int], str]) -> None:
        """Where the picture of a point comes from, None while it is not there, and what it is called."""
        self._pixmap, self._name = pixmap, name

    def show_points(self, xy: Floats, colours: Bytes, chosen: Mask, order: Ints) -> None:
        """Other points; all of them are in sight."""
        new = Points(_normal(xy), colours, chosen, order)
        self.current = self._under = -1
        self._gesture = self._pushed_from = None
        self._points = new
        self.fit()

    def show_colours(self, colours: Bytes, key: tuple[tuple[str, str], ...], *, graded: bool) -> None:
        """key: what they stand for."""
        self._key = key, graded
        self._change(colours=colours)

    def show_chosen(self, chosen: Mask) -> None:
        self._change(chosen=chosen)

    def set_tool(self, tool: MapTool) -> None:
        self.tool = tool
        self._gesture = None
        self._follow_cursor()
        self.update()

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

    def give_up_gesture(self) -> bool:
        """Whether something was half drawn."""
        given_up = self._gesture is not None
        self._gesture = None
        self.update()
        return given_up

    @property
    def drawing(self) -> bool:
        return self._gesture is not None

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

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        at, turned = event.position(), event.angleDelta().y() / 120
        self._look(self._camera.zoomed(_ZOOM**turned, at.x(), at.y()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._point_at(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self.number:
            return
        at = event.position()
        if event.button() == _MIDDLE or (event.button() == _LEFT and self.tool == "hand"):
            self._pushed_from = at
        if event.button() == _LEFT:
            self._gesture = Gesture(self.tool, [at])
        self._follow_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = event.position()
        if self._gesture is not None:
            self._gesture.move(at)
        if self._pushed_from is not None and (self._gesture is None or self._gesture.is_drag):
            pushed = at - self._pushed_from
            self._pushed_from = at
            self._look(self._camera.moved(pushed.x(), pushed.y()))
        if self._gesture is None and self._pushed_from is None:
            self._point_at(nearest(*self._places(), at.x(), at.y()) if self.number else -1)
        else:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        gesture, self._gesture, self._pushed_from = self._gesture, None, None
        self._follow_cursor()
        if gesture is None:
            return
        at, how = event.position(), _how(event)
        if not gesture.is_drag:
            self._click(at, event)
        elif self.tool != "hand":
            inside = gesture.holds(*self._places(), self.width(), self.height())
            self.chosen.emit(np.flatnonzero(inside), how)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = event.position()
        point = nearest(*self._places(), at.x(), at.y()) if self.number else -1
        if point >= 0 and event.button() == _LEFT:
            self.opened.emit(point)
        elif event.button() == _LEFT:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = Qt.Key(event.key())
        if not self.number:
            super().keyPressEvent(event)
        elif key in _ARROWS and event.modifiers() & _CTRL:
            dx, dy = _ARROWS[key]
            self._look(self._camera.moved(-dx * _PUSH, -dy * _PUSH))
        elif key in _ARROWS:
            self._step(*_ARROWS[key])
        elif key == Qt.Key.Key_Space and self.current >= 0:
            toggled = "less" if self._points.chosen[self.current] else "more"
            self.chosen.emit(np.array([self.current]), toggled)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.opened.emit(self.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_ZOOM)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _ZOOM)
        elif key == Qt.Key.Key_Home:
            self.fit()
        else:
            super().keyPressEvent(event)

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

    def _click(self, at: QPointF, event: QMouseEvent) -> None:
        point, how = self._picture_at(at), _how(event)
        self.current = point
        if point < 0:
            if how == "only":
                self.chosen.emit(_NONE, how)
        elif how == "only":
            self.clicked.emit(point)
        else:
            toggled = "less" if event.modifiers() & _CTRL and self._points.chosen[point] else how
            self.chosen.emit(np.array([point]), toggled)

    def _picture_at(self, at: QPointF) -> int:
        """The point whose picture or dot is there; −1 for none."""
        for point, place in (self._drawn.with_picture if self._drawn is not None else {}).items():
            if place.contains(at):
                return point
        return nearest(*self._places(), at.x(), at.y())

    def _step(self, dx: int, dy: int) -> None:
        if self.current < 0:
            sx, sy = self._places()
            self.current = nearest(sx, sy, self.width() / 2, self.height() / 2, np.inf)
        else:
            self.current = towards(*self._places(), self.current, dx, dy)
        self.go_to(self.current)
        self.pointed.emit(self.current)

    def _point_at(self, point: int) -> None:
        if point != self._under:
            self._under = point
            self.pointed.emit(point)
            self.update()

    def _follow_cursor(self) -> None:
        if self.tool == "hand":
            held = self._pushed_from is not None
            self.setCursor(Qt.CursorShape.ClosedHandCursor if held else Qt.CursorShape.ArrowCursor)
        else:
            self.setCursor(Qt.CursorShape.CrossCursor)

    def _draw_marks(self, painter: QPainter, colours: PlotColours) -> None:
        drawn = self._draw(colours)
        if self.current >= 0 and self.hasFocus():
            spot, place = self.place_of(self.current), drawn.with_picture.get(self.current)
            draw_ring(painter, spot, place, colours)
        shown = self._under if self._under >= 0 else (self.current if self.hasFocus() else -1)
        pixmap = self._pixmap(shown) if shown >= 0 and shown not in drawn.with_picture else None
        if pixmap is not None:
            colour = QColor(*self._points.colours[shown].tolist())
            draw_preview(painter, (pixmap, self._name(shown)), self.place_of(shown), colour, colours)
        if self._gesture is not None and self._gesture.tool != "hand" and self._gesture.is_drag:
            draw_outline(painter, self._gesture.outline(), colours)


def _how(event: QMouseEvent) -> How:
    held = event.modifiers()
    if held & Qt.KeyboardModifier.AltModifier:
        return "less"
    return "more" if held & (_SHIFT | _CTRL) else "only"


def _normal(xy: Floats) -> Floats:
    """Between −½ and ½, as wide to tall as before."""
    if not len(xy):
        return xy
    low, high = xy.min(axis=0), xy.max(axis=0)
    longest = float((high - low).max())
    found: Floats = (xy - (low + high) / 2) / (longest if longest > 0 else 1.0)
    return found


def _no_points() -> Points:
    return Points(np.empty((0, 2)), np.empty((0, 3), np.uint8), np.empty(0, np.bool_), _NONE)


def _no_pixmap(_point: int) -> QPixmap | None:
    return None


def _no_name(_point: int) -> str:
    return ""
