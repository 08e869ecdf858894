"""The map: pictures as points. It is pushed, zoomed and drawn on; a click, a rectangle or a lasso chooses."""

from __future__ import annotations

from typing import Literal

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ui.collection.map_canvas import MapCanvas
from ui.collection.map_geometry import nearest, towards
from ui.collection.map_gesture import Gesture, MapTool
from ui.collection.map_marks import draw_outline
from ui.widgets.announcing import announce
from ui.widgets.building import named
from ui.widgets.theme import PlotColours

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


class MapView(MapCanvas):
    """chosen(points, how): points (m,) int64 are to be chosen, only they, or they more or less than now.
    clicked(point): this one alone is meant. opened(point): in Segment. pointed(point): the mouse or the
    keyboard is at it now, −1 at none.

    tool: what the left button does.
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
        self.tool: MapTool = "hand"
        self._gesture: Gesture | None = None
        self._pushed_from: QPointF | None = None

    def forget_gesture(self) -> None:
        self._gesture = self._pushed_from = None

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(640, 480)

    def set_tool(self, tool: MapTool) -> None:
        self.tool = tool
        self._gesture = None
        self._follow_cursor()
        self.update()

    def give_up_gesture(self) -> bool:
        """Whether something was half drawn."""
        given_up = self._gesture is not None
        self._gesture = None
        self.update()
        return given_up

    @property
    def drawing(self) -> bool:
        return self._gesture is not None

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
        announce(self, self._name(self.current))

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
        super()._draw_marks(painter, colours)
        if self._gesture is not None and self._gesture.tool != "hand" and self._gesture.is_drag:
            draw_outline(painter, self._gesture.outline(), colours)


def _how(event: QMouseEvent) -> How:
    held = event.modifiers()
    if held & Qt.KeyboardModifier.AltModifier:
        return "less"
    return "more" if held & (_SHIFT | _CTRL) else "only"
