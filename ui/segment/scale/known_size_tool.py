"""The tool for a thing of known size: a click on a coin or a square of paper gives the scale."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from core.scale.scale_area import ScaleArea, typed_size
from core.writing.number_words import NO_BREAK, grouped
from ui.canvas.overlay import draw_handle
from ui.canvas.tool import Pointer, Tool, ToolEntry
from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.widgets.building import fill, named
from ui.widgets.number_fields import NumberField


class KnownSizeTool(Tool):
    """touched(x, y): a click on a region. size_typed(x, y, text): what the region there measures."""

    touched = Signal(float, float)
    size_typed = Signal(float, float, str)

    id = "known_size"
    entry = ToolEntry("Shift+M", "coin", "has_segmentation").says(
        QT_TRANSLATE_NOOP("Actions", "&Thing of known size"),
        QT_TRANSLATE_NOOP(
            "Actions", "Click on a thing whose area or diameter you know: the scale follows from it."
        ),
    )

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = self.tr("Known size")
        self.hint = self.tr("Click on a thing, then type its area (4 cm²) or its diameter (25.75 mm).")
        self.settings = KnownSizeOptions()
        self.options = self.settings
        self._place: QPointF | None = None
        self._pressed = False
        self.settings.typed.connect(self._ask)

    def press(self, pointer: Pointer) -> None:  # noqa: ARG002 - a click counts where it ends
        self._pressed = True

    def release(self, pointer: Pointer) -> None:
        if not self._pressed:
            return
        self._pressed = False
        column, row = pointer.pixel
        self._place = QPointF(column + 0.5, row + 0.5)
        self.settings.show_pixels(0)
        self.changed.emit(QRectF())
        self.touched.emit(self._place.x(), self._place.y())

    def show_region(self, found: ScaleArea | None) -> None:
        """Say how many pixels the region has that was clicked on; None: there is none."""
        if found is None:
            self.cancel()
        else:
            self.settings.show_pixels(found.pixels)
            self.settings.begin()

    def cancel(self) -> bool:
        had = self._place is not None
        self._place, self._pressed = None, False
        self.settings.show_pixels(0)
        self.changed.emit(QRectF())
        return had

    def paint(self, painter: QPainter, scale: float) -> None:
        if self._place is not None:
            draw_handle(painter, self._place.x(), self._place.y(), scale, active=True)

    def _ask(self, text: str) -> None:
        if self._place is not None:
            self.size_typed.emit(self._place.x(), self._place.y(), text)


class KnownSizeOptions(QWidget):
    """typed: the size of the region that was clicked on."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("known_size_options")
        self._pixels = named(QLabel(), "known_size_pixels", self.tr("Pixels of the region"))
        self.size_field = named(
            NumberField(typed_size),
            "known_size",
            self.tr("Area or diameter"),
            self.tr(
                "What the thing measures in truth: an area such as 4 cm², or a diameter such as 25.75 mm."
            ),
        )
        self.size_field.setPlaceholderText(self.tr("4 cm² or 25.75 mm"))
        self.size_field.setFixedWidth(130)
        self._take = named(
            QPushButton(self.tr("Set scale")),
            "known_size_set_scale",
            tooltip=self.tr("Measure all classes with the scale that this thing gives."),
        )
        fill(QHBoxLayout(self), self._pixels, QLabel("="), self.size_field, self._take, margins=0, spacing=6)
        self.size_field.textChanged.connect(self._refresh)
        self.size_field.returnPressed.connect(self._ask)
        self._take.clicked.connect(self._ask)
        self._counted = 0
        self.show_pixels(0)

    def show_pixels(self, pixels: int) -> None:
        """Say how many the region has; 0 for none."""
        self._counted = pixels
        none, widest = self.tr("no thing yet"), f"{grouped(99_999_999)}{NO_BREAK}px"
        self._pixels.setText(f"{grouped(pixels)}{NO_BREAK}px" if pixels else none)
        self._pixels.setMinimumWidth(max(map(self.fontMetrics().horizontalAdvance, (none, widest))))
        self._refresh()

    def begin(self) -> None:
        """Put the keyboard where the size is typed."""
        self.size_field.setFocus()
        self.size_field.selectAll()

    def _refresh(self) -> None:
        self._take.setEnabled(bool(self._counted) and self.size_field.value() is not None)

    def _ask(self) -> None:
        if self._counted and self.size_field.value() is not None:
            self.typed.emit(self.size_field.text())
