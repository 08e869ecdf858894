"""What tools have in common that draw one straight line: gestures, ends, how it looks."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from ui.canvas.line_geometry import End, Line, hit_end, inside, straightened
from ui.canvas.overlay import ACCENT, draw_handle, draw_outline
from ui.canvas.tool import Pointer, Tool

_REACH = 8.0  # screen pixels


class StraightLineTool(Tool):
    """A drag draws a line, a drag at one of its ends moves that end; Shift keeps it level or upright."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.line: Line | None = None
        self._size = (1, 1)
        self._before: Line | None = None
        self._dragged: End | None = None

    def begin(self, width: int, height: int) -> None:
        """A picture of this size, without a line."""
        self._size = (width, height)
        self._dragged = None
        self._show(None)

    def press(self, pointer: Pointer) -> None:
        self._before = self.line
        reach = _REACH / pointer.scale
        end = self.line and hit_end(line=self.line, x=pointer.x, y=pointer.y, reach=reach)
        if end is None:
            x, y = self._inside(pointer)
            self._show(Line(x, y, x, y))
        self._dragged = end or "second"

    def move(self, pointer: Pointer) -> None:
        if self.line is None or self._dragged is None:
            return
        x, y = self._inside(pointer)
        if pointer.shift:
            from_x, from_y = self.line.end("first" if self._dragged == "second" else "second")
            x, y = straightened(x=x, y=y, from_x=from_x, from_y=from_y)
        self._show(self.line.with_end(self._dragged, x, y))

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        if self.line is None or self._dragged is None:
            return
        self._dragged = None
        if self.line.pixels < 1.0:
            self._show(self._before)  # a click is no line
        else:
            self.drawn()

    def cancel(self) -> bool:
        """What is half drawn goes first, then the line itself."""
        if self._dragged is not None:
            self._dragged = None
            self._show(self._before)
            return True
        had = self.line is not None
        self._show(None)
        return had

    def paint(self, painter: QPainter, scale: float) -> None:
        if self.line is None:
            return
        path = QPainterPath(QPointF(self.line.x0, self.line.y0))
        path.lineTo(self.line.x1, self.line.y1)
        draw_outline(painter, path, colour=ACCENT)
        for end in ("first", "second"):
            draw_handle(painter, *self.line.end(end), scale, active=self._dragged == end)

    def drawn(self) -> None:
        """A line has been drawn, or an end of it moved."""

    def line_moved(self) -> None:
        """There is another line, or none."""

    def _inside(self, pointer: Pointer) -> tuple[float, float]:
        width, height = self._size
        return inside(x=pointer.x, y=pointer.y, width=width, height=height)

    def _show(self, line: Line | None) -> None:
        if line != self.line:
            self.line = line
            self.line_moved()
            self.changed.emit(QRectF())
