"""TurnedSpace: three axes of the colour space, in parallel, turned with the mouse, zoomed by the wheel."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from core.base.arrays import Bytes, Floats, Ints
from ui.segment.convergence.point_raster import packed, rasterised, reaches
from ui.segment.convergence.space_axes import ROOM_OF_AXES, paint_axes
from ui.segment.convergence.space_marks import SpaceMarks, paint_marks
from ui.segment.convergence.space_mouse import SpaceMouse
from ui.segment.convergence.space_projection import Frame, Projection, Turn, frame_of, in_space
from ui.widgets.building import named
from ui.widgets.theme import plot_colours

Axes = tuple[int, int, int]
# Radians a pixel of the mouse, and a key.
_BY_MOUSE, _BY_KEY = 0.008, 0.12
_WHEEL, _ZOOM = 1.2 ** (1 / 120), 1.25
# Room round everything, and how far what is farthest fades into what lies behind.
_MARGIN, _FADE = 9.0, 0.45
_KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class TurnedSpace(QWidget):
    """Drag turns, Shift with it draws a lasso, the wheel zooms; double click or Home as at first.

    marks: what is drawn over the colours, shared with the plane. lassoing: whether a drag draws without
    Shift.
    """

    def __init__(self, marks: SpaceMarks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "colourSpaceTurned", self.tr("Colours of the picture and centroids, in space"))
        self.setAccessibleDescription(
            self.tr("Arrow keys turn, + and − zoom, Home shows it as it was at first.")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(140, 90)
        self.lassoing = False
        self.turn = Turn()
        self._marks = marks
        self.mouse = SpaceMouse(self, marks, projection=self.projection, repaint=self.update)
        self._axes: Axes = (0, 1, 2)
        self._names: tuple[str, ...] = ("", "", "")
        self._points: Floats = np.zeros((0, 3))
        self._colours: Bytes = np.zeros((0, 3), np.uint8)
        self._reach: Ints = np.zeros(0, np.int64)
        self._weights: Floats = np.zeros(0)
        self._frame = Frame(np.eye(3), np.zeros((0, 3)), np.zeros(3))
        self._turned_from: QPointF | None = None
        # For what it was drawn, the image, and its memory.
        self._drawn: tuple[tuple[object, ...], QImage, NDArray[np.uint32]] | None = None

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(320, 220)

    def show_space(
        self, axes: Axes, names: tuple[str, ...], points: Floats, colours: Bytes, weights: Floats
    ) -> None:
        """Three axes of points (n, d) in the units of the space, with their colours (n, 3) and pixels (n,).

        names: of all axes of the space.
        """
        self._axes, self._names = axes, names
        self._points, self._colours = points, colours
        self._weights, self._reach = weights, reaches(weights)
        self._content_changed()

    def projection(self) -> Projection | None:
        """Of features on this widget; None while there is nothing to be seen."""
        return None if self._is_empty else self._seen()[0]

    def set_turn(self, turn: Turn) -> None:
        self.turn = turn
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        colours = plot_colours(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.surround)
        if self._is_empty:
            return
        projection, away = self._seen()
        if len(self._points):
            painter.drawImage(QPointF(0, 0), self._raster(projection, away, colours.surround))
        named_axes = [(axis, self._names[axis]) for axis in self._axes]
        paint_axes(painter, projection, named_axes, size=self.size(), colour=colours.foreground)
        paint_marks(painter, self._marks, projection)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.lassoing or shift or self.mouse.centroid_at(at) is not None:
            self.mouse.press(at)
        else:
            self._turned_from = at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = event.position()
        if self._turned_from is not None:
            by, self._turned_from = at - self._turned_from, at
            self.set_turn(self.turn.turned(-by.x() * _BY_MOUSE, by.y() * _BY_MOUSE))
        elif self.mouse.busy:
            self.mouse.move(at)
        else:
            over = self.mouse.centroid_at(at) is not None
            free = Qt.CursorShape.CrossCursor if self.lassoing else Qt.CursorShape.SizeAllCursor
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else free)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self.mouse.busy:
            self.mouse.release(event.position())
        self._turned_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002
        self.set_turn(Turn())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        self.set_turn(self.turn.zoomed(_WHEEL ** event.angleDelta().y()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        step = _KEYS.get(Qt.Key(event.key()))
        if step is not None:
            self.set_turn(self.turn.turned(-step[0] * _BY_KEY, step[1] * _BY_KEY))
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.set_turn(self.turn.zoomed(_ZOOM if event.key() == Qt.Key.Key_Plus else 1 / _ZOOM))
        elif event.key() == Qt.Key.Key_Home:
            self.set_turn(Turn())
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._content_changed()

    @property
    def _is_empty(self) -> bool:
        return not len(self._points) and not self._marks.history.size

    def _content_changed(self) -> None:
        """Put the frame round all that there is; how it lies the colours say."""
        self._drawn = None
        axes, history = list(self._axes), self._marks.history
        if self._points.shape[1] > max(axes) and history.shape[2] > max(axes):
            ways = history.reshape(-1, history.shape[2])[:, axes]
            self._frame = frame_of(self._points[:, axes], self._weights, ways)
        self.update()

    def _seen(self) -> tuple[Projection, Floats]:
        dimensions = self._points.shape[1] if len(self._points) else self._marks.history.shape[2]
        left = min(ROOM_OF_AXES, self.width() / 3)
        size = self.width() - left, float(self.height())
        seen, away = in_space(
            self._axes, dimensions, frame=self._frame, turn=self.turn, size=size, margin=_MARGIN
        )
        return Projection(seen.matrix, seen.offset + np.array([left, 0.0])), away

    def _raster(self, projection: Projection, away: Floats, behind: QColor) -> QImage:
        """The colours, the farthest first and fading: kept while nothing but the marks changes."""
        ratio = self.devicePixelRatioF()
        key = self.turn, self.size().toTuple(), ratio, behind.rgb()
        drawn = self._drawn
        if drawn is None or drawn[0] != key:
            depth = self._points @ away
            order = np.argsort(-depth, kind="stable")
            span = max(float(np.ptp(depth)), 1e-12)
            fade = _FADE * ((depth - depth.min()) / span)[order, None]
            ground = np.array([behind.red(), behind.green(), behind.blue()])
            colours = np.rint(self._colours[order] * (1 - fade) + ground * fade).astype(np.uint8)
            size = round(self.width() * ratio), round(self.height() * ratio)
            at = projection(self._points)[order]
            image = rasterised(at, packed(colours), self._reach[order], size=size, ratio=ratio)
            self._drawn = drawn = key, *image
        return drawn[1]
