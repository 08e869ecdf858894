"""What the Measure menu does with the scale: the dialog, the line, which areas lead, other pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from core.base.errors import FloeError
from core.document.document import Document
from core.scale.calibration import AreaMethod, as_typed, from_line
from core.scale.scale_choice import parse_scale
from core.scale.scale_line import ScaleLine, known_aspect
from ui.canvas.line_geometry import Line
from ui.canvas.line_tool import LineTool
from ui.canvas.tool_controller import HAND
from ui.segment.scale.calibration_dialog import CalibrationDialog
from ui.segment.scale.concentration_dialog import ConcentrationDialog
from ui.segment.scale.present_scale import present_scale

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow


class ScaleCommands:
    """Part of MainWindow: calibration."""

    def connect_scale(self: MainWindow) -> None:
        self.parts.classes.calibrate_requested.connect(self.calibrate)
        self.line_tool = LineTool()
        self.tools.add(self.line_tool)
        self.line_tool.scale_asked.connect(self.apply_line)
        self.session.document_changed.connect(self.follow_scale)

    def calibrate(self: MainWindow) -> None:
        """Ask how large a pixel is."""
        if self.session.document is None:
            return
        dialog = CalibrationDialog(present_scale(self.session.document), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.apply_scale)
        dialog.line_wanted.connect(self.draw_scale_line)
        dialog.open()

    def apply_scale(self: MainWindow) -> None:
        dialog, document = self.sender(), self.session.document
        if not isinstance(dialog, CalibrationDialog) or document is None:
            return
        choice = dialog.choice()
        if choice in ("line", document.calibration.source):
            return  # what holds already
        try:
            chosen = parse_scale(choice).of(document.image)
        except FloeError as error:
            self.complain(str(error))
            return
        own = document.own_scale
        # What the file gives best is no choice of the user's.
        best = chosen is not None and chosen.source == own.source
        self.session.set_pixel_size(None if best else chosen)

    def use_georeference(self: MainWindow) -> None:
        """The scale that the picture's file gives."""
        self.session.set_pixel_size(None)

    def use_line(self: MainWindow, _on: bool) -> None:
        self.tools.choose(LineTool.id)

    def draw_scale_line(self: MainWindow) -> None:
        self.tools.choose(LineTool.id)

    def apply_line(self: MainWindow, line: Line, length: float, unit: str) -> None:
        """The scale from a line and the length that was typed for it."""
        document = self.session.document
        if document is None:
            return
        try:
            now = document.calibration
            sides = (1.0, 1.0) if now.unit == "°" else (now.width, now.height)
            aspect = known_aspect(*sides, document.image.printed)
            drawn = ScaleLine(line.x0, line.y0, line.x1, line.y1, length, unit, aspect)
            self.session.set_pixel_size(from_line(drawn))
        except FloeError as error:
            self.complain(str(error))
            return
        self.tools.give_up_gesture()
        self.tools.choose(HAND)

    def measure_concentration(self: MainWindow) -> None:
        """Ice extent and area of the file that is open, read as values."""
        document = self.session.document
        if document is None:
            return
        path = Path(document.image.provenance.path)
        dialog = ConcentrationDialog(path, document.pixel_size, document.area_method, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def lead_true(self: MainWindow, _on: bool) -> None:
        self._lead("geodesic")

    def lead_planar(self: MainWindow, _on: bool) -> None:
        self._lead("planar")

    def _lead(self: MainWindow, method: AreaMethod) -> None:
        try:
            self.session.set_area_method(method)
        except FloeError as error:
            self.complain(str(error))
        self.follow_scale()

    def follow_scale(self: MainWindow) -> None:
        """The areas that lead are marked in the menu; another picture has no line drawn."""
        document = self.session.document
        if document is None:
            return
        planar = document.area_method == "planar"
        self.actions_by_id["lead_planar" if planar else "lead_true"].setChecked(True)
        if document.image is not self._line_image:
            self._line_image = document.image
            self.line_tool.begin(document.image.width, document.image.height)

    def with_given_scale(self: MainWindow, document: Document, path: str) -> Document:
        """With the scale that was copied to this picture of the list, once."""
        given = self._given_scales.take(path)
        return document if given is None else document.with_pixel_size(given)

    def copy_scale(self: MainWindow) -> None:
        """Give the scale at hand to every other picture of the list; each still names it as its own."""
        document = self.session.document
        if document is None:
            return
        here = document.image.provenance.path
        others = [path for path in self.parts.files.paths() if path != here]
        scale = document.calibration
        given = as_typed(scale)
        words = self.tr("The scale {scale} is that of the other pictures in the list, too ({count}).").format(
            scale=given.size, count=len(others)
        )
        back = self.tr("The other pictures in the list keep the scale that they had.")

        def tell(there: bool) -> None:
            self.parts.notices.add(words if there else back, "info")

        stack, text = self.session.undo_stack, self.tr("Copy scale to the other pictures")
        self._given_scales.give(stack, text, dict.fromkeys(others, given), tell)
