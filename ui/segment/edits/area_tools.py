"""Fill, which gives away the region under the cursor, and lasso, which gives away what it encloses."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPolygonF

from core.measure.gestures import Gesture
from ui.canvas.overlay import LIGHT, SHADE, cosmetic_pen
from ui.canvas.tool import Pointer, Tool, ToolEntry
from ui.segment.edits.edit_options import ClassChoice, EditOptions
from ui.shell.actions import QT_TRANSLATE_NOOP

# A point this near the last one, in pixels of the screen, changes nothing that is seen.
_NEAR = 3.0


class FillTool(Tool):
    """drawn(gesture, None): a click. picked(column, row): Alt+click takes the class from there."""

    id = "fill"
    entry = ToolEntry("G", "fill", "has_segmentation").says(
        QT_TRANSLATE_NOOP("Actions", "Fill re&gion"),
        QT_TRANSLATE_NOOP("Actions", "Click on a region to give all of it to a class."),
    )
    drawn = Signal(object, object)
    picked = Signal(int, int)

    def __init__(self, choice: ClassChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self._pressed: tuple[int, int] | None = None
        self.name = self.tr("Fill")
        self.hint = self.tr("Click on a region to give all of it to the class. Alt+click takes the class.")
        self.options = EditOptions(self.id, choice)

    def press(self, pointer: Pointer) -> None:
        self._pressed = pointer.pixel

    def release(self, pointer: Pointer) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        current = self._choice.current
        if pointer.alt:
            self.picked.emit(*pressed)
        elif current is not None:
            place = (pressed[0] + 0.5, pressed[1] + 0.5)
            self.drawn.emit(Gesture("region", (place,), current.name), None)

    def cancel(self) -> bool:
        there, self._pressed = self._pressed is not None, None
        return there


class LassoPath:
    """The outline as it is drawn."""

    def __init__(self, x: float, y: float, colour: QColor) -> None:
        self.points: list[tuple[float, float]] = [(x, y)]
        self.colour = QColor(colour)
        self.colour.setAlphaF(0.4)
        self.closed = False
        self._outline = QPolygonF([QPointF(x, y)])

    def add(self, x: float, y: float, scale: float) -> bool:
        """Go on to here; whether that is seen."""
        last_x, last_y = self.points[-1]
        if abs(x - last_x) + abs(y - last_y) < _NEAR / scale:
            return False
        self.points.append((x, y))
        self._outline.append(QPointF(x, y))
        return True

    def paint(self, painter: QPainter) -> None:
        """Thin lines, not smoothed, which are drawn fast at any length; filled once it is closed."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.closed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colour)
            painter.drawPolygon(self._outline)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, style in ((SHADE, Qt.PenStyle.SolidLine), (LIGHT, Qt.PenStyle.DashLine)):
            painter.setPen(cosmetic_pen(colour, 1.0, style))
            painter.drawPolyline(self._outline)


class LassoTool(Tool):
    """drawn(gesture, path): the outline was closed."""

    id = "lasso"
    entry = ToolEntry("L", "lasso", "has_segmentation").says(
        QT_TRANSLATE_NOOP("Actions", "Lass&o"),
        QT_TRANSLATE_NOOP("Actions", "Draw round pixels to give all of them to a class."),
    )
    drawn = Signal(object, object)

    def __init__(self, choice: ClassChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self._lasso: LassoPath | None = None
        self.name = self.tr("Lasso")
        self.hint = self.tr("Draw round pixels to give all of them to the class.")
        self.options = EditOptions(self.id, choice)

    def press(self, pointer: Pointer) -> None:
        current = self._choice.current
        if current is not None:
            self._lasso = LassoPath(pointer.x, pointer.y, current.colour)

    def move(self, pointer: Pointer) -> None:
        if self._lasso is not None and self._lasso.add(pointer.x, pointer.y, pointer.scale):
            self.changed.emit(QRectF())

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        lasso, self._lasso = self._lasso, None
        current = self._choice.current
        if lasso is None or current is None:
            return
        lasso.closed = True
        self.changed.emit(QRectF())
        if len(lasso.points) > 2:
            self.drawn.emit(Gesture("lasso", tuple(lasso.points), current.name), lasso)

    def cancel(self) -> bool:
        there, self._lasso = self._lasso is not None, None
        if there:
            self.changed.emit(QRectF())
        return there

    def paint(self, painter: QPainter, scale: float) -> None:  # noqa: ARG002
        if self._lasso is not None:
            self._lasso.paint(painter)
