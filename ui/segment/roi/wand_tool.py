"""The magic wand: a click takes what looks alike."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from ui.canvas.tool import Pointer, ToolEntry
from ui.segment.roi.roi_controller import RoiController
from ui.segment.roi.roi_mode import DrawMode, ModeButtons
from ui.segment.roi.roi_tool import RoiTool
from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.widgets.building import fill, label_of, named
from ui.widgets.number_boxes import DecimalBox


class WandOptions(QWidget):
    """The mode, how alike, and whether joined."""

    def __init__(self, mode: DrawMode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tolerance = DecimalBox()
        self.tolerance.setObjectName("wand_tolerance")
        self.tolerance.setAccessibleName(self.tr("Tolerance"))
        self.tolerance.setToolTip(
            self.tr("By how much each band may differ from the pixel clicked on, in the numbers of the file.")
        )
        self.joined = named(QCheckBox(self.tr("&Joined")), "wand_joined")
        self.joined.setChecked(True)
        self.joined.setToolTip(
            self.tr("Only pixels joined with the one clicked on by their sides; else all that look alike.")
        )
        label = label_of(self.tolerance, self.tr("Tolerance"))
        fill(QHBoxLayout(self), ModeButtons(mode), label, self.tolerance, self.joined, margins=0, spacing=8)
        self.set_range(255.0, whole=True)

    def set_range(self, most: float, *, whole: bool) -> None:
        """most: the range of the picture's values. A tenth of it to begin with."""
        self.tolerance.setDecimals(0 if whole else 4)
        self.tolerance.setRange(0.0, most)
        self.tolerance.setSingleStep(max(1.0, most / 255) if whole else most / 100)
        self.tolerance.setValue(most / 10)


class WandTool(RoiTool):
    """A click on a pixel."""

    id = "wand"
    entry = ToolEntry("W", "wand").says(
        QT_TRANSLATE_NOOP("Actions", "Magic &wand"),
        QT_TRANSLATE_NOOP("Actions", "Click on a pixel: what looks like it is inside."),
    )

    def __init__(self, controller: RoiController, mode: DrawMode, parent: QObject | None = None) -> None:
        super().__init__(controller, mode, parent)
        self.name = self.tr("Magic wand")
        self.hint = self.tr("Click on a pixel: what looks like it is inside. Shift adds, Alt cuts out.")
        self.settings = WandOptions(mode)
        self.options = self.settings

    def finish(self, pointer: Pointer) -> None:
        from workers.regions_of_interest import Touch

        mode, self.drawing = self.drawing, None
        if mode is not None:
            settings = self.settings
            touch = Touch(*pointer.pixel, settings.tolerance.value(), settings.joined.isChecked())
            self.controller.add_by_wand(touch, mode)
