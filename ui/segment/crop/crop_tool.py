"""The crop tool: a rectangle over what is measured, without bars and legends that are burned in."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath

from core.image.crop import Crop
from ui.canvas.overlay import ACCENT, LIGHT, SHADE, draw_handle, draw_outline
from ui.canvas.tool import Pointer, Tool, ToolEntry
from ui.segment.crop.crop_geometry import CropGrip, dragged, grip_at, handle_at, rectangle_of
from ui.segment.crop.crop_options import CropOptions
from ui.segment.roi.shape_handles import handles
from ui.shell.actions import QT_TRANSLATE_NOOP

_REACH = 8.0  # screen pixels
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CropTool(Tool):
    """asked(Crop): measure this alone. drawn: what is to be measured is another one, not asked for yet.

    crop: as it is drawn at the moment, in pixels of the whole picture, all of it at first.
    """

    asked = Signal(object)

    id = "crop"
    entry = ToolEntry("C", "crop").says(
        QT_TRANSLATE_NOOP("Actions", "&Crop"),
        QT_TRANSLATE_NOOP("Actions", "Measure a part of the picture: without bars and legends burned in."),
    )

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = self.tr("Crop")
        self.hint = self.tr("Drag an edge, or a new frame. Enter crops, Esc gives up.")
        self.settings = CropOptions()
        self.options = self.settings
        self.crop = self._whole = self._before = Crop(0, 0, 1, 1)
        self._step = 1
        self._grip: CropGrip | None = None
        self.settings.typed.connect(self._take_typed)
        self.settings.crop_asked.connect(self._ask)

    def begin(self, width: int, height: int, step: int, crop: Crop | None) -> None:
        """A picture of this size, of which every `step`-th pixel is shown, cropped so."""
        self._grip, self._step = None, step
        self._whole = Crop(0, 0, width, height)
        self._before = crop or self._whole
        self.settings.set_picture(width, height, is_cropped=crop is not None)
        self._show(self._before)

    def hover(self, pointer: Pointer) -> None:
        """Show what can be taken hold of."""
        x, y, reach = self._place(pointer)
        held = handle_at(crop=self.crop, x=x, y=y, reach=reach) is not None
        self.cursor = Qt.CursorShape.SizeAllCursor if held else Qt.CursorShape.CrossCursor

    def press(self, pointer: Pointer) -> None:
        x, y, reach = self._place(pointer)
        width, height = self._whole.width, self._whole.height
        self._grip = grip_at(crop=self.crop, width=width, height=height, x=x, y=y, reach=reach)

    def move(self, pointer: Pointer) -> None:
        if self._grip is None:
            return
        x, y, _ = self._place(pointer)
        crop = dragged(grip=self._grip, width=self._whole.width, height=self._whole.height, x=x, y=y)
        self._show(crop or self._grip.crop)

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self._grip = None

    def key(self, event: QKeyEvent) -> bool:
        if event.key() not in _ENTER:
            return False
        self._ask()
        return True

    def cancel(self) -> bool:
        """What is half drawn goes first, then what was not asked for."""
        if self._grip is not None:
            crop, self._grip = self._grip.crop, None
            self._show(crop)
            return True
        had = self.crop != self._before
        self._show(self._before)
        return had

    def paint(self, painter: QPainter, scale: float) -> None:
        draw_crop(painter, self.crop, self._whole, self._step, drawn=True)
        for x, y in (handles(shape=rectangle_of(self.crop)) / self._step).tolist():
            draw_handle(painter, x, y, scale)

    def paint_cropped(self, painter: QPainter) -> None:
        """What is cropped away, while another tool is in use."""
        if self._before != self._whole:
            draw_crop(painter, self._before, self._whole, self._step, drawn=False)

    def _place(self, pointer: Pointer) -> tuple[float, float, float]:
        """x, y and the reach in pixels of the whole picture."""
        return pointer.x * self._step, pointer.y * self._step, _REACH * self._step / pointer.scale

    def _take_typed(self, crop: Crop) -> None:
        self._grip = None
        self._show(crop)

    def _show(self, crop: Crop) -> None:
        self.crop = crop
        self.settings.show_crop(crop, is_new=crop != self._before)
        self.changed.emit(QRectF())

    def _ask(self) -> None:
        self._grip = None
        self.asked.emit(self.crop)


def draw_crop(painter: QPainter, crop: Crop, whole: Crop, step: int, *, drawn: bool) -> None:
    """Shade what is cropped away: not hidden, so that a scale bar in it can still be measured."""
    box, picture = (
        QRectF(each.x / step, each.y / step, each.width / step, each.height / step) for each in (crop, whole)
    )
    shade = QPainterPath()
    shade.addRect(picture)
    shade.addRect(box)
    painter.fillPath(shade, SHADE)
    outline = QPainterPath()
    outline.addRect(box)
    draw_outline(painter, outline, colour=ACCENT if drawn else LIGHT, width=1.6 if drawn else 1.0)
