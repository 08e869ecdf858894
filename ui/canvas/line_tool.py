"""The line tool: a line over a known length gives the scale."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from core.scale.lengths import parse_length
from core.scale.units import UNITS
from core.writing.number_words import fixed
from ui.canvas.line_geometry import End, Line, hit_end, inside, straightened
from ui.canvas.overlay import ACCENT, draw_handle, draw_outline
from ui.canvas.tool import Pointer, Tool, ToolEntry
from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.widgets.building import fill, named
from ui.widgets.number_fields import NumberField
from ui.widgets.number_text import NO_BREAK

_REACH = 8.0  # screen pixels


class LineTool(Tool):
    """A drag draws a line, a drag at one of its ends moves that end; Shift keeps it level or upright.

    scale_asked: the line, a length and its unit, to make the scale of them.
    """

    scale_asked = Signal(object, float, str)

    id = "line"
    entry = ToolEntry("M", "line").says(
        QT_TRANSLATE_NOOP("Actions", "&Line of known length"),
        QT_TRANSLATE_NOOP("Actions", "Draw over a length that you know: the scale follows from it."),
    )

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = self.tr("Line")
        self.hint = self.tr("Draw over a known length, then type it. Shift: level or upright.")
        self.settings = LineOptions()
        self.options = self.settings
        self.line: Line | None = None
        self._size = (1, 1)
        self._before: Line | None = None
        self._dragged: End | None = None
        self.settings.asked.connect(self._ask)

    def begin(self, width: int, height: int) -> None:
        """A picture of this size, without a line."""
        self._size = (width, height)
        self._dragged = None
        self.settings.length.clear()
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
            self.settings.begin()

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

    def _inside(self, pointer: Pointer) -> tuple[float, float]:
        width, height = self._size
        return inside(x=pointer.x, y=pointer.y, width=width, height=height)

    def _show(self, line: Line | None) -> None:
        if line != self.line:
            self.line = line
            self.settings.show_pixels(0.0 if line is None else line.pixels)
            self.changed.emit(QRectF())

    def _ask(self, length: float, unit: str) -> None:
        if self.line is not None:
            self.scale_asked.emit(self.line, length, unit)


class LineOptions(QWidget):
    """asked: a length and its unit were typed for the line that is drawn."""

    asked = Signal(float, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line_options")
        self._pixels = named(QLabel(), "line_pixels", self.tr("Length of the line in pixels"))
        self.length = NumberField(self._read)
        self.length.setObjectName("line_length")
        self.length.setAccessibleName(self.tr("Length of the line"))
        self.length.setToolTip(self.tr("How long the line is on the ground; the scale follows from it."))
        self.length.setPlaceholderText(self.tr("length"))
        self.length.setMaxLength(30)
        self.length.setFixedWidth(90)
        self.unit = QComboBox()
        self.unit.setObjectName("line_unit")
        self.unit.setAccessibleName(self.tr("Unit of the length"))
        self.unit.setToolTip(self.tr("The unit of the length; areas carry its square."))
        self.unit.addItems(list(UNITS))
        self.unit.setCurrentText("m")
        self._take = QPushButton(self.tr("Set scale"))
        self._take.setObjectName("line_set_scale")
        self._take.setToolTip(self.tr("Measure all classes with the scale that this line gives."))
        widgets = (self._pixels, QLabel("="), self.length, self.unit, self._take)
        fill(QHBoxLayout(self), *widgets, margins=0, spacing=6)
        self.length.textChanged.connect(self._refresh)
        self.length.editingFinished.connect(self._finish)
        self.length.returnPressed.connect(self._ask)
        self._take.clicked.connect(self._ask)
        self._measured = 0.0
        self.show_pixels(0.0)

    def show_pixels(self, pixels: float) -> None:
        """Say how long the line is; 0 for none."""
        self._measured = pixels
        text = f"{fixed(pixels, 1)}{NO_BREAK}px" if pixels else self.tr("no line yet")
        self._pixels.setText(text)
        widest = self.fontMetrics().horizontalAdvance("00,000.0 px")
        self._pixels.setMinimumWidth(
            max(widest, self.fontMetrics().horizontalAdvance(self.tr("no line yet")))
        )
        self._refresh()

    def begin(self) -> None:
        """Put the keyboard where the length is typed."""
        self.length.setFocus()
        self.length.selectAll()

    def _read(self, text: str) -> tuple[float, str]:
        return parse_length(text, self.unit.currentText())

    def _refresh(self) -> None:
        self._take.setEnabled(self._measured >= 1.0 and self.length.value() is not None)

    def _finish(self) -> None:
        """A unit that was typed is the one that is chosen."""
        typed = self.length.value()
        if typed is not None and typed[1] != self.unit.currentText():
            self.unit.setCurrentText(typed[1])
            self.length.setText(f"{typed[0]:.15g}")

    def _ask(self) -> None:
        typed = self.length.value()
        if typed is not None and self._measured >= 1.0:
            self._finish()
            self.asked.emit(*typed)
