"""What is done with the scale: the dialog, the line, which areas lead, other pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from core.base.errors import FloeError
from core.document.document import Document
from core.image.image import Image
from core.scale.calibration import AreaMethod, Calibration, as_typed, from_line
from core.scale.scale_choice import parse_scale
from core.scale.scale_line import ScaleLine, known_aspect
from ui.canvas.line_geometry import Line
from ui.canvas.line_tool import LineTool
from ui.canvas.tool_controller import HAND, ToolController
from ui.segment.classes.class_table import ClassTable
from ui.segment.scale.calibration_dialog import CalibrationDialog
from ui.segment.scale.concentration_dialog import ConcentrationDialog
from ui.segment.scale.present_scale import present_scale
from ui.session.pending_copies import PendingCopies
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.building import open_dialog


class ScaleController(QObject):
    """Puts calibrations into the document, from wherever they come."""

    def __init__(self, services: Services, tools: ToolController, table: ClassTable, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._notices, self._listed = services.session, services.notices, services.files.listed
        self._complain = services.complaints.show
        self._window, self._actions = services.window, services.actions
        self._tools = tools
        self._copies = PendingCopies(self.tr("Copy scale"), Document.with_pixel_size)
        self._image: Image | None = None
        self.line_tool = tools.tool(LineTool)
        services.documents.add_copies(self._copies)
        table.calibrate_requested.connect(self.ask)
        self.line_tool.scale_asked.connect(self.take_line)
        self._session.document_changed.connect(self._follow)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("set_scale", "Ctrl+U", self.ask, icon="calibrate", when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "Set &scale…"),
                QT_TRANSLATE_NOOP("Actions", "Say how large a pixel is, so that areas carry real units."),
            ),
            ActionSpec(
                "use_georeference", "Ctrl+Shift+U", self.use_georeference, when="has_georeference"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Use &georeference"),
                QT_TRANSLATE_NOOP("Actions", "Take the scale that the file of the picture gives."),
            ),
            ActionSpec("copy_scale", "Ctrl+Alt+U", self.copy_scale, when="can_copy_scale").says(
                QT_TRANSLATE_NOOP("Actions", "&Copy scale to the other pictures"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Measure every other picture of the list with the scale of this one."
                ),
            ),
            self._leading("lead_true", "Ctrl+Alt+G", "geodesic").says(
                QT_TRANSLATE_NOOP("Actions", "&True ground area"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Show true areas on the ellipsoid first, the planar ones beside them."
                ),
            ),
            self._leading("lead_planar", "Ctrl+Alt+P", "planar").says(
                QT_TRANSLATE_NOOP("Actions", "&Planar area"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Show areas of the map's plane first, the true ones beside them."
                ),
            ),
            ActionSpec(
                "concentration", "Ctrl+Alt+E", self._measure_concentration, when="can_be_concentration"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Ice c&oncentration…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Ice extent and ice area of a raster whose values are concentrations."
                ),
            ),
        )

    def _leading(self, name: str, key: str, method: AreaMethod) -> ActionSpec:
        first = method == "geodesic"
        return ActionSpec(
            name, key, self._lead, method, checked=first, when="has_both_areas", group="area_method"
        )

    def ask(self) -> None:
        """Ask how large a pixel is."""
        if self._session.document is None:
            return
        dialog = CalibrationDialog(present_scale(self._session.document), self._window)
        dialog.accepted.connect(self._take_choice)
        dialog.line_wanted.connect(self._draw_line)
        open_dialog(dialog)

    def use_georeference(self) -> None:
        """The scale that the picture's file gives."""
        self._session.set_pixel_size(None)

    def take_line(self, line: Line, length: float, unit: str) -> None:
        """The scale from a line and the length that was typed for it."""
        document = self._session.document
        if document is None:
            return
        try:
            now = document.calibration
            sides = (1.0, 1.0) if now.unit == "°" else (now.width, now.height)
            aspect = known_aspect(*sides, document.image.printed)
            drawn = ScaleLine(line.x0, line.y0, line.x1, line.y1, length, unit, aspect)
            self._session.set_pixel_size(from_line(drawn))
        except FloeError as error:
            self._complain(str(error))
            return
        self._tools.give_up_gesture()
        self._tools.choose(HAND)

    def copy_scale(self) -> None:
        """Give the scale at hand to every other picture of the list; each still names it as its own."""
        document = self._session.document
        if document is None:
            return
        others = self._listed.others(document.image.provenance.path)
        given: Calibration = as_typed(document.calibration)
        words = self.tr("The scale {scale} is that of the other pictures in the list, too ({count}).").format(
            scale=given.size, count=len(others)
        )
        back = self.tr("The other pictures in the list keep the scale that they had.")

        def tell(there: bool) -> None:
            self._notices.add(words if there else back, "info")

        text = self.tr("Copy scale to the other pictures")
        self._copies.copy(self._session.undo_stack, text, others, given, tell)

    def _take_choice(self) -> None:
        dialog, document = self.sender(), self._session.document
        if not isinstance(dialog, CalibrationDialog) or document is None:
            return
        choice = dialog.choice()
        if choice in ("line", document.calibration.source):
            return  # what holds already
        try:
            chosen = parse_scale(choice).of(document.image)
        except FloeError as error:
            self._complain(str(error))
            return
        own = document.own_scale
        # What the file gives best is no choice of the user's.
        best = chosen is not None and chosen.source == own.source
        self._session.set_pixel_size(None if best else chosen)

    def _draw_line(self) -> None:
        self._tools.choose(self.line_tool.id)

    def _measure_concentration(self) -> None:
        """Ice extent and area of the file that is open, read as values."""
        document = self._session.document
        if document is None:
            return
        path = Path(document.image.provenance.path)
        dialog = ConcentrationDialog(path, document.pixel_size, document.area_method, self._window)
        open_dialog(dialog)

    def _lead(self, method: AreaMethod) -> None:
        try:
            self._session.set_area_method(method)
        except FloeError as error:
            self._complain(str(error))
        self._follow()

    def _follow(self) -> None:
        """The areas that lead are marked in the menu; another picture has no line drawn."""
        document = self._session.document
        if document is None:
            return
        planar = document.area_method == "planar"
        self._actions["lead_planar" if planar else "lead_true"].setChecked(True)
        if document.image is not self._image:
            self._image = document.image
            self.line_tool.begin(document.image.width, document.image.height)
