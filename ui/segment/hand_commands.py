"""What the tools of the hand do, and the menu of a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from core.measure.gestures import Gesture
from ui.segment.edits.area_tools import FillTool, LassoTool
from ui.segment.edits.brush_tool import BrushTool, EraserTool
from ui.segment.edits.class_choice import swatch
from ui.segment.edits.edit_controller import EditController
from ui.segment.edits.hand_options import BrushSize

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow


class HandCommands:
    """Part of MainWindow: correcting by hand."""

    def connect_hand(self: MainWindow) -> None:
        self.edits = EditController(self.session, self.tools, self)
        size = self._brush_size = BrushSize(self)
        brush, fill = BrushTool(self.edits.choice, size), FillTool(self.edits.choice)
        for tool in (brush, EraserTool(size), fill, LassoTool(self.edits.choice)):
            tool.drawn.connect(self.take_gesture)
            self.tools.add(tool)
        for picking in (brush, fill):
            picking.picked.connect(self.edits.pick)
        self.edits.failed.connect(self.complain)
        self.parts.classes.selection_changed.connect(self.choose_for_hand)
        self.parts.pictures.segmentation.menu_requested.connect(self.show_region_menu)
        self.session.document_changed.connect(self.tell_picture_size)
        self._region_menu = QMenu(self)
        self._region_menu.setObjectName("region_menu")

    def tell_picture_size(self: MainWindow) -> None:
        document = self.session.document
        if document is not None:
            self._brush_size.picture = (document.image.width, document.image.height)

    def use_brush(self: MainWindow, _on: bool) -> None:
        self.tools.choose("brush")

    def use_eraser(self: MainWindow, _on: bool) -> None:
        self.tools.choose("eraser")

    def use_fill(self: MainWindow, _on: bool) -> None:
        self.tools.choose("fill")

    def use_lasso(self: MainWindow, _on: bool) -> None:
        self.tools.choose("lasso")

    def clear_edits(self: MainWindow) -> None:
        self.cleanup.clear_edits()

    def choose_for_hand(self: MainWindow, names: tuple[str, ...]) -> None:
        """The one class chosen in the table is what the hand gives pixels to."""
        if len(names) == 1:
            self.edits.choice.choose(names[0])

    def take_gesture(self: MainWindow, gesture: Gesture, drawn: object) -> None:
        """Edits change the result: that is what is shown, not an iteration on the way to it."""
        if not self.replay.at_result:
            self.replay.choose(self.replay.last)
        self.edits.take(gesture, drawn)  # type: ignore[arg-type]

    def show_region_menu(self: MainWindow, column: int, row: int, at: QPoint) -> None:
        """Offer to give the region under the cursor to another class."""
        here = self._class_at(column, row)
        if here is None:
            return
        menu = self._region_menu
        menu.clear()
        menu.addSection(self.tr("Give this region of “{0}” to").format(here.name))
        for item in self.edits.choice.items:
            if item.name != here.name:
                action = menu.addAction(swatch(item.colour), item.text.replace("&", "&&"))
                action.setData(Gesture("region", ((column + 0.5, row + 0.5),), item.name))
                action.triggered.connect(self.give_region)
        menu.popup(at)

    def give_region(self: MainWindow) -> None:
        """What was chosen in that menu."""
        gesture = self.sender().data()
        if isinstance(gesture, Gesture):
            self.take_gesture(gesture, None)
