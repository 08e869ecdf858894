"""The settings of the line tool: the length in pixels, what it is in truth, and the button that takes it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from core.scale.lengths import UNITS
from ui.widgets.number_text import NO_BREAK, parse_number


class LineOptions(QWidget):
    """asked: a length and its unit were typed for the line that is drawn."""

    asked = Signal(float, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line_options")
        self._pixels = QLabel()
        self._pixels.setObjectName("line_pixels")
        self._pixels.setAccessibleName(self.tr("Length of the line in pixels"))
        self.length = QLineEdit()
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
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._pixels, QLabel("="), self.length, self.unit, self._take):
            layout.addWidget(widget)
        self.length.textChanged.connect(self._refresh)
        self.length.returnPressed.connect(self._ask)
        self._take.clicked.connect(self._ask)
        self._measured = 0.0
        self.show_pixels(0.0)

    def show_pixels(self, pixels: float) -> None:
        """Say how long the line is; 0 for none."""
        self._measured = pixels
        text = f"{QLocale().toString(pixels, 'f', 1)}{NO_BREAK}px" if pixels else self.tr("no line yet")
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

    def _typed(self) -> float | None:
        value = parse_number(self.length.text())
        return value if value is not None and value > 0 else None

    def _refresh(self) -> None:
        self._take.setEnabled(self._measured >= 1.0 and self._typed() is not None)

    def _ask(self) -> None:
        value = self._typed()
        if value is not None and self._measured >= 1.0:
            self.asked.emit(value, self.unit.currentText())
