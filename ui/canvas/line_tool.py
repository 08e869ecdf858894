"""The line tool: a line over a known length gives the scale."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from core.scale.lengths import parse_length
from core.scale.units import UNITS
from core.writing.number_words import fixed
from ui.canvas.straight_line_tool import StraightLineTool
from ui.canvas.tool import ToolEntry
from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.widgets.building import fill, named
from ui.widgets.number_fields import NumberField
from ui.widgets.number_text import NO_BREAK


class LineTool(StraightLineTool):
    """scale_asked: the line, a length and its unit, to make the scale of them."""

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
        self.settings.asked.connect(self._ask)

    def begin(self, width: int, height: int) -> None:
        """A picture of this size, without a line."""
        self.settings.length.clear()
        super().begin(width, height)

    def drawn(self) -> None:
        self.settings.begin()

    def line_moved(self) -> None:
        self.settings.show_pixels(0.0 if self.line is None else self.line.pixels)

    def _ask(self, length: float, unit: str) -> None:
        if self.line is not None:
            self.scale_asked.emit(self.line, length, unit)


class LineOptions(QWidget):
    """asked: a length and its unit were typed for the line that is drawn."""

    asked = Signal(float, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line_options")
        self._pixels = named(QLabel(), "line_pixels")
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
